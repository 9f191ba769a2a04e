"""The workbook of a notebook of one's own: no source that is none, the numbers of the text."""

from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from minsheng.reports.exhibits import Column, Table
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
