import math

import pytest

from minsheng.charts.words import (
    change_a_year,
    change_required,
    growth_a_year,
    growth_required,
    interval_in_words,
)
from minsheng.plan.bounds import Interval
from minsheng.text.language import using

OPEN = math.inf


@pytest.mark.parametrize(
    ("low", "high", "zh", "en"),
    [
        (3, 3, "每年提高3个百分点", "up 3 percentage points a year"),
        (-2.2, -2.2, "每年降低2.2个百分点", "down 2.2 percentage points a year"),
        (1, 3, "每年提高1至3个百分点", "up 1 to 3 percentage points a year"),
        (-3, -1, "每年降低1至3个百分点", "down 1 to 3 percentage points a year"),
        (-2, 8, "每年变化−2至8个百分点", "−2 to 8 percentage points a year"),
        (-OPEN, 3, "每年提高3个百分点以内", "at most up 3 percentage points a year"),
        (-OPEN, -3, "每年降低3个百分点以上", "at least down 3 percentage points a year"),
        (3, OPEN, "每年提高3个百分点以上", "at least up 3 percentage points a year"),
        (-3, OPEN, "每年降低3个百分点以内", "at most down 3 percentage points a year"),
        (math.nan, math.nan, "—", "—"),
    ],
)
def test_rises_and_falls_are_said_without_a_sign(plan, low, high, zh, en):
    change, percent = Interval(low, high), plan.unit("percent")
    assert change_a_year(change, percent) == zh
    with using("en"):
        assert change_a_year(change, percent) == en


def test_growth_may_be_a_fall():
    assert growth_a_year(Interval(-12.94, -12.94)) == "每年下降12.9%"
    with using("en"):
        assert growth_required(-12.94) == "must fall by 12.9% a year"


def test_amounts_increase_and_shares_rise(plan):
    assert change_required(2, plan.unit("bed")) == "每年须增加2张"
    assert change_required(-2.2, plan.unit("percent")) == "每年须降低2.2个百分点"


def test_an_open_difference_has_one_end(plan):
    bed = plan.unit("bed")
    assert interval_in_words(Interval(-OPEN, 50), bed) == "50张以内"
    assert interval_in_words(Interval(20, OPEN), bed) == "20张以上"
    assert interval_in_words(Interval(-1, 5), bed) == "−1至5张"
