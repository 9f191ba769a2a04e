"""The descriptor ``datapackage.json``: its values, each checked, and the facts of the plan in it.

Whatever the JSON holds, the answer is a list of faults, each at its place, such as
``plan.first_year``. What has no fault can be read. The tables that it declares are read in
`minsheng.tables.resources`.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from minsheng.errors import BadInput, Fault, nearest
from minsheng.files import is_inside, refused_as
from minsheng.plan.facts import Annex, Issuer, PlanFacts
from minsheng.tables.patterns import PLAN, name_fault
from minsheng.tables.reading import read_file
from minsheng.text.json_text import DuplicateKey, TooDeep, read_json

if TYPE_CHECKING:
    from pathlib import Path

DESCRIPTOR = "datapackage.json"

WORDS = ("title_zh", "title_en", "short_zh", "short_en", "basis_zh", "basis_en")
YEARS = ("first_year", "last_year", "baseline_year")
# The keys of the standard and of a plan: none of them is another one misspelt.
_OTHER_KEYS = (
    "issuers printed calendar_sections annexes zh en $schema name title title_zh description "
    "version licenses sources contributors created homepage keywords plan resources path "
    "format mediatype encoding dialect schema fields type constraints primaryKey foreignKeys "
    "missingValues reference resource"
)
_KNOWN = {*WORDS, *YEARS, *_OTHER_KEYS.split()}


def is_number(value: object) -> bool:
    """Return whether a value is a finite number."""
    if isinstance(value, float):
        return math.isfinite(value)  # 1e400 is valid JSON
    return isinstance(value, int) and not isinstance(value, bool)


def _is_whole(value: object, least: int = 0, most: float = math.inf) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


# What a value must be, and what is said where it is something else.
_KINDS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "text": (lambda value: isinstance(value, str), "json_text"),
    "truth": (lambda value: isinstance(value, bool), "json_truth"),
    "number": (is_number, "json_number"),
    "whole": (_is_whole, "json_whole"),
    "year": (lambda value: _is_whole(value, 1000, 9999), "json_year"),
    "list": (lambda value: isinstance(value, list), "json_list"),
    "object": (lambda value: isinstance(value, dict), "json_object"),
}


@dataclass
class DescriptorChecker:
    """Takes values out of the descriptor and collects the faults of those of a wrong kind."""

    faults: list[Fault] = field(default_factory=list)

    def add_fault(
        self,
        code: str,
        place: str,
        found: object = "",
        allowed: tuple[str, ...] = (),
        near: str = "",
    ) -> None:
        """Add a fault at `place`."""
        self.faults.append(Fault(code, DESCRIPTOR, None, place, str(found), allowed, near))

    def is_kind(self, value: object, kind: str, place: str) -> bool:
        """Return whether `value` is of a kind, and add a fault where it is not."""
        fits, code = _KINDS[kind]
        if not fits(value):
            self.add_fault(code, place, shown(value))
        return fits(value)

    def take(
        self, holder: Mapping[str, Any], key: str, above: str, kind: str, *, needed: bool = True
    ) -> Any:  # noqa: ANN401  whatever the JSON holds
        """Return the value of `key`, or None where it is missing or of another kind."""
        place = f"{above}.{key}" if above else key
        if key not in holder:
            if needed:
                unknown = [name for name in holder if name not in _KNOWN]
                self.add_fault("missing_key", place, near=nearest(key, unknown))
            return None
        return holder[key] if self.is_kind(holder[key], kind, place) else None


def shown(value: object) -> str:
    """Return a value as JSON text, the content of a list or an object left out."""
    if isinstance(value, list | dict):
        inside = "…" if value else ""
        return f"[{inside}]" if isinstance(value, list) else f"{{{inside}}}"
    return json.dumps(value, ensure_ascii=False)


def open_descriptor(folder: Path) -> tuple[dict[str, Any] | None, list[Fault]]:
    """Return the descriptor of a package, or None and the faults that prevent reading it."""
    path = folder / DESCRIPTOR
    checker = DescriptorChecker()
    if not is_inside(path, folder):
        return None, [Fault("path_outside", DESCRIPTOR)]
    try:
        with refused_as("cannot_read", DESCRIPTOR):
            if not path.exists():
                return None, [Fault("no_package", str(folder))]
        descriptor = read_json(read_file(path, DESCRIPTOR).decode("utf-8-sig"), strict=True)
    except BadInput as error:
        return None, list(error.faults)
    except TooDeep:
        return None, [Fault("too_deep", DESCRIPTOR)]
    except DuplicateKey as error:
        return None, [Fault("name_twice", DESCRIPTOR, column=str(error))]
    except ValueError as error:
        return None, [Fault("not_json", DESCRIPTOR, found=str(error))]
    return (descriptor if checker.is_kind(descriptor, "object", "") else None), checker.faults


def read_facts(descriptor: Mapping[str, Any]) -> tuple[PlanFacts | None, list[Fault]]:
    """Return the facts of the plan, or None and every fault in them.

    Examples
    --------
    >>> facts, faults = read_facts({"name": "../evil", "plan": {}})
    >>> facts, faults[0].code, faults[1].column
    (None, 'plan_name', 'plan.title_zh')
    """
    checker = DescriptorChecker()
    name = checker.take(descriptor, "name", "", "text")
    if name is not None and not re.fullmatch(PLAN, name):
        checker.add_fault("plan_name", "name", name or '""')
    elif name is not None and (refused := name_fault(name))[0]:
        checker.add_fault(refused[0], "name", name, refused[1])
    plan = checker.take(descriptor, "plan", "", "object")
    if plan is None:
        return None, checker.faults
    words = {key: checker.take(plan, key, "plan", "text") for key in WORDS}
    years = {key: checker.take(plan, key, "plan", "year") for key in YEARS}
    issuers = _issuers(checker, plan)
    annexes = _annexes(checker, plan)
    printed = _day(checker, plan)
    if None not in years.values():
        _order(checker, **years)
    if checker.faults or printed is None:
        return None, checker.faults
    return PlanFacts(
        plan=name, issuers=issuers, printed=printed, annexes=annexes, **words, **years
    ), []


def _order(checker: DescriptorChecker, first_year: int, last_year: int, baseline_year: int) -> None:
    if first_year > last_year:
        checker.add_fault("years_reversed", "plan.last_year", last_year, (f"≥{first_year}",))
    if baseline_year >= first_year:
        checker.add_fault(
            "baseline_year_not_before", "plan.baseline_year", baseline_year, (f"<{first_year}",)
        )


def _annexes(checker: DescriptorChecker, plan: Mapping[str, Any]) -> tuple[Annex, ...]:
    annexes = []
    listed = checker.take(plan, "annexes", "plan", "list", needed=False) or ()
    for number, annex in enumerate(listed):
        place = f"plan.annexes[{number}]"
        if checker.is_kind(annex, "object", place):
            words = {key: checker.take(annex, key, place, "text") for key in ("annex", "zh", "en")}
            annexes.append(
                Annex(**words, contained=checker.take(annex, "contained", place, "truth"))
            )
    return tuple(annexes)


def _issuers(checker: DescriptorChecker, plan: Mapping[str, Any]) -> tuple[Issuer, ...]:
    issuers = []
    for number, issuer in enumerate(checker.take(plan, "issuers", "plan", "list") or ()):
        place = f"plan.issuers[{number}]"
        if checker.is_kind(issuer, "object", place):
            zh, en = (checker.take(issuer, lang, place, "text") for lang in ("zh", "en"))
            issuers.append(Issuer(zh, en))
    return tuple(issuers)


def _day(checker: DescriptorChecker, plan: Mapping[str, Any]) -> dt.date | None:
    text = checker.take(plan, "printed", "plan", "text")
    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError:
        checker.add_fault("not_a_date", "plan.printed", text or '""')
        return None
