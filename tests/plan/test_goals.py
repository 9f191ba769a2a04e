"""Baselines and targets as numbers and intervals."""

import math

import pytest
from building import Wish, build

from minsheng.plan.bounds import Interval
from minsheng.plan.goals import goals


def goal(**wish):
    (one,) = goals(build(Wish(**wish)))
    return one


def test_only_a_share_ends_at_a_hundred():
    assert goal(unit="percent", baseline=">94").baseline == Interval(94, 100)
    assert goal(unit="person", baseline=">94").baseline == Interval(94, math.inf)


def test_a_baseline_that_is_not_printed_is_none():
    assert goal(targets={2020: 5}).baseline is None


def test_a_target_without_a_number_is_no_target():
    assert goal(aim="direction", targets={2018: None, 2020: None}).final is None


def test_the_final_target_is_that_of_the_last_stated_year():
    one = goal(targets={2020: ">=90", 2018: ">=95"})
    assert (one.final_year, one.final.value) == (2020, 90)
    assert list(one.yearly) == [2018, 2020]


@pytest.mark.parametrize(("direction", "weaker"), [("up", 4), ("down", 5)])
def test_a_range_counts_at_its_weaker_end_and_keeps_both(direction, weaker):
    target = goal(unit="person", direction=direction, targets={2020: "4..5"}).final
    assert (target.value, target.low, target.high, target.printed) == (weaker, 4, 5, 4)


@pytest.mark.parametrize(
    ("direction", "targets", "bound", "whole"),
    [
        ("up", [5, 6], "=", 11),
        ("up", [">=5", 6], ">=", 11),
        ("up", [5, ">=6"], ">=", 11),
        ("up", ["~5", 6], "~", 11),
        ("up", ["~5", ">=6"], "~", 11),
        ("up", ["1..2", 6], ">=", 7),
        ("up", [">5", ">=6"], ">=", 11),
    ],
)
def test_the_whole_of_a_flow_is_no_firmer_than_its_years(direction, targets, bound, whole):
    years = dict(zip((2018, 2019), targets, strict=True))
    final = goal(unit="person", kind="flow", direction=direction, targets=years).final
    assert (final.bound, final.value) == (bound, whole)


def test_a_stated_total_goes_before_the_sum_of_the_years():
    assert goal(kind="flow", targets={2018: 5}, total=9).final.value == 9


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "met"),
    [
        ("up", 98, ">=95", True),
        ("up", 95, 95, True),
        ("up", 95, ">95", False),
        ("up", 94.9, 95, False),
        ("down", 3.5, "<=4", True),
        ("down", "<=3.5", "<=4", True),
        ("down", "<=4", "<4", False),
        ("down", "<4", "<4", True),
        ("up", ">94", ">94", True),
        ("up", ">94", ">=94", True),
        ("up", ">94", ">=95", False),
        ("up", "<=3.5", 3, False),
        ("down", ">3", 4, False),
        ("up", "10..12", 10, True),
        ("up", "10..12", 11, False),
        ("up", "~20", 20, True),
    ],
)
def test_a_baseline_meets_the_target_only_if_all_of_it_does(direction, baseline, target, met):
    one = goal(direction=direction, baseline=baseline, targets={2020: target})
    assert one.baseline_meets_final is met


def test_a_flow_has_nothing_done_to_meet_its_target_with():
    one = goal(unit="person", kind="flow", baseline=50, targets={2020: 5})
    assert not one.baseline_meets_final


def test_a_baseline_of_another_year_is_not_the_baseline(plan):
    one = next(g for g in goals(plan) if g.indicator == "employment.new_urban_jobs")
    rows = plan.baselines.query("indicator == 'employment.new_urban_jobs'")
    assert rows[["first_year", "last_year"]].values.tolist() == [[2015, 2017]]
    assert one.baseline is None
