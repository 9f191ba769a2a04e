"""Numbers and days in workbooks: the tidy first sheet, and the sheets of tables after it."""

import datetime as dt
from io import BytesIO

import openpyxl
import pytest

from minsheng.reports.exhibits import Column, Table
from minsheng.text.number_formats import number_with_words
from minsheng.verification.workbooks import read_workbook, shown
from minsheng.writers import written
from minsheng.writers.document import Document, Paragraph, Run

DATA = Table(
    "目标数据",
    (
        Column("indicator", "指标代码", "short"),
        Column("period_end", "期末日期", "short"),
        Column("value", "数值", "number"),
        Column("bound", "界限", "short"),
    ),
    (
        {"indicator": "a.b", "period_end": "2019-06-30", "value": "4.5", "bound": "="},
        {"indicator": "a.c", "period_end": "2019-06-30", "value": "", "bound": ""},
    ),
    values=({"value": 4.5}, {}),
    synthetic=True,
    only_in_workbook=True,
    tidy=True,
)
READ = Table(
    "进展",
    (
        Column("name", "指标"),
        Column("observed", "实际", "short"),
        Column("due", "期限"),
        Column("note", "说明"),
    ),
    (
        {
            "name": "3岁以下",
            "observed": "累计12.4万人",
            "due": "2019-12-31",
            "note": "4座（2018年）",
        },
        {"name": "=1+1", "observed": "≥90%", "due": "2018年", "note": "1至2所"},
    ),
)


def book(*blocks):
    document = Document("zh", "题", "", blocks, {"fingerprint": "ab12"})
    return openpyxl.load_workbook(BytesIO(written(document, "xlsx")))


@pytest.mark.parametrize(
    ("text", "value", "form"),
    [
        ("88.07%", 88.07, '0.00"%"'),
        ("≥90%", 90, '"≥"0"%"'),
        ("累计12.4万人", 124_000, '"累计"#,##0"人"'),
        ("3761.1万元", 37_611_000, '#,##0"元"'),
        ("12,375 people", 12_375, '#,##0" people"'),
        ("−7.4", -7.4, "0.0"),
        ("10.45个百分点", 10.45, '0.00"个百分点"'),
        ("2018年", 2018, '0"年"'),
        ("78.27%（修订数）", 78.27, '0.00"%（修订数）"'),
    ],
)
def test_one_number_among_words_is_a_number_that_shows_them(text, value, form):
    found = number_with_words(text)
    assert (found.value, found.format) == (value, form)


@pytest.mark.parametrize(
    "text",
    [
        *("1–2", "1—2所", "累计4座（2018年）", "2018—2019", "完成", "", "007", "2019H1"),
        *(
            "0个（2018年），最近报送0个",
            "2018年上半年",
            "3个月内办结",
            '5"',
            "=5",
            "5；6",
            "1" * 16,
            "5\n",
        ),
    ],
)
def test_ranges_sentences_and_codes_stay_text(text):
    assert number_with_words(text) is None


def test_the_first_sheet_is_tidy_with_numbers_and_days_as_such():
    made = book(READ, DATA)
    assert made.sheetnames == ["数据", "封面", "目录", "表1 进展", "溯源"]
    assert made.active.title == "封面"
    sheet = made["数据"]
    assert [[cell.value for cell in row] for row in sheet] == [
        ["指标代码", "期末日期", "数值", "界限", "数据性质"],
        ["a.b", dt.datetime(2019, 6, 30), 4.5, "=", "演示数据 synthetic"],
        ["a.c", dt.datetime(2019, 6, 30), None, None, "演示数据 synthetic"],
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:E3")
    assert sheet["B2"].number_format == "yyyy-mm-dd"
    assert sheet["D2"].data_type == "s"
    assert made["目录"]["A2"].hyperlink.location == "'数据'!A1"


def test_a_cell_with_one_number_is_a_number_and_shows_what_the_report_shows():
    sheet = book(READ)["表1 进展"]
    rows = [[cell.value for cell in row] for row in sheet["A4:D5"]]
    assert rows == [
        ["3岁以下", 124_000, dt.datetime(2019, 12, 31), "4座（2018年）"],
        ["=1+1", 90, 2018, "1至2所"],
    ]
    assert [[shown(cell) for cell in row] for row in sheet["A4:D5"]] == [
        ["3岁以下", "累计124,000人", "2019-12-31", "4座（2018年）"],
        list(READ.rows[1].values()),
    ]
    assert sheet["A5"].data_type == "s"


def test_more_formats_than_excel_takes_leave_text():
    rows = tuple(
        {"name": "甲", "x": f"{n}个" + "乙" * (n % 20) + chr(0x4E00 + n)} for n in range(300)
    )
    table = Table("单位", (Column("name", "名称"), Column("x", "数")), rows)
    cells = [cell.value for (cell,) in book(table)["表1 单位"]["B4:B303"]]
    assert isinstance(cells[0], int)
    assert isinstance(cells[-1], str)


def test_what_was_written_is_read_back_for_verification():
    line = Paragraph((Run("差距"), Run("4", number="gaps:a.gap", value=4.0)), "answer")
    document = Document("zh", "题", "", (line, READ, DATA), {"fingerprint": "ab12"})
    entries = read_workbook(written(document, "xlsx")).entries
    told = {(each.kind, each.id, each.column, each.shown) for each in entries}
    assert ("sentence", "gaps:a.gap", "", "差距4") in told
    assert ("table", "a.b", "数值", "4.5") in told
    assert ("table", "", "实际", "累计124,000人") in told
