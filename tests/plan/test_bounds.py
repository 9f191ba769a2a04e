"""What each bound means, for one figure and for many at once."""

import math
from typing import get_args

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.plan.bounds import (
    BOUND_TABLE,
    NO_BOUND,
    Interval,
    code,
    codes,
    intervals,
    meet,
    words,
)
from minsheng.plan.measures import meets
from minsheng.text.quantity import Bound

TENTHS = st.integers(-50, 50).map(lambda n: n / 10)

BOUNDS = get_args(Bound)


def test_every_bound_that_is_read_has_its_meaning():
    assert tuple(BOUND_TABLE) == BOUNDS


def test_codes_and_words_are_each_other_s_inverse():
    told = pd.Series([*BOUNDS, ""], dtype="str")
    assert list(words(codes(told))) == told.tolist()
    assert codes(told)[-1] == NO_BOUND
    assert [code(bound) for bound in BOUNDS] == codes(told).tolist()[:-1]


@given(
    st.lists(
        st.tuples(TENTHS, st.sampled_from(BOUNDS), TENTHS, st.sampled_from([1, -1])), min_size=1
    )
)
def test_many_figures_meet_as_each_of_them_does(cases):
    values, bounds, targets, directions = zip(*cases, strict=True)
    found = meet(
        np.array(values),
        np.array([code(bound) for bound in bounds]),
        np.array(targets),
        np.array(directions, dtype=float),
    )
    assert found.tolist() == [
        meets(value, bound, target, direction) for value, bound, target, direction in cases
    ]


@pytest.mark.parametrize("bound", BOUNDS)
def test_nothing_is_met_where_something_is_missing(bound):
    given_codes, nothing = np.array([code(bound)]), np.array([np.nan])
    for value, target in ((nothing, np.ones(1)), (np.ones(1), nothing), (nothing, nothing)):
        for direction in (1.0, -1.0):
            assert not meet(value, given_codes, target, np.array([direction]))[0]


@given(st.integers(0, 100), st.integers(0, 100), st.floats(0, 1))
def test_a_monotone_function_keeps_what_is_inside(a, b, share):
    low, high = sorted((a, b))
    inside = low + share * (high - low)
    for function in (lambda x: 95 - x, lambda x: 2 * x + 1):
        mapped = Interval(low, high).map(function)
        assert mapped.low - 1e-9 <= function(inside) <= mapped.high + 1e-9


def test_only_an_interval_whose_ends_meet_is_a_number():
    assert (Interval(5, 5).number, Interval(5, 5).is_number) == (5, True)
    assert math.isnan(Interval(4, 5).number)


def test_an_open_end_is_missing():
    low, high = Interval(94, math.inf).ends
    assert low == 94
    assert math.isnan(high)


@pytest.mark.parametrize(
    ("bound", "limit", "low", "high"),
    [
        (">", 100, 40, 100),
        (">=", 100, 40, 100),
        ("<", 100, 0, 40),
        ("<=", 100, 0, 40),
        ("=", 100, 40, 40),
        ("~", 100, 40, 40),
        ("range", 100, 40, 50),
        (">", math.inf, 40, math.inf),
    ],
)
def test_what_a_printed_figure_leaves_open(bound, limit, low, high):
    value, upper, largest = np.array([[40.0], [50.0], [limit]])
    assert intervals(codes([bound]), value, upper, np.zeros(1), largest) == (low, high)
