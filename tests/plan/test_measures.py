"""The arithmetic, by inversion and identity: no formula is typed again."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.plan import measures
from minsheng.plan.bounds import codes, meet

number = st.integers(-10_000, 10_000).map(lambda n: n / 10)
positive = st.integers(1, 100_000).map(lambda n: n / 10)
years = st.integers(1, 20)
direction = st.sampled_from([1, -1])


@given(number, number, direction)
def test_a_gap_turns_its_sign_with_the_direction_and_with_the_ends(x, t, d):
    assert measures.gap(x, t, d) == -measures.gap(x, t, -d) == -measures.gap(t, x, d)


@given(number, number, direction)
def test_what_is_reached_has_no_gap_left(x, t, d):
    assert (measures.gap(x, t, d) <= 0) == measures.meets(x, "=", t, d)


@given(number, positive, direction)
def test_a_relative_gap_is_a_gap_of_a_target_of_one(x, t, d):
    assert measures.relative_gap(measures.gap(x * t, t, d), t) == pytest.approx(
        measures.gap(x, 1, d), abs=1e-9
    )
    assert measures.relative_gap(measures.gap(x, -t, d), -t) * t == pytest.approx(
        measures.gap(x, -t, d)
    )


@given(number, direction)
def test_a_relative_gap_to_zero_is_undefined(x, d):
    assert math.isnan(measures.relative_gap(measures.gap(x, 0, d), 0))


@given(number, number, years)
def test_the_required_change_arrives(b, t, n):
    x = b
    for _ in range(n):
        x += measures.required_change(b, t, n)
    assert x == pytest.approx(t, abs=1e-6)


@given(positive, st.integers(-90, 300), years)
def test_the_required_growth_is_the_rate_a_path_was_built_with(b, rate, n):
    x = b
    for _ in range(n):
        x *= 1 + rate / 100
    assert measures.required_growth(b, x, n) == pytest.approx(rate / 100, abs=1e-9)


@given(positive, positive, years)
def test_growth_there_and_back_is_none(b, t, n):
    there, back = measures.required_growth(b, t, n), measures.required_growth(t, b, n)
    assert (1 + there) * (1 + back) == pytest.approx(1)


@pytest.mark.parametrize(("b", "t"), [(0, 5), (5, 0), (-1, 5), (5, -1), (0, 0)])
def test_growth_across_zero_is_undefined(b, t):
    assert math.isnan(measures.required_growth(b, t, 3))


@pytest.mark.parametrize("n", [0, -1])
def test_nothing_can_be_required_in_no_time(n):
    assert math.isnan(measures.required_growth(82, 95, n))
    assert math.isnan(measures.required_change(82, 95, n))


@given(number, number, years, st.floats(0, 1))
def test_an_interpolated_point_lies_on_the_line(low, high, n, share):
    start, end = (2017, low), (2017 + n, high)
    between = measures.interpolate(2017 + share * n, start, end)
    assert min(low, high) - 1e-6 <= between <= max(low, high) + 1e-6
    mirrored = measures.interpolate(2017 + (1 - share) * n, start, end)
    assert between + mirrored == pytest.approx(low + high, abs=1e-6)
    assert measures.interpolate(2017, *(start, end)) == low
    assert measures.interpolate(2017 + n, *(start, end)) == pytest.approx(high)


def test_the_path_of_the_known_answer():
    """METHODS.md section 6, last row."""
    path = [measures.interpolate(year, (2018, 68), (2025, 99)) for year in range(2018, 2026)]
    assert path == pytest.approx(
        [68, 72.428571, 76.857143, 81.285714, 85.714286, 90.142857, 94.571429, 99], abs=1e-6
    )


@pytest.mark.parametrize(
    ("bound", "d", "below", "at", "above"),
    [
        (">=", 1, False, True, True),  # 以上、不低于
        (">", 1, False, False, True),  # 超过、高于
        ("<=", -1, True, True, False),  # 以内、不超过
        ("<", -1, True, False, False),  # 低于
        ("<=", 1, True, True, False),  # the wording decides, not the direction
        ("=", 1, False, True, True),  # a plain count is met from the better side on
        ("=", -1, True, True, False),
        ("~", 1, True, True, True),  # about 90: from 89.5 on
        ("~", -1, True, True, True),
        ("range", 1, False, True, True),
        ("range", -1, True, True, False),
    ],
)
def test_the_comparator_is_that_of_the_wording(bound, d, below, at, above):
    assert [measures.meets(x, bound, 90, d) for x in (89.9, 90, 90.1)] == [below, at, above]


@pytest.mark.parametrize(
    ("value", "target", "d", "met"),
    [
        (15_910, 16_000, 1, True),  # stated to the thousand: 500 less are still about as many
        (15_500, 16_000, 1, True),
        (15_499, 16_000, 1, False),
        (16_500, 16_000, -1, True),
        (16_501, 16_000, -1, False),
        (949, 1000, 1, False),  # one digit alone is no place: half a hundred
        (0.345, 0.35, 1, True),
    ],
)
def test_an_approximate_target_is_missed_outside_its_tolerance_only(value, target, d, met):
    assert measures.meets(value, "~", target, d) is met
    arrays = np.array([value, target]), codes(["~", "="]), np.array([target] * 2), np.full(2, d)
    assert meet(*arrays).tolist() == [met, True]
