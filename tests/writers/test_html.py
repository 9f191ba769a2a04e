"""The page: language, landmarks, what is left out, what stays text, what can be taken along."""

import base64
import csv
import hashlib
import io
import re
from dataclasses import replace

import nbformat
import pytest
from in_process import EVERY_KIND, WITH_OBSERVATIONS, executed, made_up_page, shown
from in_process import page as page_of
from nbconvert.exporters import get_exporter
from traitlets.config import Config
from writers import hostile
from writers.reader import Read, data_of

from minsheng.loading import load_observations
from minsheng.plan.facts import SYNTHETIC
from minsheng.reports.exhibits import Column, Figure, Prose, Table
from minsheng.text.language import LANGUAGES
from minsheng.writers.exporters import ReportExporter

HAN = re.compile(r"[\u4e00-\u9fff、]+")
COLUMNS = (Column("name", "Name"), Column("value", "Value", "number"))
TABLE = Table(
    "Beds",
    COLUMNS,
    tuple(
        {"name": name, "value": value}
        for name, value in (("A", "≥1,200"), ("=1+1", "3.3"), ("C", ""))
    ),
    ids=("care.a", "care.b;care.c", "care.a"),
    values=({"value": 1200.0}, {"value": 10 / 3}, {"value": None}),
    groups=("One", "One", "Two"),
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'


def _executed(cells, **parameters):
    return nbformat.v4.new_notebook(cells=cells, metadata={"papermill": {"parameters": parameters}})


def _markdown(text, *tags):
    return nbformat.v4.new_markdown_cell(text, metadata={"tags": list(tags)})


def _of(*values, lang="en", **words):
    """Return the page of exhibits; text is a Markdown cell."""
    cells = []
    for value in values:
        if isinstance(value, str):
            cells.append(_markdown(value))
        else:
            cells.append(nbformat.v4.new_code_cell("x"))
            shown(cells[-1], value)
    notebook = _executed(cells, lang=lang)
    notebook.metadata["minsheng"] = words
    return ReportExporter().from_notebook_node(notebook)[0]


@pytest.mark.parametrize(
    ("lang", "kept", "gone"), [("zh", "中文段落", "English"), ("en", "English", "中文段落")]
)
def test_the_other_language_is_left_out(lang, kept, gone):
    notebook = _executed([_markdown("中文段落", "zh"), _markdown("English", "en")], lang=lang)
    page = Read(ReportExporter().from_notebook_node(notebook)[0])
    assert kept in page.text()
    assert gone not in page.text()
    assert page.all("html")[0][0]["lang"] == {"zh": "zh-CN", "en": "en"}[lang]


def test_code_and_parameters_are_not_for_readers():
    cell = nbformat.v4.new_code_cell("secret_call()")
    injected = nbformat.v4.new_code_cell("lang = 'zh'", metadata={"tags": ["injected-parameters"]})
    page, _ = ReportExporter().from_notebook_node(_executed([cell, injected]))
    assert "secret_call" not in page
    assert "lang = " not in Read(page).text()


def test_jupyter_offers_the_exporter_by_name():
    assert get_exporter("Minsheng_report_HTML") is ReportExporter
    assert ReportExporter().file_extension == ".html"


def test_landmarks_stand_in_the_order_of_reading():
    page = Read(_of("# Title", "## A", "## B", "## C", index="index.html"))
    order = [tag for tag, *_ in page.elements if tag in ("a", "header", "nav", "main", "h1", "h2")]
    assert " ".join(order) == "a header nav a nav a a a main h1 h2 h2 h2"
    (skip, words), *_ = page.all("a")
    assert (skip["href"], words) == ("#main", "Skip to the text")
    assert len({nav.get("aria-label") or nav["aria-labelledby"] for nav, _ in page.all("nav")}) == 2


def test_a_table_of_contents_stands_where_there_are_sections():
    page = _of(*(f"## Part {n}" for n in range(4)))
    assert '<li><a href="#Part-2">Part 2</a></li>' in page
    assert Read(_of("## A")).all("nav", "contents") == []


def test_no_level_of_heading_is_left_out_and_one_is_the_title():
    page = Read(_of("# Title", "#### Deep", "## Two", "# Again", "###### Six"))
    headings = [(tag, text) for tag, _, text in page.elements if re.fullmatch(r"h\d", tag)]
    assert headings == [
        ("h1", "Title"),
        ("h2", "Deep"),
        ("h2", "Two"),
        ("h2", "Again"),
        ("h3", "Six"),
    ]


def test_lists_inside_lists_stay_inside():
    page = _of("1. a\n   - b\n     - c\n   - d\n2. e\n\ntext\n\n- f")
    assert (
        "<ol><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li><li>e</li></ol>"
        "<p>text</p><ul><li>f</li></ul>"
    ) in page


def test_what_has_a_role_stands_together():
    page = Read(_of(Prose(("One.", "Two."), ("Point.",), role="answer"), "Plain."))
    (answer,) = page.all("div", "answer")
    folded = page.text("summary")
    assert answer[1] == f"One.{folded}Two.Point."
    assert "Plain." not in answer[1]


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_hostile_text_stays_text(name):
    text = hostile.TEXTS[name]
    page = Read(ReportExporter().from_notebook_node(hostile.notebook(texts={name: text}))[0])
    assert len(page.all("script")) == 1
    for _, attributes, _ in page.elements:
        assert not any(key.startswith("on") for key in attributes)
        for key in ("src", "href"):
            assert attributes.get(key, "#").startswith(("data:", "#"))
    seen = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "\ufffd", text)
    words = " ".join(seen.split())
    for tag in ("caption", "figcaption", "th", "td", "li", "p"):
        texts = [" ".join(said.split()) for _, said in page.all(tag)]
        if tag != "td":
            assert words in texts, tag
    assert any(image["aria-label"].startswith(seen[:40]) for image, _ in page.all("svg"))


def test_only_the_script_of_the_page_may_run_and_nothing_is_asked_for():
    page = Read(_of(TABLE))
    (policy,) = (a["content"] for a, _ in page.all("meta") if "http-equiv" in a)
    digest = base64.b64encode(hashlib.sha256(page.text("script").encode()).digest()).decode()
    assert policy.split("; ") == [
        "default-src 'none'",
        "img-src data:",
        "style-src 'unsafe-inline'",
        f"script-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_each_row_can_be_linked_to_and_keeps_its_id():
    page = Read(_of("## care.a", TABLE, TABLE))
    ids = [attributes["id"] for _, attributes, _ in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    rows = [a["id"] for a, _ in page.all("tr") if "id" in a]
    assert rows == ["care.a-2", "care.b", "care.a-3", "care.a-4", "care.b-2", "care.a-5"]
    # What stands first has the name; a heading that has it already is linked to by the text.
    assert [a["href"] for a, _ in page.all("a", "permalink")] == ["#care.b"]
    plain = Read(_of(TABLE))
    assert [a["href"] for a, _ in plain.all("a", "permalink")] == ["#care.a", "#care.b"]
    assert plain.all("a", "permalink")[0][0]["aria-label"] == "Permanent link to “A”"


def test_a_table_can_be_taken_along_as_it_is_shown_and_with_its_numbers():
    page = Read(_of(TABLE))
    ((link, words),) = [(a, text) for a, text in page.all("a") if "download" in a]
    assert (link["download"], words) == ("Beds.csv", "Download the data (CSV) Beds")
    kind, data = data_of(link["href"])
    assert kind == "data:text/csv;charset=utf-8;base64"
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))) == [
        ["Group", "Name", "Value", "Value (number)", "Id of the source row"],
        ["One", "A", "≥1,200", "1200", "care.a"],
        ["One", "'=1+1", "3.3", "3.33333333333", "care.b;care.c"],
        ["Two", "C", "", "", "care.a"],
    ]


def test_made_up_data_that_are_taken_along_say_so_in_name_and_rows():
    marked = replace(TABLE, caption="Beds " * 30, synthetic=True)
    cell = nbformat.v4.new_code_cell("x")
    shown(cell, marked)
    page = Read(ReportExporter().from_notebook_node(_executed([cell], lang="en"))[0])
    (link,) = [attributes for attributes, _ in page.all("a") if "download" in attributes]
    assert link["download"].endswith("Beds-[synthetic-data].csv")
    head, *rows = csv.reader(io.StringIO(data_of(link["href"])[1].decode("utf-8-sig")))
    assert head[-1] == "Nature of the data"
    assert {row[-1] for row in rows} == {SYNTHETIC}


def test_an_empty_table_is_not_offered():
    page = Read(_of(Table("Nothing", COLUMNS, ())))
    assert [a for a, _ in page.all("a") if "download" in a] == []


def test_a_short_description_is_the_alternative_text():
    page = Read(_of(Figure(SVG, "Drawing", "Five of nine.", finding="Five", tables=(TABLE,))))
    assert page.all("svg")[0][0]["aria-label"] == "Five of nine."


def test_a_long_description_is_cut_to_the_finding_and_the_numbers_follow_as_a_table():
    drawing = Figure(SVG, "Drawing", "word " * 60, finding="Five of nine", tables=(TABLE,))
    page = Read(_of(drawing))
    assert page.all("svg")[0][0]["aria-label"] == (
        "Five of nine. The numbers of the figure are given as a table."
    )
    assert page.text("summary") == "Numbers of the figure: Drawing"
    assert "≥1,200" in page.text("details")
    assert [a["download"] for a, _ in page.all("a") if "download" in a] == ["Beds.csv"]


def test_a_figure_leads_to_its_table_where_the_page_has_it_anyway():
    drawing = Figure(SVG, "Drawing", "word " * 60, finding="Five of nine", tables=(TABLE,))
    page = Read(_of(drawing, "## Tables", TABLE))
    assert page.all("details") == []
    assert len(page.all("table")) == 1
    (see,) = page.all("div", "see")
    assert see[1] == "The numbers of the figure are in:Beds"
    (table,) = page.all("div", "table")
    assert f"#{table[0]['id']}" in [a["href"] for a, _ in page.all("a")]


def test_a_figure_does_not_lead_to_what_stands_below_it():
    page = Read(_of(Figure(SVG, "Drawing", "Nine.", tables=(TABLE,)), TABLE))
    assert page.all("div", "see") == []


def test_a_long_description_without_tables_can_be_read_as_text():
    page = Read(_of(Figure(SVG, "Drawing", "word " * 60, finding="Five of nine")))
    assert page.text("details").endswith("word " * 60)


def test_synthetic_data_are_said_to_be_so_at_the_top_in_the_title_and_on_every_sheet():
    page = _of("# 题", lang="zh", synthetic=True, page_title="试报告")
    read = Read(page)
    assert read.text("title") == "【演示数据】试报告"
    assert read.text("header").lstrip().startswith("演示数据")
    assert '@top-center { content: "演示数据"' in page
    plain = _of("# 题", lang="zh")
    assert "演示数据" not in plain


def test_an_exhibit_marked_as_synthetic_marks_its_page():
    page = Read(_of(Prose(("Three goals were met.",), synthetic=True)))
    assert page.text("title").startswith("[Synthetic data]")


def test_an_output_can_say_that_its_data_are_synthetic():
    cell = nbformat.v4.new_code_cell("x")
    shown(cell, TABLE)
    cell.outputs[0].data["application/vnd.dataresource+json"]["minsheng"]["synthetic"] = True
    page, _ = ReportExporter().from_notebook_node(_executed([cell], lang="en"))
    assert Read(page).text("title").startswith("[Synthetic data]")


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_same_notebook_gives_the_same_bytes(kind):
    assert ReportExporter().from_notebook_node(executed(kind, "zh"))[0] == page_of(kind, "zh")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", EVERY_KIND)
def test_every_kind_of_page_is_whole_in_itself(kind, lang):
    page = Read(page_of(kind, lang))
    ids = [attributes["id"] for _, attributes, _ in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for attributes, _ in page.all("a"):
        if attributes["href"].startswith("#"):
            assert attributes["href"][1:] in ids
        else:
            assert attributes["href"] == "index.html" or "download" in attributes
    assert len(page.all("caption")) == len(page.all("table")) > 0
    assert page.all("img") == []
    for attributes, _ in page.all("svg"):
        assert attributes["role"] == "img"
        assert 10 < len(attributes["aria-label"]) <= 300
    assert all(attributes["scope"] for attributes, _ in page.all("th"))


def _said(source):
    """Return everything that a page says, also where it is not seen or is downloaded."""
    page = Read(source)
    said = [page.text("body"), page.text("title")]
    for tag, attributes, _ in page.elements:
        said += [attributes.get(key) or "" for key in ("aria-label", "alt", "data-words", "title")]
        if tag == "a" and "download" in attributes:
            text = io.StringIO(data_of(attributes["href"])[1].decode("utf-8-sig"), newline="")
            # The ids of rows are those of the data, whatever language they are in.
            said += [cell for row in csv.reader(text) for cell in row[:-1]]
            said.append(attributes["download"])
    return "\n".join(said)


def _names(plan):
    """Return the Chinese in names that stand beside their English."""
    tables = (plan.programmes, plan.departments, plan.tables["indicators"])
    return {part for table in tables for name in table["name_zh"] for part in HAN.findall(name)}


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_an_english_page_holds_no_chinese_but_names_and_what_is_printed(kind, plan):
    """Names stand beside their English; wordings that differ are quoted as they are printed."""
    names = _names(plan)
    tables = [table for table in plan.tables.values() if "printed" in table]
    printed = {text for table in tables for text in table["printed"]}
    said = re.sub(
        "“([^”]*)”",
        lambda quoted: "" if quoted[1] in printed else quoted[0],
        _said(page_of(kind, "en")),
    )
    assert set(HAN.findall(said)) <= names


@pytest.mark.parametrize("kind", WITH_OBSERVATIONS)
def test_with_observations_an_english_page_quotes_the_ledger_besides(kind, plan):
    names = _names(plan)
    ledger = load_observations(plan, "demo")
    texts = "\n".join(
        str(text)
        for frame in (ledger.explanations, ledger.task_status, ledger.observations[["note"]])
        for column in frame.columns
        for text in frame[column].unique()
    )
    quoted = set(HAN.findall(texts))
    assert set(HAN.findall(_said(made_up_page(kind, "en")))) <= names | quoted


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
