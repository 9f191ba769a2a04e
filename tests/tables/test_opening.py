"""What cannot be opened is told in words, and what is wrong a thousand times costs little."""

import difflib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import minsheng as ms
from minsheng.errors import MOST_MATCHED
from minsheng.tables import record
from minsheng.tables.reading import read_rows
from minsheng.tables.schema import ledger_tables

HEAD = "indicator,period,reported_on,value,status"
FIRST = "parks.count,2021,2022-01-10,13,final"
LONG = "x" * 5000


def write(path, *lines):
    path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    return path


def refused(call, *arguments):
    with pytest.raises(ms.BadInput) as error:
        call(*arguments)
    return error.value.faults


def workbook():
    """A file of Excel that breaks off."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>" * 100)
    return whole.getvalue()[:-40]


# What cannot be opened


def test_a_folder_in_the_place_of_a_ledger_is_told(small_plan, tmp_path):
    (tmp_path / "observations.csv").mkdir()
    (fault,) = refused(ms.load_observations, small_plan, tmp_path)
    assert fault.text("zh") == "observations.csv：无法读取；填写为“Is a directory”"
    assert fault.text("en") == "observations.csv: cannot be read; found “Is a directory”"


def test_nothing_is_added_to_a_folder_in_the_place_of_a_ledger(small_plan, tmp_path):
    report = write(tmp_path / "report.csv", FIRST)
    place = tmp_path / "ledger" / "observations.csv"
    place.mkdir(parents=True)
    (fault,) = refused(record, small_plan, report, place.parent)
    assert (fault.code, fault.file) == ("cannot_read", str(place))
    assert list(place.parent.iterdir()) == [place]


@pytest.mark.parametrize("name", ["targets.csv", "datapackage.json"])
def test_a_folder_in_the_place_of_a_file_of_a_package_is_told(small_package, name):
    (small_package / name).unlink()
    (small_package / name).mkdir()
    faults = ms.check_package(small_package)
    assert [(fault.code, fault.file, fault.found) for fault in faults] == [
        ("cannot_read", name, "Is a directory")
    ]
    assert refused(ms.load_plan, small_package) == tuple(faults)


def test_a_path_that_is_too_long_is_told(small_plan, tmp_path):
    report = write(tmp_path / "report.csv", FIRST)
    for call, arguments in (
        (ms.load_plan, [f"./{LONG}"]),
        (ms.check_package, [LONG]),
        (ms.load_observations, [small_plan, LONG]),
        (record, [small_plan, LONG, tmp_path]),
        (record, [small_plan, report, tmp_path / LONG]),
    ):
        (fault,) = refused(call, *arguments)
        assert (fault.code, fault.found) == ("cannot_read", "File name too long")


@pytest.mark.parametrize("number", [5, 13])
def test_a_file_that_the_system_does_not_read_is_told(
    number, small_package, small_plan, tmp_path, monkeypatch
):
    report = write(tmp_path / "report.csv", FIRST)

    read_bytes = Path.read_bytes

    def refuse(path):
        if path.suffix != ".csv":
            return read_bytes(path)
        raise OSError(number, "the system's words", str(path))

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    names = {fault.file for fault in ms.check_package(small_package)}
    assert {"targets.csv", "indicators.csv"} <= names
    for faults in (
        refused(ms.load_observations, small_plan, report),
        refused(record, small_plan, report, tmp_path / "ledger"),
    ):
        assert [(fault.code, fault.found) for fault in faults] == [
            ("cannot_read", "the system's words")
        ]
    assert not (tmp_path / "ledger").exists()


@pytest.mark.parametrize("raw", [workbook(), b"PK\x03\x04", bytes(range(256)) * 9, b"\xff\xfe"])
def test_a_file_that_is_no_table_is_told(raw, small_plan, tmp_path):
    file = tmp_path / "report.xlsx"
    file.write_bytes(raw)
    for faults in (
        refused(ms.load_observations, small_plan, file),
        refused(record, small_plan, file, tmp_path / "ledger"),
    ):
        assert faults[0].file == "report.xlsx"
    assert not (tmp_path / "ledger").exists()


PIPES = """
import os, sys
from pathlib import Path
import minsheng as ms
from minsheng.tables import record

package = Path(sys.argv[1])
plan = ms.load_plan(package)

def put(name):
    path = package / name
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)
    return path

def tell(call, *arguments):
    try:
        faults = call(*arguments)
    except ms.BadInput as error:
        faults = error.faults
    for fault in faults:
        print(fault.text("en"))

ledger, words = put("ledger/observations.csv"), put("words/2021/overall.md")
tell(ms.load_observations, plan, ledger.parent)
tell(record, plan, ledger, package / "other")
tell(ms.load_midterm, plan, ledger)
tell(ms.load_paragraphs, plan, "2021", words.parents[1])
for name in ("targets.csv", "datapackage.json"):
    put(name)
    tell(ms.check_package, package)
"""
needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes, no devices")
SAID = "is no regular file, but a pipe, a device or the like"


@needs_pipes
def test_a_pipe_in_the_place_of_a_file_is_told_and_not_waited_for(small_package):
    """In a process of its own, which is ended if it does not end."""
    command = [sys.executable, "-c", PIPES, str(small_package)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    pipe = small_package / "ledger" / "observations.csv"
    names = ["observations.csv", pipe, pipe, "2021/overall.md", "targets.csv", "datapackage.json"]
    assert done.stdout.splitlines() == [f"{name}: {SAID}" for name in names], done.stderr
    assert not (small_package / "other").exists()


@needs_pipes
def test_a_device_is_told_in_both_languages(small_plan):
    for call in (ms.load_midterm, record):
        (fault,) = refused(call, small_plan, os.devnull)
        assert fault.text("en") == f"{os.devnull}: {SAID}"
        assert fault.text("zh") == f"{os.devnull}：不是普通文件，而是管道或设备等"


# What is wrong a thousand times


@pytest.fixture
def looked_for(monkeypatch):
    """The words for which a nearest match was looked for."""
    words, search = [], difflib.get_close_matches

    def noted(word, *arguments, **options):
        words.append(word)
        return search(word, *arguments, **options)

    monkeypatch.setattr(difflib, "get_close_matches", noted)
    return words


def rows(cells):
    return [f"{one},2022-01-10,13,final" for one in cells]


def test_of_many_unknown_ids_the_nearest_is_looked_for_in_some(small_plan, tmp_path, looked_for):
    ids = [f"parks.cuont{number}" for number in range(3 * MOST_MATCHED)]
    path = write(tmp_path / "observations.csv", *rows(f"{one},2021" for one in ids))
    faults = refused(ms.load_observations, small_plan, path)
    assert [fault.found for fault in faults] == ids
    assert looked_for == ids[:MOST_MATCHED]
    assert {fault.nearest for fault in faults[:MOST_MATCHED]} == {"parks.count"}
    assert {fault.nearest for fault in faults[MOST_MATCHED:]} == {""}


def test_the_nearest_of_a_word_is_looked_for_once(small_plan, tmp_path, looked_for):
    lines = [f"parks.cuont,2021,2022-01-{day:02},13,finel" for day in range(1, 29)]
    faults = refused(ms.load_observations, small_plan, write(tmp_path / "a.csv", *lines))
    assert [fault.nearest for fault in faults] == ["parks.count", "final"] * 28
    assert sorted(looked_for) == ["finel", "parks.cuont"]


def test_a_header_of_many_columns_costs_little(looked_for):
    columns = [f"vlaue{number}" for number in range(3 * MOST_MATCHED)]
    raw = ",".join(["indicator", "indicator", *columns]).encode()
    faults = read_rows(raw, ledger_tables()["observations"])[1]
    assert [fault.found for fault in faults if fault.code == "unknown_column"] == columns
    assert [fault.column for fault in faults if fault.code == "duplicate_column"] == ["indicator"]
    assert looked_for == columns[:MOST_MATCHED]


def test_references_to_nothing_cost_little(small_package, looked_for):
    path = small_package / "task_indicators.csv"
    task = path.read_text(encoding="utf-8").splitlines()[1].split(",")[0]
    names = [f"parks.cuont{number}" for number in range(3 * MOST_MATCHED)]
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{task},{name}\n" for name in names)
    faults = ms.check_package(small_package)
    assert [fault.found for fault in faults if fault.code == "unknown_reference"] == names
    assert looked_for == names[:MOST_MATCHED]
