"""Many plans as one: rows are found by plan and id."""

import numpy as np
import pandas as pd
import pytest
from building import Wish, build
from hypothesis import given
from hypothesis import strategies as st

from minsheng.plan.arrays import PLAN, Directory, stacked, without_noise
from tests.evaluation.made import named

KEYS = st.tuples(st.integers(0, 3), st.sampled_from("abcdef"))


def columns(keys):
    return (
        np.array([plan for plan, _ in keys], dtype=np.int64),
        pd.Series([name for _, name in keys], dtype="str"),
    )


@given(st.lists(KEYS, unique=True), st.lists(KEYS))
def test_a_row_is_found_where_it_stands(rows, asked):
    found = Directory(*columns(rows)).find(*columns(asked))
    assert found.tolist() == [rows.index(key) if key in rows else -1 for key in asked]


@pytest.mark.parametrize("plan", [-1, 9])
def test_no_row_is_found_for_an_unknown_plan(plan):
    rows = Directory(*columns([(0, "a"), (1, "b")]))
    assert rows.find(np.array([plan]), pd.Series(["a"], dtype="str")).tolist() == [-1]


def test_no_row_is_found_for_no_id():
    rows = Directory(*columns([(0, "a"), (0, "b")]))
    asked = pd.Series(["a", None, "b"], dtype="str")
    assert rows.find(np.zeros(3, dtype=np.int64), asked).tolist() == [0, -1, 1]


def test_categories_are_found_as_words_are():
    rows = Directory(*columns([(0, "a"), (0, "b")]))
    asked = pd.Series(pd.Categorical(["b", "x", "a"], categories=["x", "b", "a", "unused"]))
    assert rows.find(np.zeros(3, dtype=np.int64), asked).tolist() == [1, -1, 0]


def test_tables_stand_below_each_other_and_the_plan_is_left_alone():
    made = [named(build(Wish("a"), Wish("b")), "one"), named(build(Wish("c")), "two")]
    whole = stacked(made, "indicators", "indicator")
    assert whole["indicator"].tolist() == ["test.a", "test.b", "test.c"]
    assert whole[PLAN].tolist() == [0, 0, 1]
    assert stacked(made[:1], "units", "unit").columns.tolist() == ["unit", PLAN]
    assert PLAN not in made[0].tables["indicators"]
    assert PLAN not in made[0].tables["units"]


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=40), st.integers(0, 4))
def test_a_sum_of_decimals_is_the_decimal(numbers, places):
    exact = sum(numbers) / 10**places
    assert without_noise(np.array([sum(n / 10**places for n in numbers)]))[0] == exact


@pytest.mark.parametrize("value", [0, -0.3, 1e-9, 123456789.12, 1e15, np.inf, -np.inf])
def test_what_is_settled_stays_as_it_is(value):
    assert without_noise(np.array([float(value)]))[0] == value


def test_a_missing_figure_stays_missing():
    assert np.isnan(without_noise(np.array([np.nan]))[0])
