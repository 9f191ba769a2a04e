"""What stands before a header, and encodings that look like another one."""

import pytest

from minsheng.tables.csv_form import csv_form
from minsheng.tables.encodings import decode
from minsheng.tables.reading import read_rows
from minsheng.tables.schema import ledger_tables

TABLE = ledger_tables()["observations"]
HEADER = "indicator,period,reported_on,value,numerator,denominator,status,source,note"
ROW = "parks.count,2021,2022-01-31,13,,,final,年报,"


@pytest.mark.parametrize(
    ("before", "separator"),
    [("sep=;\r\n", ";"), ("SEP=,\n", ","), ("\n\n", ","), (",,,\n\n", ","), ("\nsep=\t\n", "\t")],
)
def test_lines_before_the_header_are_passed_over(before, separator):
    raw = (before + "\n".join([HEADER, ROW]).replace(",", separator)).encode()
    rows, faults = read_rows(raw, TABLE)
    assert faults == []
    assert [rows.columns[name].cells() for name in ("indicator", "value")] == [
        ["parks.count"],
        ["13"],
    ]
    assert csv_form(raw, TABLE).columns[:2] == ("indicator", "period")


def test_faults_name_the_row_of_the_file():
    raw = f"sep=,\n\n{HEADER.replace('period', 'perod')}\n{ROW},1,2\n".encode()
    _, faults = read_rows(raw, TABLE)
    assert {(fault.code, fault.row) for fault in faults} == {
        ("unknown_column", 3),
        ("missing_column", 3),
        ("wrong_cell_count", 4),
    }


def test_rows_are_added_below_a_line_that_tells_the_separator():
    raw = b"sep=;\nperiod;value\n2020;1"
    form = csv_form(raw, TABLE)
    assert form.appended(raw, [{"period": "2021", "value": "2"}]).endswith(b"2020;1\n2021;2\n")


@pytest.mark.parametrize("text", ["", "\n\n", "sep=;\n"])
def test_a_file_without_a_header_is_empty(text):
    assert [fault.code for fault in read_rows(text.encode(), TABLE)[1]] == ["empty_file"]


@pytest.mark.parametrize(
    "text",
    [
        "note\nPM2.5 μg\ncafé\n",
        "note\n㛃\n",
        "note\n㙟圩村，㛃\n",
        "note\n含公办普惠民办班额偏高的村级点\n",  # all of it could be syllables of Korean, too
    ],
)
def test_signs_and_rare_characters_are_read(text):
    assert decode(text.encode("gb18030")) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("指標,期間\n保育所の入所率は上がった\n", "euc-jp"),
        ("지표,기간\n유치원 입학률 목표값을 달성하였다\n", "euc-kr"),
    ],
)
def test_japanese_and_korean_encodings_are_refused(text, encoding):
    assert decode(text.encode(encoding)) is None
