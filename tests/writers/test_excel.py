"""Workbooks: real numbers, text that stays text, links, the same bytes."""

import time
from io import BytesIO

import nbformat
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.exporters import get_exporter
from writers import hostile

from minsheng.reports.exhibits import Column, Table
from minsheng.text.number_formats import number
from minsheng.writers.archive import parts
from minsheng.writers.document import (
    Document,
    Failure,
    Heading,
    Listing,
    Paragraph,
    Run,
    table_of,
)
from minsheng.writers.excel.names import sheet_name
from minsheng.writers.excel.writer import xlsx
from minsheng.writers.exporters import ExcelExporter
from minsheng.writers.glyphs import visible
from minsheng.writers.reading import read

ROWS = (
    {"name": "入园率", "unit": "%", "y": "≥87", "total": "1.35万*"},
    {"name": "床位", "unit": "张", "y": "1.33", "total": ""},
    {"name": "范围", "unit": "个", "y": "1–2", "total": "—"},
)
TABLE = Table(
    "目标",
    (
        Column("name", "指标"),
        Column("unit", "单位", "short"),
        Column("y", "2018年", "number"),
        Column("total", "合计", "number"),
    ),
    ROWS,
    ids=("a.b", "a.c", "a.d"),
    values=({"y": 87.0}, {"y": 4 / 3}, {"y": 1.0}),
    groups=("甲组", "甲组", "乙组"),
    notes=("注一",),
)
BLOCKS = (
    Paragraph((Run("先说结论。"),), "answer"),
    Listing(((Run("第一点"),),), role="answer"),
    Paragraph((Run("过程。"),)),
    Heading(2, (Run("差距"),), "差距"),
    TABLE,
    table_of(["x"], [["1"]]),
    Failure("出错"),
)


def _book(*blocks, lang="zh", **properties):
    document = Document(lang, "标题", "某规划", tuple(blocks or BLOCKS), properties)
    return openpyxl.load_workbook(BytesIO(xlsx(document)))


def _texts(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


# ---- numbers


@pytest.mark.parametrize(
    ("shown", "value", "held", "form"),
    [
        ("87", None, 87, "0"),
        ("76.9", 76.9, 76.9, "0.0"),
        ("1.33", 4 / 3, 4 / 3, "0.00"),
        ("≥87", 87.0, 87, '"≥"0'),
        (">94", None, 94, '">"0'),
        ("≈4,000", 4000.0, 4000, '"≈"#,##0'),
        ("−3.1", -3.1, -3.1, "0.0"),
        ("90%", 90.0, 90, '0"%"'),
        ("1.35万", 13500.0, 13500, "#,##0"),
        ("9000万*", None, 90_000_000, '#,##0"*"'),
        ("1.2亿", None, 120_000_000, "#,##0"),
        ("5\u2008\u2007", 5.0, 5, "0"),
        ("333.3万", 10_000_000 / 3, 10_000_000 / 3, "#,##0"),
    ],
)
def test_a_number_is_held_as_it_is_and_shown_as_the_table_shows_it(shown, value, held, form):
    found = number(shown, value)
    assert found.value == pytest.approx(held, rel=1e-12)
    assert found.format == form


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("1–2", 1.0),
        ("—", None),
        ("", None),
        ("2020年", None),
        ("1.33", 1.4),
        ("≥87", 88.0),
        ("1:10", None),
        ("=1", None),
        ("1e5", None),
        ("٣", None),
    ],
)
def test_what_is_no_number_or_contradicts_it_stays_text(shown, value):
    assert number(shown, value) is None


@given(st.floats(-1e6, 1e6), st.integers(0, 3))
def test_a_number_is_read_back_from_how_it_is_shown(value, decimals):
    shown = f"{value:.{decimals}f}".replace("-", "−")
    assert number(shown, value).value == value


def test_cells_hold_numbers_and_formats():
    sheet = _book()["表1 目标"]
    assert [cell.value for cell in sheet[3]] == [
        "分组",
        "指标",
        "单位",
        "2018年",
        "合计",
        "行代码",
    ]
    first, second, third = ([cell.value for cell in sheet[row]] for row in (4, 5, 6))
    assert first == ["甲组", "入园率", "%", 87, 13500, "a.b"]
    assert second == ["甲组", "床位", "张", pytest.approx(4 / 3), None, "a.c"]
    assert third == ["乙组", "范围", "个", "1–2", "—", "a.d"]
    assert [sheet.cell(4, column).number_format for column in (4, 5)] == ['"≥"0', '#,##0"*"']


# ---- the book


def test_cover_contents_and_one_sheet_for_each_table():
    book = _book(page_title="总览", fingerprint="ab12", period="2018Q3")
    assert book.sheetnames == ["封面", "目录", "表1 目标", "表2", "溯源"]
    cover = _texts(book["封面"])
    for text in ("标题", "某规划", "总览", "2018Q3", "先说结论。", "第一点", "出错"):
        assert text in cover
    assert "ab12" in _texts(book["溯源"])
    assert "ab12" not in cover
    assert "过程。" not in cover
    assert "全部2张表格" in " ".join(cover)
    assert "张表格" not in " ".join(_texts(_book(Paragraph((Run("没有表格。"),)))["封面"]))
    contents = book["目录"]
    assert [cell.value for cell in contents[2]] == ["表1 目标", "目标", "差距", 3]
    assert contents["A2"].hyperlink.location == "'表1 目标'!A1"


def test_header_is_frozen_filtered_and_printed_on_each_page():
    sheet = _book()["表1 目标"]
    assert sheet.freeze_panes == "C4"
    assert sheet.auto_filter.ref == "A3:F6"
    assert sheet.print_title_rows == "$3:$3"


def test_the_ids_of_the_findings_stand_on_the_last_sheet_under_their_labels():
    line = Paragraph((Run("差距"), Run("4", number="gaps:a.gap", value=4.0)), "answer")
    book = _book(Paragraph((Run("先说。"),), "answer"), line)
    cover = [[cell.value for cell in row] for row in book["封面"]["A5:B6"]]
    assert cover == [["要点1", "先说。"], ["要点2", "差距4"]]
    assert "gaps:a.gap" not in _texts(book["封面"])
    assert [cell.value for cell in book.worksheets[-1][2]] == ["要点2", "gaps:a.gap"]


def test_a_number_stands_a_step_away_from_the_text_beside_it():
    sheet = _book()["表1 目标"]
    assert (sheet["D4"].alignment.horizontal, sheet["D4"].alignment.indent) == ("right", 1)
    assert sheet["B4"].alignment.horizontal is None


def test_notes_and_source_stand_below_the_table():
    sheet = _book(fingerprint="ab12")["表1 目标"]
    assert sheet["A8"].value == "注一"
    assert sheet["A9"].value == "数据来源：数据包，指纹 ab12"


def test_made_up_data_are_marked_on_every_sheet():
    book = _book(synthetic=True)
    assert any("不得引用" in str(text) for text in _texts(book["封面"]))
    assert {sheet.oddHeader.center.text for sheet in book} == {"演示数据"}
    assert {sheet.oddHeader.center.text for sheet in _book()} == {None}


def test_an_english_book_is_english():
    book = _book(table_of(["x"], [["1"]], "Gaps"), lang="en")
    assert book.sheetnames == ["Cover", "Contents", "1 Gaps"]
    assert "All 1 table of the report" in " ".join(map(str, _texts(book["Cover"])))


def test_a_report_without_tables_says_so():
    book = _book(Paragraph((Run("x"),)))
    assert book.sheetnames == ["封面", "目录"]
    assert "（无）" in _texts(book["目录"])


def test_a_table_without_rows_says_so():
    sheet = _book(table_of(["x", "y"], []))["表1"]
    assert "（无）" in _texts(sheet)
    assert sheet.auto_filter.ref is None


# ---- text stays text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1-1",
        "@SUM(A1)",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "\t=1",
        "\r=1",
        " =1",
        '=cmd|"/c calc"!A0',
        "#N/A",
        "#REF!",
    ],
)
def test_text_is_never_a_formula(text):
    sheet = _book(table_of([text], [[text]], text, [text]))["表1 " + sheet_name(text, set())]
    values = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in values} == {"s"}
    assert sheet["A4"].value == visible(text)
    starts = text.strip()[0] in "=+-@＝＋－＠"
    assert sheet["A4"].quotePrefix == starts


def test_hostile_text_comes_out_as_text():
    book = openpyxl.load_workbook(BytesIO(xlsx(read(hostile.notebook()))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type in "fe"]
    texts = {cell.value for cell in cells}
    for text in hostile.TEXTS.values():
        assert visible(text) in texts


def test_a_very_long_text_is_cut_as_excel_wants_it_and_says_so():
    sheet = _book(table_of(["x"], [["长" * 40_000]]))["表1"]
    assert len(sheet["A4"].value) == 32_767
    assert sheet["A4"].value.endswith("…")


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("a[b]:c*d?e/f\\g", set(), "a b c d e f g"),
        ("表1 " + "长" * 30 + "：短", set(), "表1"),
        ("表1 目标：" + "长" * 30, set(), "表1 目标"),
        ("Table 1 Goals of each programme and of all", set(), "Table 1 Goals of each programme"),
        ("'quoted'", set(), "quoted"),
        ("x" * 40, set(), "x" * 31),
        ("x" * 40, {"X" * 31}, "x" * 29 + " 2"),
        ("😀" * 20, set(), "😀" * 15),
        ("b", {"B", "b 2"}, "b 3"),
    ],
)
def test_sheet_names_are_as_excel_wants_them(wanted, taken, name):
    assert sheet_name(wanted, taken) == name


# ---- the file


def test_the_same_document_gives_the_same_bytes():
    first = xlsx(Document("zh", "标题", "某规划", BLOCKS))
    time.sleep(1.1)  # what openpyxl would write down is exact to the second
    assert xlsx(Document("zh", "标题", "某规划", BLOCKS)) == first
    assert b"2000-01-01T00:00:00Z" in parts(first)["docProps/core.xml"]


def test_jupyter_offers_the_exporter_by_name():
    assert get_exporter("Minsheng_report_Excel") is ExcelExporter
    cell = nbformat.v4.new_markdown_cell("| a |\n|---|\n| 1 |")
    made, resources = ExcelExporter().from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))
    assert openpyxl.load_workbook(BytesIO(made)).sheetnames == ["封面", "目录", "表1"]
    assert resources["output_extension"] == ".xlsx"
