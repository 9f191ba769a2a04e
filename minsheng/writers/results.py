"""Write the numbers of a report as data: ``….results.json`` and ``….results.csv``.

The same report gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import re
from functools import partial
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

    ``report``: notebook, parameters, language, plan, fingerprints of plan and ledger, version of
    the library, whether the data are made up. ``numbers``: those of sentences, tables and figures
    in their order, each with the `COLUMNS`.

    Examples
    --------
    >>> results(Document("zh", "所需增速", "", ()))["numbers"]
    []
    """
    properties = document.properties
    synthetic = SYNTHETIC if properties.get("synthetic") else ""
    origin = origin_of(document)
    fingerprints, numbers = {}, []
    for each in entries(document):
        if each.id.startswith(FINGERPRINTS):
            fingerprints[each.id.removeprefix(FINGERPRINTS)] = each.shown
        elif _is_number(each):
            value = None if each.value is None else without_binary_error(each.value)
            cells = {**each._asdict(), "value": value, "synthetic": synthetic}
            numbers.append({name: cells[name] for name in COLUMNS})
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
    return {"report": report, "numbers": numbers}


def _is_number(entry: Entry) -> bool:
    return entry.kind == "sentence" or entry.value is not None or bool(_DIGIT.search(entry.shown))


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
    encoder = partial(json.JSONEncoder, ensure_ascii=False, allow_nan=False)
    rest = encoder(indent=1).encode({**found, "numbers": []}).removesuffix("[]\n}")
    encode = encoder(separators=(",\n   ", ": ")).encode
    rows = ",".join(f"\n  {{\n   {encode(number)[1:-1]}\n  }}" for number in found["numbers"])
    return f"{rest}[{rows}\n ]\n}}\n" if rows else f"{rest}[]\n}}\n"


def as_csv(found: dict[str, Any]) -> str:
    r"""Return the numbers of `results` as CSV, with a byte order mark for spreadsheets.

    Examples
    --------
    >>> as_csv({"numbers": []}).lstrip("\ufeff")
    'id,kind,section,exhibit,row,column,title,value,shown,synthetic\r\n'
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for number in found["numbers"]:
        # A number is written as its `repr`, None as nothing.
        cells = [number[name] for name in COLUMNS]
        writer.writerow([no_formula(cell) if isinstance(cell, str) else cell for cell in cells])
    return "\ufeff" + text.getvalue()
