"""A table that is wider than a page stands in parts; no name is set one character a line."""

from io import BytesIO

import docx
import openpyxl
import pypdf
import pytest

from minsheng.writers import written
from minsheng.writers.columns import Sheet, ems, layout
from minsheng.writers.document import Document, table_of
from minsheng.writers.wide_tables import split_wide_tables

YEARS = [f"{year}年" for year in range(2011, 2041)]
NAME = "高质量普惠性公办及民办学前教育三年毛入园率提升工程" * 6
WIDE = table_of(
    ["指标", *YEARS],
    [[NAME, *(f"{1_000_000 + year * row:,}.89" for year in range(30))] for row in range(4)],
    "逐年目标",
    ["年末数"],
)


def document(table, lang="zh"):
    return Document(lang, "题", "", (table,))


@pytest.mark.parametrize("sheet", [Sheet(), Sheet(156, 156, 10.5, 9, 8.5)])
def test_every_part_fits_and_no_column_is_shrunk(sheet):
    parts = split_wide_tables(document(WIDE), sheet).blocks
    assert len(parts) > 1
    for part in parts:
        made = layout(part.titles, part.shown(), part.numeric, sheet)
        assert made.widths[0] >= 3
        for title, width in zip(part.titles[1:], made.widths[1:], strict=True):
            assert width >= ems("1,000,000.89"), title


def test_the_parts_have_all_columns_once_and_the_first_in_each():
    parts = split_wide_tables(document(WIDE), Sheet()).blocks
    assert {part.titles[0] for part in parts} == {"指标"}
    assert [title for part in parts for title in part.titles[1:]] == YEARS
    assert [part.caption for part in parts] == ["逐年目标", *[""] * (len(parts) - 1)]
    assert parts[0].notes == (
        f"本表列数较多，分{len(parts)}部分排列，各部分重复第一列；工作簿（xlsx）中为一张表。",
    )
    assert parts[-1].notes == ("年末数",)
    (first, *_) = split_wide_tables(document(WIDE, "en"), Sheet()).blocks
    assert "This table has too many columns for a page: it stands in" in first.notes[0]


def test_a_table_that_fits_stays_as_it_is():
    table = table_of(["指标", "2018年"], [["新增床位", "1200"]])
    assert split_wide_tables(document(table), Sheet()).blocks == (table,)


def test_the_formats_that_have_pages_have_parts_and_the_workbook_one_table():
    reader = pypdf.PdfReader(BytesIO(written(document(WIDE), "pdf")))
    text = "".join(page.extract_text() for page in reader.pages).replace(" ", "")
    assert all(year in text for year in YEARS)
    tables = docx.Document(BytesIO(written(document(WIDE), "docx"))).tables
    heads = [[cell.text for cell in table.rows[0].cells] for table in tables]
    assert {head[0] for head in heads} == {"指标"}
    assert [title for head in heads for title in head[1:]] == YEARS
    book = openpyxl.load_workbook(BytesIO(written(document(WIDE), "xlsx")))
    assert [cell.value for cell in book.worksheets[-1][3]] == ["指标", *YEARS]


@pytest.mark.parametrize(
    ("lengths", "parts"),
    [([20] * 8, [9]), ([20] * 8 + [12], [10]), ([20] * 9, [6, 5]), ([20] * 18, [8, 7, 6])],
)
def test_a_little_too_wide_stays_whole_and_no_part_is_left_with_a_column_or_two(lengths, parts):
    # Eight columns of twenty letters have room beside the first.
    table = table_of(
        ["指标", *("x" * length for length in lengths)],
        [["床位", *("y" * length for length in lengths)]],
    )
    split = split_wide_tables(document(table), Sheet()).blocks
    assert [len(part.columns) for part in split] == parts
