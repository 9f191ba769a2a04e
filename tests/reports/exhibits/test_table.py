"""Tables: aligned on the point, told to screen readers, carried as data."""

import json
import math
from html.parser import HTMLParser

import pytest

from minsheng.reports.exhibits import Column, Table
from minsheng.reports.exhibits.table import DATARESOURCE
from minsheng.text.language import using

TABLE = Table(
    "A caption",
    (Column("name", "Name"), Column("value", "Value", "number")),
    ({"name": "a", "value": "1.5"}, {"name": "b < c", "value": "20"}, {"name": "d", "value": ""}),
    ids=("p.a", "p.b", "p.d"),
    values=({"value": 1.5}, {"value": 20.0}, {"value": math.nan}),
    groups=("One", "One", "Two"),
    notes=("A note.",),
)


def test_points_stand_below_each_other():
    cells = [row[1] for row in TABLE.shown()]
    assert {cell.find(".") if "." in cell else cell.find("\u2008") for cell in cells[:2]} == {1, 2}
    assert len(cells[0]) - cells[0].index(".") == len(cells[1]) - cells[1].index("\u2008")


def test_html_has_caption_scopes_and_row_ids():
    tags = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            tags.append((tag, dict(attrs)))

    html = TABLE._repr_html_()
    Reader().feed(html)
    assert "<caption>A caption</caption>" in html
    assert [found["scope"] for tag, found in tags if tag == "th"] == [
        "col",
        "col",
        "rowgroup",
        "row",
        "row",
        "rowgroup",
        "row",
    ]
    assert [found["data-row"] for tag, found in tags if "data-row" in found] == [
        "p.a",
        "p.b",
        "p.d",
    ]
    assert "b &lt; c" in html
    assert '<p class="table-note">A note.</p>' in html


def test_data_are_valid_json_with_ids_and_missing_as_null():
    data = json.loads(json.dumps(TABLE._repr_mimebundle_()[DATARESOURCE], allow_nan=False))
    assert data["data"] == [
        {"name": "a", "value": 1.5, "id": "p.a"},
        {"name": "b < c", "value": 20.0, "id": "p.b"},
        {"name": "d", "value": None, "id": "p.d"},
    ]
    assert data["minsheng"]["caption"] == "A caption"


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("zh", "没有可列入“逾期未完成的任务”的内容。"),
        ("en", "There is nothing to list under “逾期未完成的任务”."),
    ],
)
def test_one_sentence_stands_for_a_table_without_rows(lang, sentence):
    empty = Table("逾期未完成的任务", TABLE.columns, (), notes=TABLE.notes)
    with using(lang):
        bundle = empty._repr_mimebundle_()
        assert (str(empty), bundle["text/plain"]) == (sentence, sentence)
        for html in (empty._repr_html_(), bundle["text/html"]):
            assert f"<p>{sentence}</p>" in html
            assert "<table" not in html
    assert DATARESOURCE not in bundle


def test_the_sentence_on_an_empty_table_of_made_up_data_is_marked():
    empty = Table("逾期未完成的任务", TABLE.columns, (), synthetic=True)
    assert str(empty).startswith("〔演示数据〕\n")


def test_a_terminal_gets_columns_that_line_up():
    table = Table(
        "表",
        (Column("n", "名称"), Column("v", "值", "number")),
        ({"n": "甲", "v": "1"}, {"n": "ab", "v": "22"}),
    )
    lines = table.text().splitlines()
    assert lines[3:] == ["甲     1", "ab    22"]


def test_numbers_carry_what_they_are_sorted_by():
    table = Table(
        "Beds",
        (Column("name", "Name"), Column("beds", "Beds", "number")),
        tuple({"name": "x", "beds": shown} for shown in ("≥5", "1,200", "−3–4", "", "—", "2")),
        values=({"beds": 5.5}, {}, {}, {"beds": math.nan}, {}, {"beds": 2.0}),
    )
    cells = [line.split(">")[0] for line in table._repr_html_().split("<td")[1:]]
    assert cells == [
        ' class="number" data-value="5.5"',
        ' class="number" data-value="1200"',
        ' class="number" data-value="-3"',
        ' class="number"',
        ' class="number"',
        ' class="number" data-value="2.0"',
    ]


def test_how_a_column_is_set_travels_with_the_data():
    table = Table(
        "x", (Column("a", "A"), Column("b", "B", "short"), Column("c", "C", "number")), ()
    )
    assert table.data()["minsheng"]["aligns"] == ["text", "short", "number"]


def test_a_column_of_sentences_is_set_wide_and_a_very_long_word_may_break():
    columns = (Column("name", "Name"), Column("finding", "Finding"))
    row = {"name": "x" * 30, "finding": "word " * 20}
    html = Table("x", columns, (row,)).html()
    assert '<td class="text wide">' in html
    assert f'<span class="long">{"x" * 30}</span>' in html
    assert "wide" not in Table("x", columns, ({"name": "a", "finding": "short"},)).html()


def test_what_has_no_title_heads_nothing():
    html = Table("", (Column("a", ""), Column("b", "B")), ({"a": "", "b": "1"},))._repr_html_()
    assert html.count("<th ") == 1
    assert "<caption>" not in html
    assert 'aria-label="表格"' in html


def test_jupyter_gets_no_ids_that_could_stand_twice():
    assert " id=" not in TABLE._repr_html_()
