import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minsheng.text.amounts import amount, computed, difference, rate
from minsheng.text.bounded import stated
from minsheng.text.numerals import MISSING, plain, without_binary_error
from minsheng.text.units import Unit
from minsheng.text.written_numbers import number


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
        (15_000, "15000个"),
        (9_999, "9999个"),
        (10_000, "10000个"),
        (166_230_000, "1.6623亿个"),
        (51_648_900, "5164.89万个"),
        (12_345, "12345个"),
        (-15_000, "−15000个"),
        (67_700_000_000_000, "67.7万亿个"),
        (25_000_000_000_000, "25万亿个"),
        (1_400_000_000_000, "1.4万亿个"),
        (13_490_840_000_000, "134908.4亿个"),
        (99_999_999.95, "1亿个"),
    ],
)
def test_large_numbers_in_chinese_have_wan_and_yi(value, text):
    assert amount(value, unit(), "zh") == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (34 / 3, 0, "11.3个"),
        (2 / 3, 0, "0.7个"),
        (1 / 30, 0, "0.03个"),
        (5.91625, 2, "5.92个"),
        (37_610_233.33, 0, "3761万个"),
        (67.7e12 / 3, 0, "22.57万亿个"),
        (12.0, 0, "12个"),
    ],
)
def test_a_computed_figure_is_no_finer_than_its_unit_allows(value, decimals, text):
    assert computed(value, unit(decimals), "zh") == text
    assert rate(value, unit(decimals), "zh") == text


def test_a_difference_is_as_fine_as_printed_figures_or_else_rounded():
    assert difference(12_345, unit(), "zh") == "12345个"
    assert difference(34 / 3, unit(), "zh") == "11.3个"
    assert difference(6.18 - 5.18, unit(2), "zh") == "1个"


@given(thousandths=st.integers(-(10**9), 10**9), other=st.integers(-(10**9), 10**9))
@example(thousandths=22_761, other=833_518_646)
def test_files_hold_differences_as_they_are_in_decimals(thousandths, other):
    exact = (thousandths - other) / 1000
    assert without_binary_error(thousandths / 1000 - other / 1000) == exact


def test_files_hold_fractions_without_an_end_as_they_are():
    assert without_binary_error(1 / 3) == 1 / 3
    assert str(without_binary_error(-1e-13)) == "0.0"


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
