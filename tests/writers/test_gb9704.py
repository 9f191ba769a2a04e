"""The Word files that ship hold what GB/T 9704—2012 asks for, and can be changed by a department.

The numbers in comments are the clauses of the standard.
"""

import re
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from minsheng.text.language import LANGUAGES
from minsheng.writers import word
from minsheng.writers.archive import packed, parts
from minsheng.writers.document import Document, Heading, Paragraph, Run, table_of
from minsheng.writers.word.writer import docx

FILES = {lang: Path(word.__file__).with_name(f"gb9704.{lang}.docx") for lang in LANGUAGES}
BLOCKS = (Heading(2, (Run("节"),), "s"), Paragraph((Run("话"),)), table_of(["a"], [["1"]], "表"))


@pytest.fixture(params=LANGUAGES)
def either(request):
    return python_docx.Document(FILES[request.param])


@pytest.fixture
def chinese():
    return python_docx.Document(FILES["zh"])


def value(parent, path, name="val"):
    for tag in path.split("/"):
        parent = parent.find(qn(f"w:{tag}"))
    return parent.get(qn(f"w:{name}"))


def test_the_page_is_a4_with_the_margins_of_the_standard(either):
    (section,) = either.sections
    # 5.1, 5.2.1: A4; head 37 mm, inner edge 28 mm, text 156 x 225 mm.
    sides = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert sides == pytest.approx((Mm(210), Mm(297), Mm(37), Mm(28)), abs=700)
    width = section.page_width - section.left_margin - section.right_margin
    height = section.page_height - section.top_margin - section.bottom_margin
    assert (width, height) == pytest.approx((Mm(156), Mm(225)), abs=1400)
    # 7.5: the page number stands 7 mm below the text.
    assert section.bottom_margin - section.footer_distance == pytest.approx(Mm(7), abs=700)


def test_a_page_has_22_lines_of_28_characters(chinese):
    # 5.2.3
    (section,) = chinese.sections
    pitch = int(value(section._sectPr, "docGrid", "linePitch"))
    assert value(section._sectPr, "docGrid", "type") == "lines"
    assert Mm(225) / 635 / pitch == pytest.approx(22, abs=0.05)
    text = chinese.styles["Normal"].element
    assert (value(text, "pPr/spacing", "line"), value(text, "pPr/spacing", "lineRule")) == (
        str(pitch),
        "exact",
    )
    character = int(value(text, "rPr/sz")) * 10 + int(value(text, "rPr/spacing"))
    assert Mm(156) / 635 / character == pytest.approx(28, abs=0.1)


@pytest.mark.parametrize(
    ("name", "face", "points"),
    [
        ("Normal", "仿宋_GB2312", 16),  # 5.2.2, 7.3.3: 三号 仿宋
        ("Title", "方正小标宋简体", 22),  # 7.3.1: 二号 小标宋
        ("Heading 1", "黑体", 16),  # 7.3.3: 一、
        ("Heading 2", "楷体_GB2312", 16),  # （一）
        ("Heading 3", "仿宋_GB2312", 16),  # 1.
        ("Heading 4", "仿宋_GB2312", 16),  # （1）
        ("附件说明", "仿宋_GB2312", 16),  # 7.3.4
        ("Signature", "仿宋_GB2312", 16),  # 7.3.5
        ("footer", "宋体", 14),  # 7.5: 四号 宋体
    ],
)
def test_the_type_is_that_of_the_standard(chinese, name, face, points):
    style = chinese.styles[name]
    assert value(style.element, "rPr/rFonts", "eastAsia") == face
    assert value(style.element, "rPr/rFonts", "ascii") == "Times New Roman"
    assert style.font.size == Pt(points)


def test_text_is_indented_by_two_characters_and_the_title_centred(chinese):
    assert value(chinese.styles["Normal"].element, "pPr/ind", "firstLineChars") == "200"  # 7.3.3
    assert value(chinese.styles["Title"].element, "pPr/jc") == "center"  # 7.3.1
    assert value(chinese.styles["附件说明"].element, "pPr/ind", "leftChars") == "200"  # 7.3.4
    assert value(chinese.styles["Signature"].element, "pPr/ind", "rightChars") == "400"  # 7.3.5.1


def test_page_numbers_stand_between_dashes_outside(either):
    # 7.5: odd pages on the right, even ones on the left, one character in.
    assert either.settings.odd_and_even_pages_header_footer
    (section,) = either.sections
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert "".join(each.text for each in paragraph._p.iter(qn("w:t"))) == "— 1 —"
        assert value(paragraph._p, "fldSimple", "instr").strip() == "PAGE"
        assert value(paragraph._p, "pPr/jc") == side
        assert value(paragraph._p, "pPr/ind", f"{side}Chars") == "100"


def test_each_style_shows_itself_in_the_file(either):
    shown = {paragraph.style.style_id for paragraph in either.paragraphs}
    kept = {
        style.style_id
        for style in either.styles
        if style.element.get(qn("w:type")) == "paragraph" and style.name not in ("Header", "Footer")
    }
    assert shown == kept


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_takes_every_style_from_the_file_and_none_of_its_text(lang):
    content = parts(docx(Document(lang, "Title", "", BLOCKS)))
    assert content["word/styles.xml"] == parts(FILES[lang].read_bytes())["word/styles.xml"]
    words = python_docx.Document(FILES[lang]).paragraphs[-1].text
    assert words.encode() not in content["word/document.xml"]


def test_a_copy_that_a_department_has_changed_in_word_is_a_template(tmp_path):
    content = parts(FILES["zh"].read_bytes())
    styles = content["word/styles.xml"].replace("楷体_GB2312".encode(), "隶书".encode())
    # Word gives styles ids of its own when it saves.
    ids = sorted(set(re.findall(rb'styleId="(\w+)"', styles)))
    for name in [name for name in content if name.endswith(".xml")]:
        text = styles if name == "word/styles.xml" else content[name]
        for number, own in enumerate(ids):
            text = text.replace(b'"%b"' % own, b'"a%d"' % number)
        content[name] = text
    path = tmp_path / "ours.docx"
    path.write_bytes(packed(content))
    made = docx(Document("zh", "标题", "", BLOCKS), path)
    file = python_docx.Document(BytesIO(made))
    assert parts(made)["word/styles.xml"] == content["word/styles.xml"]
    assert [paragraph.style.name for paragraph in file.paragraphs][:3] == [
        "Title",
        "Heading 1",
        "Normal",
    ]
    assert file.tables[0].rows[0].cells[0].paragraphs[0].style.name == "表头文字"
