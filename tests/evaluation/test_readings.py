"""What a ledger says by the end of a period: vintages, the latest state, amounts out of parts."""

import datetime as dt
import math

import numpy as np
import pandas as pd
import pytest
from building import Wish, build
from hypothesis import example, given, settings
from hypothesis import strategies as st

from minsheng.evaluation.readings import Readings
from minsheng.plan.observations import STATUSES, Ledger
from minsheng.plan.periods import Period, parts, period
from minsheng.plan.reading_goals import goal_arrays
from tests.evaluation.made import rows, seen, together

STOCK = Wish(baseline=80, targets={2018: 85, 2019: 90, 2020: 95})
FLOW = Wish(unit="person", kind="flow", targets={2018: 10, 2019: 10, 2020: 10})
MONTHS = [f"2018-{month:02d}" for month in range(1, 13)]


def read(wish, table, when, as_of=None):
    """Return the reading of one indicator by the end of a period."""
    goals = goal_arrays([build(wish)])
    table = Ledger(table).as_of(as_of).observations
    reading = Readings(goals, table, ["test-plan"]).at(period(str(when)))
    return {
        name: getattr(reading, name)[0]
        for name in ("value", "done", "decimals", "status", "reported", "partly")
    }


def value(wish, table, when, as_of=None):
    return float(read(wish, table, when, as_of)["value"])


# Vintages.

CORRECTED = seen((2018, 85, "2019-01-31", "provisional"), (2018, 84.2, "2019-06-30", "revised"))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2019, 1, 30), math.nan),
        (dt.date(2019, 1, 31), 85),
        (dt.date(2019, 6, 29), 85),
        (dt.date(2019, 6, 30), 84.2),
        (None, 84.2),
    ],
)
def test_the_ledger_is_read_as_it_stood_at_the_end_of_a_day(day, expected):
    assert value(STOCK, CORRECTED, 2018, day) == pytest.approx(expected, nan_ok=True)


def test_a_correction_counts_by_its_day_and_not_by_its_place():
    assert value(STOCK, CORRECTED[::-1], 2018) == 84.2


def test_a_row_reported_within_the_day_counts_for_that_day():
    table = seen((2018, 85, "2019-01-31 16:30"))
    assert value(STOCK, table, 2018, dt.date(2019, 1, 31)) == 85


def test_of_two_rows_of_one_day_the_lower_one_counts():
    table = seen((2018, 85, "2019-01-31"), (2018, 86, "2019-01-31"))
    assert value(STOCK, table, 2018) == 86


def test_status_and_day_are_those_of_the_row_that_counts():
    found = read(STOCK, CORRECTED, 2018)
    assert STATUSES[found["status"]] == "revised"
    assert found["reported"] == np.datetime64("2019-06-30")
    before = read(STOCK, CORRECTED, 2018, dt.date(2019, 2, 1))
    assert STATUSES[before["status"]] == "provisional"


def test_a_correction_of_one_part_corrects_the_sum():
    table = seen(
        ("2018H1", 4, "2018-07-10"), ("2018H2", 5, "2019-01-10"), ("2018H1", 3, "2019-03-10")
    )
    assert value(FLOW, table, 2018) == 8
    assert value(FLOW, table, 2018, dt.date(2019, 3, 9)) == 9
    assert value(FLOW, table, "2018H1", dt.date(2018, 7, 9)) != 4


def test_what_has_no_value_is_no_observation():
    table = seen((2018, 85, "2019-01-31"), (2018, math.nan, "2019-06-30"))
    assert value(STOCK, table, 2018) == 85


# The state of a stock.


def test_a_stock_takes_the_latest_in_the_period():
    table = seen(("2018Q1", 81), ("2018Q2", 82), ("2018Q3", 84), ("2018Q4", 83))
    assert [value(STOCK, table, when) for when in (2018, "2018H1", "2018H2", "2018Q3")] == [
        83,
        82,
        83,
        84,
    ]


def test_a_stock_takes_the_latest_though_the_period_goes_on():
    assert value(STOCK, seen(("2018Q1", 81), ("2018-08", 83)), 2018) == 83


def test_a_stock_looks_at_nothing_outside_the_year_to_date():
    table = seen((2017, 80), ("2018H1", 82), (2019, 90))
    assert [value(STOCK, table, when) for when in ("2018H2", "2018-08", 2018)] == [82, 82, 82]
    assert math.isnan(value(STOCK, table, "2018Q1"))
    assert math.isnan(value(STOCK, table, 2020))


def test_the_period_itself_counts_before_a_part_with_the_same_end():
    table = seen((2018, 85), ("2018H2", 84), ("2018Q4", 83), ("2018-12", 82))
    assert [value(STOCK, table, when) for when in (2018, "2018H2", "2018Q4", "2018-12")] == [85] * 4
    assert value(STOCK, table[1:], "2018-12") == 84


def test_shares_are_never_added_up():
    table = seen(*[(quarter, 20) for quarter in ("2018Q1", "2018Q2", "2018Q3", "2018Q4")])
    found = read(STOCK, table, 2018)
    assert (found["value"], found["done"]) == (20, 20)


def test_a_running_total_takes_the_latest_and_may_fall():
    wish = Wish(unit="person", kind="cumulative", baseline=5, targets={2020: 50})
    table = seen((2018, 20), (2019, 18))
    assert [value(wish, table, year) for year in (2018, 2019)] == [20, 18]


@pytest.mark.parametrize("ends", [("2018H2", "2018Q4"), ("2018Q4", "2018-12"), (2018, "2018Q4")])
def test_the_state_at_the_end_of_a_year_is_one_and_the_same(ends):
    # What is shown as observed is what the drift is taken from, whichever of two rows it is.
    wish = Wish(unit="index", aim="direction", baseline=50)
    longer, shorter = ends
    table = seen((longer, 52), (shorter, 53))
    (found,) = rows(wish, table, [2018]).itertuples()
    history = Readings(goal_arrays([build(wish)]), table, ["test-plan"]).year_ends(Period(2018))
    assert history[2018][0] == found.observed


# The amount of a flow.


def test_the_months_of_a_year_add_up():
    table = seen(*[(month, 1) for month in MONTHS])
    expected = {
        "2018-02": 2,
        "2018-03": 3,
        "2018Q1": 3,
        "2018-05": 5,
        "2018H1": 6,
        "2018-07": 7,
        "2018Q3": 9,
        "2018-11": 11,
        "2018": 12,
    }
    assert {when: value(FLOW, table, when) for when in expected} == expected


def test_twelve_decimals_add_up_to_what_is_printed():
    # 12 × 0.1 is 1.2 and not 1.2 less binary noise.
    wish = Wish(unit="index", kind="flow", targets={2018: ">=1.2"})
    (found,) = rows(wish, seen(*[(month, 0.1) for month in MONTHS]), [2018]).itertuples()
    assert (found.observed, found.annual, found.verdict) == (1.2, "met", "met")


def test_the_year_s_own_row_counts_before_its_parts():
    table = seen(("2018H1", 4), ("2018H2", 5), (2018, 10))
    assert value(FLOW, table, 2018) == 10
    assert value(FLOW, table, "2018H1") == 4


def test_a_half_s_own_row_counts_before_its_quarters():
    table = seen(
        ("2018Q1", 1),
        ("2018Q2", 1),
        ("2018H1", 4),
        ("2018Q3", 2),
        ("2018-10", 1),
        ("2018-11", 1),
        ("2018-12", 1),
    )
    assert value(FLOW, table, 2018) == 4 + 2 + 3
    assert value(FLOW, table, "2018Q1") == 1


def test_a_flow_s_value_is_that_of_the_year_so_far():
    table = seen(("2018Q1", 1), ("2018Q2", 2), ("2018Q3", 3))
    assert [value(FLOW, table, f"2018Q{n}") for n in (1, 2, 3)] == [1, 3, 6]
    assert value(FLOW, table, "2018-09") == 6


def test_done_adds_up_the_years_and_value_does_not():
    found = read(FLOW, seen((2018, 8), ("2019Q1", 1), ("2019Q2", 2)), "2019H1")
    assert (found["value"], found["done"]) == (3, 11)


def test_nothing_before_the_plan_counts_as_done():
    found = read(FLOW, seen((2016, 70), (2017, 70), (2018, 8)), 2018)
    assert (found["value"], found["done"]) == (8, 8)


@pytest.mark.parametrize(
    ("told", "when", "partly"),
    [
        ([], 2018, False),
        ([("2018H1", 4)], 2018, True),
        ([("2018Q2", 4)], "2018H1", True),
        ([("2018Q2", 4)], "2018Q1", False),
        ([("2018H1", 4)], "2018Q1", False),
        ([("2018Q1", 1), ("2018Q3", 1)], "2018Q3", True),
        ([(2019, 5)], 2019, True),
        ([(2018, 5)], 2019, False),
        ([("2018H1", 5), (2019, 5)], 2019, True),
        ([(2018, 5), (2019, 5)], 2019, False),
    ],
)
def test_a_missing_part_is_told_from_no_report_at_all(told, when, partly):
    found = read(FLOW, seen(*told), when)
    assert found["partly"] == partly
    assert math.isnan(found["done"]) == (partly or not told or when != 2019 or len(told) == 1)


def test_only_a_flow_has_parts_that_are_missing():
    assert not read(STOCK, seen(("2018Q1", 81)), 2018)["partly"]


TRUTH = st.lists(st.integers(0, 99), min_size=12, max_size=12)


@settings(max_examples=80, deadline=None)
@given(TRUTH, st.sets(st.sampled_from(parts(2018))), st.sampled_from(parts(2018)))
@example([1] * 12, {one for one in parts(2018) if one.kind == "month"}, Period(2018))
@example([1] * 12, {Period(2018), Period(2018, 1, 3), Period(2018, 4, 6)}, Period(2018, 1, 6))
def test_any_mixture_of_parts_gives_the_amount_or_nothing(months, told, when):
    """Parts that fit together give the same sum by any tiling, or none where there is none."""
    table = seen(*[(one, sum(months[one.first - 1 : one.last])) for one in told])
    reached = {0}  # months from which on nothing more is needed, by any chain of parts
    for month in range(1, 13):
        if any(one.first - 1 in reached and one.last == month for one in told):
            reached.add(month)
    expected = sum(months[: when.last]) if when.last in reached else math.nan
    found = read(FLOW, table, when)
    assert found["value"] == pytest.approx(expected, nan_ok=True)
    heard = any(one.last <= when.last for one in told)
    assert found["partly"] == (heard and math.isnan(expected))


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.sampled_from(parts(2018)), st.integers(0, 99)), st.sampled_from(parts(2018))
)
def test_any_mixture_of_states_gives_the_latest(told, when):
    inside = [one for one in told if one.last <= when.last]
    latest = [told[one] for one in inside if one.last == max(other.last for other in inside)]
    found = value(STOCK, seen(*told.items()), when)
    assert (found in latest) if latest else math.isnan(found)


# What is known of a sum.


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (("final", "final"), "final"),
        (("final", "provisional"), "provisional"),
        (("revised", "final"), "revised"),
        (("provisional", "revised"), "provisional"),
    ],
)
def test_a_sum_is_as_final_as_its_weakest_part(statuses, expected):
    one, other = statuses
    table = seen(("2018H1", 4, "2018-07-10", one), ("2018H2", 5, "2019-01-10", other))
    found = read(FLOW, table, 2018)
    assert STATUSES[found["status"]] == expected
    assert found["reported"] == np.datetime64("2019-01-10")


def test_the_year_s_own_row_brings_its_own_status():
    table = seen(("2018H1", 4, "2018-07-10", "provisional"), (2018, 9, "2019-02-10", "final"))
    found = read(FLOW, table, 2018)
    assert STATUSES[found["status"]] == "final"
    assert found["reported"] == np.datetime64("2019-02-10")


def test_a_sum_is_as_fine_as_its_coarsest_part():
    table = seen(("2018H1", 4.25), ("2018H2", 5.5))
    assert read(FLOW, table, 2018)["decimals"] == 1


@pytest.mark.parametrize(
    ("typed", "places"),
    [(90, 0), (90.5, 1), (0.29, 2), (1.005, 3), (-0.5, 1), (1234567.25, 2), (0, 0), (1 / 3, 6)],
)
def test_decimals_are_read_off_the_number_where_they_are_not_told(typed, places):
    assert read(STOCK, seen((2018, typed)), 2018)["decimals"] == places


def test_told_decimals_count_before_those_of_the_number():
    table = seen((2018, 90), decimals=pd.array([1], dtype="Int64"))
    assert read(STOCK, table, 2018)["decimals"] == 1
    computed = seen((2018, 90), decimals=pd.array([None], dtype="Int64"))
    assert math.isnan(read(STOCK, computed, 2018)["decimals"])


# Whose observation it is.


def test_two_ways_of_writing_a_period_are_one_period():
    plan = build(
        Wish("a", baseline=80, targets={2018: 85}), Wish("b", baseline=80, targets={2018: 85})
    )
    table = together(
        seen(("2018", 81), indicator="test.a"), seen(("2018年", 82), indicator="test.b")
    )
    reading = Readings(goal_arrays([plan]), table, ["test-plan"]).at(Period(2018))
    assert reading.value.tolist() == [81, 82]


def test_an_unknown_indicator_is_left_alone():
    assert math.isnan(value(STOCK, seen((2018, 81), indicator="test.other"), 2018))


def test_a_row_without_an_indicator_is_nobody_s():
    table = seen((2018, 81))
    table["indicator"] = pd.Series([None], dtype="str")
    assert math.isnan(value(STOCK, table, 2018))


def test_a_ledger_without_rows_is_read():
    found = read(FLOW, seen(), 2018)
    assert math.isnan(found["value"])
    assert (found["status"], found["partly"]) == (-1, False)
    assert np.isnat(found["reported"])
