"""The shared arithmetic, by inversion and identity."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.methods import arithmetic
from tests.methods.sketches import NUMBERS, POSITIVE

YEARS = st.integers(1, 15)
decimals = st.decimals(-(10**6), 10**6, places=4)


@given(decimals, decimals)
def test_a_difference_is_that_of_the_decimals(one, other):
    assert float(arithmetic.difference(float(one), float(other))) == float(one - other)


@given(st.lists(decimals, min_size=1, max_size=12))
def test_a_running_total_leaves_no_noise(amounts):
    total = float(sum(amounts, Decimal(0)))
    scale = max(abs(float(amount)) for amount in amounts)
    running = sum(float(amount) for amount in amounts)
    assert float(arithmetic.rounded(running - total, scale * len(amounts))) == 0


@pytest.mark.parametrize("scale", [0.0, math.nan])
def test_what_has_no_size_is_left_alone(scale):
    assert float(arithmetic.rounded(0.125, scale)) == 0.125


def test_what_is_missing_stays_missing():
    assert math.isnan(arithmetic.difference(math.nan, 1))
    assert math.isnan(arithmetic.settled(math.nan))
    assert math.isnan(arithmetic.ratio(1, math.nan))


@pytest.mark.parametrize("figure", [0.95, 0.6, 0.0, 0.85, 1.15, 9.0, -0.1])
def test_noise_is_settled_and_nothing_else_is(figure):
    for noise in (-1e-15, 1e-15):
        assert float(arithmetic.settled(figure + noise)) == figure
    assert float(arithmetic.settled(figure - 1e-9)) < figure < arithmetic.settled(figure + 1e-9)


@pytest.mark.parametrize("figure", [1234567.1, -1e300])
def test_a_large_figure_is_left_alone(figure):
    assert float(arithmetic.settled(figure)) == figure


@given(NUMBERS, NUMBERS, NUMBERS)
def test_progress_gives_the_value_back(baseline, value, target):
    done = float(arithmetic.progress(value, baseline, target))
    if target == baseline:
        assert math.isnan(done)
    else:
        assert baseline + done * (target - baseline) == pytest.approx(value, abs=1e-6)


@given(NUMBERS, NUMBERS)
def test_progress_is_none_at_the_baseline_and_whole_at_the_target(baseline, target):
    if baseline != target:
        assert float(arithmetic.progress(baseline, baseline, target)) == 0
        assert float(arithmetic.progress(target, baseline, target)) == 1


@pytest.mark.parametrize(("time", "share"), [(2017, 0), (2017.5, 1 / 6), (2020, 1), (2021, 1)])
def test_no_more_than_all_of_the_time_goes_by(time, share):
    assert float(arithmetic.elapsed(2017, time, 2020)) == pytest.approx(share)


@given(st.floats(0, 2), st.floats(0, 1))
def test_the_lead_is_in_points(done, gone):
    assert float(arithmetic.lead(done, gone)) == pytest.approx(100 * done - 100 * gone, abs=1e-9)


@given(POSITIVE)
def test_a_ratio_to_nothing_is_missing(part):
    assert math.isnan(arithmetic.ratio(part, 0))
    assert float(arithmetic.ratio(part, part)) == 1


@given(st.integers(1, 10**6))
def test_a_ratio_of_decimals_is_a_decimal(n):
    assert float(arithmetic.ratio(19 * n / 1000, 20 * n / 1000)) == 0.95
