"""Exports from JupyterLab's menu: readable names, and a word on what was not run."""

import io
import re
import tomllib
import zipfile
from importlib import import_module
from pathlib import Path

import nbformat
import openpyxl
import pypdf
import pytest

from minsheng.writers.exporters import ExcelExporter, PdfExporter, ReportExporter, WordExporter

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
ENTRIES = PROJECT["project"]["entry-points"]["nbconvert.exporters"]
ALL = "笔记本中有未运行的单元格：2个代码单元格中有2个没有运行，本文缺少其结果。"


def _notebook(*ran, lang="zh"):
    cells = [
        nbformat.v4.new_code_cell(source, execution_count=count)
        for source, count in zip((f'lang = "{lang}"', "1 + 1"), ran, strict=True)
    ]
    cells[0].metadata["tags"] = ["parameters"]
    texts = [nbformat.v4.new_markdown_cell("# 自己的笔记本"), nbformat.v4.new_code_cell(" ")]
    return nbformat.v4.new_notebook(cells=[*texts, *cells])


def test_the_menu_reads_well_and_its_server_takes_the_names():
    """JupyterLab shows the names themselves; its server wants them to match ``\\w+``."""
    assert sorted(ENTRIES) == [
        f"Minsheng_report_{form}" for form in ("Excel", "HTML", "PDF", "Word")
    ]
    for name, place in ENTRIES.items():
        assert re.fullmatch(r"\w+", name, re.ASCII)
        module, _, exporter = place.partition(":")
        assert (
            name.rpartition("_")[2] in getattr(import_module(module), exporter).export_from_notebook
        )


@pytest.mark.parametrize(
    ("ran", "lang", "words"),
    [
        ((None, None), "zh", ALL),
        (
            (1, None),
            "en",
            "Not all cells of the notebook were run: 1 of 2 code cells were not, "
            "and their results are missing here.",
        ),
    ],
)
def test_an_export_of_what_was_not_run_says_so(ran, lang, words):
    page, _ = ReportExporter().from_notebook_node(_notebook(*ran, lang=lang))
    assert words in page


def test_an_export_of_what_was_run_says_nothing():
    page, _ = ReportExporter().from_notebook_node(_notebook(1, 2))
    assert "没有运行" not in page


def test_the_other_formats_say_so_too():
    readers = {WordExporter: _of_word, ExcelExporter: _of_excel, PdfExporter: _of_pdf}
    for exporter, text in readers.items():
        content, _ = exporter().from_notebook_node(_notebook(None, None))
        assert ALL in re.sub(r"\s", "", text(io.BytesIO(content)))


def _of_word(file):
    return zipfile.ZipFile(file).read("word/document.xml").decode()


def _of_excel(file):
    cells = (cell for sheet in openpyxl.load_workbook(file) for row in sheet for cell in row)
    return "".join(str(cell.value) for cell in cells)


def _of_pdf(file):
    return "".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
