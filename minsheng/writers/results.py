"""Write the numbers of a report as data: ``….results.json`` and ``….results.csv``.

The same report gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from minsheng.plan.facts import SYNTHETIC
from minsheng.text.formulas import no_formula
from minsheng.text.language import using
from minsheng.text.numerals import without_binary_error
from minsheng.text.tracing import FINGERPRINTS
from minsheng.version import __version__
from minsheng.writers.document import Document
from minsheng.writers.entries import Entry, entries
from minsheng.writers.origin import origin_of

COLUMNS = (
    "id",
    "kind",
    "section",
    "exhibit",
    "row",
    "column",
    "title",
    "value",
    "shown",
    "synthetic",
)
_DIGIT = re.compile(r"\d")


def results(document: Document) -> dict[str, Any]:
    """Return the sources and all numbers of a report.

    Returns
    -------
    dict
        ``report``: notebook, parameters, language, plan, fingerprints of plan and ledger, version
        of the library, whether the data are made up. ``numbers``: those of sentences, tables and
        figures in their order, each with the `COLUMNS`.

    Examples
    --------
    >>> results(Document("zh", "所需增速", "", ()))["numbers"]
    []
    """
    all_entries = list(entries(document))
    properties = document.properties
    synthetic = SYNTHETIC if properties.get("synthetic") else ""
    origin = origin_of(document)
    fingerprints = {
        each.id.removeprefix(FINGERPRINTS): each.shown
        for each in all_entries
        if is_fingerprint(each)
    }
    report = {
        "title": document.title,
        "lang": document.lang,
        "notebook": origin.notebook if origin else "",
        "parameters": dict(origin.parameters) if origin else {},
        "plan": str(properties.get("plan", "")),
        "fingerprint": str(properties.get("fingerprint", "")),
        "fingerprints": fingerprints,
        "minsheng": __version__,
        "synthetic": synthetic,
    }
    numbers = [
        {**vars(each), "value": _value(each), "synthetic": synthetic}
        for each in all_entries
        if _is_number(each)
    ]
    return {
        "report": report,
        "numbers": [{name: number[name] for name in COLUMNS} for number in numbers],
    }


def is_fingerprint(entry: Entry) -> bool:
    """Return whether an entry is a fingerprint of the data rather than a number."""
    return entry.id.startswith(FINGERPRINTS)


def _is_number(entry: Entry) -> bool:
    if is_fingerprint(entry):
        return False
    return entry.kind == "sentence" or entry.value is not None or bool(_DIGIT.search(entry.shown))


def _value(entry: Entry) -> float | None:
    return None if entry.value is None else without_binary_error(entry.value)


def results_json(document: Document) -> bytes:
    """Return the results of a document as the bytes of a JSON file."""
    with using(document.lang):
        return as_json(results(document)).encode()


def results_csv(document: Document) -> bytes:
    """Return the numbers of a document as the bytes of a CSV file for spreadsheets."""
    with using(document.lang):
        return as_csv(results(document)).encode()


def as_json(found: dict[str, Any]) -> str:
    """Return the dictionary of `results` as JSON, one entry a line.

    Each number is written at once: Python indents by collecting every comma, and the numbers of a
    large plan would take a hundred megabytes.
    """
    rest = _json({**found, "numbers": []}, indent=1).removesuffix("[]\n}")
    numbers = [_json(number, separators=(",\n   ", ": "))[1:-1] for number in found["numbers"]]
    rows = ",".join(f"\n  {{\n   {number}\n  }}" for number in numbers)
    return f"{rest}[{rows}\n ]\n}}\n" if rows else f"{rest}[]\n}}\n"


def _json(value: object, **form: Any) -> str:  # noqa: ANN401  options of `json.dumps`
    return json.dumps(value, ensure_ascii=False, allow_nan=False, **form)


def as_csv(found: dict[str, Any]) -> str:
    r"""Return the numbers of `results` as CSV, with a byte order mark for spreadsheets.

    Examples
    --------
    >>> as_csv({"numbers": []}).lstrip("\ufeff")
    'id,kind,section,exhibit,row,column,title,value,shown,synthetic\r\n'
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    for number in found["numbers"]:
        value = number["value"]
        cells = {
            name: no_formula(cell) if isinstance(cell, str) else cell
            for name, cell in number.items()
        }
        writer.writerow({**cells, "value": "" if value is None else repr(value)})
    return "\ufeff" + text.getvalue()
