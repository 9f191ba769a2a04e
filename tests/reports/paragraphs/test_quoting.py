"""Numbers as analysts write them, and whether a figure is what is written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.reports.paragraphs.quoting import bare, first_number, quoted


@pytest.mark.parametrize(
    ("text", "value", "step"),
    [
        ("88.2%", "88.2", "0.1"),
        ("８８.２０％", "88.20", "0.01"),
        ("达到3,000人", "3000", "1"),
        ("1.5万人", "15000", "1000"),
        ("1.50万人", "15000", "100"),
        ("0个", "0", "1"),
        ("-0.5", "-0.5", "0.1"),
        ("2 亿元", "200000000", "100000000"),
    ],
)
def test_a_number_and_what_its_last_digit_stands_for(text, value, step):
    found = first_number(text)
    assert (found.value, found.step) == (Decimal(value), Decimal(step))


def test_words_hold_no_number():
    assert first_number("已经完成") is None


@pytest.mark.parametrize(
    ("text", "figure", "says"),
    [
        ("88.2%", 88.2, True),
        ("88.2%", 88.15, True),
        ("88.2%", 88.25, False),
        ("88.2%", 88.1499, False),
        ("88%", 88.49, True),
        ("88%", 88.5, False),
        ("1.5万人", 15499, True),
        ("1.5万人", 15500, False),
        ("15000人", 15499, False),
        ("88.20%", 88.2, True),
        ("88.20%", 88.21, False),
        ("0个", 0.0, True),
        ("0个", 6.0, False),
        ("3.0", 0.1 + 0.2 + 2.7, True),
    ],
)
def test_a_figure_is_held_against_the_digits_that_are_written(text, figure, says):
    assert first_number(text).says(figure) is says


@given(st.integers(0, 10**7), st.integers(0, 4))
def test_a_number_says_what_it_was_written_from(whole, places):
    value = Decimal(whole).scaleb(-places)
    assert first_number(f"{value:f}%").says(float(value))


def test_links_name_the_indicator_the_figure_and_the_line():
    text = "甲[88%](#a.b)，\n[90%](#a.b/target)和[网页](https://example.org)、[3](#a.c/done)"
    assert [(one.words, one.indicator, one.which, one.line) for one in quoted(text, 5)] == [
        ("88%", "a.b", "observed", 5),
        ("90%", "a.b", "target", 6),
        ("3", "a.c", "done", 6),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2019年6月底，[88%](#a.b)，新增3所、1.5 万人，占12.5%", ["3所", "1.5 万人", "12.5%"]),
        ("提高4个百分点", ["4个百分点"]),
        (
            "3 people, 4 peoples, 5 percentage points, 6 peopled",
            ["3 people", "4 peoples", "5 percentage points"],
        ),
        ("第3条，共5", []),
        ("version 1.2.3人", []),
    ],
)
def test_bare_numbers_with_a_unit(text, found):
    assert [shown for shown, _, _ in bare(text, ("所", "人", "个", "people", "年"), 1)] == found


def test_a_bare_number_knows_its_line():
    assert [line for _, _, line in bare("甲\n乙3所\n丙4所", ("所",), 10)] == [11, 12]
