"""What notebooks of one's own hold, in every format: each output is shown, or its cell named."""

import base64
import io
import zipfile

import nbformat
import openpyxl
import pandas as pd
import pypdf
import pytest
from PIL import Image

from minsheng.reports.exhibits import Colours, Figure, Table
from minsheng.writers import reading_markdown, written
from minsheng.writers.document import Code, Heading, Listing, Paragraph, Run, plain, warnings
from minsheng.writers.reading import MISSING_GLYPHS, read
from minsheng.writers.reading_html import blocks
from minsheng.writers.reading_parts import Cell

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="30">'
    '<text x="2" y="20">床位abc</text></svg>'
)
HTML = (
    "<h2>二级标题</h2><p>普惠<b>床位</b>10<sup>4</sup>张</p><ul><li>甲<ul><li>乙</li></ul></li></ul>"
    '<p hidden>看不见</p><a href="https://a.cn/">链接</a><script>draw()</script>'
)


def _picture(kind, colour):
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(buffer, kind)
    return buffer.getvalue()


def _base64(content):
    return base64.b64encode(content).decode()


def _shown(**data):
    return _bundle(
        {kind.replace("__", "/").replace("_svg", "/svg+xml"): text for kind, text in data.items()}
    )


def _bundle(data):
    return nbformat.v4.new_code_cell(outputs=[nbformat.v4.new_output("display_data", data)])


def _styler():
    frame = pd.DataFrame({"床位": [12.0, 30.0]}, index=["甲", "乙"])
    return frame.style.map(
        lambda value: "background-color: #ffeda0; color: darkred" if value > 20 else ""
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("notebooks")
    (place / "图 1.jpg").write_bytes(_picture("jpeg", "blue"))
    (place / "坏.png").write_bytes(b"\x89PNG\r\n\x1a\nbroken")
    return place


@pytest.fixture(scope="module")
def document(folder):
    text = nbformat.v4.new_markdown_cell(
        "# 自己的笔记本\n\n按 $r=\\frac{实际值}{目标值}$ 计，费用$5与$6。\n\n$$\\sum_i x_i$$\n\n"
        "前文 ![附图](attachment:a.png) 后文\n\n一 <img src='attachment:a.png' alt='标签'> 二\n\n"
        "<img src='attachment:a.png' alt='整行'>\n\n- 项\n\n  ![](图%201.jpg)\n\n"
        "![缺](缺.png) ![坏](坏.png)\n\n$\\begin{cases}x\\end{cases}$",
        attachments={"a.png": {"image/png": _base64(_picture("png", "green"))}},
    )
    cells = [
        text,
        _shown(text__html=HTML, text__plain="<IPython.core.display.HTML object>"),
        _shown(image_svg=SVG, text__plain="<S at 0x7f0123456789>"),
        _shown(image__jpeg=_base64(_picture("jpeg", "red")), text__plain="<Image>"),
        _shown(text__latex="$\\displaystyle \\frac{x}{y}$", text__plain="x/y"),
        _shown(text__markdown="**粗** $x^2$", text__plain="<M at 0x7f0123456789>"),
        _shown(text__html=_styler().to_html(), text__plain="<Styler at 0x7f0123456789>"),
        _shown(text__html=_styler().bar().to_html(), text__plain="<Styler at 0x7f0123456789>"),
        _shown(application__json={"床位": [1]}, text__plain="<IPython.core.display.JSON object>"),
        _shown(text__plain="<__main__.O at 0x7f0123456789>"),
        _shown(application__javascript="1", text__plain="<IPython.core.display.Javascript object>"),
        _shown(text__plain="array([<Axes: xlabel='单位'>, <Axes: title={'left': '甲'}>])"),
        _bundle({MISSING_GLYPHS: "养\U00020b9f"}),  # no font has the second
    ]
    return read(nbformat.v4.new_notebook(cells=cells), folder)


@pytest.fixture(scope="module")
def files(document):
    return {name: written(document, name) for name in ("html", "docx", "pdf", "xlsx")}


def test_what_cannot_be_shown_is_named_with_its_cell(document):
    assert warnings(document) == [
        "第1个单元格的图片未能附上：缺，缺.png（找不到该文件）。",
        "第1个单元格的图片未能附上：坏，坏.png（不是可读的图片）。",
        "第1个单元格的公式无法排版，按原样列出：\\begin{cases}x\\end{cases}",
        "第2个单元格的 HTML 有一部分无法在文档中显示（script），请查看执行过的笔记本。",
        "第8个单元格的表格样式未能全部保留（background），请查看执行过的笔记本。",
        "第10个单元格只显示了对象的名称，没有内容：<__main__.O>。",
        "第11个单元格的输出无法在文档中显示，其类型为application/javascript，请查看执行过的笔记本。",
        "第12个单元格只显示了对象的名称，没有内容：<Axes: xlabel='单位'>。",
        "第12个单元格只显示了对象的名称，没有内容：<Axes: title={'left': '甲'}>。",
        "第13个单元格的图所用字体缺少下列字符，图中显示为方框：养 U+20B9F",
    ]


def test_no_name_of_an_object_stands_for_what_it_holds(files):
    for name in ("html", "docx", "pdf"):
        text = _text(files[name], name)
        assert "0x7f" not in text
        assert "IPython.core" not in text
        assert text.count("$") == 2  # "费用$5与$6" is no formula
        assert all(words in text for words in ("二级标题", "10⁴张", "乙", "链接", "粗", "费用"))
        assert "看不见" not in text


def test_every_picture_is_embedded(files):
    alternative = {"附图", "标签", "整行", "图片", "笔记本中的图片，没有替代文字"}
    page = files["html"].decode()
    assert all(f'alt="{words}"' in page for words in alternative)
    word = _part(files["docx"], "word/document.xml")
    assert all(f'descr="{words}"' in word for words in alternative)
    images = sum(len(page.images) for page in pypdf.PdfReader(io.BytesIO(files["pdf"])).pages)
    assert images == 3  # the file holds each once; drawings and formulas are none of them


def test_formulas_are_set_with_their_tex_as_alternative_text(files):
    page, word = files["html"].decode(), _part(files["docx"], "word/document.xml")
    for tex in ("r=\\frac{实际值}{目标值}", "\\sum_i x_i", "\\displaystyle \\frac{x}{y}", "x^2"):
        assert f'alt="{tex}"' in page
        assert f'descr="{tex}"' in word
    assert "w:position" in word


def test_colours_of_cells_are_carried(files):
    assert 'style="background:#ffeda0;color:#8b0000">30.000000<' in files["html"].decode()
    word = _part(files["docx"], "word/document.xml")
    assert 'w:fill="FFEDA0"' in word
    assert '<w:color w:val="8B0000"/>' in word
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    cell = next(
        cell
        for sheet in book
        for row in sheet
        for cell in row
        if cell.value == 30 and cell.row == 5
    )
    assert (cell.fill.fgColor.rgb, cell.font.color.rgb) == ("00ffeda0", "008b0000")
    pages = pypdf.PdfReader(io.BytesIO(files["pdf"])).pages
    content = b"".join(page.get_contents().get_data() for page in pages)
    assert b"1 0.92941177 0.627451 scn" in content


def test_a_table_keeps_its_colours_through_a_notebook():
    styled = next(one for one in blocks(_styler().to_html()) if isinstance(one, Table))
    assert styled.colours[1]["c2"] == Colours("#ffeda0", "#8b0000")
    assert Table.from_data(styled.data()) == styled


def test_text_between_pictures_keeps_its_order(document):
    found = [block for block in document.blocks if isinstance(block, Paragraph | Figure)]
    names = [plain(one.text) if isinstance(one, Paragraph) else one.alt for one in found]
    at = names.index("前文")
    assert names[at : at + 7] == ["前文", "附图", "后文", "一", "标签", "二", "整行"]


def test_the_same_notebook_gives_the_same_bytes(document, files):
    assert written(document, "html") == files["html"]


_A = Paragraph((Run("a"),))


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("text", [Paragraph((Run("text"),))]),
        ("<div>a<div> b </div> c</div>", [Paragraph((Run(word),)) for word in "abc"]),
        ("a<br> b", [Paragraph((Run("a\nb"),))]),
        ("a <i>b</i>\n c", [Paragraph((Run("a "), Run("b", italic=True), Run(" c")))]),
        ("m<sup>2</sup> CO<sub>2</sub> x<sup>ab</sup>", [Paragraph((Run("m² CO₂ x^(ab)"),))]),
        ("<a href='javascript:x'>a</a>", [Paragraph((Run("a"),))]),
        ("<a href='#t'>a</a>", [Paragraph((Run("a", link="#t"),))]),
        ("<h3>甲 乙</h3>", [Heading(3, (Run("甲 乙"),), "甲-乙")]),
        ("<pre>a\n  b</pre>", [Code("a\n  b")]),
        ("<ol start=3><li>a<li>b</ol>", [Listing(((Run("a"),), (Run("b"),)), True, start=3)]),
        ("<style>p {color: red}</style>", []),
        pytest.param(f"<style>{'a' * 200_000}</style>", [], id="a style that is no rule"),
        ("<!-- a -->", []),
        ("<!DOCTYPE html><html><head><title>t</title></head><body>a</body></html>", [_A]),
        ("<html><head><meta charset=utf-8></head></html>", []),
        ("<!DOCTYPE html>", []),
    ],
)
def test_html_is_read(html, found):
    assert blocks(html) == found


def test_parts_of_html_that_are_no_text_are_named_once():
    html = "<iframe src=a></iframe><iframe></iframe><table><tr><td><input>1</td></tr></table>"
    table, lost = blocks(html, Cell("en", 4))
    assert table.shown() == [["1"]]
    assert lost.text == (
        "Cell 4: a part of its HTML cannot be shown in a document (iframe, input); "
        "see the executed notebook."
    )


def test_a_drawing_in_html_keeps_the_capitals_of_its_names():
    """HTML has none: without viewBox a drawing is shown at another size."""
    svg = '<svg viewBox="0 0 9 9"><defs><linearGradient id="a"/></defs><use xlink:href="#a"/></svg>'
    (alone,) = blocks(svg)
    table, beside = blocks(f"<table><tr><td>1{svg}</td></tr></table>")
    assert alone.svg == beside.svg
    assert alone.svg == svg.replace(
        "<svg", '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    assert table.shown() == [["1"]]


def test_an_address_that_is_none_is_told():
    (lost,) = blocks('<img src="http://[a/b.png" alt="图">', Cell("en", 2))
    assert lost.text == (
        "Cell 2: a picture could not be included: 图, http://[a/b.png "
        "(reports fetch nothing from a network)."
    )


def test_a_clean_exit_is_no_failure():
    ended = [nbformat.v4.new_output("error", ename="SystemExit", evalue=code) for code in ("", "0")]
    cell = nbformat.v4.new_code_cell(outputs=ended)
    assert read(nbformat.v4.new_notebook(cells=[cell])).blocks == ()


def _text(content, name):
    if name == "html":
        return content.decode().partition("<script>")[0]
    if name == "docx":
        return _part(content, "word/document.xml")
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def _part(content, name):
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def test_footnotes_of_a_text_stand_in_a_list_below_it():
    for mark in ("", "<b>见</b>"):
        text, notes = reading_markdown.blocks(
            f"{mark}床位[^b]与人数[^1]。\n\n[^1]: 年末\n[^b]: *台账*"
        )
        assert plain(text.text).removeprefix("见") == "床位[1]与人数[2]。"
        assert notes.ordered
        assert list(map(plain, notes.items)) == ["台账", "年末"]
