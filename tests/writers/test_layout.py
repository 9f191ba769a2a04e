"""How a page is laid out: the answer first, what is folded up, drawings that fit and speak."""

import io

import nbformat
import pypdf
import pytest
from in_process import shown

from minsheng.reports.exhibits import Column, Figure, Prose, Table
from minsheng.text.language import using
from minsheng.writers.exporters import ReportExporter
from minsheng.writers.html.page import Page, render_page

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="518pt" height="100pt" viewBox="0 0 518 100">'
    '<g><title>one: 3</title><path d="M9 9h90v90z"/></g><g><title>two: 4</title>'
    '<path d="M209 9h90v90z"/></g><text x="9" y="20">民生 search me</text></svg>'
)
PREFACE = "This report holds what was observed against the plan."
FIRST, REST = "Two of 3 goals are met.", "The third is late, in No. 4."
OTHER = "A second paragraph."


@pytest.fixture(scope="module")
def notebook():
    cells = [
        nbformat.v4.new_markdown_cell(f"# Title\n\n{PREFACE}"),
        nbformat.v4.new_code_cell("x"),
        nbformat.v4.new_markdown_cell("## Goals"),
        nbformat.v4.new_code_cell("x"),
        *(nbformat.v4.new_markdown_cell(f"## Part {n}") for n in range(3)),
    ]
    columns = (Column("name", "Name"), Column("value", "Value", "number"))
    table = Table("Numbers", columns, ({"name": "a", "value": "1"},), synthetic=True)
    with using("en"):
        answer = Prose((f"{FIRST} {REST}", OTHER), role="answer", synthetic=True)
        shown(cells[1], answer)
        shown(cells[3], Figure(DRAWING, "Drawing", "Nine.", tables=(table,), synthetic=True))
        shown(cells[3], table)
    metadata = {"papermill": {"parameters": {"lang": "en"}}, "minsheng": {"synthetic": True}}
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


@pytest.fixture
def open_at(browser, notebook, tmp_path):
    opened = []

    def at(width):
        path = tmp_path / "page.html"
        path.write_text(ReportExporter().from_notebook_node(notebook)[0], encoding="utf-8")
        opened.append(browser.open(path.as_uri(), width=width))
        return opened[-1]

    yield at
    for page in opened:
        page.close()


def test_the_answer_stands_first_and_the_rest_is_folded_up_but_printed(open_at):
    page = open_at(1300)
    lead, after = page.run("[...document.querySelectorAll('.answer > p')].map(p => p.innerText)")
    assert (lead, after) == (FIRST, REST)
    assert page.run("document.querySelector('h1').nextElementSibling.className") == "prose answer"
    folded = page.run("document.querySelector('.answer details').textContent")
    assert OTHER in folded
    assert PREFACE in folded
    assert not page.run("document.querySelector('.answer details').open")
    page.reload_without_script()
    printed = pypdf.PdfReader(io.BytesIO(page.printed())).pages[0].extract_text()
    for words in (FIRST, OTHER, PREFACE, "search me"):
        assert words in " ".join(printed.split())


def test_what_changed_is_folded_up_on_the_screen_and_told_on_paper(browser, tmp_path):
    path = tmp_path / "index.html"
    folded = '<h2>Since</h2><details class="changes"><summary>2019</summary>Moved</details>'
    path.write_text(render_page(Page("en", "Index"), body=folded), encoding="utf-8")
    page = browser.open(path.as_uri())
    page.reload_without_script()
    assert "Moved" in pypdf.PdfReader(io.BytesIO(page.printed())).pages[0].extract_text()
    page.close()


@pytest.mark.parametrize(("width", "place"), [(390, "above"), (1300, "right"), (1920, "left")])
def test_contents_stand_beside_where_there_is_room_and_are_folded_up_on_a_phone(
    open_at, width, place
):
    page = open_at(width)
    room = "parseFloat(getComputedStyle(document.querySelector('.contents ol')).paddingLeft)"
    assert page.run(room) >= 30  # for a number of two digits
    contents, heading, answer = (
        page.run(f"document.querySelector('{of}').getBoundingClientRect().toJSON()")
        for of in (".contents", "h1", ".answer")
    )
    assert page.run("document.querySelector('.contents details').open") == (place != "above")
    if place == "above":
        assert contents["bottom"] <= heading["top"]
        assert contents["height"] < 60
    elif place == "left":
        assert contents["right"] <= heading["left"]
    else:
        assert contents["left"] >= answer["right"]


def test_on_a_phone_a_drawing_fits_and_can_be_enlarged(open_at):
    page = open_at(390)
    wide = "document.querySelector('.drawing').scrollWidth"
    assert page.run(wide) <= 390
    assert page.run("document.documentElement.scrollWidth") <= 390
    page.run("document.querySelector('.enlarge input').click()")
    assert page.run(wide) >= 720
    assert page.run("document.documentElement.scrollWidth") <= 390
    at = "new MouseEvent('click', {clientX: 300})"
    tap = f"document.querySelector('.drawing').dispatchEvent({at})"
    page.run(tap)
    assert page.run(wide) <= 390
    page.run(tap)
    assert page.run(wide) >= 720
    assert page.run("document.querySelector('.drawing').scrollLeft") > 300  # where it was tapped


def test_in_a_wide_window_a_click_leaves_a_drawing_as_it_is(open_at):
    page = open_at(1300)
    page.run("document.querySelector('.drawing').dispatchEvent(new MouseEvent('click'))")
    assert not page.run("document.querySelector('.enlarge input').checked")


def test_a_table_of_fourteen_columns_of_words_and_numbers_fits_a_window_of_1300(browser, tmp_path):
    words = ["◇ not reported (parts missing)", "provisional", "sensitive: Target of the year"]
    amounts = ["31,342,000", "≥70 (2018, then 67.76)", "90,000,000", "81,490,000"]
    cells = ["Households moved (户)", *amounts, *words, *words, *words]
    columns = [
        Column(f"c{n}", f"Target {n}", "number" if cell in amounts else "text")
        for n, cell in enumerate(cells)
    ]
    row = {column.name: cell for column, cell in zip(columns, cells, strict=True)}
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("# Title"), nbformat.v4.new_code_cell("x")],
        metadata={"papermill": {"parameters": {"lang": "en"}}},
    )
    shown(notebook.cells[1], Table("Verdicts", tuple(columns), (row,) * 20))
    path = tmp_path / "page.html"
    path.write_text(ReportExporter().from_notebook_node(notebook)[0], encoding="utf-8")
    page = browser.open(path.as_uri(), width=1300)
    wide = page.run("(at => at.scrollWidth - at.clientWidth)(document.querySelector('.table'))")
    page.close()
    assert wide <= 0


def test_a_mark_says_its_words_where_it_is_pointed_at_and_by_arrow_keys(open_at):
    page = open_at(1300)
    page.run(
        "document.querySelector('.drawing path').dispatchEvent("
        "new PointerEvent('pointerover', {bubbles: true}))"
    )
    said = "(said => said.hidden ? '' : said.textContent)(document.querySelector('.said'))"
    assert page.run(said) == "one: 3"
    page.run("document.querySelector('.drawing').focus()")
    page.press("ArrowRight")
    assert page.run(said) == "two: 4"
    page.press("ArrowRight")
    assert page.run(said) == "one: 3"
    page.run("document.activeElement.blur()")
    assert page.run(said) == ""
    assert page.complaints() == []
    page.reload_without_script()
    titles = "[...document.querySelectorAll('.drawing title')].map(title => title.textContent)"
    assert page.run(titles) == ["one: 3", "two: 4"]


def test_the_text_of_a_drawing_can_be_found(open_at):
    page = open_at(1300)
    assert page.run("find('民生 search me')")


def test_a_page_of_made_up_data_says_so_once_and_what_is_taken_along_says_so_itself(notebook):
    page = ReportExporter().from_notebook_node(notebook)[0]
    main = page[page.index("<main") : page.index("</main>")]
    assert main.count("[synthetic data]") == 2
    assert 'download="Numbers-[synthetic-data].csv"' in main
    assert 'aria-label="Drawing [synthetic data]"' in main
    assert "演示数据" not in main
    assert "<caption>Numbers</caption>" in main
    assert "<figcaption>Drawing</figcaption>" in main
    assert "%3ESynthetic data%3C" in page
