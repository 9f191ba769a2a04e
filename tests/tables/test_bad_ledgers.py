"""Each file of tests/bad_ledgers is one defect of a ledger and what must be said of it.

``improbable_*`` are no defects: the ledger loads, and says a warning.
"""

import tomllib
from pathlib import Path

import pytest

import minsheng as ms
from minsheng.text.language import catalogue

CASES = sorted((Path(__file__).parents[1] / "bad_ledgers").glob("*.toml"))


def lay_out(case, folder):
    """Write the files of a case; return the source to load."""
    for file in case.get("file", ()):
        (folder / file["name"]).write_text(file["text"], encoding="utf-8")
    return folder / case.get("source", "")


def expected(fault):
    """The fields of a fault as the case states them."""
    texts = [fault.get(key, "") for key in ("column", "found", "nearest")]
    return (fault["code"], fault.get("file", ""), fault.get("row"), *texts)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_one_defect_gives_exactly_its_faults(path, small_plan, tmp_path, monkeypatch):
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)
    folder = Path("ledger")
    folder.mkdir()
    source = lay_out(case, folder)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    if "fault" in case:
        with pytest.raises(ms.BadInput) as raised:
            ms.load_observations(small_plan, source)
        told, wanted = raised.value.faults, case["fault"]
    else:
        told, wanted = ms.load_observations(small_plan, source).warnings, case["warning"]

    found = [(f.code, f.file, f.row, f.column, f.found, f.nearest) for f in told]
    assert found == [expected(fault) for fault in wanted]
    for fault, want in zip(told, wanted, strict=True):
        assert set(want.get("allowed", ())) <= set(fault.allowed)
        assert bool(want.get("allowed")) == bool(fault.allowed)
    for lang in ("en", "zh"):
        assert told[0].text(lang) == case["text"][lang]
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_only_what_is_improbable_is_let_through():
    for path in CASES:
        case = tomllib.loads(path.read_text(encoding="utf-8"))
        assert ("warning" in case) == path.stem.startswith("improbable_"), path.stem
        assert len(case.get("fault", ())) <= 1 or path.stem in (
            "several_defects",
            "only_the_id",
            "column_misspelt",
        )


def test_there_is_a_case_for_every_warning():
    cases = [tomllib.loads(path.read_text(encoding="utf-8")) for path in CASES]
    covered = {fault["code"] for case in cases for fault in case.get("warning", ())}
    # These need another plan or a later row: test_ledger.py, reports/test_years_and_reasons.py.
    covered |= {"warnings.far_below_in_wan", "warnings.like_part_of_year", "warnings.withdrawn"}
    assert covered == {f"warnings.{key}" for key in catalogue("warnings")}


def test_every_word_is_the_same_from_the_package_itself(small_package):
    """A ledger inside a package has the faults that it has outside, and the package tells them."""
    import json

    from minsheng.tables.schema import ledger_tables

    path = Path(__file__).parents[1] / "bad_ledgers" / "several_defects.toml"
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    lay_out(case, small_package)
    (small_package / "explanations.csv").write_text(
        ",".join(ledger_tables()["explanations"].columns) + "\n", encoding="utf-8"
    )
    shipped = Path(ms.tables.__file__).with_name("ledger.json")
    package = json.loads((small_package / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] += json.loads(shipped.read_text(encoding="utf-8"))["resources"]
    (small_package / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")

    faults = ms.check_package(small_package)
    assert [expected(fault) for fault in case["fault"]] == [
        (f.code, f.file, f.row, f.column, f.found, f.nearest) for f in faults
    ]
    plan = ms.load_plan(small_package)  # the plan itself has no fault
    with pytest.raises(ms.BadInput) as raised:
        ms.load_observations(plan)
    assert raised.value.faults == tuple(faults)
