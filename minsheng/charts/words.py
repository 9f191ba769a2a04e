"""The words on a chart: names that fit, figures in words, what is left out and why."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from minsheng.text.language import catalogue, current, listing, say
from minsheng.text.numerals import MISSING, amount, plain, stated

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit

_NOT_FIRST = set(",.;:!?)%，。、；：！？）”》")  # no line starts with one of these
_BOUNDS = {">=": "at_least", "<=": "at_most", ">": "more_than", "<": "less_than", "~": "about"}


def names(plan: Plan) -> dict[str, str]:
    """Return the names of the indicators by id, in the language in force."""
    table = plan.tables["indicators"]
    return dict(zip(table["indicator"], table[f"name_{current()}"], strict=True))


def units(plan: Plan) -> dict[str, Unit]:
    """Return the unit of each indicator by id."""
    table = plan.tables["indicators"]
    known = {unit: plan.unit(unit) for unit in table["unit"].drop_duplicates()}
    return {name: known[unit] for name, unit in zip(table["indicator"], table["unit"], strict=True)}


def unnamed(unit: Unit) -> Unit:
    """Return `unit` without what follows its numbers, for where the axis names it; % stays."""
    return unit if unit.share else replace(unit, symbol_zh="", symbol_en="")


def ems(text: str) -> float:
    """Return about how wide `text` runs, in widths of a Chinese character.

    Examples
    --------
    >>> ems("入园率"), ems("ab ")
    (3.0, 1.36)
    """
    return round(sum(_width(character) for character in text), 6)


def _width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character == " ":
        return 0.24
    return 0.68 if character.isupper() or character in "—%≥≤≈−" else 0.56


def wrap(text: str, width: float) -> str:
    r"""Break `text` into lines no wider than `width` ems, Chinese anywhere, English at spaces.

    Examples
    --------
    >>> wrap("学前三年毛入园率", 4)
    '学前三年\n毛入园率'
    >>> wrap("Gross enrolment rate", 9)
    'Gross enrolment\nrate'
    """
    lines = [""]
    for piece in _pieces(text):
        fits = ems(lines[-1] + piece.rstrip()) <= width or piece[0] in _NOT_FIRST
        if fits or not lines[-1]:
            lines[-1] += piece
        else:
            lines.append(piece)
    return "\n".join(line.strip() for line in lines)


def _pieces(text: str) -> Iterable[str]:
    """Part `text` where a line may break: after a space, round a Chinese character."""
    piece = ""
    for character in text:
        if _width(character) == 1.0:
            yield from (part for part in (piece, character) if part)
            piece = ""
        else:
            piece += character
            if character == " ":
                yield piece
                piece = ""
    if piece:
        yield piece


def opening(text: str) -> str:
    """Return `text` as a title begins with it.

    Examples
    --------
    >>> opening("first half of 2019"), opening("2019年上半年")
    ('First half of 2019', '2019年上半年')
    """
    return text[:1].upper() + text[1:]


def spoken(bound: str, value: float, unit: Unit, high: float = math.nan) -> str:
    """Return a figure with its bound in words, for a title.

    Examples
    --------
    >>> import minsheng as ms
    >>> spoken(">=", 90, ms.load_plan().unit("percent"))
    '90%以上'
    """
    if math.isnan(value):
        return MISSING
    if bound == "range" and not math.isnan(high):
        return f"{plain(value, unit.decimals)}–{amount(high, unit)}"
    text = amount(value, unit)
    return say(f"charts.{_BOUNDS[bound]}", amount=text) if bound in _BOUNDS else text


def printed_target(row: Mapping[Any, Any], unit: Unit) -> str:
    """Return a row's target as the plan prints it, with its bound as a symbol."""
    if row["target_bound"] == "range":
        return stated("range", row["target_low"], unit, high=row["target_high"])
    return stated(row["target_bound"], row["target"], unit)


def printed_baseline(row: Mapping[Any, Any], unit: Unit) -> str:
    """Return a row's baseline as the plan prints it, with its bound as a symbol."""
    high = row["baseline_high"]
    return stated(row["baseline_bound"], row["baseline"], unit, high=high)


def reason(code: str) -> str:
    """Return the short word for why a number is missing; some reasons are the charts' own."""
    own = f"reason_{code}"
    return say(f"charts.{own}") if own in catalogue("charts") else say(f"reasons.{code}")


def some(items: Sequence[str], most: int = 6) -> str:
    """Join `items`, the first ones by name and the others by number."""
    if len(items) <= most:
        return listing(items)
    first = say("charts.comma_of_names").join(items[:most])
    return say("charts.and_others", names=first, n=len(items) - most, all=len(items))
