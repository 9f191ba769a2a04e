"""The page in a real browser: sorting, filtering, links, downloads, widths, paper."""

import io
import json
import re

import nbformat
import pypdf
import pytest
from in_process import executed, shown

from minsheng.reports.exhibits import Column, Figure, Prose, Table
from minsheng.text.language import using
from minsheng.writers.exporters import ReportExporter

# As shown; what is sorted is the number behind it: 1200 is shown as "≥1,200", nothing as "".
SHOWN = ["9", "≥1,200", "", "−30", "10", "85.5", "", "100", "7"]
VALUES = [9.0, 1200.0, None, -30.0, 10.0, None, None, 100.0, 7.0]
NAMES = ["镕", "阿", "北", "床", "b", "a10", "a9", "C", "东"]
GROUPS = ["One"] * 5 + ["Two"] * 4
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30"><path d="M0 0h60v30z"/></svg>'


def table(caption="Beds", rows=9):
    return Table(
        caption,
        (Column("name", "Name"), Column("value", "Value", "number")),
        tuple({"name": n, "value": v} for n, v in zip(NAMES[:rows], SHOWN[:rows], strict=True)),
        tuple(f"care.{n}" for n in range(rows)),
        tuple({"value": v} for v in VALUES[:rows]),
        tuple(GROUPS[:rows]),
    )


@pytest.fixture
def open_page(browser, tmp_path):
    """Open the page of a notebook or of exhibits."""
    opened = []

    def place(*values, lang="en", width=1440, synthetic=False, fragment=""):
        notebook = values[0]
        if not isinstance(notebook, dict):
            cell = nbformat.v4.new_code_cell("x")
            with using(lang):
                for value in values:
                    shown(cell, value)
            notebook = nbformat.v4.new_notebook(
                cells=[nbformat.v4.new_markdown_cell("# Title"), cell],
                metadata={
                    "papermill": {"parameters": {"lang": lang}},
                    "minsheng": {"synthetic": synthetic, "index": "index.html"},
                },
            )
        path = tmp_path / "page.html"
        path.write_text(ReportExporter().from_notebook_node(notebook)[0], encoding="utf-8")
        opened.append(browser.open(path.as_uri() + fragment, width=width))
        return opened[-1]

    yield place
    for page in opened:
        page.close()


def rows(page):
    """Return what stands in the rows that can be seen, heads of groups in brackets."""
    return page.run(
        "[...document.querySelectorAll('tbody tr')].filter(row => !row.hidden)"
        ".map(row => row.className === 'group' ? `[${row.innerText.trim()}]` : row.id)"
    )


def press(page, column):
    page.run(f"document.querySelectorAll('.sort')[{column}].click()")


def status(page):
    return page.run("document.querySelector('[role=status]').textContent")


ORIGINAL = ["[One]", *(f"care.{n}" for n in range(5)), "[Two]", *(f"care.{n}" for n in range(5, 9))]


def test_numbers_are_sorted_as_numbers_inside_their_groups_those_missing_last(open_page):
    page = open_page(table())
    press(page, 1)
    up = [
        "[One]",
        *(f"care.{n}" for n in (3, 0, 4, 1, 2)),
        "[Two]",
        *(f"care.{n}" for n in (8, 5, 7, 6)),
    ]
    assert rows(page) == up
    assert page.run("document.querySelectorAll('thead th')[1].ariaSort") == "ascending"
    assert status(page) == "sorted by Value, ascending"
    press(page, 1)
    assert rows(page)[:6] == ["[One]", *(f"care.{n}" for n in (1, 4, 0, 3, 2))]
    assert page.run("document.querySelectorAll('thead th')[1].ariaSort") == "descending"
    press(page, 1)
    assert rows(page) == ORIGINAL
    assert status(page) == "in the original order"
    assert page.run("document.querySelector('[aria-sort]')") is None


def test_text_is_sorted_as_its_language_sorts_it(open_page):
    page = open_page(table(), lang="zh")
    press(page, 0)
    names = page.run(
        "[...document.querySelectorAll('tbody th[scope=row]')].map(cell => cell.innerText.trim())"
    )
    assert names[:5] == ["阿", "北", "床", "镕", "b"]  # by pinyin
    assert names[5:] == ["东", "a9", "a10", "C"]
    assert status(page) == "已按“Name”升序排列"


def test_one_column_is_sorted_at_a_time(open_page):
    page = open_page(table())
    press(page, 1)
    press(page, 0)
    assert page.run("document.querySelectorAll('[aria-sort]').length") == 1


def test_filtering_hides_rows_and_empty_groups_and_says_how_many_are_left(open_page):
    page = open_page(table())
    label = page.run("document.querySelector('.tools label').textContent")
    assert label == "Filter the table: Beds"
    page.run("document.querySelector('.tools input').focus()")
    for key in "A1":
        page.press(key)
    assert rows(page) == ["[Two]", "care.5"]
    assert status(page) == "1 of 9 rows shown"
    page.press("Backspace")
    page.press("Backspace")
    assert rows(page) == ORIGINAL
    assert status(page) == "9 of 9 rows shown"


def test_a_group_can_be_filtered_by_its_head(open_page):
    page = open_page(table())
    page.run(
        "{const box = document.querySelector('.tools input'); box.value = 'two c';"
        "box.dispatchEvent(new Event('input'))}"
    )
    assert rows(page) == ["[Two]", "care.7"]


def test_a_short_table_is_left_alone(open_page):
    page = open_page(table(rows=4))
    assert page.run("document.querySelectorAll('.tools, .sort').length") == 0


def test_without_the_script_everything_is_there(open_page):
    page = open_page(table(), Figure(SVG, "Drawing", "word " * 60, (), "Found", (table("Other"),)))
    page.reload_without_script()
    assert page.run("document.querySelectorAll('.tools, .sort').length") == 0
    assert rows(page)[:11] == ORIGINAL
    assert page.run("document.querySelectorAll('a[download]').length") == 2
    assert page.run("document.querySelectorAll('.table[tabindex=\"0\"]').length") == 2


def test_the_keyboard_reaches_everything_in_the_order_of_reading(open_page):
    page = open_page(table())
    seen = []
    for _ in range(9):
        page.press("Tab")
        seen.append(
            page.run(
                "(({tagName, className}) => `${tagName}.${className}`)(document.activeElement)"
            )
        )
    assert seen == ["A.skip", "A.", "INPUT.", "BUTTON.sort", "BUTTON.sort", *["A.permalink"] * 4]
    outline = page.run("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    assert page.run("getComputedStyle(document.activeElement).opacity") == "1"


def test_the_skip_link_leads_to_the_text(open_page):
    page = open_page(table())
    page.press("Tab")
    page.press("Enter")
    assert page.run("document.activeElement.id") == "main"


def test_a_link_to_a_row_leads_there(open_page):
    page = open_page(Prose(("line",) * 80), table(), fragment="#care.7")
    assert page.run("document.querySelector(':target').dataset.row") == "care.7"
    there = """new Promise(done => {
      const row = document.querySelector(':target'), end = performance.now() + 5000;
      const look = () => {
        const {top, bottom} = row.getBoundingClientRect(), seen = top >= 0 && bottom <= innerHeight;
        seen || performance.now() > end ? done(seen) : requestAnimationFrame(look);
      };
      look();
    })"""
    assert page.run(there)


def test_a_link_to_a_heading_in_chinese_leads_there(open_page):
    cells = [nbformat.v4.new_markdown_cell(f"## {name} 100%\n\ntext") for name in "甲乙丙"]
    page = open_page(nbformat.v4.new_notebook(cells=cells))
    page.run("document.querySelectorAll('.contents a')[1].click()")
    assert page.run("document.querySelector(':target').textContent") == "乙 100%"


def test_what_is_offered_can_be_downloaded(open_page):
    page = open_page(table("Beds: 2017/2020"), Figure(SVG, "Drawing", "Nine."))
    offered = "document.querySelectorAll('a[download]')"
    name, content = page.downloaded(f"{offered}[0].click()")
    assert name == "Beds-2017-2020.csv"
    assert content.startswith(b"\xef\xbb\xbfGroup,Name")
    name, content = page.downloaded(f"{offered}[1].click()")
    assert name == "Drawing.svg"
    assert content.decode() == SVG.replace("<svg", '<svg role="img" aria-label="Nine."')


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["programme", "audit"])
def test_no_page_is_wider_than_its_window_and_the_browser_has_no_complaint(open_page, kind, lang):
    page = open_page(executed(kind, lang))
    for width in (360, 768, 1440):
        page.resize(width)
        assert page.run("document.documentElement.scrollWidth") <= width
    assert page.complaints() == []


def test_a_table_that_goes_on_says_so_and_can_be_scrolled_by_keyboard(open_page):
    page = open_page(executed("programme", "zh"), width=360)
    page.run("new Promise(requestAnimationFrame)")
    wide = "[...document.querySelectorAll('.table')].filter(t => t.scrollWidth > t.clientWidth + 1)"
    assert page.run(f"{wide}.length") > 3
    assert page.run(f"{wide}.every(t => t.tabIndex === 0 && t.classList.contains('goes-on'))")
    said = page.run("getComputedStyle(document.querySelector('.goes-on'), '::before').content")
    assert "可左右滑动查看" in said
    page.resize(4000)
    page.run("new Promise(done => setTimeout(done, 100))")
    assert page.run("document.querySelectorAll('.goes-on, .table[tabindex]').length") == 0


def test_motion_is_reduced_for_those_who_ask_for_it(open_page):
    page = open_page(table())
    assert page.run("getComputedStyle(document.documentElement).scrollBehavior") == "smooth"
    page.reduce_motion()
    assert page.run("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.fixture
def long_table():
    rows = tuple({"name": f"row {n}", "value": str(n)} for n in range(150))
    return Table("Long", (Column("name", "Name of it"), Column("value", "Value", "number")), rows)


def sheets(page):
    """Return the printed sheets: A4, text of each."""
    pdf = pypdf.PdfReader(io.BytesIO(page.printed()))
    for sheet in pdf.pages:
        assert [round(side) for side in sheet.mediabox[2:]] == [595, 842]
    return [sheet.extract_text() for sheet in pdf.pages]


def test_on_paper_the_head_of_a_table_stands_on_every_sheet_and_what_is_clicked_is_left_out(
    open_page, long_table
):
    printed = sheets(open_page(long_table))
    assert len(printed) > 2
    for text in printed:
        assert "Name of it" in text
    whole = "".join(printed)
    assert all(f"row {n}" in whole for n in range(150))
    for words in ("Download", "Filter", "All reports", "Skip to"):
        assert words not in whole


def test_on_paper_a_short_table_is_never_cut_and_a_long_one_begins_with_rows(open_page):
    """One print of many tables: they begin at every height of a sheet."""
    columns, parts = (Column("name", "Name"), Column("value", "Text")), range(10, 34)
    shown = []
    for part in parts:
        few = tuple({"name": f"short{part}{n}", "value": str(n)} for n in range(10))
        tall = tuple({"name": f"tall{part}{n}", "value": "words " * 90} for n in range(7))
        shown += [
            Prose(("line",) * (part % 5)),
            Table(f"Short {part}", columns, few),
            Table(f"Long {part}", columns, tall, groups=("One",) * 7),
        ]
    printed = sheets(open_page(*shown))
    for part in parts:
        (holding,) = [text for text in printed if re.search(rf"Short {part}\s", text)]
        assert f"short{part}9" in holding
        (beginning,) = [text for text in printed if re.search(rf"Long {part}\s", text)]
        assert f"tall{part}0" in beginning
    assert len(printed) > len(parts)  # each long table goes on


def test_on_paper_a_table_of_many_columns_lies_across_with_what_leads_to_it(open_page):
    names = [f"c{n}" for n in range(10)]
    rows = tuple({name: f"{name} {n}" for name in names} for n in range(3))
    broad = Table("Broad", tuple(Column(name, name) for name in names), rows)
    narrow = Table("Narrow", tuple(Column(name, name) for name in names[:9]), rows)
    cells = [
        nbformat.v4.new_markdown_cell(f"# Title\n\n## {each}\n\nRead it so.")
        if isinstance(each, str)
        else nbformat.v4.new_code_cell("x")
        for each in ("First", narrow, "Second", broad)
    ]
    with using("en"):
        shown(cells[1], narrow)
        shown(cells[3], broad)
    notebook = nbformat.v4.new_notebook(
        cells=cells, metadata={"papermill": {"parameters": {"lang": "en"}}}
    )
    pdf = pypdf.PdfReader(io.BytesIO(open_page(notebook).printed()))
    upright, across = pdf.pages
    assert [round(side) for side in upright.mediabox[2:]] == [595, 842]
    assert [round(side) for side in across.mediabox[2:]] == [842, 595]
    assert "First" in upright.extract_text()
    for words in ("Second", "Read it so", "Broad", "c9 2"):
        assert words in across.extract_text()
    assert "Second" not in upright.extract_text()


def test_on_paper_a_figure_keeps_its_caption(open_page):
    high = SVG.replace('width="60" height="30"', 'width="400" height="1400"')
    figure = Figure(high, "The caption", "alt", (), "", ())
    words = Prose(("How to read it. " * 12,))
    printed = sheets(open_page(words, figure, words))
    (holding,) = [text for text in printed if "The caption" in text]
    assert "How to read it" in holding


def test_synthetic_data_say_so_on_every_sheet(open_page, long_table):
    assert all("Synthetic data" in text for text in sheets(open_page(long_table, synthetic=True)))
    assert not any("Synthetic" in text for text in sheets(open_page(long_table)))


def test_words_of_the_script_are_in_the_page(open_page):
    page = open_page(table(), lang="zh")
    words = json.loads(page.run("document.querySelector('main').dataset.words"))
    assert words["filtered"] == "显示{shown}行，共{all}行"


def test_a_chinese_title_breaks_between_words_and_keeps_numbers_with_what_they_count(
    browser, tmp_path
):
    title = "公办幼儿园在园幼儿占比未达到，9个专项的281项目标中，公厕，差1.36个百分点；2项"
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell(f"# {title}")],
        metadata={"papermill": {"parameters": {"lang": "zh"}}},
    )
    path = tmp_path / "page.html"
    path.write_text(ReportExporter().from_notebook_node(notebook)[0], encoding="utf-8")
    page = browser.open(path.as_uri(), width=390)
    pieces = "[...document.querySelector('h1').childNodes].filter(node => node.data)"
    whole = page.run(f"{pieces}.map(node => node.data)")
    lines = "node => (range.selectNode(node), range.getClientRects().length)"
    assert page.run("document.querySelector('h1').textContent") == title
    page.run("getSelection().selectAllChildren(document.querySelector('h1'))")
    assert page.run("getSelection().toString()") == title
    assert {"9个专项的", "281项目标中，", "公厕，", "差1.36个百分点；"} <= set(whole)
    page.run("window.range = new Range()")
    for width in range(240, 400, 10):
        page.run(f"document.querySelector('h1').style.width = '{width}px'")
        assert page.run(f"Math.max(...{pieces}.map({lines}))") == 1
    assert page.run("document.querySelector('h1').offsetHeight") > 70  # more than one line
    page.close()
