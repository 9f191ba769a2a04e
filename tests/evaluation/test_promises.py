"""Goals as arrays say what `minsheng.plan.goals` and `minsheng.plan.trajectory` say of one goal."""

import math

import numpy as np
import pytest
from building import Wish, build
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng.evaluation.bounds import NO_BOUND
from minsheng.evaluation.promises import promises
from minsheng.plan.goals import goals
from minsheng.plan.trajectory import trajectory
from minsheng.text.quantity import BOUNDS
from tests.evaluation.made import named, plans

NEAR = {"rel": 1e-11, "abs": 1e-11, "nan_ok": True}


def bound_of(code):
    return "" if code == NO_BOUND else BOUNDS[code]


def hold_against_goals(made, stacked):
    """Hold every promise of stacked plans against the goal that readers are shown."""
    expected = [goal for plan in made for goal in goals(plan) if goal.aim != "context"]
    assert len(stacked) == len(expected)
    for at, goal in enumerate(expected):
        assert stacked.rows["indicator"].iloc[at] == goal.indicator
        assert stacked.direction[at] == goal.direction
        assert (stacked.flow[at], stacked.held[at], stacked.reach[at]) == (
            goal.is_flow, goal.aim == "hold", goal.aim == "reach")  # fmt: skip
        assert (stacked.start[at], stacked.first_year[at], stacked.last_year[at]) == (
            goal.baseline_year, goal.first_year, goal.last_year)  # fmt: skip
        whole = goal.final
        assert stacked.target[at] == pytest.approx(whole.value if whole else math.nan, **NEAR)
        assert bound_of(stacked.bound[at]) == (whole.bound if whole else "")
        assert stacked.strength[at] == (whole.strength if whole else "")
        assert stacked.end[at] == pytest.approx(goal.final_year or math.nan, nan_ok=True)
        ends = (goal.baseline.low, goal.baseline.high) if goal.baseline else (math.nan, math.nan)
        assert (stacked.baseline_low[at], stacked.baseline_high[at]) == pytest.approx(
            ends, nan_ok=True)  # fmt: skip
        assert stacked.baseline_meets_target[at] == goal.baseline_meets_final
        stated = {year: (target.value, target.bound) for year, target in goal.yearly.items()}
        assert stated == {
            int(stacked.start[at] + column): (value, bound_of(stacked.due_bound[at, column]))
            for column, value in enumerate(stacked.due[at]) if not math.isnan(value)
        }  # fmt: skip


def hold_against_paths(made, stacked):
    """Hold paths and amounts at year ends against the planned path that readers are shown."""
    shown = [
        group for plan in made for _, group in trajectory(plan).groupby("indicator", sort=False)
    ]
    wanted = stacked.rows["aim"].isin(["reach", "hold"]).to_numpy() & ~stacked.milestone
    for at in np.flatnonzero(wanted):
        years = shown[at]["year"].to_numpy() - stacked.start[at]
        assert stacked.path[at, years] == pytest.approx(shown[at]["value"].to_numpy(), **NEAR)
        if stacked.flow[at]:
            assert stacked.amount[at, years] == pytest.approx(
                shown[at]["amount"].to_numpy(), **NEAR
            )
        beyond = np.setdiff1d(np.arange(stacked.path.shape[1]), years)
        assert np.isnan(stacked.amount[at, beyond]).all()


def test_the_plan_that_ships(plan):
    stacked = promises([plan])
    hold_against_goals([plan], stacked)
    hold_against_paths([plan], stacked)


def test_the_small_plan(small_plan):
    stacked = promises([small_plan])
    hold_against_goals([small_plan], stacked)
    hold_against_paths([small_plan], stacked)


@settings(max_examples=60, deadline=None)
@given(st.lists(plans(), min_size=1, max_size=1))
def test_any_plan(made):
    stacked = promises(made)
    hold_against_goals(made, stacked)
    hold_against_paths(made, stacked)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_plans_of_other_years_with_the_same_ids(data):
    firsts = data.draw(st.lists(st.integers(2015, 2024), min_size=2, max_size=3))
    made = [named(data.draw(plans(first_year=first)), f"p{at}") for at, first in enumerate(firsts)]
    stacked = promises(made)
    hold_against_goals(made, stacked)
    hold_against_paths(made, stacked)


def test_a_plan_that_begins_long_after_its_baseline_year():
    # Nothing is to be done before the plan begins: a total spreads over the plan's years alone.
    made = build(
        Wish("flow", unit="person", kind="flow", total=30),
        Wish("stock", baseline=80, targets={2020: 90}),
        baseline_year=2015,
    )
    stacked = promises([made])
    assert stacked.path[0].tolist() == pytest.approx([0, *[math.nan] * 2, 10, 20, 30], nan_ok=True)
    assert stacked.path[1].tolist() == pytest.approx([80, 82, 84, 86, 88, 90])
    hold_against_goals([made], stacked)
    hold_against_paths([made], stacked)


def test_the_target_before_the_final_one_may_be_missing():
    stacked = promises([build(Wish(baseline=82, targets={2020: 95}))])
    assert stacked.path[0].tolist() == pytest.approx([82, 86.3333, 90.6667, 95], abs=1e-4)
    assert np.isnan(stacked.due[0, :3]).all()


def test_a_context_figure_is_no_promise(plan):
    told = set(promises([plan]).rows["indicator"])
    context = set(plan.indicators.query("aim == 'context'")["indicator"])
    assert context
    assert not told & context
    assert len(told) == len(plan) - len(context)


@pytest.mark.parametrize(
    ("baseline", "number", "low", "high", "bounded"),
    [
        (86, 86, 86, 86, False), ("~86", 86, 86, 86, False), (">94", math.nan, 94, 100, True),
        ("<=3.5", math.nan, 0, 3.5, True), ("10..12", math.nan, 10, 12, True),
        (None, math.nan, math.nan, math.nan, False), (">=100", 100, 100, 100, False),
    ],
)  # fmt: skip
def test_a_baseline_is_a_number_only_where_it_is_one(baseline, number, low, high, bounded):
    one = promises([build(Wish(baseline=baseline, targets={2020: 95}))])
    known = [one.baseline[0], one.baseline_low[0], one.baseline_high[0]]
    assert known == pytest.approx([number, low, high], nan_ok=True)
    assert one.bounded[0] == bounded


def test_units_come_from_each_goal_s_own_plan():
    first = build(Wish(unit="percent", baseline=">94", targets={2020: 95}))
    second = build(Wish(unit="person", baseline=">94", targets={2020: 95}))
    stacked = promises([named(first, "a"), named(second, "b")])
    assert stacked.baseline_high.tolist() == [100, math.inf]
    assert stacked.rows["decimals"].tolist() == [2, 0]


def test_a_plan_without_goals_promises_nothing():
    nothing = promises([build(Wish(aim="context", baseline=3))])
    assert (len(nothing), nothing.path.shape) == (0, (0, 4))
