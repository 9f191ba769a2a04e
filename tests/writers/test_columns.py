"""How wide columns are set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.writers.columns import ems, layout

ROOM = 166 / 0.3528


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("民生", 2), ("10", 1.11), ("增长10%", 4.281), ("1\u2007", 1.11)]
)
def test_widths_are_those_of_the_font(text, width):
    assert ems(text) == pytest.approx(width, abs=1e-9)


CELLS = st.text(alphabet="甲乙丙 abc12.—", max_size=40)


@given(
    st.integers(1, 6).flatmap(lambda n: st.lists(st.tuples(*[CELLS] * n), min_size=1, max_size=8))
)
def test_the_columns_fill_the_page(rows):
    made = layout([*rows[0]], rows[1:], [False] * len(rows[0]))
    assert not made.across
    assert sum(made.widths) * made.size == pytest.approx(ROOM, rel=1e-3)
    assert min(made.widths) > 0


def test_what_is_long_gets_what_is_left():
    rows = [["甲", "很长的说明" * 10, "1"], ["乙", "短", "2"]]
    short, long, number = layout(["项", "说明", "数"], rows, [False, False, True]).widths
    assert long > 10 * max(short, number)


def test_a_word_and_a_number_are_not_broken():
    rows = [["incommensurability", "很长的说明" * 40, "1,234,567.89"]]
    word, _, number = layout(["a", "b", "c"], rows, [False, False, True]).widths
    assert word >= ems("incommensurability")
    assert number >= ems("1,234,567.89")


def test_small_type_is_taken_where_it_makes_a_table_much_shorter():
    few = layout(["a", "b"], [["甲", "乙"]] * 5, [False, False])
    crowded = layout(["分项名称"] * 8, [["一列十二个汉字时可分两行"] * 8] * 30, [False] * 8)
    assert (few.size, crowded.size) == (8.5, 7.5)
    assert not crowded.across


def test_a_table_that_would_be_twice_as_long_upright_lies_across():
    words, numbers = ["小学" * 12] * 2, ["1234567"] * 8
    rows = [[*words, *numbers]] * 20
    made = layout(["名称", "方法", *numbers], rows, [False] * 2 + [True] * 8)
    assert made.across
    assert not layout(["名称", "方法", *numbers], rows[:3], [False] * 2 + [True] * 8).across


def test_only_what_does_not_fit_side_by_side_lies_across():
    assert layout(["x" * 20] * 12, [["y" * 20] * 12], [False] * 12).across
    assert not layout(["很长的列名称" * 3] * 12, [["很长的内容" * 9] * 12], [False] * 12).across


def test_the_height_is_that_of_the_rows():
    one = layout(["a", "b"], [["甲", "乙"]], [False, False]).height
    five = layout(["a", "b"], [["甲", "乙"]] * 5, [False, False]).height
    assert five == pytest.approx(3 * one)  # six rows with the head, against two
