"""The workbook of a notebook of one's own: no source that is none, the numbers of the text."""

import datetime as dt
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from minsheng.render.running.frames import table_of_frame
from minsheng.reports.exhibits import Column, Table
from minsheng.verification.workbooks import shown
from minsheng.writers import written
from minsheng.writers.document import Document, table_of
from minsheng.writers.reading_html import blocks

OWN = table_of(["名称", "床位"], [["甲", "12"]], "自己的表")
OURS = Table("目标", (Column("name", "名称"),), ({"name": "床位"},), ("targets:beds@2020",))


def book(*blocks, lang="zh"):
    raw = written(Document(lang, "题", "", blocks, {"fingerprint": "ab12"}), "xlsx")
    return openpyxl.load_workbook(BytesIO(raw))


def texts(sheet):
    return " ".join(str(cell.value) for row in sheet for cell in row if cell.value)


@pytest.mark.parametrize(
    ("lang", "source", "ids"),
    [("zh", "数据来源", "行代码"), ("en", "Source: data", "id of the row")],
)
def test_only_tables_of_the_package_name_it_as_their_source(lang, source, ids):
    own, both = book(OWN, lang=lang), book(OWN, OURS, lang=lang)
    assert source not in texts(own.worksheets[2])
    assert ids not in texts(own.worksheets[0])
    assert source in texts(both.worksheets[3])
    assert source not in texts(both.worksheets[2])
    assert ids in texts(both.worksheets[0])


def test_tables_with_captions_have_the_numbers_that_other_formats_give_them():
    bare = table_of(["名称"], [["乙"]])
    names = book(bare, OWN, bare, OURS).sheetnames
    assert names[2:-1] == ["表3", "表1 自己的表", "表4", "表2 目标"]


def test_percentages_and_grouped_numbers_of_a_styler_are_numbers():
    frame = pd.DataFrame({"占比": [86.25, -3.0], "人数": [12345.0, 7.0]}, index=["甲", "乙"])
    (table,) = blocks(frame.style.format({"占比": "{:.1f}%", "人数": "{:,.0f}"}).to_html())
    rows = [[cell.value for cell in row] for row in book(table).worksheets[2]["B4:C5"]]
    assert rows == [[pytest.approx(86.2, abs=0.06), 12345], [-3, 7]]
    assert book(table).worksheets[2]["B4"].number_format == '0.0"%"'


def test_times_of_a_frame_are_times_and_what_it_lacks_is_empty():
    when = pd.to_datetime(["2019-06-30 08:30", "2019-07-01 00:00:00.25", None], format="ISO8601")
    frame = pd.DataFrame({"登记": when, "床位": [1.5, None, 2], "经办": ["甲", pd.NA, "NaN值"]})
    sheet = book(table_of_frame(frame)).worksheets[2]
    rows = [[cell.value for cell in row] for row in sheet["B4:D6"]]
    assert rows == [
        [dt.datetime(2019, 6, 30, 8, 30), 1.5, "甲"],
        [dt.datetime(2019, 7, 1, 0, 0, 0, 250_000), None, None],
        [None, 2, "NaN值"],
    ]
    assert sheet["B4"].number_format == "yyyy-mm-dd hh:mm:ss.000"
    seconds = frame.assign(登记=frame["登记"].dt.floor("s"))
    sheet = book(table_of_frame(seconds)).worksheets[2]
    assert (shown(sheet["B4"]), sheet["B4"].number_format) == (
        "2019-06-30 08:30:00",
        "yyyy-mm-dd hh:mm:ss",
    )


def test_times_of_a_zone_say_which():
    when = pd.to_datetime(["2019-06-30 08:30"]).tz_localize("Asia/Shanghai")
    frame = pd.DataFrame({"登记": when})
    assert book(table_of_frame(frame)).worksheets[2]["B4"].value == "2019-06-30 08:30:00+08:00"
