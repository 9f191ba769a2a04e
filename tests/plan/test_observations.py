"""The ledger as it stood on a day: vintages, corrections, what is last."""

import datetime as dt
import pickle

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from minsheng.plan.facts import SYNTHETIC
from minsheng.plan.observations import COLUMNS, Ledger, blank
from minsheng.plan.periods import parts

START = dt.date(2019, 1, 1)


def observations(*rows):
    """Build a table from (indicator, period, day of 2019 reported on, value)."""
    made = [
        {
            "indicator": indicator,
            "period": period,
            "value": value,
            "status": "final",
            "reported_on": pd.Timestamp(START + dt.timedelta(days=day)),
            "source": "",
            "note": "",
        }
        for indicator, period, day, value in rows
    ]
    columns = COLUMNS["observations"]
    return (
        pd.DataFrame(made, columns=list(columns)).astype(dict(columns))
        if made
        else blank("observations")
    )


def values(frame):
    return frame.set_index(["indicator", "period"])["value"].to_dict()


@pytest.fixture
def ledger():
    """Two corrections of one figure, reported on days 10, 20 and 30; another on day 15."""
    return Ledger(
        observations(
            ("a", "2018", 10, 1.0),
            ("b", "2018", 15, 5.0),
            ("a", "2018", 30, 3.0),
            ("a", "2018", 20, 2.0),
            ("a", "2019H1", 30, 4.0),
        )
    )


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (9, {}),
        (10, {("a", "2018"): 1}),
        (19, {("a", "2018"): 1, ("b", "2018"): 5}),
        (20, {("a", "2018"): 2, ("b", "2018"): 5}),
        (30, {("a", "2018"): 3, ("b", "2018"): 5, ("a", "2019H1"): 4}),
    ],
)
def test_a_past_report_can_be_made_again(day, known, ledger):
    stood = ledger.as_of(START + dt.timedelta(days=day))
    assert values(stood.latest("observations")) == known


def test_without_a_day_the_ledger_stands_as_it_is(ledger):
    assert ledger.as_of(None) is ledger


def test_a_correction_changes_no_row(ledger):
    assert len(ledger.observations) == 5
    latest = ledger.latest("observations")
    latest.loc[:, "value"] = 0
    assert list(ledger.observations["value"]) == [1, 5, 3, 2, 4]


def test_looking_back_keeps_origin_fingerprint_and_warnings():
    ledger = Ledger(observations(("a", "2018", 1, 1.0)), origin="folder", fingerprint="f")
    stood = ledger.as_of(START)
    assert (stood.origin, stood.fingerprint, stood.warnings) == ("folder", "f", ())
    assert stood.is_empty


def test_the_last_period_is_the_one_that_ends_last_the_longest_of_them():
    assert Ledger().last_period is None
    rows = [("a", text, 1, 1.0) for text in ("2018", "2019-06", "2019H1", "2019Q2", "2019Q1")]
    assert str(Ledger(observations(*rows)).last_period) == "2019H1"
    assert str(Ledger(observations(*rows, ("a", "2019Q3", 1, 1.0))).last_period) == "2019Q3"


def test_a_made_up_row_marks_the_whole_ledger(ledger):
    assert not ledger.synthetic
    assert repr(ledger) == "<Ledger: 5 observations>"
    rows = ledger.observations.copy()
    rows.loc[2, "source"] = f"{SYNTHETIC}: seed 1"
    made_up = Ledger(rows)
    assert made_up.synthetic
    assert SYNTHETIC in repr(made_up)


def test_the_status_of_tasks_has_vintages_of_its_own():
    rows = [
        ("t", "2018", "2019-01-05", "started", "", ""),
        ("t", "2018", "2019-03-05", "completed", "", ""),
        ("u", "2018", "2019-01-05", "continuing", "", ""),
    ]
    columns = COLUMNS["task_status"]
    table = pd.DataFrame(rows, columns=list(columns)).astype(dict(columns))
    ledger = Ledger(task_status=table)
    assert list(ledger.latest("task_status")["status"]) == ["completed", "continuing"]
    stood = ledger.as_of(dt.date(2019, 2, 1))
    assert list(stood.latest("task_status")["status"]) == ["started", "continuing"]


def test_an_empty_table_has_the_columns_and_types_of_a_full_one(ledger):
    for name, columns in COLUMNS.items():
        frame = getattr(Ledger(), name)
        assert {column: str(dtype) for column, dtype in frame.dtypes.items()} == columns
    assert list(ledger.observations.dtypes) == list(blank("observations").dtypes)


def test_a_ledger_travels_to_another_process(ledger):
    twin = pickle.loads(pickle.dumps(ledger))
    assert_frame_equal(twin.observations, ledger.observations)


PERIODS = [str(part) for part in parts(2018)]
ROWS = st.lists(
    st.tuples(
        st.sampled_from("ab"), st.sampled_from(PERIODS[:4]), st.integers(0, 60), st.floats(0, 100)
    ),
    unique_by=lambda row: row[:3],
)


@given(ROWS, st.integers(0, 60), st.integers(0, 60))
def test_looking_back_twice_is_looking_back_to_the_earlier_day(rows, one, other):
    ledger = Ledger(observations(*rows))
    first, second = (START + dt.timedelta(days=day) for day in (one, other))
    twice = ledger.as_of(first).as_of(second).observations
    assert_frame_equal(twice, ledger.as_of(min(first, second)).observations)


@given(ROWS, st.randoms())
def test_the_order_of_the_rows_does_not_matter(rows, rng):
    """The last of each key is the one reported last, wherever it stands."""
    wanted = {}
    for indicator, period, _, value in sorted(rows, key=lambda row: row[2]):
        wanted[indicator, period] = value
    rng.shuffle(rows)
    latest = Ledger(observations(*rows)).latest("observations")
    assert values(latest) == wanted
    assert not latest.duplicated(["indicator", "period"]).any()
