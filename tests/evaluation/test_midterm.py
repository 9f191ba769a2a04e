"""The classes of the mid-term: known answers by hand, and what the cuts mean at their edges."""

import pytest
from building import Wish, build
from hypothesis import given, settings
from hypothesis import strategies as st
from standings import ledger, standing

import minsheng as ms
from minsheng.errors import UnknownName
from minsheng.evaluation import CLASSES, GOOD, GRADES, JUDGED, SHORT, stand_midterm
from minsheng.plan.observations import Ledger

# METHODS: b=82 (2017), path 86/90/95; half way between 86 and 90 is 88.
SHARE = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: ">=95"})


def class_of(wish, *seen, when="2019H1"):
    found = standing(wish, seen=[("2018", 86), *seen], when=when).verdicts
    assert len(found) == 1
    return found["class"].iloc[0]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (95, "early"),
        (97, "early"),
        (94.9, "ahead"),
        (88.3, "ahead"),  # q = 6.3 / 6 = 1.05
        (88.2, "in_line"),
        (88, "in_line"),  # q = (88 - 82) / (88 - 82) = 1
        (87.7, "in_line"),  # q = 5.7 / 6 = 0.95
        (87.6, "lagging"),
        (82, "lagging"),
        (81, "lagging"),
    ],
)
def test_a_goal_that_moves_is_sorted_by_its_pace(value, expected):
    assert class_of(SHARE, ("2019H1", value)) == expected


@pytest.mark.parametrize(("value", "expected"), [(94, "kept"), (92, "not_kept")])
def test_a_line_is_kept_or_not(value, expected):
    line = Wish(aim="hold", baseline=93, targets={2020: ">=93"})
    assert class_of(line, ("2019H1", value)) == expected


def test_a_target_met_at_the_baseline_is_a_line_and_never_early():
    met = Wish(baseline=96, targets={2020: ">=95"})
    assert class_of(met, ("2019H1", 97)) == "kept"


def test_what_was_not_reported_says_so():
    assert class_of(SHARE) == "not_reported"


MILESTONE = {"unit": "milestone", "kind": "milestone", "baseline": None}


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ([("2018", 1)], "met"),
        ([("2018", 0), ("2019H1", 1)], "late"),
        ([("2018", 0), ("2019H1", 0)], "not_met"),
    ],
)
def test_a_milestone_whose_year_is_over(seen, expected):
    wish = Wish(targets={2018: 1}, **MILESTONE)
    assert standing(wish, seen=seen, when="2019H1").verdicts["class"].tolist() == [expected]


def test_a_milestone_done_before_its_year_is_early():
    wish = Wish(targets={2020: 1}, **MILESTONE)
    found = standing(wish, seen=[("2019H1", 1)], when="2019H1").verdicts
    assert found["class"].tolist() == ["early"]


def test_a_milestone_of_every_year_is_not_done_for_good():
    wish = Wish(targets={2018: 1, 2019: 1, 2020: 1}, **MILESTONE)
    found = standing(wish, seen=[("2018", 1)], when="2018").verdicts
    assert found["class"].tolist() == ["in_line"]


@pytest.mark.parametrize(("value", "expected"), [(90, "met"), (89.7, "not_met")])
def test_a_goal_whose_last_year_is_over_is_not_judged_by_its_pace(value, expected):
    """89.7 is 0.9625 of the way from 82 to 90, and missed all the same."""
    wish = Wish(baseline=82, targets={2018: ">=90"})
    found = standing(wish, seen=[("2018", value)], when="2019H1").verdicts
    assert found["class"].tolist() == [expected]


def test_a_flow_reached_in_its_only_year_is_met_and_not_ahead():
    wish = Wish(kind="flow", unit="person", baseline=None, targets={2018: 100})
    for done, expected in ((120, "met"), (99, "not_met")):
        found = standing(wish, seen=[("2018", done)], when="2019H1").verdicts
        assert found["class"].tolist() == [expected]


@settings(deadline=None, max_examples=20)
@given(st.integers(800, 999))
def test_more_is_never_a_worse_class(tenths):
    order = ["lagging", "in_line", "ahead", "early"]
    lower, higher = (order.index(class_of(SHARE, ("2019H1", n / 10))) for n in (tenths, tenths + 1))
    assert lower <= higher


def test_every_class_has_its_side():
    assert set(JUDGED) == {*GOOD, "late", *SHORT}
    assert set(GRADES) < set(JUDGED) < set(CLASSES)


def test_every_goal_of_the_plan_has_a_class(plan, made_up):
    found = stand_midterm(plan, made_up).verdicts
    assert found["class"].notna().all()
    assert set(found["class"]) <= set(CLASSES)
    assert {"early", "met", "late", "ahead", "lagging", "kept", "not_kept"} <= set(found["class"])


@pytest.mark.parametrize(("last", "expected"), [(2020, "2019H1"), (2021, "2019"), (2019, "2018")])
def test_the_middle_of_a_plan(last, expected):
    assert str(stand_midterm(build(SHARE, last_year=last), ms.Ledger()).period) == expected


def test_where_reports_are_yearly_the_last_year_before_the_middle_counts():
    # Three years: the middle is mid-2019, of which nothing was reported.
    wish = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: 95})
    plan = build(wish)
    yearly = ledger((wish.indicator, 2018, 86), (wish.indicator, 2019, 90))
    assert str(stand_midterm(plan, yearly).period) == "2018"
    halves = ledger((wish.indicator, 2018, 86), (wish.indicator, "2019Q2", 88))
    assert str(stand_midterm(plan, halves).period) == "2019H1"
    # Of 2019Q2 nothing had been reported by March, and what was is what is read.
    early = stand_midterm(plan, halves, as_of="2019-03-01")
    assert str(early.period) == "2018"
    taken_back = ledger(
        (wish.indicator, 2018, 86),
        (wish.indicator, "2019Q2", 88),
        (wish.indicator, "2019Q2", float("nan"), "2019-09-01", "withdrawn"),
    )
    taken_back.observations.loc[2, "note"] = "重复报送"
    assert str(stand_midterm(plan, taken_back).period) == "2018"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "规划到期时作终期评估，不作中期评估"),
        ("en", "at the end of the plan there is a final evaluation and none of its mid-term"),
    ],
)
def test_there_is_no_mid_term_of_the_end(plan, lang, words):
    with pytest.raises(UnknownName) as caught:
        stand_midterm(plan, Ledger(), "2020")
    assert words in caught.value.text(lang)
    assert caught.value.faults[0].allowed == ("2019H1",)
