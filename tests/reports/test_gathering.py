"""What notebooks call: each function of a report, under what it returns, by a name of its own."""

import re
from pathlib import Path

import pytest

from minsheng import reports
from minsheng.reports import figures, listings, sentences, targets, writeups
from minsheng.reports.gathering import _SHARED

FOLDER = Path(reports.__file__).parent
DEFINED = re.compile(r"^def ([a-z]\w*)\([^)]*\) -> (\w+):", re.MULTILINE)


@pytest.mark.parametrize(
    ("room", "returns"),
    [(listings, "Table"), (sentences, "Prose"), (figures, "Exhibit"), (writeups, "Sections")],
)
def test_every_function_of_a_report_is_there_and_no_two_share_a_name(room, returns):
    of_reports = [
        name
        for file in FOLDER.rglob("*.py")
        if not f"{'.'.join(file.relative_to(FOLDER).with_suffix('').parts)}.".startswith(
            tuple(f"{shared}." for shared in _SHARED)
        )
        for name, kind in DEFINED.findall(file.read_text("utf-8"))
        if kind == returns
    ]
    assert sorted(room.__all__) == sorted(name.removesuffix("_figure") for name in of_reports)
    assert all(getattr(room, name).__doc__ for name in room.__all__)


def test_they_are_the_functions_of_the_reports_themselves():
    assert listings.targets.__wrapped__ is targets.targets
    assert figures.gaps.__module__ == "minsheng.reports.requirements"
