"""The PDF: what is read in it, what it tells a screen reader, what it refuses."""

import io
import re
import subprocess
import sys
from dataclasses import replace

import nbformat
import pypdf
import pytest
from nbconvert.exporters import get_exporter
from writers import hostile

from minsheng.errors import BadInput
from minsheng.reports.exhibits import Figure
from minsheng.writers.document import (
    Code,
    Document,
    Failure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Run,
    table_of,
)
from minsheng.writers.exporters import PdfExporter
from minsheng.writers.glyphs import visible
from minsheng.writers.pdf.writer import pdf
from minsheng.writers.reading import read

SIGNS = re.compile(r"[\s\u200b\u200c-\u200f\u202a-\u202e\ufe0f]")


def _document(*blocks, lang="zh", title="所需增速", eyebrow="", **properties):
    return Document(lang, title, eyebrow, blocks, properties)


def _heading(text, level=2):
    return Heading(level, (Run(text),), text)


def _paragraph(text, role=""):
    return Paragraph((Run(text),), role)


def _read(made):
    return pypdf.PdfReader(io.BytesIO(made), strict=True)


def _pages(made):
    return [page.extract_text() for page in _read(made).pages]


def _bare(text):
    return SIGNS.sub("", text)


def _text(made):
    return _bare("".join(_pages(made)))


def _on_the_pages(made):
    """Return the text that stands above the number of its page, as it was set."""
    found = []

    def keep(text, page, line, *_):
        height = line[4] * page[1] + line[5] * page[3] + page[5]
        if height > 60:
            found.append(text)

    for page in _read(made).pages:
        page.extract_text(visitor_text=keep)
    return "".join(found)


def _nodes(made):
    """Return every element of the structure tree."""
    found, waiting = [], [_read(made).trailer["/Root"]["/StructTreeRoot"]["/K"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            found.append(node)
            if "/K" in node:
                waiting.append(node["/K"])
    return found


def _kinds(made):
    return [str(node["/S"]) for node in _nodes(made) if "/S" in node]


def test_sentences_and_numbers_stand_in_the_text():
    made = pdf(
        _document(
            _heading("差距"),
            _paragraph("须提高1.33个百分点。"),
            Quote((Run("原文照录"),)),
            Listing(((Run("甲项"),), (Run("乙项"),))),
            Code("代码 x = 1"),
            Failure("未能完成"),
            table_of(["名称", "床位"], [["甲院", "1,200"]], "医院", ["注：含在建"]),
        )
    )
    text = _text(made)
    for words in (
        "所需增速",
        "须提高1.33个百分点。",
        "原文照录",
        "甲项",
        "乙项",
        "代码x=1",
        "未能完成",
        "甲院",
        "1,200",
        "表1医院",
        "注：含在建",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("lang", "numbers"),
    [
        ("zh", ["一、 甲", "（一） 乙", "（二） 丙", "二、 丁"]),
        ("en", ["1 甲", "1.1 乙", "1.2 丙", "2 丁"]),
    ],
)
def test_the_outline_is_that_of_the_headings(lang, numbers):
    blocks = [_heading("甲"), _heading("乙", 3), _heading("丙", 3), _heading("丁")]
    found = []

    def take(entries):
        for entry in entries:
            if isinstance(entry, list):
                take(entry)
            else:
                found.append(" ".join(entry.title.split()))

    take(_read(pdf(_document(*blocks, lang=lang))).outline)
    assert found == numbers


def test_a_level_left_out_is_closed_up():
    # PDF/UA takes no heading of level 4 after one of level 2.
    made = pdf(_document(_heading("浅"), _heading("深", 5), _heading("同", 5)))
    assert "（一）深（二）同" in _text(made)


def test_a_long_report_has_contents_and_a_short_one_has_none():
    sections = [_heading(f"第{n}部分") for n in range(4)]
    long = [block for each in sections for block in (each, *[_paragraph("文" * 900)] * 2)]
    assert "目录" in _pages(pdf(_document(*long)))[0]
    assert "/TOC" in _kinds(pdf(_document(*long)))
    assert "目录" not in _text(pdf(_document(*sections)))
    assert "目录" not in _text(pdf(_document(*long[:9])))


def test_pages_are_numbered_and_headed():
    pages = _pages(pdf(_document(*[_paragraph("文" * 900)] * 4, eyebrow="某区规划")))
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"— {number} —" in page
        assert "某区规划" in page
        assert "所需增速" in page


def _long_table(rows=200, groups=()):
    table = table_of(["指标名称", "目标"], [[f"第{n}项", str(n)] for n in range(rows)], "长表")
    return replace(table, groups=tuple(groups))


def test_the_header_of_a_table_is_repeated_on_each_page():
    pages = _pages(pdf(_document(_long_table())))
    assert len(pages) > 3
    assert all("指标名称 目标" in page for page in pages)
    assert "".join(pages).count("表 1") == 1
    text = "".join(pages)
    assert all(f"第{n}项{n}" in _bare(text) for n in range(200))


def test_the_heading_of_a_group_is_repeated_on_each_page():
    pages = _pages(pdf(_document(_long_table(90, ["甲组"] * 90))))
    assert len(pages) > 1
    assert all("甲组" in page for page in pages)


@pytest.mark.parametrize("before", range(31, 37))
def test_a_caption_never_stands_without_its_rows(before):
    lines = [_paragraph("行")] * before
    for table in (_long_table(8), _long_table(60)):
        page = next(p for p in _pages(pdf(_document(*lines, table))) if "表 1" in p)
        assert "指标名称" in page
        assert "第2项2" in _bare(page)


@pytest.mark.parametrize("before", range(28, 35))
def test_a_heading_never_stands_without_what_it_heads(before):
    lines = [_paragraph("行")] * before
    blocks = [*lines, _heading("差距"), _paragraph("请看下表。"), _long_table(8)]
    page = next(p for p in _pages(pdf(_document(*blocks))) if "一、差距" in p)
    assert "请看下表" in page
    assert "第7项7" in _bare(page)


@pytest.mark.parametrize(("rows", "notes_across"), [(34, 120), (38, 0)])
def test_no_landscape_page_holds_notes_or_a_few_rows_alone(rows, notes_across):
    wide = table_of(["incommensurable"] * 7, [["incommensurable"] * 7] * rows, "Wide")
    wide = replace(wide, notes=("Note. " * 60,) * 2)
    _, across, after = _pages(pdf(_document(wide, _paragraph("after"), lang="en")))
    assert across.count("incommensurable") == 7 * (rows + 1)
    assert across.count("Note.") == notes_across
    assert across.count("Note.") + after.count("Note.") == 120


def test_a_table_too_wide_for_an_upright_page_lies_across():
    titles = [f"column-number-{n}" for n in range(12)]
    wide = table_of(titles, [["incommensurable"] * 12], "Wide")
    before, across, after = _read(
        pdf(_document(_paragraph("before"), _heading("Head"), wide, _paragraph("after"), lang="en"))
    ).pages
    assert before.mediabox.width < before.mediabox.height
    assert across.mediabox.width > across.mediabox.height
    assert after.mediabox.width < after.mediabox.height
    # The heading lies with its table.
    assert "1 Head" in across.extract_text()
    assert "before" in before.extract_text()


@pytest.mark.parametrize(
    "table",
    [
        table_of(["甲", "乙"], [["文" * 5000 + "完", "1"]] * 2),
        table_of([f"列{n}" for n in range(24)], [["文" * 400 + "完"] * 24] * 2),
        table_of([f"列{n}" + "长" * 400 + "完" for n in range(24)], [["文"] * 24]),
    ],
    ids=["long cells", "many long cells", "long heads"],
)
def test_nothing_is_lost_at_the_foot_of_a_page(table):
    rows = [table.titles, *table.rows]
    expected = sum(cell.endswith("完") for row in rows for cell in row)
    assert _on_the_pages(pdf(_document(table))).count("完") >= expected


def test_notes_longer_than_a_page_go_on_after_their_picture():
    high = hostile.DRAWING.replace('60"', '240"').replace("60pt", "240pt")
    made = pdf(_document(Figure(high, "图", "图", ("注" * 900 + "完",) * 4)))
    assert _on_the_pages(made).count("完") == 4


def test_a_table_without_rows_says_so():
    assert "（无）" in _text(pdf(_document(table_of(["甲", "乙"], []))))


def test_pictures_carry_their_words_and_a_high_one_carries_them_once():
    picture = Figure(hostile.DRAWING, "差距", "从86%到90%", ("注：区间",))
    high = Figure(hostile.DRAWING.replace('60"', '900"').replace("60pt", "900pt"), "高图", "高的")
    made = pdf(_document(picture, high))
    alts = [str(node["/Alt"]) for node in _nodes(made) if "/Alt" in node]
    assert sorted(alts) == ["从86%到90%", "高的"]
    text = _text(made)
    for words in ("图1差距", "注：区间", "图2高图", "图2（续）"):
        assert words in text


def test_a_picture_in_pixels_is_set():
    from minsheng.writers.pictures import png

    made = pdf(_document(Figure("", "像素", "图", png=png(hostile.DRAWING, 72))))
    assert "图1像素" in _text(made)
    assert len(_read(made).pages[0].images) == 1


@pytest.mark.parametrize(("lang", "code"), [("zh", "zh-CN"), ("en", "en-GB")])
def test_what_a_file_says_of_itself(lang, code):
    reader = _read(pdf(_document(_heading("A"), lang=lang, title="Growth", eyebrow="Plan")))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == code
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Growth"
    assert reader.metadata["/Keywords"] == "Plan"
    claims = root["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part>2<.*pdfaid:conformance>A<", claims)
    assert "pdfuaid:part>1<" in claims


def test_tags_name_what_stands_on_the_page():
    table = table_of(["名称", "床位"], [["甲院", "1"], ["乙院", "2"]], "医院")
    kinds = _kinds(pdf(_document(_heading("A"), _heading("B", 3), Listing(((Run("甲"),),)), table)))
    for kind, count in {
        "/Title": 1,
        "/H1": 1,
        "/H2": 1,
        "/L": 1,
        "/LI": 1,
        "/Table": 1,
        "/Caption": 1,
        "/TH": 2,
        "/TD": 4,
        "/TR": 3,
    }.items():
        assert kinds.count(kind) == count, kind


def test_all_fonts_are_embedded_and_can_be_read_aloud():
    for page in _read(pdf(read(hostile.notebook()))).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/ToUnicode" in font.get_object()
            (inner,) = font["/DescendantFonts"]
            described = inner.get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(described)


def test_roles_are_told_apart_by_words_and_shape():
    text = _text(pdf(_document(_paragraph("警示内容", "warning"), _paragraph("要点", "answer"))))
    assert "注意警示内容" in text


def test_synthetic_data_say_so_on_every_page():
    blocks = [_paragraph("文" * 900)] * 4
    pages = _pages(pdf(_document(*blocks, synthetic=True)))
    assert all(_bare(page).count("演示数据") >= 2 for page in pages)
    assert "不得引用" in pages[0]
    assert not any("演示数据" in page for page in _pages(pdf(_document(*blocks))))


def test_what_is_handed_in_is_signed():
    signature = {"departments": ["某区教委", "某区统计局"], "date": "2020年1月10日"}
    text = _text(pdf(_document(attachments=["附表甲", "附表乙"], signature=signature)))
    assert "附件：1.附表甲2.附表乙某区教委某区统计局2020年1月10日" in text
    assert "（发文机关署名）年月日" in _text(
        pdf(_document(signature={"departments": []} | {"x": 1}))
    )


@pytest.mark.parametrize("is_list", [False, True])
def test_a_signature_never_stands_alone_on_a_page(is_list):
    numbers = set()
    for n in range(28, 40):
        lines = [(Run(f"末{k}。"),) for k in range(n)]
        blocks = [Listing(tuple(lines))] if is_list else [*map(Paragraph, lines)]
        pages = _pages(pdf(_document(*blocks, signature={"departments": ["某区教委"]})))
        numbers.add(len(pages))
        assert f"末{n - 1}。" in _bare(pages[-1])
        assert "某区教委" in pages[-1]
    assert numbers == {1, 2}


def test_the_title_keeps_years_and_the_last_word_together():
    for n in range(12, 24):
        title = f"关于《{'某' * n}规划（2021—2025年）》实施情况中期评估的报告"
        lines = _pages(pdf(_document(title=title, signature={"x": 1})))[0].split("\n")
        assert any("（2021—2025年）》" in _bare(line) for line in lines)
        assert any("报告" in line for line in lines)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_text_comes_out_as_text(lang):
    text = _text(pdf(read(hostile.notebook(lang))))
    for name, words in hostile.TEXTS.items():
        if name == "right to left":
            continue
        shown = _bare(visible(words))
        # Prose and its list, table: caption, header, group, two rows, note; figure and its note.
        assert text.count(shown) >= 9, name
    assert "root:" not in text


def test_text_from_right_to_left_stays_in_its_own_line():
    words = hostile.TEXTS["right to left"]
    text = _text(pdf(_document(_paragraph(f"{words} 甲乙"), _paragraph("丙丁"))))
    for part in ("\u05d0", "甲乙", "丙丁"):
        assert part in text


@pytest.mark.parametrize(
    "text", [*hostile.TEXTS.values(), "<", "#", "\\", "[", "]", "$", "*", "//"]
)
def test_hostile_names_break_nothing(text):
    made = _document(
        Heading(2, (Run(text, bold=True), Run(text, link=f"#{text}")), text),
        Paragraph((Run(text, italic=True, code=True), Run("x", link="https://e.org/" + text[:20]))),
        Heading(2, (Run(text),), text),
        title=text,
        eyebrow=text,
    )
    assert _read(pdf(made)).pages


def test_places_have_names_that_every_reader_sorts_alike():
    # Named otherwise, qpdf finds the tree of the destinations out of order.
    headings = [_heading(text) for text in ("节", "ä", "〇", "节")]
    made = pdf(_document(*headings, Paragraph((Run("去", link="#节"),))))
    names = list(_read(made).named_destinations)
    assert "section-1" in names
    assert all(name.isascii() for name in names)


def test_a_link_that_leads_nowhere_is_text():
    made = pdf(
        _document(Paragraph((Run("去处", link="#没有"), Run("网址", link="https://example.org"))))
    )
    links = [a.get_object()["/A"]["/URI"] for a in _read(made).pages[0]["/Annots"]]
    assert links == ["https://example.org"]
    assert "去处网址" in _text(made)


def test_a_drawing_reads_no_file():
    drawing = hostile.DRAWING.replace(
        "</svg>", '<image href="/etc/passwd" width="9" height="9"/></svg>'
    )
    with pytest.raises(BadInput) as caught:
        pdf(_document(Figure(drawing, "图", "图")))
    assert caught.value.faults[0].code == "documents.not_set"
    assert "absolute paths are not allowed" in caught.value.text("en")
    assert caught.value.text("zh").splitlines()[1].startswith("  文档无法排成 PDF；填写为“")


def test_a_character_without_a_glyph_is_named_with_its_place():
    document = _document(
        _heading("好\U0001f389"),
        _paragraph("一\U0001f389二\ue000"),
        table_of(["名称", "值\U0001f525"], [["甲", "1"], ["\U0001f389", "2"]], "表名"),
        Figure(hostile.DRAWING, "图名", "图", ("\U0001f389",)),
        lang="en",
    )
    with pytest.raises(BadInput) as caught:
        pdf(document)
    assert caught.value.text("en").splitlines() == [
        "5 faults:",
        "  heading “好\U0001f389”: no available font has these characters; "
        "found “\U0001f389 U+1F389”",
        "  paragraph “一\U0001f389二\ue000”: no available font has these characters; "
        "found “\\ue000 U+E000 \U0001f389 U+1F389”",
        "  table “表名”, row 1, column 值\U0001f525: no available font has these characters; "
        "found “\U0001f525 U+1F525”",
        "  table “表名”, row 3, column 名称: no available font has these characters; "
        "found “\U0001f389 U+1F389”",
        "  words of the picture “图名”: no available font has these characters; "
        "found “\U0001f389 U+1F389”",
    ]


def test_the_same_input_gives_the_same_bytes(tmp_path):
    notebook = tmp_path / "hostile.ipynb"
    nbformat.write(hostile.notebook(texts={"html": hostile.TEXTS["html"]}), notebook)
    script = (
        "import sys, hashlib, nbformat; from minsheng.writers.exporters import PdfExporter;"
        "made, _ = PdfExporter().from_notebook_node(nbformat.read(sys.argv[1], 4));"
        "print(hashlib.sha256(made).hexdigest())"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", script, str(notebook)],
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
            env={"PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"))
    }
    assert len(sums) == 1


def test_the_date_is_that_of_the_environment(monkeypatch):
    assert _read(pdf(_document())).metadata.creation_date.year == 2000
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577836800")
    assert _read(pdf(_document())).metadata.creation_date.isoformat()[:10] == "2020-01-01"


def test_jupyter_offers_the_exporter_by_name():
    assert get_exporter("Minsheng_report_PDF") is PdfExporter
    made, resources = PdfExporter().from_notebook_node(hostile.notebook(texts={}))
    assert made.startswith(b"%PDF-1.7")
    assert resources["output_extension"] == ".pdf"


def test_the_running_head_of_a_signed_report_names_the_plan_once():
    title = "关于《某区民生行动计划（2018—2020年）》实施情况中期评估的报告"
    named = {"page_title": "中期评估报告", "signature": {}, "title_zh": title}
    document = _document(
        *[_paragraph("文" * 900)] * 4, title=title, eyebrow="某区民生行动计划", **named
    )
    _, second, *_ = _pages(pdf(document))
    assert second.split("文")[0].count("某区民生行动计划") == 1
    assert "中期评估报告" in second
