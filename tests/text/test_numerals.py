import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.text.numerals import MISSING, amount, difference, plain, stated
from minsheng.text.quantity import number
from minsheng.text.units import Unit


def unit(decimals=0, *, share=False):
    zh, en = ("%", "%") if share else ("个", "items")
    return Unit("unit", zh, en, zh, en, share=share, growth=True, decimals=decimals)


VALUES = st.floats(min_value=-1e13, max_value=1e13, allow_nan=False)


def read_back(text, of):
    return float(number(text.removesuffix(of.symbol_zh)))


@given(value=VALUES, decimals=st.integers(0, 4), share=st.booleans())
def test_what_is_written_in_chinese_reads_back_to_the_shown_precision(value, decimals, share):
    of = unit(decimals, share=share)
    shown = read_back(amount(value, of, "zh"), of)
    assert abs(shown - value) <= 0.5 * 10**-decimals + abs(value) * 1e-15


@given(value=st.integers(-(10**12), 10**12))
def test_whole_numbers_read_back_exactly(value):
    assert read_back(amount(value, unit(), "zh"), unit()) == value


@given(value=VALUES, decimals=st.integers(0, 4))
def test_what_is_written_in_english_reads_back(value, decimals):
    shown = float(number(amount(value, unit(decimals), "en").removesuffix(" items")))
    assert abs(shown - value) <= 0.5 * 10**-decimals + abs(value) * 1e-15


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (1.005, 2, "1.01"),
        (86.0, 2, "86"),
        (0.004, 2, "0"),
        (-0.004, 2, "0"),
        (1200.0, 0, "1200"),
    ],
)
def test_half_is_rounded_away_from_zero(value, decimals, text):
    assert plain(value, decimals, lang="zh") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (15_000, "1.5万个"),
        (9_999, "9999个"),
        (10_000, "1万个"),
        (166_230_000, "1.6623亿个"),
        (51_648_900, "5164.89万个"),
        (12_345, "1.2345万个"),
        (-15_000, "−1.5万个"),
    ],
)
def test_large_numbers_in_chinese_have_wan_and_yi(value, text):
    assert amount(value, unit(), "zh") == text


def test_a_missing_value_is_a_dash_everywhere():
    nothing = math.nan
    told = {plain(nothing), amount(nothing, unit()), difference(nothing, unit())}
    assert told | {stated("=", nothing, unit())} == {MISSING}


def test_a_difference_of_shares_is_in_points_and_never_per_cent():
    assert difference(-4, unit(share=True), "zh") == "−4个百分点"
    assert difference(1, unit(share=True), "en") == "1 percentage point"
    assert difference(0.5, unit(1, share=True), "en") == "0.5 percentage points"


@pytest.mark.parametrize(
    ("bound", "text"),
    [("=", "87%"), (">=", "≥87%"), ("<=", "≤87%"), (">", ">87%"), ("<", "<87%"), ("~", "≈87%")],
)
def test_a_bound_is_a_symbol(bound, text):
    assert stated(bound, 87, unit(2, share=True), "zh") == text
