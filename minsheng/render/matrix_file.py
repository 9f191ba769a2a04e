"""The matrix file: requests to render, written down as TOML.

A table of defaults, and one ``[[render]]`` for each request. The keys are the options of
``minsheng render``, each with a value or a list of values::

    [defaults]
    lang = ["zh", "en"]

    [[render]]
    notebook = "status"
    programme = ["housing", "elder_care"]
    period = "2019H1"
    to = "docx"

Errors that only show against a plan or a notebook, such as an unknown programme, are left to
`minsheng.render.matrix.jobs`.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from minsheng.errors import BadInput, Fault
from minsheng.loading import DEMO
from minsheng.places import typed_path
from minsheng.plan.periods import period
from minsheng.render.job import Value
from minsheng.render.request import AUTO, Request
from minsheng.text.language import LANGUAGES
from minsheng.writers import FORMATS

_TABLES = ("defaults", "render")
_LISTS = ("plan", "notebook", "programme", "indicator", "period", "lang", "to")
_KEYS = (*_LISTS, "as-of", "observations", "set", "word-template", "notebooks")
_FIELDS = {
    "notebook": "notebooks",
    "programme": "programmes",
    "indicator": "indicators",
    "period": "periods",
    "lang": "langs",
    "to": "formats",
}
"""The fields of a `Request` that several of the keys fill."""
_SYNTAX = re.compile(r"\(at line (\d+), column \d+\)$")


def read_matrix(path: Path) -> tuple[Request, ...]:
    r"""Read a matrix file: one request for each ``[[render]]`` and each plan that it names.

    What a ``[[render]]`` says of a key wins over the defaults; of ``set`` it wins name by name.
    Paths are relative to the file. `BadInput` has every fault of the file: the line of a syntax
    error, unknown keys, values of the wrong type, invalid languages, formats, periods and days,
    missing files, two equal entries, and a file that asks for nothing.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "quarter.toml"
    ...     _ = file.write_text('[[render]]\nnotebook = "plan"\nlang = ["zh", "en"]\n')
    ...     [(request.notebooks, request.langs) for request in read_matrix(file)]
    [(('plan',), ('zh', 'en'))]
    """
    reading = _Reading(path)
    tables = reading.tables()
    requests = reading.requests(tables) if tables else []
    if reading.faults:
        raise BadInput(reading.faults)
    return tuple(requests)


class _Reading:
    """Reads one matrix file and collects its faults."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[Fault] = []

    def add_fault(
        self, code: str, key: str = "", found: str = "", allowed: tuple[str, ...] = ()
    ) -> None:
        """Add a fault of the file."""
        self.faults.append(Fault.unknown(code, found, allowed, self.path.name, key))

    def tables(self) -> dict[str, Any]:
        """Return the tables of the file; none where it is not TOML."""
        try:
            text = self.path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            self.faults.append(Fault("missing_file", str(self.path)))
            return {}
        except OSError as error:
            self.faults.append(
                Fault("requests.unreadable", str(self.path), found=error.strerror or "")
            )
            return {}
        except UnicodeDecodeError:
            self.add_fault("wrong_encoding")
            return {}
        try:
            tables = tomllib.loads(text)
        except (ValueError, RecursionError) as error:
            lines = text.splitlines() or [""]
            at = _SYNTAX.search(str(error))
            row = min(int(at[1]), len(lines)) if at else len(lines)
            self.faults.append(
                Fault("requests.syntax", self.path.name, row, found=lines[row - 1].strip())
            )
            return {}
        self._require_known(tables, _TABLES, "")
        if not tables.keys() - {"defaults"}:
            self.add_fault("requests.nothing")
        return tables

    def requests(self, tables: Mapping[str, Any]) -> list[Request]:
        """Return the requests of the file; faults are collected."""
        defaults = self._table(tables.get("defaults", {}), "defaults")
        entries = tables.get("render", [])
        if not isinstance(entries, list):
            self.add_fault("requests.entries", "render", found=_shown(entries))
            return []
        if not entries and "render" in tables:
            self.add_fault("requests.nothing", "render")
        requests: list[Request] = []
        first: dict[str, str] = {}
        for number, entry in enumerate(entries, 1):
            name = f"render[{number}]"
            own = self._table(entry, name)
            merged = defaults | own
            if "set" in defaults and "set" in own:
                merged["set"] = defaults["set"] | own["set"]
            for request in _requests(merged):
                alike = first.setdefault(json.dumps(request.record(), sort_keys=True), name)
                if alike != name and not self.faults:
                    self.add_fault("requests.twice", name, found=alike)
                requests.append(request)
        return requests

    def _table(self, table: object, name: str) -> dict[str, Any]:
        """Return a table with every value checked and read; faulty ones are left out."""
        if not isinstance(table, dict):
            self.add_fault("requests.table", name, found=_shown(table))
            return {}
        self._require_known(table, _KEYS, name)
        read = {}
        for key in (key for key in _KEYS if key in table):
            at, before = f"{name}.{key}", len(self.faults)
            value = self._set(table[key], at) if key == "set" else self._texts(table[key], key, at)
            if len(self.faults) == before:
                read[key] = value
        return read

    def _require_known(self, table: Mapping[str, Any], allowed: tuple[str, ...], name: str) -> None:
        for key in table:
            if key not in allowed:
                self.add_fault("requests.unknown_key", name, key, allowed)

    def _texts(self, value: object, key: str, at: str) -> tuple[str, ...]:
        """Return one or several texts, each once."""
        several = value if isinstance(value, list) else [value]
        if isinstance(value, list) and key not in _LISTS:
            self.add_fault("requests.one_value", at, found=_shown(value))
            return ()
        if not several:
            self.add_fault("requests.empty", at)
        texts = [self._text(text, key, at) for text in several]
        return tuple(dict.fromkeys(texts))

    def _text(self, value: object, key: str, at: str) -> str:
        # TOML has days, and a year is a number in it: both are what they seem to be.
        if key == "period" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if key == "as-of" and type(value) is dt.date:
            value = value.isoformat()
        if not isinstance(value, str):
            self.add_fault("requests.text", at, found=_shown(value))
            return ""
        if not value.strip():
            self.add_fault("requests.empty", at)
            return ""
        check = _CHECKS.get(key)
        return check(self, value.strip(), at) if check else value.strip()

    def _set(self, value: object, at: str) -> dict[str, Value]:
        """Return the further notebook parameters by name; add a fault for each unsuitable value."""
        if not isinstance(value, dict):
            self.add_fault("requests.named_values", at, found=_shown(value))
            return {}
        for name, item in value.items():
            if not isinstance(item, str | int | float | bool) or (
                isinstance(item, float) and not math.isfinite(item)
            ):
                self.add_fault("requests.simple_value", f"{at}.{name}", found=_shown(item))
        return {
            name: typed_path(item, self.path.parent) if isinstance(item, str) else item
            for name, item in value.items()
        }

    def one_of(self, allowed: tuple[str, ...], code: str, text: str, at: str) -> str:
        """Return `text`; add a fault unless it is among `allowed`."""
        if text not in allowed:
            self.add_fault(code, at, text, allowed)
        return text

    def plan(self, text: str, at: str) -> str:
        """Return a plan's id, or its folder if there is one of that name beside the file."""
        is_path = text != Path(text).name or _is(Path.exists, self.path.parent / text)
        return str(_absolute(self.path.parent, text)) if is_path else text

    def observations(self, text: str, at: str) -> str:
        """Return where a ledger is: the demonstration, a database, or a path beside the file."""
        if text == DEMO or "://" in text:
            return text
        return self.existing(Path.exists, "no_such_ledger", text, at)

    def existing(self, there: Callable[[Path], bool], code: str, text: str, at: str) -> str:
        """Return a path relative to the matrix file; add a fault where `there` is false of it."""
        path = _absolute(self.path.parent, text)
        if not _is(there, path):
            self.add_fault(code, at, found=text)
        return str(path)

    def period(self, text: str, at: str) -> str:
        """Return the text of a period; add a fault where it cannot be parsed."""
        if text != AUTO:
            try:
                period(text)
            except ValueError:
                self.add_fault("requests.period", at, text)
        return text

    def day(self, text: str, at: str) -> str:
        """Return the text of a day; add a fault where it cannot be parsed."""
        try:
            return dt.date.fromisoformat(text).isoformat()
        except ValueError:
            self.add_fault("not_a_date", at, found=text)
            return ""


_CHECKS: Mapping[str, Callable[[_Reading, str, str], str]] = {
    "plan": _Reading.plan,
    "observations": _Reading.observations,
    "period": _Reading.period,
    "as-of": _Reading.day,
    "lang": lambda reading, *text: reading.one_of(LANGUAGES, "unknown_language", *text),
    "to": lambda reading, *text: reading.one_of((*FORMATS, "all"), "unknown_format", *text),
    "word-template": lambda reading, *text: reading.existing(Path.is_file, "missing_file", *text),
    "notebooks": lambda reading, *text: reading.existing(Path.is_dir, "missing_folder", *text),
}


def _requests(table: Mapping[str, Any]) -> list[Request]:
    """Return the requests of one entry, one for each plan."""
    values: dict[str, Any] = {field: tuple(table.get(key, ())) for key, field in _FIELDS.items()}
    if "all" in values["formats"]:
        values["formats"] = tuple(FORMATS)
    request = Request(
        **values,
        as_of="".join(table.get("as-of", ())),
        observations="".join(table.get("observations", ())),
        extra=tuple(sorted(table.get("set", {}).items())),
        word_template=Path(*table["word-template"]) if "word-template" in table else None,
        folder=Path(*table["notebooks"]) if "notebooks" in table else None,
    )
    return [replace(request, plan=plan) for plan in table.get("plan", ("",))]


def _absolute(folder: Path, text: str) -> Path:
    """Return `text` as a path below `folder`, symbolic links followed where it is a valid path."""
    try:
        return (folder / text).resolve()
    except (OSError, ValueError):
        return folder / text


def _is(there: Callable[[Path], bool], path: Path) -> bool:
    """Return whether `there` holds of a path; False for a path that the system refuses."""
    try:
        return there(path)
    except (OSError, ValueError):
        return False


def _shown(value: object) -> str:
    """Return a value roughly as TOML writes it, for messages."""
    if isinstance(value, float | dt.date):
        return str(value)
    return json.dumps(value, ensure_ascii=False, default=str)
