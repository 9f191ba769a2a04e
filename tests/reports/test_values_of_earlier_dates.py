"""A value of mid-year is no report of the year: every report counts and tells it as that."""

import pytest
from building import Wish
from standings import standing

from minsheng.reports import listings, sentences
from minsheng.text.language import LANGUAGES, using

HALF = Wish("half", baseline=82, targets={2018: 86, 2019: 90, 2020: ">=95"})
FULL = Wish("full", baseline=82, targets={2018: 86, 2019: 90, 2020: ">=95"})
DONE = Wish("done", unit="milestone", kind="milestone", baseline=None, targets={2020: 1})
SEEN = [("test.half", "2019H1", 88), ("test.full", "2019", 90), ("test.done", "2018", 0)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_coverage_of_a_year_leaves_out_values_of_its_middle(lang):
    """By hand: of three goals two have a value of the end of 2019, the milestone its last."""
    here = standing(HALF, FULL, DONE, seen=SEEN, when="2019")
    with using(lang):
        answers = [str(sentences.standing_answer(here)), str(sentences.midterm_overview(here))]
        (told,) = sentences.indicator_answer(here.select(indicator="test.half")).paragraphs[1:2]
    for answer in answers:
        assert "66.7%" in answer
        assert {
            "zh": "只有较早时点实际值的1项不计入覆盖率，如作研判，以该时点的目标轨迹为准",
            "en": "The 1 with a value of an earlier date only does not count as covered",
        }[lang] in answer
    assert {"zh": "2019年的目标已经到期，而到期时点没有实际值", "en": "no value for that date"}[
        lang
    ] in told
    assert {
        "zh": "已报送实际值2项，只有较早时点实际值1项。",
        "en": "2 with a value reported, 1 with a value of an earlier date only.",
    }[lang] in answers[0]


def test_the_target_of_the_year_stays_open_in_the_table():
    here = standing(HALF, FULL, seen=SEEN[:2], when="2019")
    half, full = listings.verdicts(here).rows
    assert (half["verdict"], half["observed_in"]) == ("● 基本符合预期", "2019年上半年")
    assert (half["annual"], full["annual"]) == ("到期时点没有实际值", "达标")
    at_half = standing(HALF, FULL, seen=SEEN[:1], when="2019H1")
    assert "只有较早时点" not in str(sentences.standing_answer(at_half))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_at_the_end_an_earlier_value_is_told_among_those_not_reported(lang):
    seen = [("test.half", "2020H1", 96), ("test.full", "2020", 95)]
    here = standing(HALF, FULL, seen=seen, when="2020")
    early = {
        "zh": "其中1项只有较早时点的实际值，到期时点的值尚未报送。",
        "en": "1 of these has a value of an earlier date, but not of the date that was due.",
    }[lang]
    with using(lang):
        for answer in (
            sentences.final_answer,
            sentences.final_overview,
            sentences.midterm_overview,
        ):
            assert early in str(answer(here)), answer
        coverage = str(sentences.standing_answer(here))
        assert ("（1/2）" if lang == "zh" else "(1 of 2)") in coverage
        assert ("1/2" in coverage) == (lang == "zh")
        assert "50%" in str(sentences.midterm_overview(here))
