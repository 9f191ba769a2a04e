"""A number as printed: its range, its digits, how it is shown."""

import math
from dataclasses import replace
from decimal import Decimal

import pytest

from minsheng.audit.arithmetic import compare, equation, interval_written, printed_total, total
from minsheng.audit.printed import PrintedNumber, written
from minsheng.plan.bounds import Interval

INFINITY = Decimal("Infinity")


def number(value, printed="", *, bound="=", high=math.nan, year="2020", statistic="value"):
    kind = (year, statistic, bound)
    return PrintedNumber("targets", "a.b", *kind, value, high, "firm", printed, "附件1")


@pytest.mark.parametrize(
    ("value", "printed", "digit"),
    [
        (75.15, "比例为75.15%", "0.01"),
        (76.9, "76.9%", "0.1"),
        (90, "90%以上", "1"),
        (15000, "1.5万人", "1000"),
        (18000, "1.80万人", "100"),
        (6000, "6000张", "1"),
        (22245000000, "222.45亿元", "1000000"),
        (166230000, "16623万元", "10000"),
        (0.73, "1︰0.73", "0.01"),
        (100, "全覆盖", "1"),
        (0.7, "", "0.1"),
        (6000, "", "1"),
    ],
)
def test_the_size_of_the_last_printed_digit(value, printed, digit):
    assert number(value, printed).last_digit == Decimal(digit)


def test_a_count_is_exact_and_a_rounded_number_is_not():
    assert number(9, "9所").rounding == 0
    assert number(15000, "1.5万人").rounding == 500


@pytest.mark.parametrize(
    ("bound", "low", "high", "shown"),
    [
        ("=", "5", "5", "5"),
        (">=", "5", "Infinity", "≥5"),
        (">", "5", "Infinity", ">5"),
        ("<=", "0", "5", "≤5"),
        ("<", "0", "5", "<5"),
        ("~", "5", "5", "≈5"),
    ],
)
def test_the_range_of_a_bound(bound, low, high, shown):
    one = number(5.0, bound=bound)
    assert one.interval == Interval(Decimal(low), Decimal(high))
    assert one.shown == shown


def test_a_range_keeps_both_ends_and_a_mean_counts_its_years():
    park = number(1.0, bound="range", high=2.0, year="2018-2020", statistic="mean")
    assert park.interval == Interval(Decimal(3), Decimal(6))
    assert (park.shown, park.shown_once) == ("3–6", "1–2")


def test_sums_are_decimal_and_as_loose_as_their_digits():
    tenths = [number(0.1, "0.1"), number(0.2, "0.2")]
    assert printed_total(tenths).low == Decimal("0.3")
    assert total(tenths) == Interval(Decimal("0.2"), Decimal("0.4"))


def test_a_quotient_over_nothing_is_none():
    one, nothing = Interval(Decimal(1), Decimal(1)), Interval(Decimal(0), Decimal(0))
    assert one.over(nothing) is None
    assert one.over(Interval(Decimal(2), INFINITY)) == Interval(Decimal(0), Decimal("0.5"))


@pytest.mark.parametrize("divisor", [Decimal(2), INFINITY])
def test_a_quotient_of_a_number_below_zero_is_below_zero(divisor):
    loss = Interval(Decimal(-6), Decimal(-2))
    low, high = Decimal(-6), Decimal(-2) / divisor
    assert loss.over(Interval(Decimal(1), divisor)) == Interval(low, high)


def test_numbers_below_zero_keep_their_sign():
    """A balance of −1.5 or −1.2 万元 at the least; "at most −3" where −10 is the least possible."""
    balances = [number(-1.5, "-1.5"), number(-1.2, "-1.2")]
    below = [replace(balance, least=-math.inf) for balance in balances]
    assert total(below) == Interval(Decimal("-2.8"), Decimal("-2.6"))
    at_most = replace(number(-3.0, bound="<="), least=-10.0)
    assert at_most.interval == Interval(Decimal(-10), Decimal(-3))
    assert interval_written(Interval(-INFINITY, Decimal(-3))) == "≤−3"
    # "At most −3" does not guarantee "at most −5", but the other way round.
    looser, tighter = (Interval(Decimal(-10), Decimal(high)) for high in (-3, -5))
    assert (compare(looser, tighter), compare(tighter, looser)) == ("short", "same")


def test_signs_of_a_range():
    assert interval_written(Interval(Decimal(2), Decimal(4))) == "2–4"
    assert interval_written(Interval(Decimal(0), Decimal(4))) == "≤4"


@pytest.mark.parametrize(
    ("computed", "stated", "outcome"),
    [
        ((3, 3), (3, 3), "same"),
        ((3, 3), (4, 4), "apart"),
        ((3, INFINITY), (4, INFINITY), "short"),
        ((4, INFINITY), (3, INFINITY), "same"),
        ((0, 5), (0, 4), "short"),
        ((0, 4), (0, 5), "same"),
        ((3, INFINITY), (2, 2), "apart"),
        ((0, 0), (0, 4), "same"),
    ],
)
def test_two_ranges_are_compared(computed, stated, outcome):
    pair = [Interval(Decimal(low), Decimal(high)) for low, high in (computed, stated)]
    assert compare(*pair) == outcome


def test_a_line_of_numbers():
    four = Interval(Decimal(4), Decimal(4))
    assert equation("4", four, "≥4", "same") == "4 = 4 (≥4)"
    assert equation("≥4", Interval(Decimal(4), INFINITY), "≥5", "short") == "≥4 = ≥4 < ≥5"
    assert written(Decimal("-0.5")) == "−0.5"
