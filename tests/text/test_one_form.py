"""Chinese sentences tell the numbers of one indicator in one form: all in 万, or none."""

import pytest

from minsheng.reports.exhibits import Prose
from minsheng.text.language import using
from minsheng.text.tracing import traced


def said(lang, *numbers):
    parts = "、".join(traced(text, number_id, 1.0) for text, number_id in numbers)
    with using(lang):
        return str(Prose((parts,)))


INCOME = [("3.2万元", "baselines:life.income@2025"), ("约43842.8元", "gaps:life.income.target")]


def test_below_100_000_all_are_written_out():
    assert said("zh", *INCOME) == "32000元、约43842.8元"


def test_a_unit_without_a_symbol_is_no_exception():
    numbers = [("2万以上", "targets:a.b@2020"), ("16543", "verdicts:a.b@2018.observed")]
    assert said("zh", *numbers) == "20000以上、16543"


def test_from_there_all_are_in_ten_thousands():
    numbers = [("12万户", "targets:a.b@2020"), ("95000户以上", "verdicts:a.b@2019.planned")]
    assert said("zh", *numbers) == "12万户、9.5万户以上"


@pytest.mark.parametrize(
    "other",
    [
        ("2030年", "targets:life.income@2030.year"),
        ("2030", "targets:life.income@2030.year"),
        ("28650元", "baselines:life.other@2025"),  # another indicator
        ("950元", "gaps:life.income.gap"),  # too small for 万
    ],
)
def test_years_small_numbers_and_other_indicators_stay(other):
    assert said("zh", INCOME[0], other) == f"3.2万元、{other[0]}"


def test_english_stays_and_numbers_keep_their_places():
    assert said("en", *INCOME) == "3.2万元、约43842.8元"
    with using("zh"):
        text = Prose(
            ("由{}到{}。".format(*(traced(*number, 1.0) for number in INCOME)),)
        ).paragraphs[0]
    assert [text[number.start : number.end] for number in text.numbers] == [
        "32000元",
        "约43842.8元",
    ]
