"""Sentences say of whom and of what they speak."""

from pathlib import Path

import pytest
from building import Wish
from standings import ledger, standing

import minsheng as ms
from minsheng.reports import listings, sentences
from minsheng.text.language import using

YEARLY = Wish("grant", unit="person", kind="flow", aim="direction")
EARLY = Wish("early", targets={2020: 90})
LATE = Wish("late", baseline=80, targets={2020: 90})


def test_amounts_that_are_only_to_go_one_way_are_not_added_up():
    """They may be averages, such as the mean of a grant: 1,800 + 1,700 is nothing."""
    now = standing(YEARLY, seen=[("2018", 1800), ("2019", 1700)], when="2019")
    row = now.verdicts.iloc[0]
    assert (row["judged"], row["in_all"]) == (1700, False)
    with using("en"):
        assert "1,700 observed" in sentences.indicator_answer(now).paragraphs[0]
        assert listings.verdicts(now).rows[0]["done"] == ""
        assert "done" not in [column.name for column in listings.history(now).columns]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "2020年的最终目标（90%）已经达到。"),
        ("en", "The final target, 90% by 2020, has already been met."),
    ],
)
def test_a_goal_reached_early_says_which_target_it_meets(lang, words):
    with using(lang):
        now = standing(EARLY, seen=[("2018", 91)])
        assert words in sentences.indicator_answer(now).paragraphs[1]


def test_a_direction_is_not_said_to_have_other_methods_that_agree():
    wish = Wish("way", baseline=80, aim="direction")
    seen = [("2018", 81), ("2019", 82), ("2020", 83)]
    with using("en"):
        told = str(sentences.indicator_answer(standing(wish, seen=seen, when="2020")))
    assert "Half a unit of the last digit changes nothing" in told
    assert "other methods" not in told


@pytest.mark.parametrize(("lang", "name"), [("zh", "幼有所育"), ("en", "Childcare")])
def test_a_plan_of_several_programmes_is_not_called_by_its_first(plan, lang, name):
    now = ms.stand(plan, ms.Ledger(), "2018")
    with using(lang):
        assert name not in sentences.standing_answer(now).paragraphs[0]
        assert name not in listings.midterm_goals(now).caption
        one = ms.stand(plan.select(programme="childcare"), ms.Ledger(), "2018")
        assert name in sentences.standing_answer(one).paragraphs[0]
        assert name in listings.midterm_goals(one).caption


@pytest.mark.parametrize(
    ("lang", "met", "years"),
    [
        ("zh", "可研判的目标1项，没有实现、符合预期或保持的；1项未达到，即", "1项次，没有达到。"),
        (
            "en",
            "1 goal can be judged: none is on plan or better; 1 counts as not met: ",
            "none was met.",
        ),
    ],
)
def test_none_that_was_met_is_told_in_words(lang, met, years):
    with using(lang):
        told = sentences.final_answer(standing(LATE, seen=[("2020", 85)], when="2020")).paragraphs
        assert told[0].startswith(met)
        assert any(years in paragraph for paragraph in told)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "没有说明原因的1项，由有关部门补报原因和措施。"),
        ("en", "The causes of 1 shortfall, with action and dates, are still to be reported."),
    ],
)
def test_at_the_end_nothing_is_said_of_paces(lang, words):
    with using(lang):
        now = standing(LATE, seen=[("2020", 85)], when="2020")
        assert sentences.midterm_next(now).points[-1] == words


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "已有结果1项，没有达到。具体为九年义务教育巩固率（未达到）。"),
        ("en", "none was met. It is “Retention rate in compulsory education” (not met)."),
    ],
)
def test_binding_goals_of_which_none_is_met_are_not_the_others(lang, words):
    county = ms.load_plan(Path(__file__).parents[1] / "county_package")
    now = ms.stand(county, ledger(("education.retention", "2025", 95.8)), "2025")
    with using(lang):
        assert words in str(sentences.final_answer(now))
