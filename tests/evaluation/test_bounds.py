"""Bounds of many figures at once say what `minsheng.plan.measures.meets` says of one."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.evaluation.bounds import NO_BOUND, code, codes, meet, settled, words
from minsheng.plan.measures import meets
from minsheng.text.quantity import BOUNDS

TENTHS = st.integers(-50, 50).map(lambda n: n / 10)


def test_codes_and_words_are_each_other_s_inverse():
    told = pd.Series([*BOUNDS, ""], dtype="str")
    assert list(words(codes(told))) == told.tolist()
    assert codes(told)[-1] == NO_BOUND
    assert [code(bound) for bound in BOUNDS] == codes(told).tolist()[:-1]


@given(st.lists(st.tuples(TENTHS, st.sampled_from(BOUNDS), TENTHS, st.sampled_from([1, -1])),
                min_size=1))  # fmt: skip
def test_many_figures_meet_as_each_of_them_does(cases):
    values, bounds, targets, directions = zip(*cases, strict=True)
    found = meet(np.array(values), np.array([code(bound) for bound in bounds]), np.array(targets),
                 np.array(directions, dtype=float))  # fmt: skip
    assert found.tolist() == [
        meets(value, bound, target, direction) for value, bound, target, direction in cases
    ]


@pytest.mark.parametrize("bound", BOUNDS)
def test_nothing_is_met_where_something_is_missing(bound):
    given_codes, nothing = np.array([code(bound)]), np.array([np.nan])
    for value, target in ((nothing, np.ones(1)), (np.ones(1), nothing), (nothing, nothing)):
        for direction in (1.0, -1.0):
            assert not meet(value, given_codes, target, np.array([direction]))[0]


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=40), st.integers(0, 4))
def test_a_sum_of_decimals_is_the_decimal(numbers, places):
    exact = sum(numbers) / 10**places
    assert settled(np.array([sum(n / 10**places for n in numbers)]))[0] == exact


@pytest.mark.parametrize("value", [0, -0.3, 1e-9, 123456789.12, 1e15, np.inf, -np.inf])
def test_what_is_settled_stays_as_it_is(value):
    assert settled(np.array([float(value)]))[0] == value


def test_a_missing_figure_stays_missing():
    assert np.isnan(settled(np.array([np.nan]))[0])
