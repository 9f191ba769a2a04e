"""Values taken out of the descriptor, each held against what it must be; what is wrong is kept."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from minsheng.errors import Fault, nearest

DESCRIPTOR = "datapackage.json"

WORDS = ("title_zh", "title_en", "short_zh", "short_en", "basis_zh", "basis_en")
YEARS = ("first_year", "last_year", "baseline_year")
# The keys of the standard and of a plan: none of them is another one misspelt.
_KNOWN = {
    *WORDS, *YEARS, "issuers", "printed", "calendar_sections", "annexes", "zh", "en", "$schema",
    "name", "title", "title_zh", "description", "version", "licenses", "sources", "contributors",
    "created", "homepage", "keywords", "plan", "resources", "path", "format", "mediatype",
    "encoding", "dialect", "schema", "fields", "type", "constraints", "primaryKey", "foreignKeys",
    "missingValues", "reference", "resource",
}  # fmt: skip


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
class Faults:
    """Takes values out of the descriptor and keeps what was wrong with them."""

    told: list[Fault] = field(default_factory=list)

    def tell(
        self,
        code: str,
        place: str,
        found: object = "",
        allowed: tuple[str, ...] = (),
        near: str = "",
    ) -> None:
        """Keep a fault at `place`."""
        self.told.append(Fault(code, DESCRIPTOR, None, place, str(found), allowed, near))

    def is_kind(self, value: object, kind: str, place: str) -> bool:
        """Return whether `value` is of a kind, and keep a fault where it is not."""
        fits, code = _KINDS[kind]
        if not fits(value):
            self.tell(code, place, shown(value))
        return fits(value)

    def take(
        self, holder: Mapping[str, Any], key: str, above: str, kind: str, *, needed: bool = True
    ) -> Any:  # noqa: ANN401  whatever the JSON holds
        """Return the value of `key`, or None where it is missing or of another kind."""
        place = f"{above}.{key}" if above else key
        if key not in holder:
            if needed:
                others = [name for name in holder if name not in _KNOWN]
                self.tell("missing_key", place, near=nearest(key, others))
            return None
        return holder[key] if self.is_kind(holder[key], kind, place) else None


def shown(value: object) -> str:
    """Return a value as JSON writes it, what is inside a list or an object left out."""
    if isinstance(value, list | dict):
        inside = "…" if value else ""
        return f"[{inside}]" if isinstance(value, list) else f"{{{inside}}}"
    return json.dumps(value, ensure_ascii=False)
