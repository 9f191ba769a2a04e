"""The numbers of a report as data beside it."""

import csv
import io
import json

import nbformat
from in_process import executed, shown

from minsheng.plan.facts import SYNTHETIC
from minsheng.reports.exhibits import Column, Figure, Prose, Table
from minsheng.text.language import using
from minsheng.text.tracing import traced
from minsheng.writers.reading import read
from minsheng.writers.results import COLUMNS, as_csv, as_json, results

BEDS = Table(
    "Beds",
    (Column("name", "Name"), Column("beds", "Beds", "number"), Column("due", "Due")),
    ({"name": "A", "beds": "1.3", "due": "in 2020"}, {"name": "=B", "beds": "—", "due": "open"}),
    ids=("care.a", "care.b"),
    values=({"beds": 4 / 3}, {"beds": float("nan")}),
)


def report(*exhibits, **words):
    cells = [nbformat.v4.new_markdown_cell("# Title\n\n## Part")]
    for exhibit in exhibits:
        cells.append(nbformat.v4.new_code_cell())
        shown(cells[-1], exhibit)
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["minsheng"] = words
    notebook.metadata["papermill"] = {"parameters": {"lang": "en"}}
    return read(notebook)


def test_numbers_of_sentences_tables_and_figures():
    gap = traced("4 points", "gaps:care.a.gap", 4.0)
    figure = Figure("<svg/>", "Drawn", "alt", tables=(BEDS,))
    numbers = results(report(Prose((f"A gap of {gap}.",)), BEDS, figure))["numbers"]
    told = [
        (n["kind"], n["id"], n["exhibit"], n["column"], n["value"], n["shown"]) for n in numbers
    ]
    assert told == [
        ("sentence", "gaps:care.a.gap", "", "", 4.0, "4 points"),
        ("table", "care.a", "Beds", "beds", 4 / 3, "1.3"),
        ("table", "care.a", "Beds", "due", None, "in 2020"),
        ("figure", "care.a", "Drawn", "beds", 4 / 3, "1.3"),
        ("figure", "care.a", "Drawn", "due", None, "in 2020"),
    ]
    assert {n["section"] for n in numbers} == {"Part"}


def test_made_up_data_say_so_in_the_file_and_in_every_row():
    found = results(report(BEDS, synthetic=True))
    assert found["report"]["synthetic"] == SYNTHETIC
    assert {n["synthetic"] for n in found["numbers"]} == {SYNTHETIC}
    assert {n["synthetic"] for n in results(report(BEDS))["numbers"]} == {""}


def test_the_head_says_what_the_report_was_made_from():
    prose = Prose((f"Data {traced('abc', 'fingerprint:ledger')}.",))
    found = results(
        report(
            prose,
            notebook="plan",
            parameters={"lang": "en", "observations": None},
            plan="p",
            fingerprint="f",
        )
    )
    assert found["numbers"] == []
    head = found["report"]
    assert (head["notebook"], head["parameters"], head["plan"], head["lang"]) == (
        "plan",
        {"lang": "en", "observations": None},
        "p",
        "en",
    )
    assert (head["fingerprint"], head["fingerprints"]) == ("f", {"ledger": "abc"})


def test_csv_holds_the_same_and_no_formula():
    table = Table("=1", BEDS.columns, ({"name": "=B", "beds": "2", "due": ""},), ids=("=x",))
    rows = list(csv.DictReader(io.StringIO(as_csv(results(report(BEDS, table))).lstrip("\ufeff"))))
    assert [row["value"] for row in rows] == [repr(4 / 3), "", ""]
    assert (rows[-1]["id"], rows[-1]["row"], rows[-1]["exhibit"]) == ("'=x", "'=B", "'=1")
    assert tuple(rows[0]) == COLUMNS


def test_the_same_report_gives_the_same_bytes():
    with using("en"):
        document = read(executed("programme", "en"))
    first, second = (as_json(results(document)) for _ in range(2))
    assert first == second
    numbers = json.loads(first)["numbers"]
    assert {"sentence", "table", "figure"} == {n["kind"] for n in numbers}
    assert all(n["id"] for n in numbers)
