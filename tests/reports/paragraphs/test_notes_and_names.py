"""Notes for the editor, which no report shows, and indicators named in Chinese in a link."""

import pytest

import minsheng as ms
from minsheng.errors import BadInput
from minsheng.reports.paragraphs.markdown import blocks
from minsheng.text.language import using


def read(text):
    found, faults = blocks(text, "2019H1/childcare.md")
    assert not faults
    return [(one.text, one.line, one.end) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<!-- 待核 -->\n甲。", [("甲。", 2, 2)]),
        ("甲。\n<!-- 待核\n\n数字 -->\n乙。", [("甲。\n乙。", 1, 5)]),
        ("  <!--\n## 主要进展\n-->\n\n甲。", [("甲。", 5, 5)]),
        ("甲<!-- 待核 -->乙", [("甲\\<!-- 待核 -->乙", 1, 1)]),
        ("<!-- 待核 -->乙", [("\\<!-- 待核 -->乙", 1, 1)]),
        ("```\n<!-- 待核 -->\n```", [("```\n<!-- 待核 -->\n```", 1, 3)]),
    ],
)
def test_whole_lines_are_notes_and_anything_else_is_text(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "line"), [("甲。\n<!-- 待核\n乙。", 2), ("<!-- 待\n核 --> 乙。\n丙。", 2)]
)
def test_a_note_that_would_swallow_text_is_told(text, line):
    _, faults = blocks(text, "2019H1/childcare.md")
    assert [(one.code, one.row) for one in faults] == [("note_without_end", line)]
    with using("zh"):
        assert "第2行：写给编辑的备注应以行末的“-->”结束；填写为" in faults[0].text()
    with using("en"):
        assert "a note for the editor must end with “-->” at the end of a line" in faults[0].text()


def loaded(plan, folder, text):
    (folder / "2019H1").mkdir()
    (folder / "2019H1" / "childcare.md").write_text(text, "utf-8")
    return ms.load_paragraphs(plan, "2019H1", folder).passages[0].text


def test_a_name_in_chinese_serves_as_the_id_does(plan, tmp_path):
    ratio = "城乡低保标准比（农村/城市）"
    text = f"[90%](#学前三年毛入园率/target)、[1.2](#{ratio})、[3](#{ratio}/gap)"
    assert loaded(plan, tmp_path, text) == (
        "[90%](#childcare.gross_enrolment/target)、[1.2](#assistance.dibao_standard_ratio)、"
        "[3](#assistance.dibao_standard_ratio/gap)"
    )


def test_a_misspelt_name_is_told_with_file_line_and_nearest_name(plan, tmp_path):
    with pytest.raises(BadInput) as caught:
        loaded(plan, tmp_path, "甲。\n\n[90%](#学前三年入园率)")
    (fault,) = caught.value.faults
    assert (fault.file, fault.row, fault.nearest) == (
        "2019H1/childcare.md",
        3,
        "学前三年毛入园率",
    )
