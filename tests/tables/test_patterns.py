"""Which patterns of a package are tried on its cells."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import minsheng as ms
from minsheng.places import data_folder
from minsheng.tables.patterns import pattern_fault

SLOW = [
    "(.+)+x$",
    "(a|a)*b",
    "(a|aa)+$",
    "(?:a+b?)+c",
    "(?=(a+)+$)a",
    "(?>(a+)+)b",
    "(x+x+)+y",
    "a?" * 30 + "a" * 30,
    "(a?){30}a{30}",
    ".*.*.*.*x",
    "((a{1,2}){1,2}){1,30}",
    "(?:(?:(?:^){1000}){1000}){100}",
    "(^)*a",
    "(a?)\\1{2}",
    r"(\b|a){2}",
    "(?:a(?=(?:b(?=c{50})){50})){50}",
]
QUICK = [
    "",
    "[0-9]+",
    r"^[A-Z]{2}\d{3}(-\d+)?$",
    "(ab){3}",
    "(ab)*c",
    "(第[一二三]章){2}",
    "a{2000}",
    r"(\d{5};)+",
    "(?:[A-Z]{3}-){5}[0-9]{1,500}",
    "(?:^)?a",
    "(?i)true|false",
]


@pytest.mark.parametrize("pattern", SLOW)
def test_a_pattern_that_could_take_for_ever_is_refused(pattern):
    assert pattern_fault(pattern) == "slow_pattern"


@pytest.mark.parametrize("pattern", QUICK)
def test_a_plain_pattern_is_taken(pattern):
    assert pattern_fault(pattern) == ""


def test_every_pattern_that_ships_is_taken():
    ours = [
        *data_folder().glob("*/datapackage.json"),
        Path(ms.tables.__file__).with_name("ledger.json"),
    ]
    patterns = {
        field["constraints"]["pattern"]
        for path in ours
        for table in json.loads(path.read_text(encoding="utf-8"))["resources"]
        for field in table["schema"]["fields"]
        if "pattern" in field.get("constraints", {})
    }
    assert len(patterns) >= 7
    assert {pattern_fault(pattern) for pattern in patterns} == {""}


def test_check_comes_to_an_end(small_package):
    """In a process of its own, which is ended if it does not."""
    path = small_package / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    for table in package["resources"]:
        for field in table["schema"]["fields"]:
            if field["name"] == "name_en":
                field.setdefault("constraints", {})["pattern"] = "(.+)+x$"
    path.write_text(json.dumps(package), encoding="utf-8")
    rows = (small_package / "programmes.csv").read_text(encoding="utf-8")
    (small_package / "programmes.csv").write_text(rows.replace("Parks", "a" * 60), encoding="utf-8")
    asked = ["check", "--lang", "en", "--plan", str(small_package)]
    command = [sys.executable, "-m", "minsheng", *asked]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 2
    assert "this regular expression could take for ever" in done.stdout
