"""From an executed notebook to the document: what is read, what is left out, what is said."""

import base64

import nbformat
import pandas as pd
import pytest

from minsheng.reports.exhibits import Column, Figure, Prose, Table
from minsheng.writers import reading_html
from minsheng.writers.document import (
    Code,
    Failure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Run,
    Unreadable,
    plain,
    table_of,
)
from minsheng.writers.reading import language_of, read
from minsheng.writers.reading_markdown import blocks
from minsheng.writers.reading_parts import Cell

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
PNG = base64.b64encode(DOT).decode()


def _markdown(text, *tags):
    return nbformat.v4.new_markdown_cell(text, metadata={"tags": list(tags)})


def _cell(*outputs, tags=()):
    return nbformat.v4.new_code_cell(
        "hidden()", outputs=list(outputs), metadata={"tags": list(tags)}
    )


def _shown(exhibit):
    bundle = exhibit._repr_mimebundle_()
    data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
    return nbformat.v4.new_output("execute_result", data, metadata=metadata)


def _displayed(**data):
    return nbformat.v4.new_output(
        "display_data", {mime.replace("__", "/"): value for mime, value in data.items()}
    )


def _read(*cells, lang="zh", **words):
    metadata = {"papermill": {"parameters": {"lang": lang}}, "minsheng": words}
    return read(nbformat.v4.new_notebook(cells=list(cells), metadata=metadata))


def _blocks(*cells, lang="zh"):
    return list(_read(*cells, lang=lang).blocks)


def test_the_first_heading_is_the_title_and_no_block():
    document = _read(_markdown("# 差距*有多大*？\n\n段落。"), eyebrow="某规划", page_title="总览")
    assert (document.title, document.eyebrow) == ("差距有多大？", "某规划")
    assert document.blocks == (Paragraph((Run("段落。"),)),)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ({"page_title": "总览", "title_zh": "规划"}, "总览"),
        ({"title_zh": "规划"}, "规划"),
        ({}, "Minsheng"),
    ],
)
def test_without_a_heading_the_metadata_give_the_title(words, title):
    assert _read(_markdown("段落。"), **words).title == title


def test_properties_of_the_report_are_kept():
    document = _read(fingerprint="ab12", synthetic=True, order=3, index="index.html")
    assert document.properties == {"fingerprint": "ab12", "synthetic": True}


def test_code_parameters_and_the_other_language_are_left_out():
    cells = [
        _markdown("中文", "zh"),
        _markdown("English", "en"),
        _markdown("x", "remove-cell"),
        _cell(tags=["parameters"]),
        _cell(),
    ]
    assert [plain(block.text) for block in _blocks(*cells)] == ["中文"]
    assert [plain(block.text) for block in _blocks(*cells, lang="en")] == ["English"]


def test_the_language_of_a_notebook_run_by_hand_stands_in_its_parameters_cell():
    cell = nbformat.v4.new_code_cell('lang: str = "en"', metadata={"tags": ["parameters"]})
    notebook = nbformat.v4.new_notebook(cells=[cell, _markdown("中文", "zh")])
    assert language_of(notebook) == "en"
    assert read(notebook).blocks == ()


# ---- Markdown


def test_inline_markup_becomes_runs():
    (paragraph,) = blocks("普通**粗*斜*体** `a<b` [站](https://a.cn/?q=1) &amp; ~~删~~")
    assert paragraph.text == (
        Run("普通"),
        Run("粗", bold=True),
        Run("斜", bold=True, italic=True),
        Run("体", bold=True),
        Run(" "),
        Run("a<b", code=True),
        Run(" "),
        Run("站", link="https://a.cn/?q=1"),
        Run(" & 删"),
    )


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "vbscript:x", "x.html"]
)
def test_a_link_that_leads_nowhere_safe_is_plain_text(url):
    (paragraph,) = blocks(f"[text]({url})")
    assert paragraph.text == (Run("text"),)


@pytest.mark.parametrize("url", ["http://a.cn", "HTTPS://a.cn", "mailto:a@b.cn", "#gaps"])
def test_a_safe_link_is_kept(url):
    (paragraph,) = blocks(f"[text]({url})")
    assert paragraph.text == (Run("text", link=url),)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("上\n下", "上下"),
        ("a\nb", "a b"),
        ("上\nb", "上 b"),
        ("上，\n下", "上，下"),
        ("上  \n下", "上\n下"),
        ("**上**\n下", "上下"),
        ("**a**\nb", "a b"),
    ],
)
def test_a_line_break_of_the_source_is_a_space_only_between_words(source, text):
    (paragraph,) = blocks(source)
    assert plain(paragraph.text) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<span style='color:red'>红</span>一行<br>二行 <center>中</center>", "红一行\n二行\n中"),
        ("甲\n<b>乙</b>\n丙 &lt; &amp;", "甲乙丙 < &"),
        ("a <i>b</i>\nc<!-- note -->", "a b c"),
        ("10<sup>4</sup>个", "10⁴个"),
        ("若 a<b 且 c>d", "若 a<b 且 c>d"),
        ("list<int> 与<待补>", "list<int> 与<待补>"),
        ("[甲<br>乙](https://a.example/b) `<b>`", "甲\n乙 <b>"),
        ("甲<br>乙 $x<y$ m<sup>2</sup>", "甲\n乙 x<y m²"),
        ("若 a<b 且 <b>$x^2$</b>", "若 a<b 且 x^2"),
    ],
)
def test_html_in_markdown_is_read_as_html(source, text):
    (paragraph,) = blocks(source)
    assert plain(paragraph.text) == text


def test_html_in_a_heading_and_in_a_table_is_on_one_line():
    heading, table = blocks("## 题<br>二\n\n| a<br>b |\n|---|\n| x<br>y |")
    assert (plain(heading.text), table.titles, table.shown()) == ("题 二", ["a b"], [["x y"]])


def test_html_beside_a_formula_and_a_picture_keeps_its_place_and_setting():
    line, picture, after, frame = blocks(
        '<a href="https://a.cn">甲</a> <b>$x$</b> <iframe></iframe> ![图$y$](p.png) <i>乙</i>',
        Cell("en", 3),
    )
    assert [(run.text, run.bold, run.link) for run in line.text] == [
        ("甲", False, "https://a.cn"),
        (" ", False, ""),
        ("x", True, ""),
    ]
    assert line.text[-1].formula
    assert "图y, p.png" in picture.text
    assert [(run.text, run.italic) for run in after.text] == [("乙", True)]
    assert "(iframe)" in frame.text


def test_what_html_in_markdown_cannot_show_is_named():
    (block,) = blocks("<script>alert(1)</script>", Cell("en", 3))
    assert block.text == (
        "Cell 3: a part of its HTML cannot be shown in a document (script); see the executed "
        "notebook."
    )


def test_lists_inside_lists_follow_with_a_deeper_level():
    found = blocks("1. 甲\n   - 子\n2. 乙\n\n   又乙\n3. 丙")
    assert found == [
        Listing(((Run("甲"),),), ordered=True),
        Listing(((Run("子"),),), level=1),
        Listing(((Run("乙\n又乙"),), (Run("丙"),)), ordered=True, start=2),
    ]


def test_code_in_an_item_cuts_the_list():
    found = blocks("- 甲\n\n  ```\n  x = 1\n  ```\n- 乙")
    assert found == [Listing(((Run("甲"),),)), Code("x = 1"), Listing(((Run("乙"),),), start=2)]


def test_a_quote_and_code_and_a_rule():
    assert blocks("> 甲\n> 乙\n\n---\n\n```\na\n b\n```") == [
        Quote((Run("甲乙"),)),
        Code("a\n b"),
    ]


def test_a_table_in_markdown_is_data():
    (table,) = blocks("| 名称 | 床位 |\n|---|--:|\n| **甲** | 1,200 |\n| 乙 | |")
    assert table.titles == ["名称", "床位"]
    assert table.shown() == [["甲", "1,200"], ["乙", ""]]
    assert table.values == ({"c2": 1200.0}, {"c2": None})
    assert table.numeric == [False, True]


def test_headings_have_anchors_of_their_own():
    found = _blocks(_markdown("## 差距 多大\n\n## 差距 多大\n\n### c `d`"))
    assert found == [
        Heading(2, (Run("差距 多大"),), "差距-多大"),
        Heading(2, (Run("差距 多大"),), "差距-多大-2"),
        Heading(3, (Run("c "), Run("d", code=True)), "c-d"),
    ]


def test_an_attached_picture_is_a_picture_and_another_is_said():
    cell = nbformat.v4.new_markdown_cell(
        "![两项](attachment:a.png)\n\n见 ![图](http://x.cn/a.png)",
        attachments={"a.png": {"image/png": PNG}},
    )
    picture, paragraph, elsewhere = _blocks(cell)
    assert picture == Figure("", "两项", "两项", png=DOT)
    assert plain(paragraph.text) == "见"
    assert elsewhere == Unreadable(
        "第1个单元格的图片未能附上：图，http://x.cn/a.png（报告不从网络读取图片）。"
    )


# ---- outputs


def test_prose_is_read_from_its_data():
    found = _blocks(_cell(_shown(Prose(("2 < 3", "乙"), ("<b>",), role="answer"))))
    assert found == [
        Paragraph((Run("2 < 3"),), "answer"),
        Paragraph((Run("乙"),), "answer"),
        Listing(((Run("<b>"),),), role="answer"),
    ]


def test_a_table_is_read_from_its_data():
    table = Table(
        "床位",
        (Column("name", "名称"), Column("beds", "床位", "number")),
        ({"name": "甲", "beds": "≥5"}, {"name": "乙", "beds": "1.5"}),
        ids=("a", "b"),
        values=({"beds": 5.0}, {"beds": 1.5}),
        groups=("甲组", "甲组"),
        notes=("注",),
    )
    assert _blocks(_cell(_shown(table))) == [table]


def test_a_figure_keeps_its_words():
    (picture,) = _blocks(_cell(_shown(Figure("<svg/>", "差距", "差距4个百分点。", notes=("注",)))))
    assert picture == Figure("<svg/>", "差距", "差距4个百分点。", ("注",))


def test_a_figure_without_alternative_text_has_its_caption():
    (figure,) = _blocks(_cell(_shown(Figure("<svg/>", "差距", ""))))
    assert figure == Figure("<svg/>", "差距", "差距")


def test_a_drawing_without_words_says_so():
    (picture,) = _blocks(_cell(_displayed(**{"image__svg+xml": "<svg/>", "text__plain": "<Axes>"})))
    assert picture.alt == picture.caption == "笔记本中的图片，没有替代文字"


def test_pixels_are_carried():
    (picture,) = _blocks(_cell(_displayed(image__png=PNG, text__plain="<Figure>")))
    assert (picture.svg, picture.png) == ("", DOT)
    assert picture.alt


def test_an_error_and_a_stream_are_shown_without_colours():
    error = nbformat.v4.new_output("error", ename="ValueError", evalue="\x1b[31mbad\x1b[0m")
    stream = nbformat.v4.new_output("stream", text="\x1b[1mhello\x1b[0m\n")
    empty = nbformat.v4.new_output("stream", text="\n")
    assert _blocks(_cell(error, stream, empty)) == [
        Failure("此处的单元格执行出错：ValueError: bad"),
        Code("hello"),
    ]


def test_what_cannot_be_shown_is_said_and_nothing_is_nothing():
    found = _blocks(_cell(_displayed(video__mp4="x", audio__mp3="y"), _displayed(text__plain="")))
    words = (
        "第1个单元格的输出无法在文档中显示，其类型为audio/mp3, video/mp4，请查看执行过的笔记本。"
    )
    assert found == [Unreadable(words)]


def test_markdown_of_an_output_is_markdown():
    found = _blocks(_cell(_displayed(text__markdown="**a**", text__plain="x")))
    assert found == [Paragraph((Run("a", bold=True),))]


def test_a_frame_is_read_from_its_html():
    frame = pd.DataFrame(
        {"name": ["甲 & <乙>", "丙"], "beds": [12.5, float("nan")]}, index=["r1", "r2"]
    )
    output = _displayed(text__html=frame.to_html(notebook=True), text__plain=str(frame))
    (table,) = _blocks(_cell(output))
    assert table.titles == ["", "name", "beds"]
    assert table.shown() == [["r1", "甲 & <乙>", "12.5"], ["r2", "丙", "NaN"]]
    assert table.values == ({"c3": 12.5}, {"c3": None})


def test_a_frame_with_levels_is_filled_and_named():
    index = pd.MultiIndex.from_tuples([("甲", 1), ("甲", 2), ("乙", 1)], names=["区", "年"])
    frame = pd.DataFrame({("人", "男"): [1, 2, 3], ("人", "女"): [4, 5, 6]}, index=index)
    (table,) = reading_html.blocks(frame.to_html())
    assert table.titles == ["区", "年", "人 · 男", "人 · 女"]
    assert table.shown() == [["甲", "1", "1", "4"], ["甲", "2", "2", "5"], ["乙", "1", "3", "6"]]


def test_what_stands_after_a_frame_is_its_note():
    frame = pd.DataFrame({"a": range(100)})
    (table,) = reading_html.blocks(frame.to_html(max_rows=4, show_dimensions=True))
    assert table.notes == ("100 rows × 1 columns",)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1", "2.5"], [1.0, 2.5]),
        (["1,000", "−3"], [1000.0, -3.0]),
        (["", "4"], [None, 4.0]),
        (["", ""], None),
        (["1", "x"], None),
        (["≥5", "6"], None),
    ],
)
def test_a_column_holds_numbers_where_all_of_it_are(cells, values):
    table = table_of(["a"], [[cell] for cell in cells])
    assert table.numeric == [values is not None]
    assert [row.get("c1") for row in table.values] == (values or [None] * len(cells))
    assert [row["c1"] for row in table.rows] == cells


def test_a_very_long_line_is_read_in_no_time():
    """A pattern that looked for what was written over took minutes for ten million characters."""
    long = nbformat.v4.new_output("stream", name="stdout", text="x" * 3_000_000 + "\ra\r\nb")
    document = read(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(outputs=[long])]))
    assert [block.text for block in document.blocks] == ["a\nb"]
