"""The files of the made-up ledger: marked, whole, and taken for a real one by nobody."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

import minsheng as ms
from minsheng import demo
from minsheng.cli import FAULTY, main
from minsheng.errors import BadInput
from minsheng.plan.facts import SYNTHETIC
from minsheng.plan.observations import COLUMNS
from minsheng.text.language import say, using

NAMES = {f"演示-{table}.csv" for table in COLUMNS}


def test_the_files_hold_the_ledger(plan, tmp_path):
    tables = demo.csv_tables(plan)
    paths = demo.write(plan, tmp_path / "new")
    assert {path.name for path in paths} == NAMES
    assert {path.name for path in (tmp_path / "new").iterdir()} == NAMES
    for table, path in zip(COLUMNS, paths, strict=True):
        assert path.read_bytes() == b"\xef\xbb\xbf" + tables[table].encode()


def test_every_row_of_every_file_is_marked(plan, tmp_path):
    for path in demo.write(plan, tmp_path):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert rows
        assert all(row["source"].startswith(SYNTHETIC) for row in rows)


def test_no_file_has_the_name_of_a_ledger(plan, tmp_path):
    assert not {path.name for path in demo.write(plan, tmp_path)} & {f"{t}.csv" for t in COLUMNS}


def test_a_folder_that_cannot_be_written_to_is_refused(plan, tmp_path):
    (tmp_path / "file").write_text("kept")
    with pytest.raises(BadInput) as caught:
        demo.write(plan, tmp_path / "file")
    assert [fault.code for fault in caught.value.faults] == ["cannot_write"]
    assert (tmp_path / "file").read_text() == "kept"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "演示数据（非真实情况）已写入："),
        ("en", "Demonstration data (nothing real) were written to:"),
    ],
)
@pytest.mark.notebooks
@pytest.mark.usefixtures("prepared")
def test_the_command_renders_and_says_where(tmp_path, plan, lang, words):
    with using(lang):
        result = CliRunner().invoke(
            main,
            ["demo", "-n", "standing", "-o", str(tmp_path), "-l", lang, "-j", "1"],
            catch_exceptions=False,
        )
    assert result.exit_code == 0
    folder = tmp_path / "demo" / plan.facts.plan
    lines = result.output.splitlines()
    assert lines[0] == words
    assert {Path(line).name for line in lines[1:4]} == NAMES
    assert {path.name for path in (folder / "演示").iterdir()} == NAMES
    page = (folder / lang / "demo-standing.html").read_text(encoding="utf-8")
    assert say("labels.synthetic_sign", lang) in page


def test_the_command_refuses_an_unknown_plan(tmp_path):
    result = CliRunner().invoke(main, ["demo", "--plan", "nowhere", "-o", str(tmp_path)])
    assert result.exit_code == FAULTY
    assert not list(tmp_path.iterdir())


def test_cells_are_written_as_typed(plan):
    ledger = demo.ledger(plan)
    lines = demo.csv_tables(plan)["observations"].splitlines()
    assert lines[0] == "indicator,period,reported_on,value,numerator,denominator,status,source,note"
    assert len(lines) == len(ledger.observations) + 1
    frame = ledger.observations
    share = frame[frame["decimals"].eq(2) & frame["value"].mul(10).mod(1).eq(0)].index[0]
    assert lines[share + 1].split(",")[3] == f"{frame['value'][share]:.2f}"
    divided = frame[frame["decimals"].isna()].index[0]
    assert lines[divided + 1].split(",")[3] == ""


def test_the_files_are_no_ledger_and_cannot_be_made_one(plan, tmp_path):
    """Not by loading the folder, and not by giving the files the names of a ledger."""
    paths = demo.write(plan, tmp_path)
    with pytest.raises(BadInput):
        ms.load_observations(plan, tmp_path)
    for path in paths:
        path.rename(path.with_name(path.name.removeprefix("演示-")))
    with pytest.raises(BadInput) as caught:
        ms.load_observations(plan, tmp_path)
    assert [fault.code for fault in caught.value.faults] == ["synthetic_rows"] * 3


def test_without_its_marks_it_would_be_a_ledger_without_a_fault(plan, tmp_path):
    """So the suite is shown with what it would be fed: read back, the tables are the same."""
    made = demo.ledger(plan)
    for table in COLUMNS:
        text = demo.csv_tables(plan)[table].replace(SYNTHETIC, "test")
        (tmp_path / f"{table}.csv").write_text(text, encoding="utf-8")
    read = ms.load_observations(plan, tmp_path)
    for table in COLUMNS:
        told, typed = (getattr(one, table).drop(columns="source") for one in (made, read))
        pd.testing.assert_frame_equal(told, typed)
    codes = {fault.code for fault in read.warnings}
    parts = {"warnings.parts_differ", "warnings.parts_exceed"}
    assert {"warnings.total_falls", *parts} <= codes
    far = {"warnings.far_above", "warnings.far_below"}
    assert codes <= {"warnings.total_falls", *parts, *far}
