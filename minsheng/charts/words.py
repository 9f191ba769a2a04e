"""The words on a chart: names that fit, figures and changes in words, reasons."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from minsheng.plan.bounds import Interval
from minsheng.text.amounts import computed_number, difference, difference_number, rate
from minsheng.text.language import catalogue, current, listing, say
from minsheng.text.numerals import MISSING, plain
from minsheng.text.shortening import MOST_DRAWN

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit

T = TypeVar("T")
_NOT_FIRST = set(",.;:!?)%，。、；：！？）”》")  # no line starts with one of these
_NOT_LAST = set("（“《〔")  # no line ends with one of these
_FIGURE = re.compile(
    r"([（《〔]?[^\s\u2e80-\uffff]*\d(?:个?[百千]分点|[万亿]?[\u4e00-\u9fff]))"
)  # a number with its unit in Chinese


def programme_names(plan: Plan) -> list[str]:
    """Return the names of the programmes in the order of the plan, in the language in force."""
    return list(plan.programmes[f"name_{current()}"])


def units(plan: Plan) -> dict[str, Unit]:
    """Return the unit of each indicator by id."""
    table = plan.tables["indicators"]
    known = {unit: plan.unit(unit) for unit in table["unit"].drop_duplicates()}
    return {name: known[unit] for name, unit in zip(table["indicator"], table["unit"], strict=True)}


def without_symbol(unit: Unit) -> Unit:
    """Return `unit` without the symbol after its numbers, since the axis names it; % stays."""
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

    A number stays with its Chinese unit where both have room in a line.

    Examples
    --------
    >>> wrap("学前三年毛入园率", 4)
    '学前三年\n毛入园率'
    >>> wrap("Gross enrolment rate", 9)
    'Gross enrolment\nrate'
    >>> wrap("最慢70个百分点", 6)
    '最慢\n70个百分点'
    """
    pieces: list[str] = []
    for n, part in enumerate(_FIGURE.split(text)):
        pieces += [part] if n % 2 and ems(part) <= width else _pieces(part)
    lines = [""]
    for piece in pieces:
        fits = ems(lines[-1] + piece.rstrip()) <= width or piece[0] in _NOT_FIRST
        if fits or not lines[-1]:
            lines[-1] += piece
        else:
            lines.append(piece)
    return "\n".join(line.strip() for line in lines)


def _pieces(text: str) -> Iterable[str]:
    """Split `text` where a line may break: after a space, before and after a Chinese character.

    What opens a bracket stays with what follows it.
    """
    piece = ""
    for character in text:
        if character in _NOT_LAST:
            yield from ([piece] if piece else [])
            piece = character
        elif piece in _NOT_LAST and piece:
            piece += character
            if _width(character) == 1.0:
                yield piece
                piece = ""
        elif _width(character) == 1.0:
            yield from (part for part in (piece, character) if part)
            piece = ""
        else:
            piece += character
            if character == " ":
                yield piece
                piece = ""
    if piece:
        yield piece


def capitalised(text: str) -> str:
    """Return `text` with its first letter as a capital, to begin a title.

    Examples
    --------
    >>> capitalised("first half of 2019"), capitalised("2019年上半年")
    ('First half of 2019', '2019年上半年')
    """
    return text[:1].upper() + text[1:]


def reason(code: str) -> str:
    """Return in short why a number is missing; charts word some reasons differently."""
    own = f"reason_{code}"
    return say(f"charts.{own}") if own in catalogue("charts") else say(f"reasons.{code}")


def counted_reasons(codes: Iterable[str]) -> str:
    """Return the note that counts what a chart leaves out by reason; empty where it is nothing.

    Examples
    --------
    >>> counted_reasons(["no_number", "milestone", "no_number"])
    '未画出：未定数值2项、完成节点1项。'
    """
    counts = Counter(codes).most_common()
    parts = [say("charts.left_out_part", reason=reason(code), n=n) for code, n in counts]
    return say("charts.left_out", parts=listing(parts)) if parts else ""


def late_clause(classes: Iterable[str]) -> str:
    """Return a clause on how many goals of `classes` were met late; empty if none was.

    Examples
    --------
    >>> late_clause(["late", "kept"]), late_clause(["kept"])
    ('、1项逾期完成', '')
    """
    n = list(classes).count("late")
    return say("charts.late_clause", n=n) if n else ""


def with_silent(finding: str, classes: Iterable[str]) -> str:
    """Return a finding, and how many goals of `classes` were not reported, if any was not.

    Examples
    --------
    >>> with_silent("都好", ["kept", "not_reported"]), with_silent("都好", ["kept"])
    ('都好，另1项应报未报', '都好')
    """
    n = list(classes).count("not_reported")
    return finding + (say("charts.also_silent", n=n) if n else "")


def shortened_list(items: Sequence[str], most: int = 6) -> str:
    """Join `items`; of more than `most` the first ones by name and the others by number."""
    if len(items) <= most:
        return listing(items)
    first = say("charts.comma_of_names").join(items[:most])
    return say("charts.and_others", names=first, n=len(items) - most, all=len(items))


def most_drawn(panels: Sequence[Sequence[T]]) -> tuple[list[Sequence[T]], str]:
    """Return the first rows of each panel of a figure, and a note that counts the others.

    Examples
    --------
    >>> panels, note = most_drawn([range(MOST_DRAWN + 2), range(3)])
    >>> [len(panel) for panel in panels] == [MOST_DRAWN, 3], note
    (True, '……另有2项未画出，见工作簿。')
    """
    more = sum(max(0, len(panel) - MOST_DRAWN) for panel in panels)
    note = say("charts.more_drawn", n=more) if more else ""
    return [panel[:MOST_DRAWN] for panel in panels], note


# ---- changes: what rises, what falls, and by how much a year


def change_a_year(change: Interval[float], unit: Unit) -> str:
    """Return a change a year, or the interval of one, as a rise or a fall without a sign.

    An end that is infinite or missing is open: there the change has no limit. Where the interval
    holds both rises and falls its ends keep their signs.

    Examples
    --------
    >>> import math
    >>> percent = ms.load_plan().unit("percent")
    >>> change_a_year(Interval(-2.2, -2.2), percent), change_a_year(Interval(-2, 8), percent)
    ('每年降低2.2个百分点', '每年变化−2至8个百分点')
    >>> change_a_year(Interval(-math.inf, 3), percent)
    '每年提高3个百分点以内'
    """
    return _interval_a_year(
        change,
        _kind(unit),
        lambda value: rate(value, unit),
        lambda value: computed_number(value, unit),
    )


def growth_a_year(growth: Interval[float]) -> str:
    """Return growth a year in words from per cent; see `change_a_year`.

    Examples
    --------
    >>> growth_a_year(Interval(-12.94, -12.94))
    '每年下降12.9%'
    """
    return _interval_a_year(growth, "growth", _per_cent, lambda value: plain(value, 1))


def change_required(value: float, unit: Unit) -> str:
    """Return for a title by how much a figure of `unit` must change each year.

    Examples
    --------
    >>> change_required(-2.2, ms.load_plan().unit("percent"))
    '每年须降低2.2个百分点'
    """
    return say(f"charts.must_{_direction(value)}_{_kind(unit)}", change=rate(abs(value), unit))


def growth_required(value: float) -> str:
    """Return for a title by how many per cent a figure must grow each year.

    Examples
    --------
    >>> growth_required(3.5)
    '每年须增长3.5%'
    """
    return say(f"charts.must_{_direction(value)}_growth", change=_per_cent(abs(value)))


def gap_to_go(gap: float, direction: str, unit: Unit) -> str:
    """Return a gap as what is missing, or where less is better as what it must fall by."""
    key = "to_go" if direction == "up" else f"to_fall_{_kind(unit)}"
    return say(f"charts.{key}", gap=difference(gap, unit))


def interval_in_words(values: Interval[float], unit: Unit) -> str:
    """Return the values that a difference may have; an end that is infinite or missing is open.

    Examples
    --------
    >>> import math
    >>> interval_in_words(Interval(-math.inf, 50), ms.load_plan().unit("bed"))
    '50张以内'
    """
    low, high = values.ends
    if math.isnan(low):
        return say("wording.at_most", x=difference(high, unit))
    if math.isnan(high):
        return say("wording.at_least", x=difference(low, unit))
    number = difference_number(low, unit)
    return say("labels.from_to", low=number, high=difference(high, unit))


def _kind(unit: Unit) -> str:
    """Return what chooses the verb of a change: shares rise or fall, ranks move up or down."""
    return "rank" if unit.is_rank else "share" if unit.point else "amount"


def _per_cent(value: float) -> str:
    return f"{plain(value, 1)}%"


def _direction(value: float) -> str:
    return "up" if value >= 0 else "down"


def _interval_a_year(
    change: Interval[float],
    kind: str,
    with_unit: Callable[[float], str],
    without_unit: Callable[[float], str],
) -> str:
    """Return an interval of yearly changes in words.

    `kind` chooses the verb: ``share``, ``rank``, ``amount`` or ``growth``. `with_unit` writes a
    number with its unit, `without_unit` the lower end of an interval.
    """
    low, high = change.ends
    known = [end for end in (low, high) if not math.isnan(end)]
    if not known:
        return MISSING
    if len(known) == 1:
        (end,) = known
        move = say(f"charts.{_direction(end)}_{kind}", change=with_unit(abs(end)))
        # What may fall without limit rises at most, or falls at least, by its known end.
        most = math.isnan(low) == (end >= 0)
        return say("wording.at_most" if most else "wording.at_least", x=move)
    if low == high:
        return say(f"charts.{_direction(low)}_{kind}", change=with_unit(abs(low)))
    if low < 0 < high:
        both = say("labels.from_to", low=without_unit(low), high=with_unit(high))
        return say("charts.changes", change=both)
    near, far = sorted((abs(low), abs(high)))
    both = say("labels.from_to", low=without_unit(near), high=with_unit(far))
    return say(f"charts.{_direction(low + high)}_{kind}", change=both)
