"""Outputs of notebooks that no page can hold are named, and hold up no report."""

import os

import pytest

from minsheng.reports.exhibits import Figure, Table
from minsheng.text.shortening import LARGEST_DOWNLOAD
from minsheng.writers import written
from minsheng.writers.document import Document, Paragraph, Unreadable, table_of
from minsheng.writers.reading_html import blocks
from minsheng.writers.reading_parts import Cell

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="10"><path d="M0 0h9"/></svg>'


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "第4个单元格的 HTML 嵌套过深，其中一部分"),
        ("en", "Cell 4: its HTML is nested"),
    ],
)
def test_html_that_is_nested_too_deep_is_named(lang, words):
    deep = "<p>前</p>" + "<div>" * 300 + "<p>深处</p>" + "</div>" * 300
    first, last = blocks(deep, Cell(lang, 4))
    assert isinstance(first, Paragraph)
    assert isinstance(last, Unreadable)
    assert last.text.startswith(words)
    assert not any(isinstance(each, Unreadable) for each in blocks("<div>" * 200 + "深处"))


@pytest.mark.parametrize("width", ["20000", "1e8", "1e30"])
def test_a_drawing_beyond_all_measure_is_named(width):
    assert isinstance(Cell("zh", 1).drawing(SVG.format(width)), Unreadable)
    assert isinstance(Cell("zh", 1).drawing(SVG.format(500)), Figure)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_or_a_device_beside_a_notebook_is_no_picture(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "zero.png").symlink_to("/dev/zero")
    for name in ("pipe.png", "zero.png", "."):
        found = Cell("zh", 1, folder=tmp_path).picture(name)
        assert isinstance(found, Unreadable)
        assert "找不到该文件" in found.text


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "“名录”数据量大，未附在网页中"),
        ("en", "The data of “名录” are too large for this page"),
    ],
)
def test_a_page_embeds_no_table_that_is_too_large(lang, words):
    cell = "长" * 1000
    table = table_of(["名称"], [[cell]] * (LARGEST_DOWNLOAD // 3000 + 1), "名录")
    page = written(Document(lang, "题", "", (table,)), "html").decode()
    assert words in page
    assert "data:text/csv" not in page
    small = table_of(["名称"], [["甲"]], "名录")
    assert isinstance(small, Table)
    assert "data:text/csv" in written(Document(lang, "题", "", (small,)), "html").decode()
