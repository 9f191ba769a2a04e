"""Targets that are a change of a level: what follows from them, and that it leads back to them."""

from dataclasses import replace

import pandas as pd
import pytest
from building import PROGRAMME, Wish, build
from hypothesis import given, settings
from hypothesis import strategies as st

import minsheng as ms
from minsheng.plan.changes import CHANGES, INDEX_UNIT, stated_changes
from minsheng.plan.goals import goals
from minsheng.plan.reading_goals import goal_arrays

QUICK = settings(max_examples=15, deadline=None)  # the first example loads what it needs
levels = st.integers(1, 10_000).map(lambda n: n / 10)
rates = st.integers(1, 200).map(lambda n: n / 10)
years = st.integers(1, 10)


def growing(rate, **wish):
    wish = {"unit": "person", "changes": {2020: "growth"}, **wish}
    return Wish(targets={2020: rate}, **wish)


def only(plan):
    (goal,) = goals(plan)
    return goal


@QUICK
@given(levels, rates, years)
def test_the_required_growth_is_the_growth_that_was_stated(baseline, rate, since):
    plan = build(growing(rate, baseline=baseline, since=2018 - since))
    row = ms.required_growth(plan).iloc[0]
    assert row["growth"] * 100 == pytest.approx(rate)
    assert row["baseline"] * (1 + rate / 100) ** row["years"] == pytest.approx(row["target"])


@QUICK
@given(levels, rates)
def test_each_year_of_the_path_grows_by_the_rate_that_was_stated(baseline, rate):
    path = ms.trajectory(build(growing(rate, baseline=baseline)))["value"]
    assert (path / path.shift()).dropna().tolist() == pytest.approx([1 + rate / 100] * 3)


@QUICK
@given(levels, rates, st.sampled_from(["increase_percent", "decrease_percent"]))
def test_the_gap_in_per_cent_of_the_baseline_is_the_change_that_was_stated(baseline, rate, change):
    direction = "up" if change.startswith("increase") else "down"
    wish = growing(rate / 2, baseline=baseline, direction=direction, changes={2020: change})
    row = ms.gaps(build(wish)).iloc[0]
    assert 100 * row["gap"] / baseline == pytest.approx(rate / 2)


@QUICK
@given(rates)
def test_without_a_level_growth_is_that_of_an_index_and_a_cut_is_counted_itself(rate):
    plan = build(
        growing(rate, unit=INDEX_UNIT),
        Wish("cut", targets={2020: rate}, changes={2020: "decrease_percent"}),
    )
    index, cut = goals(plan)
    assert index.baseline.number == 100
    assert index.final.value == pytest.approx(100 * (1 + rate / 100) ** 3)
    assert (cut.baseline.number, cut.final.value, cut.is_counted) == (0, rate, True)


@pytest.mark.parametrize("change", CHANGES)
def test_a_bound_is_that_of_the_level(change):
    """At least 10 less leaves at most as much; counted itself it stays at least."""
    falls = CHANGES[change].sign < 0
    with_level = Wish(baseline=50, unit="person", targets={2020: ">=10"}, changes={2020: change})
    assert only(build(with_level)).final.bound == ("<=" if falls else ">=")
    counted = Wish(targets={2020: ">=10"}, changes={2020: change})
    assert only(build(counted)).final.bound == ("<=" if change == "decline" else ">=")


def test_levels_are_decimals():
    """0.6 × 0.82 is 0.492, no 0.49199999999999994."""
    wish = growing(18, baseline=0.6, direction="down", changes={2020: "decrease_percent"})
    assert only(build(wish)).final.value == 0.492


def test_what_was_stated_is_kept_beside_the_level():
    plan = build(growing(">6.5", baseline=67.7))
    stated = stated_changes(plan)[f"{PROGRAMME}.indicator"][2020]
    assert (stated.change, stated.bound, stated.value) == ("growth", ">", 6.5)


def test_plans_with_and_without_the_column_are_read_together():
    """The shipped plan has no such column."""
    plans = [ms.load_plan(), build(growing(10, baseline=100))]
    arrays = goal_arrays(plans)
    assert arrays.final.value[-1] == pytest.approx(133.1)
    assert goal_arrays(plans[::-1]).final.value[0] == pytest.approx(133.1)


@pytest.mark.parametrize(("given", "year"), [((2015, 2017), 2017), ((2013, 2015), 2015)])
def test_the_baseline_is_that_of_the_plan_or_else_the_latest(given, year):
    plan = build(Wish(baseline=60, since=given[0], targets={2020: 90}, unit="person"))
    first = plan.baselines
    both = pd.concat([first, first.assign(year=str(given[1]), value=70.0)], ignore_index=True)
    goal = only(replace(plan, tables={**plan.tables, "baselines": both}))
    assert (goal.baseline_year, goal.baseline.number) == (year, 70)
