"""An analyst's file: sections, blocks, and nothing in it that could become markup of the page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng.reports.paragraphs.markdown import SECTIONS, blocks, made_text, visible
from minsheng.text.language import using


def read(text):
    found, faults = blocks(text, "2019H1/childcare.md")
    assert not faults
    return [(one.section, one.text, one.line) for one in found]


def test_what_stands_before_the_first_heading_goes_to_the_first_section():
    assert read("甲。\n\n## 主要进展\n乙。") == [("judgement", "甲。", 1), ("progress", "乙。", 4)]


@pytest.mark.parametrize(
    "title",
    [
        "问题与原因",
        " 问题与原因 ",
        "三、问题与原因",
        "（三）问题与原因",
        "3. 问题与原因",
        "Problems and causes",
        "problems and CAUSES",
        "**问题与原因**",
        "问题与原因 ##",
    ],
)
def test_a_heading_names_its_section_in_either_language(title):
    assert read(f"## {title}\n甲。") == [("problems", "甲。", 2)]


def test_every_section_has_a_heading_in_both_languages():
    text = "".join(
        f"## {word}\n{word}\n"
        for word in ("总体判断", "主要进展", "问题与原因", "经验与启示", "下一步工作")
    )
    assert [section for section, _, _ in read(text)] == list(SECTIONS)


def test_an_unknown_heading_is_told_with_its_line_and_the_nearest():
    _, faults = blocks("甲。\n\n## 问题和原因\n乙。\n## 别的\n", "2019H1/childcare.md")
    assert [(one.code, one.row, one.found, one.nearest) for one in faults] == [
        ("unknown_section", 3, "问题和原因", "问题与原因"),
        ("unknown_section", 5, "别的", ""),
    ]
    with using("zh"):
        assert faults[0].text() == (
            "2019H1/childcare.md，第3行：没有这个小节标题；填写为“问题和原因”；可用：总体判断、主要进展、"
            "问题与原因、经验与启示、下一步工作；最接近的是：问题与原因"
        )
    with using("en"):
        assert faults[0].text().startswith("2019H1/childcare.md, line 3: no section of this name;")


def test_blocks_end_at_blank_lines_but_a_list_stays_whole():
    text = "甲\n乙\n\n\n- 一\n\n- 二\n\n  三\n\n丁\n"
    assert [(body, line) for _, body, line in read(text)] == [
        ("甲\n乙", 1),
        ("- 一\n\n- 二\n\n  三", 5),
        ("丁", 11),
    ]


def test_headings_inside_a_section_are_lines_in_bold():
    assert [body for _, body, _ in read("# 大\n\n### 小 ###\n文\n\n甲\n===\n\n乙\n---\n")] == [
        "**大**",
        "**小**\n文",
        "甲\n\\===",
        "乙\n\\---",
    ]
    assert [body for _, body, _ in read("> # 引\n\n- ## 项\n\n1. - # 项\n\n> 甲\n> ===\n")] == [
        "> \\# 引",
        "- \\## 项\n\n1. - \\# 项",
        "> 甲\n> \\===",
    ]


def test_code_is_left_alone_whatever_stands_in_it():
    text = "```\n## 主要进展\n\n<b>\n```\n\n甲"
    assert read(text) == [("judgement", "```\n## 主要进展\n\n<b>\n```", 1), ("judgement", "甲", 7)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", r"\<script>alert(1)\</script>"),
        ("a < b", r"a \< b"),
        ("`<b>` <b>", r"`<b>` \<b>"),
        ("``a ` <b>`` <i>", r"``a ` <b>`` \<i>"),
        ("` <b>", r"` \<b>"),
        ("```\n<b>\n```\n<b>", "```\n<b>\n```\n\\<b>"),
        (r"\`<b>`", r"\`\<b>`"),
        ("``` `\n<b>", "``` `\n\\<b>"),
    ],
)
def test_html_is_text(text, shown):
    assert made_text(text) == shown


def test_control_characters_are_written_out_and_line_ends_are_plain():
    assert visible("甲\x07乙\u202e丙\r\n丁\u2028戊\t己\u3000庚") == (
        "甲\\x07乙\\u202e丙\n丁\n戊\t己\u3000庚"
    )


@given(st.text(max_size=200))
def test_no_text_breaks_it_and_none_becomes_a_heading(text):
    for one in blocks(text, "file.md")[0]:
        assert one.text.strip()
        assert one.section in SECTIONS
        assert 1 <= one.line <= visible(text).count("\n") + 1


@settings(max_examples=1000, deadline=None)
@given(st.text("甲#- =<`~*>|[]()\\b1.\n", max_size=60))
def test_what_is_shown_holds_neither_headings_nor_html(text):
    mistune = pytest.importorskip("mistune")
    parse = mistune.create_markdown(renderer="ast")
    for one in blocks(text, "file.md")[0]:
        quoted = "\n".join(f"> {line}" for line in one.text.split("\n"))
        assert not set(_kinds(parse(quoted))) & {"heading", "block_html", "inline_html"}


def _kinds(nodes):
    for node in nodes:
        yield node["type"]
        yield from _kinds(node.get("children", ()))
