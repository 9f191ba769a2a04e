"""A plan of hundreds of indicators: what is shown of it is short, and says what it leaves out."""

from io import BytesIO

import openpyxl
import pytest
from large_plan import write_large_plan

import minsheng as ms
from minsheng.charts import growth
from minsheng.reports.exhibits import Column, Figure, Table
from minsheng.text.shortening import LONGEST_ALT, MOST_DRAWN, MOST_ROWS
from minsheng.writers import written
from minsheng.writers.document import Document

COLUMNS = (Column("name", "名称"), Column("value", "数值", "number"))
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9pt" height="9pt"/>'


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    return ms.load_plan(write_large_plan(tmp_path_factory.mktemp("large") / "plan", 500, 3))


def table(rows):
    return Table(
        "床位",
        COLUMNS,
        tuple({"name": f"第{n}项", "value": str(n)} for n in range(1, rows + 1)),
        tuple(f"row{n}" for n in range(1, rows + 1)),
    )


def test_the_plan_has_no_fault(tmp_path):
    folder = write_large_plan(tmp_path / "plan", 60, 5)
    assert ms.check_package(folder) == []
    plan = ms.load_plan(folder)
    assert (len(plan.indicators), len(plan.facts.years), len(plan.programmes)) == (60, 5, 2)
    assert len(plan.tables["targets"]) == 300


def test_a_figure_draws_the_first_of_each_panel_and_counts_the_others(plan):
    axes = growth(plan)
    drawn = [sum(patch.get_gid() == "required" for patch in ax.patches) for ax in axes]
    # Two thirds of 500 indicators are stocks, each tenth without a baseline: 167 shares of which
    # 150 are drawn by points a year, and as many amounts by growth.
    assert drawn[:2] == [MOST_DRAWN, MOST_DRAWN]
    words = " ".join(text.get_text() for text in axes[0].figure.texts)
    assert "……另有100项未画出，见工作簿。" in words.replace("\n", "")


def test_the_words_of_a_figure_end_with_the_number_of_rows_left_out(plan):
    figure = ms.figures.growth(plan)
    assert len(figure.alt.encode()) <= LONGEST_ALT + 200
    assert "……另有" in figure.alt


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_alternative_text_of_any_length_goes_into_a_pdf(lang):
    figure = Figure(SQUARE, "图", "长𠮷" * 20_000)
    assert written(Document(lang, "题", "", (figure,)), "pdf")[:5] == b"%PDF-"


def test_a_page_shows_the_first_rows_and_counts_the_others():
    document = Document("zh", "题", "", (table(MOST_ROWS + 7),))
    page = written(document, "html").decode()
    assert page.count('data-row="row') == MOST_ROWS
    assert "……另有7行未列出，见本报告的工作簿（xlsx）" in page
    page = written(Document("en", "T", "", (table(MOST_ROWS + 1),)), "html").decode()
    assert "… and 1 more row: see the workbook (xlsx) of this report" in page
    assert "另有" not in written(Document("zh", "题", "", (table(MOST_ROWS),)), "html").decode()


def test_a_workbook_holds_all_rows_also_those_behind_a_figure():
    figure = Figure(SQUARE, "图", "一", tables=(table(MOST_ROWS + 7),))
    for blocks in ((table(MOST_ROWS + 7),), (figure,), (table(MOST_ROWS + 7), figure)):
        raw = written(Document("zh", "题", "", blocks), "xlsx")
        sheets = openpyxl.load_workbook(BytesIO(raw)).worksheets
        assert len(sheets) == 3  # cover, contents, the table
        cells = [cell.value for cell in sheets[-1]["A"]]
        assert f"第{MOST_ROWS + 7}项" in cells


def test_word_and_pdf_show_the_first_rows():
    import docx

    raw = written(Document("zh", "题", "", (table(MOST_ROWS + 7),)), "docx")
    document = docx.Document(BytesIO(raw))
    assert len(document.tables[-1].rows) == 1 + MOST_ROWS
    assert any("另有7行未列出" in paragraph.text for paragraph in document.paragraphs)
    shortened = Document("zh", "题", "", (table(MOST_ROWS + 7),)).shortened()
    assert len(shortened.blocks[0].rows) == MOST_ROWS
