"""Goals as arrays: plans below each other, paths, baselines; see also `test_goals`."""

import math

import numpy as np
import pytest
from building import Wish, build
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng.plan.reading_goals import goal_arrays
from tests.evaluation.made import named, plans


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_plans_of_other_years_with_the_same_ids_are_read_as_each_of_them_alone(data):
    firsts = data.draw(st.lists(st.integers(2015, 2024), min_size=2, max_size=3))
    made = [named(data.draw(plans(first_year=first)), f"p{at}") for at, first in enumerate(firsts)]
    together, alone = goal_arrays(made), [goal_arrays([plan]) for plan in made]
    for name in ("start", "end", "baseline_low", "baseline_high", "path", "amount", "kept"):
        joined = np.concatenate([getattr(arrays, name) for arrays in alone])
        np.testing.assert_array_equal(getattr(together, name), joined)
    for name in ("yearly", "total", "mean", "final"):
        for array, *parts in zip(*(getattr(one, name) for one in (together, *alone)), strict=True):
            np.testing.assert_array_equal(array, np.concatenate(parts))


def test_a_plan_that_begins_long_after_its_baseline_year():
    # Nothing is to be done before the plan begins: a total spreads over the plan's years alone.
    made = build(
        Wish("flow", unit="person", kind="flow", total=30),
        Wish("stock", baseline=80, targets={2020: 90}),
        baseline_year=2015,
    )
    stacked = goal_arrays([made])
    assert stacked.path[0].tolist() == pytest.approx([0, *[math.nan] * 2, 10, 20, 30], nan_ok=True)
    assert stacked.path[1].tolist() == pytest.approx([80, 82, 84, 86, 88, 90])


def test_the_target_before_the_final_one_may_be_missing():
    stacked = goal_arrays([build(Wish(baseline=82, targets={2020: 95}))])
    assert stacked.path[0].tolist() == pytest.approx([82, 86.3333, 90.6667, 95], abs=1e-4)
    assert np.isnan(stacked.yearly.value[0, :3]).all()


def test_a_context_figure_is_no_promise(plan):
    told = set(goal_arrays([plan]).rows["indicator"])
    context = set(plan.indicators.query("aim == 'context'")["indicator"])
    assert context
    assert not told & context
    assert len(told) == len(plan) - len(context)


@pytest.mark.parametrize(
    ("baseline", "number", "low", "high", "bounded"),
    [
        (86, 86, 86, 86, False),
        ("~86", 86, 86, 86, False),
        (">94", math.nan, 94, 100, True),
        ("<=3.5", math.nan, 0, 3.5, True),
        ("10..12", math.nan, 10, 12, True),
        (None, math.nan, math.nan, math.nan, False),
        (">=100", 100, 100, 100, False),
    ],
)
def test_a_baseline_is_a_number_only_where_it_is_one(baseline, number, low, high, bounded):
    one = goal_arrays([build(Wish(baseline=baseline, targets={2020: 95}))])
    known = [one.baseline[0], one.baseline_low[0], one.baseline_high[0]]
    assert known == pytest.approx([number, low, high], nan_ok=True)
    assert one.bounded[0] == bounded


def test_units_come_from_each_goal_s_own_plan():
    first = build(Wish(unit="percent", baseline=">94", targets={2020: 95}))
    second = build(Wish(unit="person", baseline=">94", targets={2020: 95}))
    stacked = goal_arrays([named(first, "a"), named(second, "b")])
    assert stacked.baseline_high.tolist() == [100, math.inf]
    assert stacked.rows["decimals"].tolist() == [2, 0]


def test_a_plan_without_goals_promises_nothing():
    nothing = goal_arrays([build(Wish(aim="context", baseline=3))])
    assert (len(nothing), nothing.path.shape) == (0, (0, 4))
