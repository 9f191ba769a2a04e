"""Chinese tables write the numbers of one indicator in one form: all in 万, or none."""

import pytest
from building import Wish
from standings import standing

from minsheng.reports import listings
from minsheng.reports.exhibits import Column
from minsheng.reports.one_form import in_one_form
from minsheng.text.language import using

COLUMNS = (Column("value", "值", "number"), Column("text", "值", "text"))


def unified(lang, *cells, column="value"):
    with using(lang):
        rows = in_one_form([{column: cell} for cell in cells], ["a"] * len(cells), COLUMNS)
    return [row[column] for row in rows]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["3.85万", "38654.4"], ["38500", "38654.4"]),  # below 100,000 all are written out
        (["12万", "≥95000", "950"], ["12万", "≥9.5万", "950"]),  # from there all in 万
        (["1.5万", "2万", "300"], ["1.5万", "2万", "300"]),
        (["2.08亿", "5000"], ["2.08亿", "5000"]),
        (["−900万", "0"], ["−900万", "0"]),
    ],
)
def test_numbers_of_one_indicator(cells, expected):
    assert unified("zh", *cells) == expected
    assert unified("en", *cells) == cells


def test_of_texts_only_amounts_with_a_unit_are_changed():
    """2025 beside 3.2万元 is a year."""
    cells = ["3.2万元", "约43842.8元", "2025"]
    assert unified("zh", *cells, column="text") == ["32000元", "约43842.8元", "2025"]


def test_indicators_keep_their_own_forms():
    with using("zh"):
        rows = in_one_form([{"value": "3.85万"}, {"value": "38654"}], ["a", "b/2018"], COLUMNS)
    assert [row["value"] for row in rows] == ["3.85万", "38654"]


def test_a_planned_value_between_years_is_rounded_and_in_the_form_of_the_others():
    """By hand: a third of 5,000,000 is 1,666,666.67."""
    wish = Wish("grown", unit="person", baseline=0, targets={2020: 5_000_000})
    with using("zh"):
        now = standing(wish, seen=[("2018", 1_500_000)])
        row = listings.verdicts(now).rows[0]
    assert (row["observed"], row["planned"]) == ("150万", "166.7万")
