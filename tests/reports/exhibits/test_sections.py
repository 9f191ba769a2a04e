"""Chapters: each part travels as an output of its own, headings as Markdown."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from minsheng.reports.exhibits import Column, Markdown, Prose, Sections, Table, heading
from minsheng.writers.document import Heading, Paragraph, Quote, plain
from minsheng.writers.reading import read

TABLE = Table("表", (Column("name", "名称"),), ({"name": "甲"},))
CHAPTER = Sections((heading("幼有所育"), Prose(("一。",)), TABLE, Markdown("> 某人说")))


def test_each_part_is_displayed_by_itself(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda *parts: shown.extend(parts))
    CHAPTER._ipython_display_()
    assert tuple(shown) == CHAPTER.parts


def test_the_writers_read_each_part():
    outputs = [new_output("display_data", part._repr_mimebundle_()) for part in CHAPTER.parts]
    cell = new_code_cell(outputs=outputs)
    blocks = read(new_notebook(cells=[cell])).blocks
    assert [type(block) for block in blocks] == [Heading, Paragraph, Table, Quote]
    assert blocks[0].level == 3


@pytest.mark.parametrize("text", ["甲 * 乙", "_甲_", "<b>", "a [b](c)", "# 甲", "`甲`", r"甲\乙"])
def test_a_heading_is_text(text):
    cell = new_code_cell(outputs=[new_output("display_data", heading(text)._repr_mimebundle_())])
    (block,) = read(new_notebook(cells=[cell])).blocks
    assert isinstance(block, Heading)
    assert plain(block.text) == text


def test_as_text_the_parts_follow_one_another():
    assert str(CHAPTER).startswith("### 幼有所育\n\n一。\n\n表\n")
