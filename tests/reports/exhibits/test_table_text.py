"""Tables on a terminal: nothing is wider than it, nothing is left out without a word."""

import pytest

from minsheng.reports.exhibits import Column, Table
from minsheng.reports.exhibits.cells import text_width
from minsheng.reports.exhibits.table_text import lines_of, wrapped
from minsheng.text.language import using

TABLE = Table(
    "按期完成的节点，以及每一项的出处和限定",
    (
        Column("name", "指标"),
        Column("due", "期限", "short"),
        Column("value", "年均增长率（%）", "number"),
        Column("strength", "约束程度", "short"),
        Column("section", "出处"),
    ),
    (
        {"name": "实施农村学前教育儿童营养改善计划", "due": "2018年", "value": "1.53"}
        | {"section": "正文二（一）；附件1三（一）"},
        {"name": "普惠率", "due": "2020年", "value": "20", "strength": "约计", "section": "附件1"},
    ),
    notes=("“约计”对应原文的左右、基本、原则上；空白的没有这类限定。",),
)


@pytest.mark.parametrize("width", range(24, 120))
def test_no_line_is_wider_than_the_terminal(width):
    assert max(text_width(line.text) for line in lines_of(TABLE, width)) <= width


def test_texts_and_headings_are_wrapped_and_numbers_stay_whole():
    assert [line.text for line in lines_of(TABLE, 60)] == [
        "按期完成的节点，以及每一项的出处和限定",
        "指标              期限     年均增长  约束   出处",
        "                            率（%）  程度",
        "----------------  ------  ---------  -----  ----------------",
        "实施农村学前教育  2018年       1.53         正文二（一）；附",
        "  儿童营养改善计                            件1三（一）",
        "  划",
        "普惠率            2020年      20     约计   附件1",
        "“约计”对应原文的左右、基本、原则上；空白的没有这类限定。",
    ]


def test_the_emptiest_columns_go_first_and_are_named():
    def said(width):
        notes = [line.text for line in lines_of(TABLE, width) if line.kind == "note"]
        return "".join(notes[:-2])

    with using("zh"):
        assert said(46) == (
            "终端宽度不足，未显示2列：约束程度、出处；加宽终端或重定向到文件即可看到全部。"
        )
    with using("en"):
        assert "Too narrow for 1 column, left out: 约束程度." in " ".join(
            line.text for line in lines_of(TABLE, 54)
        )


def test_without_a_width_all_is_as_wide_as_it_is():
    lines = lines_of(TABLE)
    assert "\n".join(line.text for line in lines) == TABLE.text()
    assert len(lines) == 1 + 2 + 2 + 1


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("保教质量，明显提高", 8, ["保教质", "量，明显", "提高"]),
        ("    a b c", 6, ["    a", "    b", "    c"]),
        ("childcare.inclusive", 10, ["childcare.", "inclusive"]),
        ("", 10, [""]),
    ],
)
def test_lines_break_where_a_reader_expects_it(text, width, lines):
    assert wrapped(text, width) == lines
