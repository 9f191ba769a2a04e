"""What was met at the end: known answers by hand."""

import dataclasses
import datetime as dt

import pandas as pd
import pytest
from building import Wish, build
from standings import ledger, standing

import minsheng as ms
from minsheng.evaluation import freeze, outcomes, read_frozen, since_midterm, stand, stand_final
from minsheng.plan.plan import Plan

SHARE = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: ">=95"})
MILESTONE = {"unit": "milestone", "kind": "milestone", "baseline": None}


def row(wish, *seen, when="2020"):
    found = outcomes(standing(wish, seen=seen, when=when))
    assert len(found) == 1
    return found.iloc[0]


def test_a_number_is_met_by_its_wording_and_the_margin_says_by_how_much():
    found = row(SHARE, (2018, 86), (2019, 89), (2020, 96.5))
    assert (found["outcome"], found["margin"]) == ("met", 1.5)
    assert (found["years_due"], found["years_met"]) == (3, 2)
    found = row(SHARE, (2018, 86), (2020, 94.9))
    assert found["outcome"] == "not_met"
    assert found["margin"] == pytest.approx(-0.1)
    assert (found["years_due"], found["years_met"]) == (2, 1)


def test_less_is_better_has_a_margin_of_the_same_sense():
    found = row(Wish(direction="down", baseline=18, targets={2020: "<=5"}), (2020, 4))
    assert (found["outcome"], found["margin"]) == ("met", 1)


def test_a_flow_is_met_by_its_whole_amount():
    wish = Wish(
        kind="flow",
        unit="person",
        baseline=None,
        total=">=300",
        targets={2018: 100, 2019: 100, 2020: 100},
    )
    found = row(wish, (2018, 150), (2019, 120), (2020, 40))
    assert (found["outcome"], found["margin"], found["years_met"]) == ("met", 10, 2)
    assert row(wish, (2018, 150), (2019, 120))["outcome"] == "not_reported"


def test_a_line_must_have_been_kept_every_year():
    line = Wish(aim="hold", baseline=93, targets={2018: ">=93", 2019: ">=93", 2020: ">=93"})
    assert row(line, (2018, 94), (2019, 94), (2020, 94))["outcome"] == "met"
    assert row(line, (2018, 94), (2019, 92), (2020, 94))["outcome"] == "not_met"
    assert row(line, (2018, 94), (2019, 94))["outcome"] == "not_reported"


def test_a_goal_is_judged_in_its_own_year_and_what_came_later_is_said():
    wish = Wish(targets={2018: 1}, **MILESTONE)
    found = row(wish, (2018, 0), (2019, 1), (2020, 1))
    assert (found["outcome"], str(found["met_by"])[:10]) == ("late", "2019-12-31")
    assert found["observed"] == 1
    assert (found["years_due"], found["years_met"]) == (1, 0)
    found = row(wish, (2018, 1))
    assert (found["outcome"], pd.isna(found["met_by"])) == ("met", True)
    assert (found["years_due"], found["years_met"]) == (1, 1)


def test_a_goal_whose_year_is_not_over_is_not_due():
    """Its target of this year is met; nobody knows of its final one."""
    for when in ("2019", "2019H1", "2018H1"):
        found = row(SHARE, (2018, 86), (2019, 90), when=when)
        assert (found["outcome"], pd.isna(found["met_by"])) == ("not_due", True)
    wish = Wish(baseline=82, targets={2018: ">=86"})
    assert row(wish, (2018, 86), when="2019H1")["outcome"] == "met"


def test_words_are_not_judged_whenever_they_are_looked_at():
    for when in ("2019", "2020"):
        assert row(Wish(aim="listed", baseline=None), when=when)["outcome"] == "not_judged"


def test_years_that_ended_before_the_printing_are_retrospective():
    plan = build(SHARE, dataclasses.replace(SHARE, name="early", targets={2018: ">=86"}))
    plan = Plan(dataclasses.replace(plan.facts, printed=dt.date(2019, 2, 21)), plan.tables)
    rows = [(f"test.{name}", year, 96) for name in ("indicator", "early") for year in (2018, 2020)]
    found = outcomes(stand(plan, ledger(*rows), "2020")).set_index("indicator")
    assert found["retrospective"].tolist() == [False, True]
    assert found["years_retrospective"].tolist() == [1, 1]
    assert found["years_due"].tolist() == [2, 1]


def test_a_plan_held_against_its_own_targets_is_met():
    wishes = [
        SHARE,
        Wish(
            name="flow",
            kind="flow",
            unit="person",
            baseline=None,
            targets={2018: 10, 2019: 10, 2020: ">=10"},
        ),
        Wish(name="done", targets={2019: 1}, **MILESTONE),
    ]
    plan = build(*wishes)
    told = plan.targets
    rows = list(zip(told["indicator"], told["year"], told["value"], strict=True))
    found = outcomes(stand(plan, ledger(*rows), "2020"))
    assert found["outcome"].tolist() == ["met"] * 3
    assert found["years_due"].tolist() == found["years_met"].tolist() == [3, 3, 1]


def test_every_goal_of_the_plan_has_an_outcome(plan, made_up):
    found = outcomes(stand_final(plan, made_up))
    assert len(found) == len(plan.indicators.query("aim != 'context'"))
    assert found["outcome"].notna().all()
    assert (found["years_met"] <= found["years_due"]).all()
    assert (found["years_retrospective"] <= found["years_due"]).all()
    assert found["years_due"].max() == len(plan.facts.years)


def test_what_a_caller_changes_stays_theirs():
    here = standing(SHARE, seen=[(2020, 96)], when="2020")
    mine = outcomes(here)
    mine.loc[:, "margin"] = 0.0
    assert outcomes(here)["margin"].tolist() == [1]


def test_what_became_of_each_goal_since_the_mid_term():
    names = ("made_good", "still_short", "kept_up", "fell_back", "open")
    plan = build(*(dataclasses.replace(SHARE, name=name) for name in names))
    then = [(f"test.{name}", "2019H1", 85 if name in names[:2] else 89) for name in names]
    now = [
        (f"test.{name}", 2020, 96 if name in ("made_good", "kept_up") else 94)
        for name in names[:-1]
    ]
    frozen = read_frozen(freeze(stand(plan, ledger(*then), "2019H1")), plan)
    found = since_midterm(stand(plan, ledger(*then, *now), "2020"), frozen)
    assert found["course"].tolist() == list(names)
    assert found["observed_then"].tolist() == [85, 85, 89, 89, 89]


def test_a_goal_met_after_its_year_has_a_course_of_its_own():
    plan = build(Wish(targets={2018: 1}, **MILESTONE))
    rows = [("test.indicator", 2018, 0), ("test.indicator", "2019H1", 1)]
    frozen = read_frozen(freeze(stand(plan, ledger(*rows), "2019H1")), plan)
    found = since_midterm(stand(plan, ledger(*rows, ("test.indicator", 2020, 1)), "2020"), frozen)
    assert found[["midterm", "outcome", "course"]].iloc[0].tolist() == ["late", "late", "late"]


def test_a_goal_that_was_not_in_the_mid_term_cannot_be_compared():
    frozen = read_frozen(
        freeze(stand(build(SHARE), ledger(("test.indicator", "2019H1", 89)), "2019H1")),
        build(SHARE),
    )
    both = build(SHARE, dataclasses.replace(SHARE, name="new"))
    rows = [(f"test.{name}", 2020, 96) for name in ("indicator", "new")]
    found = since_midterm(stand(both, ledger(*rows), "2020"), frozen)
    assert found["midterm"].tolist() == ["ahead", ""]
    assert found["course"].tolist() == ["kept_up", "open"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "规划到最后一年年底才作终期评估；填写为“2019H1”；可用：2020"),
        ("en", "there is no final evaluation before the plan's last year has ended"),
    ],
)
def test_there_is_no_final_evaluation_half_way(plan, lang, text):
    with pytest.raises(ms.UnknownName) as raised:
        ms.stand_final(plan, ms.Ledger(), "2019H1")
    assert text in raised.value.text(lang) and "2020" in raised.value.text(lang)
    assert str(ms.stand_final(plan, ms.Ledger(), "2020H2").period) == "2020H2"
