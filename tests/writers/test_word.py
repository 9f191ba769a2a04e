"""Word files: the page of the standard, native tables, words of pictures, templates."""

import dataclasses
import re
import time
from io import BytesIO

import docx as python_docx
import nbformat
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor
from lxml import etree
from nbconvert.exporters import get_exporter
from traitlets.config import Config
from writers import hostile

from minsheng.errors import BadInput
from minsheng.reports.exhibits import Column, Figure, Place, Table
from minsheng.writers.archive import packed, parts
from minsheng.writers.document import (
    POINTS_KEPT,
    Code,
    Document,
    Failure,
    Heading,
    Listing,
    Paragraph,
    PlaceEnd,
    PlaceStart,
    Quote,
    Run,
    table_of,
)
from minsheng.writers.exporters import WordExporter
from minsheng.writers.glyphs import visible
from minsheng.writers.pictures import png
from minsheng.writers.reading import read
from minsheng.writers.word.text import chinese, safe_address
from minsheng.writers.word.writer import docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="144pt" height="72pt"/>'
TABLE = Table(
    "目标",
    (Column("name", "指标"), Column("y", "2018年", "number")),
    ({"name": "入园率", "y": "76.9"}, {"name": "床位", "y": "5"}),
    groups=("甲组", "乙组"),
    notes=("注一",),
)
PICTURE = Figure(DRAWING, "差距", "差距4个百分点。", ("图注",))


PLACE = (PlaceStart(Place("2023H1/overall/problems", "问题")), PlaceEnd())


def _bytes(*blocks, lang="zh", template="", **properties):
    return docx(Document(lang, "标题", "某规划 · 幼有所育", blocks, properties), template)


def _open(*blocks, **how):
    return python_docx.Document(BytesIO(_bytes(*blocks, **how)))


def _text(element):
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def _lines(file):
    return [_text(each) for each in file.element.body.iter(f"{W}p")]


def _styles(file):
    return [(paragraph.style.name, paragraph.text) for paragraph in file.paragraphs]


def _heading(text, level=2):
    return Heading(level, (Run(text),), text)


def _paragraph(text, role=""):
    return Paragraph((Run(text),), role)


# ---- the page of GB/T 9704


def test_the_page_is_that_of_the_standard():
    (section,) = _open(_paragraph("x")).sections
    assert (section.page_width, section.page_height) == pytest.approx((Mm(210), Mm(297)), abs=700)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert margins == pytest.approx((Mm(37), Mm(35), Mm(28), Mm(26)), abs=700)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


@pytest.mark.parametrize(
    ("name", "chinese_face", "points"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Normal", "仿宋_GB2312", 16),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Heading 3", "仿宋_GB2312", 16),
    ],
)
def test_the_type_is_that_of_the_standard(name, chinese_face, points):
    style = _open(_paragraph("x")).styles[name]
    fonts = style.element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == chinese_face
    assert fonts.get(qn("w:ascii")) == "Times New Roman"
    assert style.font.size == Pt(points)
    assert not [key for key in fonts.attrib if key.endswith("Theme")]


def test_text_is_indented_by_two_characters_on_lines_of_exactly_the_pitch():
    body = _open(_paragraph("x")).styles["Normal"].element.pPr
    assert body.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    spacing = body.find(qn("w:spacing"))
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("579", "exact")


def test_page_numbers_stand_outside():
    file = _open(_paragraph("x"))
    assert file.settings.odd_and_even_pages_header_footer
    (section,) = file.sections
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert _text(paragraph._p) == "— 1 —"
        assert paragraph._p.find(f".//{W}fldSimple").get(qn("w:instr")).strip() == "PAGE"
        assert paragraph._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side


def test_chinese_quotation_marks_take_the_chinese_face():
    file = _open(_paragraph("“甲”"))
    fonts = file.paragraphs[-1]._p.find(f".//{W}r/{W}rPr/{W}rFonts")
    assert fonts.get(qn("w:hint")) == "eastAsia"
    english = _open(_paragraph("“a”"), lang="en").paragraphs[-1]._p
    assert english.find(f".//{W}rFonts") is None


def test_title_and_eyebrow_come_first():
    assert _styles(_open())[:2] == [("Title", "标题"), ("Subtitle", "某规划\n幼有所育")]


@pytest.mark.parametrize(
    ("lang", "numbers"),
    [
        ("zh", ["一、甲", "（一）乙", "1.丙", "（1）丁", "（二）戊", "二、己"]),
        (
            "en",
            [
                "1\u2002甲",
                "1.1\u2002乙",
                "1.1.1\u2002丙",
                "1.1.1.1\u2002丁",
                "1.2\u2002戊",
                "2\u2002己",
            ],
        ),
    ],
)
def test_headings_are_numbered(lang, numbers):
    levels = {"甲": 2, "乙": 3, "丙": 4, "丁": 5, "戊": 3, "己": 2}
    file = _open(*(_heading(text, level) for text, level in levels.items()), lang=lang)
    assert [text for name, text in _styles(file) if name.startswith("Heading")] == numbers
    depths = [int(name[-1]) for name, _ in _styles(file) if name.startswith("Heading")]
    assert depths == [1, 2, 3, 4, 2, 1]


def test_no_level_of_headings_is_left_out():
    file = _open(*(_heading(str(level), level) for level in (4, 6, 6, 2, 5)))
    depths = [int(name[-1]) for name, _ in _styles(file) if name.startswith("Heading")]
    assert depths == [1, 2, 2, 1, 2]


def test_chinese_counts():
    assert [chinese(n) for n in (1, 9, 10, 11, 20, 21, 99)] == [
        "一",
        "九",
        "十",
        "十一",
        "二十",
        "二十一",
        "九十九",
    ]


@pytest.mark.parametrize(
    ("block", "style"),
    [
        (_paragraph("x", "answer"), "要点"),
        (_paragraph("x", "note"), "说明"),
        (_paragraph("x", "warning"), "提示"),
        (Quote((Run("x"),)), "Quote"),
        (Code("x"), "原样文本"),
        (Failure("x"), "提示"),
        (_paragraph("x"), "Normal"),
    ],
)
def test_each_kind_of_text_has_its_style(block, style):
    assert _styles(_open(block))[-1] == (style, "x")


def test_lists_are_real_and_numbers_begin_where_they_should():
    blocks = (
        Listing(((Run("甲"),), (Run("乙"),))),
        Listing(((Run("丙"),),), ordered=True, level=1, start=3),
        Listing(((Run("丁"),),), ordered=True),
    )
    file = _open(*blocks)
    items = [each._p.pPr.numPr for each in file.paragraphs if each.style.name == "List Paragraph"]
    assert [item.ilvl.val for item in items] == [0, 0, 1, 0]
    numbers = [item.numId.val for item in items]
    assert numbers[0] == numbers[1]
    assert len(set(numbers)) == 3
    root = file.part.numbering_part.element
    starts = [each.get(qn("w:val")) for each in root.iter(f"{W}startOverride")]
    assert starts == ["3", "1"]
    kinds = [etree.QName(each).localname for each in root]
    assert kinds == sorted(kinds), "every abstractNum stands before every num"


def test_inline_text_keeps_how_it_is_set():
    file = _open(Paragraph((Run("粗", bold=True), Run("斜", italic=True), Run("码", code=True))))
    bold, slanted, code = file.paragraphs[-1].runs
    assert bold.bold
    assert slanted._r.rPr.rFonts.get(qn("w:eastAsia")) == "楷体_GB2312"
    assert code.font.name == "Courier New"
    english = _open(Paragraph((Run("x", italic=True),)), lang="en")
    assert english.paragraphs[-1].runs[0].italic


# ---- links


def test_links_lead_outside_inside_or_nowhere():
    file = _open(
        _heading("差距"),
        Paragraph(
            (
                Run("外", link="https://a.cn/?a=1&b=2"),
                Run("内", link="#差距"),
                Run("无", link="#nowhere"),
                Run("坏", link="http://["),
            )
        ),
    )
    paragraph = file.paragraphs[-1]._p
    outside, inside = paragraph.iter(f"{W}hyperlink")
    target = file.part.rels[outside.get(qn("r:id"))]
    assert target.is_external
    assert target.target_ref == "https://a.cn/?a=1&b=2"
    bookmark = file.element.body.find(f".//{W}bookmarkStart")
    assert inside.get(qn("w:anchor")) == bookmark.get(qn("w:name"))
    assert _text(paragraph) == "外内无坏"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("http://a.cn", "http://a.cn"),
        ("mailto:a@b.cn", "mailto:a@b.cn"),
        ("https://中国.cn/表", "https://xn--fiqs8s.cn/%E8%A1%A8"),
        ("http://a.cn:80/%20", "http://a.cn:80/%20"),
        ("http://a b.cn", ""),
        ("http://", ""),
        ("http://a.cn:99999", ""),
        ("http://a.cn/\x01", "http://a.cn/%01"),
        ("", ""),
        ("https://a.cn/" + "x" * 3000, ""),
    ],
)
def test_an_address_is_one_that_word_takes(link, address):
    assert safe_address(link) == address


# ---- tables


def test_a_table_is_native_with_a_header_row_that_repeats_and_rows_that_hold_together():
    (table,) = _open(TABLE).tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells == [
        ["指标", "2018年"],
        ["甲组", "甲组"],
        ["入园率", "76.9"],
        ["乙组", "乙组"],
        ["床位", "5"],
    ]
    rows = table._tbl.tr_lst
    assert [row.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True] + [False] * 4
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "目标"


def test_the_caption_is_numbered_and_stays_with_its_table_and_the_table_with_its_notes():
    file = _open(TABLE, dataclasses.replace(TABLE))
    first, second = (each for each in file.paragraphs if each.style.name == "Caption")
    assert (_text(first._p), _text(second._p)) == ("表1　目标", "表2　目标")
    assert first._p.find(f".//{W}fldSimple").get(qn("w:instr")).split()[:2] == ["SEQ", "表"]
    assert first.paragraph_format.keep_with_next
    assert first._p.getnext() is file.tables[0]._tbl
    last = file.tables[0].rows[-1].cells[0].paragraphs[0]
    assert last.paragraph_format.keep_with_next
    assert ("表注", "注一") in _styles(file)


def test_numbers_stand_on_their_points_by_an_indent():
    table = _open(TABLE).tables[0]
    tens, ones = (table.rows[row].cells[1].paragraphs[0] for row in (2, 4))
    assert tens.style.name == ones.style.name == "表内数字"
    assert tens._p.pPr.find(qn("w:ind")) is None
    # One point of a quarter and one digit of half an em, of 10.5 points.
    assert ones._p.pPr.find(qn("w:ind")).get(qn("w:right")) == str(round(0.75 * 10.5 * 20))


def test_widths_are_set_on_columns_and_cells_and_fill_the_line():
    table = _open(TABLE).tables[0]
    columns = [int(each.get(qn("w:w"))) for each in table._tbl.tblGrid]
    for row in (0, 2, 4):
        cells = [cell._tc.tcPr.find(qn("w:tcW")) for cell in table.rows[row].cells]
        assert [int(each.get(qn("w:w"))) for each in cells] == columns
    assert sum(columns) == pytest.approx(Mm(156) / 635, rel=0.01)


def _wide(columns):
    return table_of(["列"] * columns, [["x" * 11] * columns], "宽表")


def test_a_table_that_fits_nowhere_else_lies_across_with_its_heading():
    file = _open(_paragraph("前"), _heading("宽"), _wide(11), _paragraph("后"))
    upright, across, again = file.sections
    assert (across.page_width, across.page_height) == (upright.page_height, upright.page_width)
    assert across._sectPr.find(qn("w:pgSz")).get(qn("w:orient")) == "landscape"
    assert (again.page_width, again.page_height) == (upright.page_width, upright.page_height)
    lines = _lines(file)
    ends = [
        position
        for position, each in enumerate(file.element.body.iter(f"{W}p"))
        if each.find(f"{W}pPr/{W}sectPr") is not None
    ]
    assert lines[ends[0]] == "前", "the heading goes to the page of its table"
    assert "后" in lines[ends[1] + 1 :]


def test_a_table_that_fits_in_small_type_stays_upright():
    file = _open(_wide(7))
    assert len(file.sections) == 1
    assert file.tables[0].rows[1].cells[0].paragraphs[0].style.name == "表内文字（小）"


def test_two_tables_without_captions_stay_two():
    file = _open(table_of(["a"], [["1"]]), table_of(["b"], [["2"]]))
    assert len(file.tables) == 2
    assert etree.QName(file.tables[0]._tbl.getnext()).localname == "p"
    assert etree.QName(file.element.body[-2]).localname == "p"


def test_a_table_without_rows_says_so():
    assert _open(table_of(["a", "b"], [])).tables[0].rows[1].cells[0].text == "（无）"


# ---- pictures


def test_a_picture_has_its_words_and_is_sharp():
    file = _open(PICTURE)
    (shape,) = file.inline_shapes
    assert shape._inline.docPr.get("descr") == "差距4个百分点。"
    assert shape._inline.docPr.get("name") == "图1"
    assert (shape.width, shape.height) == pytest.approx((Pt(144), Pt(72)), rel=0.01)
    (image,) = (part for part in file.part.package.iter_parts() if part.partname.ext == "png")
    assert image.image.px_width == 300, "150 pixels an inch, beside the vector"
    names = [name for name, _ in _styles(file)]
    assert names[-3:] == ["图片段落", "Caption", "表注"]
    assert _text(file.paragraphs[-2]._p) == "图1　差距"


def test_a_large_picture_is_made_to_fit():
    large = DRAWING.replace("144pt", "1440pt").replace("72pt", "1600pt")
    (shape,) = _open(Figure(large, "x", "x")).inline_shapes
    assert shape.width < Mm(156.1)
    assert shape.height < Mm(225)
    assert shape.width / shape.height == pytest.approx(1440 / 1600, rel=0.01)


def test_a_picture_higher_than_a_page_is_cut_and_kept_whole_in_the_file():
    bars = "".join(f'<rect y="{y}" width="200" height="20"/>' for y in range(0, 900, 40))
    high = f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="900">{bars}</svg>'
    file = _open(Figure(high, "差距", "全部数字"))
    shapes = list(file.inline_shapes)
    assert len(shapes) > 1
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [
        "全部数字",
        *["差距（续）"] * (len(shapes) - 1),
    ]
    cuts = [next(shape._inline.iter(qn("a:srcRect"))) for shape in shapes]
    below = [100_000 - int(cut.get("b")) for cut in cuts]
    assert [int(cut.get("t")) for cut in cuts] == [0, *below[:-1]]
    assert below[-1] == 100_000
    assert all(shape.height < Mm(225) * 0.83 for shape in shapes)
    ratio = sum(shape.height for shape in shapes) / shapes[0].width
    assert ratio == pytest.approx(3, rel=0.01)
    images = [part for part in file.part.package.iter_parts() if part.partname.ext == "png"]
    assert len(images) == 1
    assert sum(_text(paragraph._p).startswith("图1") for paragraph in file.paragraphs) == 1


def test_pixels_are_shown_where_there_is_no_drawing():
    (shape,) = _open(Figure("", "x", "x", png=png(DRAWING, 72))).inline_shapes
    assert (shape.width, shape.height) == (Pt(72), Pt(36))


def test_a_picture_that_cannot_be_read_is_said_with_its_words():
    file = _open(Figure("<svg", "差距", "差距4个百分点。"), Figure("", "乙", "乙话", png=b"GIF8"))
    text = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert "图“差距”无法显示" in text
    assert "差距4个百分点。" in text
    assert "图“乙”无法显示（b'GIF8'）" in text
    assert len(file.inline_shapes) == 0


def test_the_sentence_before_a_picture_stays_with_it():
    file = _open(_paragraph("怎么读"), PICTURE, _paragraph("别的"), _paragraph("话"))
    kept = {
        paragraph.text: paragraph.paragraph_format.keep_with_next for paragraph in file.paragraphs
    }
    assert kept["怎么读"]
    assert not kept["别的"]


# ---- contents, close, marks


def _long():
    return [block for n in range(5) for block in (_heading(f"第{n}节"), _paragraph("字" * 600))]


def test_a_long_report_has_contents_that_are_there_before_word_works_them_out():
    file = _open(*_long())
    gallery = file.element.body.find(f".//{W}sdt")
    entries = [_text(each) for each in gallery.iter(f"{W}p")]
    assert entries == ["目　录", *(f"{number}、第{n}节" for n, number in enumerate("一二三四五"))]
    instruction = "".join(each.text for each in gallery.iter(f"{W}instrText"))
    assert instruction.split()[:3] == ["TOC", "\\o", '"1-2"']
    kinds = [each.get(qn("w:fldCharType")) for each in gallery.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    marks = {each.get(qn("w:name")) for each in file.element.body.iter(f"{W}bookmarkStart")}
    assert {each.get(qn("w:anchor")) for each in gallery.iter(f"{W}hyperlink")} == marks
    # Word would ask whoever opens the file before it brings fields up to date.
    assert file.settings.element.find(qn("w:updateFields")) is None


def test_a_short_report_has_no_contents():
    assert _open(*_long()[:6]).element.body.find(f".//{W}sdt") is None
    assert _open(*(_heading(f"第{n}节") for n in range(5))).element.body.find(f".//{W}sdt") is None


def test_attachments_and_signature_close_an_evaluation():
    signature = {"departments": ["区教委", "区民政局"], "date": "2020年12月31日"}
    lines = _lines(_open(_paragraph("末"), attachments=["甲表", "乙表"], signature=signature))
    assert lines[-6:] == [
        "附件：1. 甲表",
        "　　　2. 乙表",
        "",
        "区教委",
        "区民政局",
        "2020年12月31日",
    ]
    assert _lines(_open(attachments=["甲表"]))[-1] == "附件：甲表"
    assert _lines(_open(signature={"date": ""}))[-1] != "（发文机关署名）"
    file = _open(signature={"departments": [], "date": ""})
    assert [name for name, _ in _styles(file)][-3:] == ["Signature"] * 3
    assert _lines(file)[-2:] == ["（发文机关署名）", "　　年　月　日"]


def test_a_signature_never_stands_alone_on_a_page():
    kept = "甲乙丙丁戊己"[:POINTS_KEPT]
    blocks = (_paragraph("首"), *map(_paragraph, kept), *PLACE)
    lines = [
        ("keepNext" in each[0].xml, _text(each))
        for each in _open(*blocks, attachments=["甲"], signature={"x": 1}).element.body.iter(
            f"{W}p"
        )
    ]
    keeps = [each for each, _ in lines]
    at = [text for _, text in lines].index("首")
    assert keeps[at:] == [False, *[True] * (len(lines) - at - 2), False]
    assert "keepNext" not in _open(*blocks).element.body.xml


def test_the_title_of_a_long_plan_keeps_its_years_together():
    def title(text):
        made = docx(Document("zh", text, "", (), {"signature": {"x": 1}}))
        return python_docx.Document(BytesIO(made)).paragraphs[0].text.split("\n")

    end = "实施情况中期评估的报告"
    assert title(f"关于《某县“十四五”民生保障规划（2021—2025年）》{end}") == [
        "关于《某县“十四五”民生保障规划",
        "（2021—2025年）》",
        end,
    ]
    assert title(f"关于《某县规划（2021—2025年）》{end}") == [
        "关于《某县规划（2021—2025年）》",
        end,
    ]


def test_made_up_data_are_marked_on_every_page_and_in_words():
    file = _open(_paragraph("x"), synthetic=True)
    (section,) = file.sections
    for header in (section.header, section.even_page_header):
        assert [paragraph.text for paragraph in header.paragraphs][-1] == "演示数据"
    assert any("不得引用" in text for _, text in _styles(file))
    assert not any("不得引用" in text for _, text in _styles(_open(_paragraph("x"))))


@pytest.mark.parametrize(
    ("lang", "code", "checked"), [("zh", "zh-CN", "en-US"), ("en", "en-GB", "en-GB")]
)
def test_language_and_title_are_said(lang, code, checked):
    file = _open(_paragraph("x"), lang=lang)
    assert file.core_properties.language == code
    assert file.core_properties.title == "标题"
    spelled = file.styles.element.find(f"{W}docDefaults//{W}lang")
    assert spelled.get(qn("w:eastAsia")) == "zh-CN"
    assert spelled.get(qn("w:val")) == checked


def test_a_very_long_title_is_whole_on_the_page_and_cut_in_the_properties():
    made = docx(Document("zh", "长" * 300, "", ()))
    file = python_docx.Document(BytesIO(made))
    assert file.paragraphs[0].text == "长" * 300
    assert file.core_properties.title == "长" * 255


# ---- the file


EVERYTHING = (
    *_long(),
    TABLE,
    _wide(11),
    PICTURE,
    _paragraph("x", "note"),
    Quote((Run("引"),)),
    Code("a\n b"),
    Failure("e"),
    Listing(((Run("甲"),),), ordered=True),
    Paragraph((Run("外", bold=True, link="https://a.cn"),)),
)


# As ECMA-376 has it (wml.xsd: CT_PPr, EG_RPrBase, CT_TblPr, CT_TcPr, CT_SectPr, CT_Lvl, CT_Style,
# CT_Settings), typed off here apart from the code, as far as a file of ours goes.
SCHEMA = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs snapToGrid "
    "spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing kern sz szCs u lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "sectPr": "headerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    "lvl": "start numFmt suff lvlText lvlJc pPr rPr",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat "
    "themeFontLang clrSchemeMapping decimalSymbol listSeparator",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_elements_stand_in_the_order_of_the_schema(lang):
    signature = {"departments": ["甲"]}
    made = _bytes(*EVERYTHING, lang=lang, synthetic=True, signature=signature, attachments=["a"])
    seen = set()
    for name, content in parts(made).items():
        if not name.startswith("word/") or not name.endswith(".xml") or "theme" in name:
            continue
        for parent in etree.fromstring(content).iter():
            kind = etree.QName(parent).localname
            if kind in SCHEMA and parent.tag.startswith(W):
                seen.add(kind)
                order = SCHEMA[kind].split()
                names = [etree.QName(child).localname for child in parent]
                # Heads and feet stand first, in any order.
                names = [each.replace("footerReference", "headerReference") for each in names]
                places = [order.index(each) for each in names]
                assert places == sorted(places), (name, kind, names)
    assert seen == set(SCHEMA)


def test_no_two_drawings_share_an_id():
    high = Figure(DRAWING.replace("72pt", "1600pt"), "高图", "高的")
    root = _open(PICTURE, high, PICTURE).element.body
    ids = [each.get("id") for each in root.iter(qn("wp:docPr"))]
    assert len(ids) > 3
    assert ids == [str(number) for number in range(1, len(ids) + 1)]


def test_a_page_that_is_marked_names_only_styles_that_are_there():
    content = parts(_bytes(*EVERYTHING, synthetic=True))
    there = set(re.findall(rb'w:styleId="([^"]+)"', content["word/styles.xml"]))
    heads = [name for name in content if name.startswith("word/header")]
    assert heads
    for name in heads:
        assert set(re.findall(rb'<w:pStyle w:val="([^"]+)"', content[name])) <= there
        assert "演示数据" in content[name].decode()
        assert content[name].count(b"<w:p>") == 1


def test_faces_that_newer_systems_lack_have_others_to_stand_in():
    fonts = etree.fromstring(parts(_bytes())["word/fontTable.xml"])
    others = {
        each.get(f"{W}name"): each.findtext(f"{W}altName") is not None
        and each.find(f"{W}altName").get(f"{W}val")
        for each in fonts
    }
    assert others["仿宋_GB2312"] == "仿宋"
    assert others["楷体_GB2312"] == "楷体"
    named = re.findall(rb'w:eastAsia="([^"]+)"', parts(_bytes())["word/styles.xml"])
    assert {name.decode() for name in named} - {"zh-CN"} <= set(others)


def test_a_line_with_a_very_long_word_is_not_spread_out():
    for text, side in (("校验值：" + "0a" * 32, "left"), ("校验值：无", None)):
        (made,) = [each for each in _open(_paragraph(text)).paragraphs if "校验值" in each.text]
        sides = [each.get(qn("w:val")) for each in made._p.iter(f"{W}jc")]
        assert sides == ([side] if side else [])


def test_little_text_between_two_tables_that_lie_across_lies_across_too():
    wide = _wide(11)
    little, much = _paragraph("文" * 60), _paragraph("文" * 400)
    assert len(_open(wide, _heading("节"), little, wide).sections) == 3
    assert len(_open(wide, much, little, wide).sections) == 5
    assert len(_open(wide, PICTURE, wide).sections) == 5


def test_the_mark_of_made_up_data_stays_with_what_it_marks():
    marked, last = _open(_paragraph("〔演示数据〕"), _paragraph("甲")).paragraphs[-2:]
    assert marked._p.find(f".//{W}keepNext") is not None
    assert last._p.find(f".//{W}keepNext") is None


def test_ids_are_used_once_and_every_style_is_there():
    root = _open(*EVERYTHING).element.body
    for tag, name in (("bookmarkStart", "w:id"), ("bookmarkStart", "w:name")):
        found = [each.get(qn(name)) for each in root.iter(f"{W}{tag}")]
        assert len(found) == len(set(found)) > 0
    file = _open(*EVERYTHING)
    known = {style.style_id for style in file.styles}
    used = {
        each.get(qn("w:val"))
        for tag in ("pStyle", "rStyle", "tblStyle")
        for each in file.element.body.iter(f"{W}{tag}")
    }
    assert used <= known
    based = {
        each.get(qn("w:val"))
        for tag in ("basedOn", "next")
        for each in file.styles.element.iter(f"{W}{tag}")
    }
    assert based <= known


def test_every_part_is_related_and_none_is_left_over():
    content = parts(_bytes(*EVERYTHING))
    names = " ".join(content)
    for luggage in ("thumbnail", "customXml", "stylesWithEffects", "app.xml"):
        assert luggage not in names
    assert next(iter(content)) == "[Content_Types].xml"


def test_the_same_document_gives_the_same_bytes():
    first = _bytes(*EVERYTHING)
    time.sleep(2.1)  # a zip archive knows days exact to two seconds
    assert _bytes(*EVERYTHING) == first
    assert b"2000-01-01T00:00:00Z" in parts(first)["docProps/core.xml"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_text_comes_out_as_text(lang):
    made = docx(read(hostile.notebook(lang)))
    for name, content in parts(made).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
    file = python_docx.Document(BytesIO(made))
    paragraphs = {paragraph.text for paragraph in file.paragraphs}
    cells = {cell.text for table in file.tables for row in table.rows for cell in row.cells}
    for text in hostile.TEXTS.values():
        # Tabs are kept, and so are line breaks.
        shown = "\t".join(visible(piece) for piece in text.split("\t"))
        assert shown in paragraphs
        assert shown in cells
    instructions = [each.get(qn("w:instr")) for each in file.element.body.iter(f"{W}fldSimple")]
    assert {each.split()[0] for each in instructions} == {"SEQ"}
    links = [each.get(qn("r:id")) for each in file.element.body.iter(f"{W}hyperlink")]
    assert not any(links), "no link of theirs leads outside"


def test_jupyter_offers_the_exporter_by_name():
    assert get_exporter("Minsheng_report_Word") is WordExporter
    cell = nbformat.v4.new_markdown_cell("# 题\n\n## 节")
    made, resources = WordExporter().from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))
    assert _lines(python_docx.Document(BytesIO(made))) == ["题", "一、节"]
    assert resources["output_extension"] == ".docx"


# ---- a department's own template


@pytest.fixture
def template(tmp_path):
    file = python_docx.Document()
    file.styles["Heading 1"].font.color.rgb = RGBColor(0xC0, 0, 0)
    file.styles["Normal"].font.size = Pt(13)
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(4), Cm(2)
    section.header.paragraphs[0].text = "某局"
    file.add_paragraph("示例正文")
    file.save(tmp_path / "template.docx")
    return tmp_path / "template.docx"


def _xml_of_styles(file):
    return {style.style_id: etree.tostring(style.element) for style in file.styles}


def test_the_styles_and_the_page_of_a_template_win(template):
    before = python_docx.Document(template)
    file = _open(_heading("节"), _paragraph("话"), TABLE, PICTURE, template=template)
    assert file.sections[0].left_margin == pytest.approx(Cm(4), abs=700)
    assert file.sections[0].header.paragraphs[0].text == "某局"
    mine, theirs = _xml_of_styles(file), _xml_of_styles(before)
    assert {name: mine[name] for name in theirs} == theirs
    styles = {text: name for name, text in _styles(file)}
    assert styles["话"] == "Normal"
    assert styles["一、节"] == "Heading 1"
    assert "示例正文" not in _lines(file)
    # The text is 15 cm wide there.
    width = sum(int(each.get(qn("w:w"))) for each in file.tables[0]._tbl.tblGrid)
    assert width == pytest.approx(Cm(15) / 635, rel=0.01)


def test_a_template_keeps_one_table_of_styles(template):
    # python-docx's own empty file brings a second one, of Word 2010.
    content = parts(_bytes(TABLE, template=template))
    assert [name for name in content if "styles" in name.lower()] == ["word/styles.xml"]


def test_styles_that_a_template_lacks_take_its_type(template):
    file = _open(TABLE, _paragraph("x", "answer"), template=template)
    answer = file.styles["要点"].element
    assert answer.rPr is None
    assert answer.find(qn("w:basedOn")).get(qn("w:val")) == "Normal"
    assert file.styles["表内文字"].element.rPr.find(qn("w:rFonts")) is None


def _renamed(template, names):
    content = parts(template.read_bytes())
    for old, new in names.items():
        before, after = (f'w:name w:val="{name}"'.encode() for name in (old, new))
        assert before in content["word/styles.xml"]
        content["word/styles.xml"] = content["word/styles.xml"].replace(before, after)
    template.write_bytes(packed(content))


def test_a_template_may_name_its_styles_in_chinese(template):
    _renamed(template, {"heading 1": "标题 1", "caption": "题注"})
    file = _open(_heading("节"), TABLE, template=template)
    names = {text: name for name, text in _styles(file)}
    assert names["一、节"] == "标题 1"
    assert "题注" in names.values()


def test_the_default_style_of_a_template_is_its_text_whatever_it_is_called(template):
    _renamed(template, {"Normal": "Fliesstext"})
    file = _open(_paragraph("话"), template=template)
    assert {text: name for name, text in _styles(file)}["话"] == "Fliesstext"
    defaults = [s for s in file.styles.element if s.get(qn("w:default")) == "1"]
    assert sum(s.get(qn("w:type")) == "paragraph" for s in defaults) == 1


def test_a_template_that_numbers_its_headings_gets_no_number_of_ours(template):
    content = parts(template.read_bytes())
    styles = etree.fromstring(content["word/styles.xml"])
    heading = next(s for s in styles if s.get(qn("w:styleId")) == "Heading1")
    numbered = etree.SubElement(heading.find(qn("w:pPr")), qn("w:numPr"))
    etree.SubElement(numbered, qn("w:numId")).set(qn("w:val"), "1")
    content["word/styles.xml"] = etree.tostring(styles)
    template.write_bytes(packed(content))
    assert "节" in _lines(_open(_heading("节"), template=template))


def test_a_dotx_is_a_template_too(template):
    content = parts(template.read_bytes())
    types = content["[Content_Types].xml"]
    content["[Content_Types].xml"] = types.replace(
        b"wordprocessingml.document.main+xml", b"wordprocessingml.template.main+xml"
    )
    assert content["[Content_Types].xml"] != types
    template.write_bytes(packed(content))
    assert _open(_heading("节"), template=template).sections[0].left_margin == pytest.approx(
        Cm(4), abs=700
    )


@pytest.mark.parametrize(
    ("name", "content"), [("text.docx", b"no archive"), ("empty.docx", b""), ("other.docx", None)]
)
def test_what_is_no_word_file_is_said(tmp_path, name, content):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadInput) as error:
        _bytes(template=path)
    text = error.value.text("en")
    assert f"{path}: the Word template cannot be used; it must be a .docx or .dotx file" in text


def test_an_archive_without_a_document_is_no_word_file(tmp_path):
    path = tmp_path / "x.docx"
    path.write_bytes(packed({"a": b"b"}))
    with pytest.raises(BadInput):
        _bytes(template=path)


def test_the_exporter_takes_a_template(template):
    cell = nbformat.v4.new_markdown_cell("话")
    exporter = WordExporter(config=Config({"WordExporter": {"word_template": str(template)}}))
    made, _ = exporter.from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))
    assert python_docx.Document(BytesIO(made)).sections[0].left_margin == pytest.approx(
        Cm(4), abs=700
    )
