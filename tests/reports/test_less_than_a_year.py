"""What is left is told as it is: no change a year where less than a year is left."""

import pytest
from building import Wish, build
from standings import standing

from minsheng.reports import sentences
from minsheng.reports.evaluations.shortfalls import shortfalls
from minsheng.text.language import LANGUAGES, using

# 300 households in 2018 and 2019; 202 by the middle of 2019: 98 are left, in half a year.
HOUSES = Wish("houses", unit="person", kind="flow", direction="up", total=300, span="2018-2019")
SEEN = [("2018", 150), ("2019H1", 52)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_half_a_year_is_told_what_is_left_in_all(lang):
    here = standing(HOUSES, seen=SEEN, when="2019H1")
    assert here.verdicts.loc[0, "class"] == "lagging"
    with using(lang):
        said = str(sentences.indicator_answer(here))
        told = "".join(map(str, shortfalls(here, here.verdicts)))
    for text in (said, told):
        assert "98" in text and "196" not in text
    if lang == "zh":
        assert "此后还须完成98。" in said
        assert "还须完成98，才能在2019年实现300" in told


@pytest.mark.parametrize(("held", "n"), [((), 1), (("held",), 1)])
def test_what_is_to_be_held_is_not_loaded_on_any_year(held, n):
    """From 97 to a line of 95: no change is planned that could fall into the first year."""
    even = Wish("even", baseline=40, targets={2018: 50, 2019: 60, 2020: 70})
    wishes = [
        Wish(name, baseline=97, targets=dict.fromkeys((2018, 2019, 2020), ">=95")) for name in held
    ]
    with using("zh"):
        told = str(sentences.requirements_answer(build(even, *wishes)))
    assert f"可比的{n}项中，0项把超过平均份额的变化放在首年（前重），0项放在末年（后重）。" in told
