"""Tables that stand only in the workbook: in no page, in the notebook and in the results."""

from io import BytesIO

import nbformat
import openpyxl
import pytest

from minsheng.reports.exhibits import Column, Figure, Table
from minsheng.writers import written
from minsheng.writers.document import Document
from minsheng.writers.reading import read
from minsheng.writers.results import results

READ = Table("目标", (Column("name", "名称"),), ({"name": "床位"},))
ALL = Table("全部目标", (Column("name", "名称"),), ({"name": "甲乙丙"},), only_in_workbook=True)
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt" viewBox="0 0 72 36"/>'


def shown(*exhibits):
    """Return the document of an executed notebook that shows `exhibits`."""
    outputs = [
        nbformat.v4.new_output("display_data", each._repr_mimebundle_()) for each in exhibits
    ]
    return read(
        nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source="", outputs=outputs)])
    )


def sheets(document):
    return openpyxl.load_workbook(BytesIO(written(document, "xlsx"))).sheetnames


@pytest.mark.parametrize("name", ["docx", "html"])
def test_no_page_has_the_table(name):
    assert written(shown(ALL, READ), name) == written(shown(READ), name)


def test_no_page_has_it_behind_a_figure():
    of, without = (Figure(SQUARE, "图", "图", tables=each) for each in ((READ, ALL), (READ,)))
    for name in ("html", "pdf"):
        assert written(Document("zh", "题", "", (of,)), name) == written(
            Document("zh", "题", "", (without,)), name
        )
    assert any("全部目标" in name for name in sheets(Document("zh", "题", "", (of,))))


def test_the_workbook_numbers_it_after_those_that_pages_number():
    assert sheets(shown(ALL, READ))[-2:] == ["表2 全部目标", "表1 目标"]


def test_the_notebook_and_the_results_have_it():
    assert "甲乙丙" in ALL._repr_html_()
    beds = Table(
        "床位", (Column("beds", "床位", "number"),), ({"beds": "5"},), only_in_workbook=True
    )
    assert [each["shown"] for each in results(shown(beds))["numbers"]] == ["5"]


def test_without_rows_it_is_an_empty_sheet_and_no_sentence_of_a_page():
    empty = Table("全部目标", ALL.columns, (), only_in_workbook=True)
    assert written(shown(empty), "html") == written(shown(), "html")
    assert sheets(shown(empty))[-1] == "表1 全部目标"
    assert "全部目标" in empty._repr_html_()
