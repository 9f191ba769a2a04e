"""The exporter: language, what is left out, what stays text."""

import nbformat
import pytest
from nbconvert.exporters import get_exporter
from traitlets.config import Config

from minsheng.exhibits import Prose
from minsheng.writers.html import ReportExporter, language_of


def _executed(cells, **parameters):
    return nbformat.v4.new_notebook(cells=cells, metadata={"papermill": {"parameters": parameters}})


def _markdown(text, *tags):
    return nbformat.v4.new_markdown_cell(text, metadata={"tags": list(tags)})


@pytest.mark.parametrize(
    ("lang", "kept", "gone"), [("zh", "中文段落", "English"), ("en", "English", "中文段落")]
)
def test_the_other_language_is_left_out(lang, kept, gone):
    notebook = _executed([_markdown("中文段落", "zh"), _markdown("English", "en")], lang=lang)
    page, _ = ReportExporter().from_notebook_node(notebook)
    assert kept in page
    assert gone not in page.split("</style>")[1]


def test_code_and_parameters_are_not_for_readers():
    cell = nbformat.v4.new_code_cell("secret_call()")
    injected = nbformat.v4.new_code_cell("lang = 'zh'", metadata={"tags": ["injected-parameters"]})
    page, _ = ReportExporter().from_notebook_node(_executed([cell, injected]))
    assert "secret_call" not in page
    assert "lang = " not in page.split("</style>")[1].replace('lang="', "")


def test_a_notebook_without_parameters_is_chinese():
    assert language_of(_executed([])) == "zh"
    assert language_of(_executed([], lang="fr")) == "zh"


def test_a_notebook_run_by_hand_says_its_language_in_its_parameters_cell():
    cell = nbformat.v4.new_code_cell(
        'plan: str = ""\nlang: str = "en"  # zh or en', metadata={"tags": ["parameters"]}
    )
    assert language_of(nbformat.v4.new_notebook(cells=[cell])) == "en"


def test_jupyter_offers_the_exporter_by_name():
    assert get_exporter("minsheng_html") is ReportExporter


def test_text_of_the_data_stays_text():
    prose = Prose(("<script>alert(1)</script> & 镕",), ("<b>",))
    output = nbformat.v4.new_output("execute_result", {"text/html": prose._repr_html_()})
    cell = nbformat.v4.new_code_cell("x", outputs=[output])
    page, _ = ReportExporter().from_notebook_node(_executed([cell]))
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; 镕" in page


def test_a_table_of_contents_stands_where_there_are_sections():
    notebook = _executed([_markdown(f"## Part {n}") for n in range(4)], lang="en")
    page, _ = ReportExporter().from_notebook_node(notebook)
    assert '<li><a href="#Part-2">Part 2</a></li>' in page


@pytest.mark.notebooks
def test_the_parameters_cell_is_left_out_only_after_it_has_run():
    cells = [
        nbformat.v4.new_code_cell('lang: str = "en"', metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell("print('made in', lang)"),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    config = Config({"ExecutePreprocessor": {"enabled": True}})
    page, _ = ReportExporter(config=config).from_notebook_node(notebook)
    assert "made in en" in page
    assert "lang: str" not in page
    assert '<html lang="en">' in page
