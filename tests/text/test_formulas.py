"""No text of a plan becomes a formula in a file for people; a ledger stays as it was typed."""

import csv
import io

import pytest
from click.testing import CliRunner

import minsheng as ms
from minsheng.cli import main
from minsheng.reports.exhibits import Column, Table
from minsheng.reports.exhibits.table_files import csv_of
from minsheng.text.formulas import no_formula
from minsheng.writers.document import Document
from minsheng.writers.results import as_csv, results

SIGNS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(A1)",
    " =1+1",
    "\t=1",
]
HARMLESS = ["-5", "+5", "-1.5", "≥5", "1=1", "=", "-", "住有所居", ""]


def table(text):
    columns = (Column("name", "Name"), Column("beds", "Beds", "number"))
    return Table("Beds", columns, ({"name": text, "beds": "5"},), values=({"beds": 5.0},))


@pytest.mark.parametrize("text", [*SIGNS, "\r1", "\n1"])
def test_a_formula_becomes_text(text):
    assert no_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_a_number_and_any_other_text_stay(text):
    assert no_formula(text) == text


@pytest.mark.parametrize("text", SIGNS)
def test_a_download_and_the_results_hold_no_formula(text):
    (_, row) = csv.reader(io.StringIO(csv_of(table(text))))
    assert row[0] == f"'{text}"
    found = as_csv(results(Document("en", "", "", (table(text),)))).lstrip("\ufeff")
    assert {row["row"] for row in csv.DictReader(io.StringIO(found))} == {f"'{text}"}


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x.test")', "＝1+1"])
def test_what_a_command_prints_holds_no_formula(small_package, text):
    path = small_package / "programmes.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    rows[1][3] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    said = CliRunner().invoke(main, ["list", "--plan", str(small_package), "--csv"])
    (first, _) = csv.DictReader(io.StringIO(said.output))
    assert (first["name_en"], first["order"]) == (f"'{text}", "1")
    said = CliRunner().invoke(main, ["list", "--plan", str(small_package), "--json"])
    assert text in said.output.replace("\\", "")


def test_nothing_else_of_what_is_printed_changes(plan):
    said = CliRunner().invoke(main, ["gaps", "-p", "housing", "--csv"])
    expected = ms.gaps(plan.select(programme="housing")).to_csv(index=False, lineterminator="\n")
    assert said.output == expected


def test_a_ledger_stays_as_it_was_typed(small_package, tmp_path):
    plan = ms.load_plan(small_package)
    file, ledger = tmp_path / "new.csv", tmp_path / "ledger"
    file.write_text(
        "indicator,period,reported_on,value,source,status,note\n"
        "parks.count,2021,2022-01-31,3,＝局里,final,=1+1\n",
        encoding="utf-8",
    )
    done = ms.tables.record(plan, file, ledger)
    assert "final,＝局里,=1+1\n" in done.path.read_text(encoding="utf-8")
