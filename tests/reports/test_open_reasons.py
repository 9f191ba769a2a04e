"""Goals without a result: every report says how many, and why."""

import pytest
from building import Wish
from standings import standing

from minsheng.reports import sentences
from minsheng.text.language import using

NUMBER = Wish("share", baseline=80, targets={2020: 90})
WAY = Wish("way", baseline=80, aim="direction")
WORDS = Wish("words", aim="words")


@pytest.mark.parametrize(
    ("lang", "one", "several"),
    [
        (
            "zh",
            "没有研判结果的1项：数据年份不足。",
            "没有研判结果的2项：数据年份不足1项，未定数值1项。",
        ),
        (
            "en",
            "1 has no result: too few points.",
            "2 have no result: too few points (1), no number (1).",
        ),
    ],
)
def test_why_goals_are_not_judged(lang, one, several):
    seen = [("test.share", "2018", 84), ("test.way", "2018", 81)]
    with using(lang):
        now = standing(NUMBER, WAY, seen=seen)
        assert one in str(sentences.midterm_answer(now))
        now = standing(NUMBER, WAY, WORDS, seen=seen)
        assert several in str(sentences.midterm_answer(now))


def test_the_final_gives_the_same_reasons():
    seen = [("test.share", "2020", 91), ("test.way", "2020", 81)]
    now = standing(NUMBER, WAY, seen=seen, when="2020")
    with using("en"):
        expected = "1 has no result: too few points."
        assert expected in str(sentences.final_answer(now))
