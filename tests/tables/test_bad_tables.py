"""Each file of tests/bad_tables is one defect of the small package and what must be said of it."""

import ast
import csv
import hashlib
import json
import tomllib
from pathlib import Path

import pytest

import minsheng as ms
from minsheng.text.language import catalogue

CASES = sorted((Path(__file__).parents[1] / "bad_tables").glob("*.toml"))
LEDGERS = sorted((Path(__file__).parents[1] / "bad_ledgers").glob("*.toml"))  # test_bad_ledgers.py
# What only adding to a ledger tells, what no file tells but its place or the day, and what only a
# frame can hold: test_recording.py, test_opening.py and test_frames.py
RECORDING = {
    "ledger_not_declared",
    "ledger_changed",
    "cannot_read",
    "cannot_write",
    "not_a_file",
    "reported_after_today",
    "reported_before_another",
    "reported_twice",
    "period_as_number",
    "needs_ledger",
}
DESCRIPTOR = "datapackage.json"


def read_csv(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_csv(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def replace(folder, edit):
    rows = read_csv(folder / f"{edit['table']}.csv")
    column = rows[0].index(edit["column"])
    assert rows[edit["row"] - 1][column] != edit["value"], "the edit changes nothing"
    rows[edit["row"] - 1][column] = edit["value"]
    write_csv(folder / f"{edit['table']}.csv", rows)


def append(folder, edit):
    path = folder / f"{edit['table']}.csv"
    write_csv(path, [*read_csv(path), edit["cells"]])


def drop_column(folder, edit):
    path = folder / f"{edit['table']}.csv"
    rows = read_csv(path)
    column = rows[0].index(edit["column"])
    write_csv(path, [row[:column] + row[column + 1 :] for row in rows])


def rename_column(folder, edit):
    path = folder / f"{edit['table']}.csv"
    rows = read_csv(path)
    rows[0][rows[0].index(edit["column"])] = edit["value"]
    write_csv(path, rows)


def write(folder, edit):
    """Write `text`, `times` over, in an encoding, or the file's own text in another one."""
    path = folder / edit["file"]
    text = edit.get("text")
    if text is None:
        text = path.read_text(encoding="utf-8")
    path.write_bytes((text * edit.get("times", 1)).encode(edit.get("encoding", "utf-8")))


def delete(folder, edit):
    (folder / edit["file"]).unlink()


def descriptor(folder, edit):
    """Set or remove one key of the descriptor, found by its path."""
    path = folder / DESCRIPTOR
    package = json.loads(path.read_text(encoding="utf-8"))
    place = package
    *above, last = edit["key"]
    for key in above:
        found = isinstance(place, list) and isinstance(key, str)
        place = next(item for item in place if item["name"] == key) if found else place[key]
    if isinstance(place, list) and isinstance(last, str):
        last = next(index for index, item in enumerate(place) if item["name"] == last)
    if edit.get("remove"):
        del place[last]
    else:
        place[last] = edit["value"]
    path.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")


EDITS = {
    edit.__name__: edit
    for edit in (replace, append, drop_column, rename_column, write, delete, descriptor)
}


def apply(case, folder):
    for edit in case["edit"]:
        EDITS[edit["do"]](folder, edit)


def digest(folder):
    return {
        path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def expected(fault, folder):
    """The fields of a fault as the case states them; `{folder}` stands for the temporary copy."""
    return (
        fault["code"],
        fault.get("file", "").replace("{folder}", str(folder)),
        fault.get("row"),
        fault.get("column", ""),
        fault.get("found", ""),
        fault.get("nearest", ""),
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_one_defect_gives_exactly_its_faults(path, small_package):
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    apply(case, small_package)
    before = digest(small_package)

    faults = ms.check_package(small_package)

    told = [(f.code, f.file, f.row, f.column, f.found, f.nearest) for f in faults]
    assert told == [expected(fault, small_package) for fault in case["fault"]]
    for fault, wanted in zip(faults, case["fault"], strict=True):
        assert set(wanted.get("allowed", ())) <= set(fault.allowed)
        assert bool(wanted.get("allowed")) == bool(fault.allowed)
    for lang in ("en", "zh"):
        text = case["text"][lang].replace("{folder}", str(small_package))
        assert faults[0].text(lang) == text
    with pytest.raises(ms.BadInput) as raised:
        ms.load_plan(small_package)
    assert raised.value.faults == tuple(faults)
    for fault in faults:
        assert fault.text() in str(raised.value)
    assert digest(small_package) == before


def test_the_small_package_itself_has_no_fault(small_package):
    assert ms.check_package(small_package) == []


@pytest.mark.parametrize("mark", ["\t", "\r\n", "\x1b", "\x85", "\u2028"])
@pytest.mark.parametrize("table", ["programmes", "indicators", "units", "groups", "calendar"])
def test_a_name_with_a_control_character_is_refused(table, mark, small_package):
    value = f"one{mark}two"
    replace(small_package, {"table": table, "row": 2, "column": "name_zh", "value": value})
    (fault,) = ms.check_package(small_package)
    assert (fault.code, fault.row, fault.column) == ("control_character", 2, "name_zh")
    assert mark not in fault.text()


def test_there_is_a_case_for_every_fault_of_a_package():
    cases = [tomllib.loads(path.read_text(encoding="utf-8")) for path in (*CASES, *LEDGERS)]
    covered = {fault["code"] for case in cases for fault in case.get("fault", ())}
    assert len(CASES) >= 45
    assert raised_by_tables() - covered == RECORDING


def raised_by_tables():
    """The codes of the catalogue that stand as words in the room that reads packages."""
    folder = Path(ms.__file__).parent / "tables"
    words = {
        node.value
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return (words & set(catalogue("faults"))) - {"headline"}  # a column of indicators
