"""Numbers in analysts' paragraphs: with a link to a figure of the data, or only with a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from minsheng.errors import LISTED_IN, Fault
from minsheng.text.written_numbers import WrittenNumber, numbers_in, plain_forms

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan
    from minsheng.reports.paragraphs.markdown import Block

WHICH = ("observed", "target", "baseline", "gap", "pace", "progress", "done")
"""What a link can ask for: ``#indicator`` alone is what was observed."""
LINK = re.compile(r"\[([^\[\]]*)\]\(\s*#([^)\s]*)\s*\)")
# A year, a month and a day are no quantities, though a plan may count years of schooling.
_NO_UNITS = ("年", "月", "日", "years", "year")


def first_number(text: str) -> WrittenNumber | None:
    """Return the first number in a text, or None.

    Examples
    --------
    >>> first_number("达到８８.２％").value, first_number("3,000人").value, first_number("已完成")
    (Decimal('88.2'), Decimal('3000'), None)
    """
    return next(numbers_in(text), None)


@dataclass(frozen=True)
class Quoted:
    """A linked number: its text, the indicator, which figure of the indicator, and its line."""

    words: str
    indicator: str
    which: str
    line: int


def quoted(text: str, line: int) -> Iterator[Quoted]:
    """Yield every linked number in `text`, which begins at `line` of its file.

    Examples
    --------
    >>> [(one.words, one.indicator, one.which) for one in quoted("[90%](#a.b/target)", 1)]
    [('90%', 'a.b', 'target')]
    """
    for match in LINK.finditer(text):
        indicator, _, which = match[2].partition("/")
        at = line + text.count("\n", 0, match.start())
        yield Quoted(match[1], indicator, which or WHICH[0], at)


def with_ids(plan: Plan, text: str) -> str:
    """Return a text whose links name indicators by id, not by name.

    Examples
    --------
    >>> with_ids(ms.load_plan(), "[90%](#学前三年毛入园率/target)")
    '[90%](#childcare.gross_enrolment/target)'
    """
    if not LINK.search(text):
        return text
    rows = plan.tables["indicators"]
    ids = dict(zip(rows["name_zh"], rows["indicator"], strict=True))

    def named(match: re.Match[str]) -> str:
        # There is a line in some names, too.
        whole, (name, line, which) = match[2], match[2].rpartition("/")
        if whole in ids:
            return f"[{match[1]}](#{ids[whole]})"
        return f"[{match[1]}](#{ids[name]}{line}{which})" if name in ids else match[0]

    return LINK.sub(named, text)


def faults_in(plan: Plan, block: Block, file: str) -> Iterator[Fault]:
    """Yield the faults in the links of a block: unknown indicators or figures, several numbers.

    An indicator that is not known is held against the ids, or against the names in Chinese where
    it is not in Latin letters.
    """
    rows = plan.tables["indicators"]
    known = tuple(rows["indicator"])
    for one in quoted(block.text, block.line):
        if one.indicator not in known:
            names = known if one.indicator.isascii() else tuple(rows["name_zh"])
            unknown = Fault.unknown("unknown_indicator", one.indicator, names, file)
            yield replace(unknown, row=one.line, listed_in=LISTED_IN["indicator"])
        if one.which not in WHICH:
            unknown = Fault.unknown("unknown_quoted_figure", one.which, WHICH, file)
            yield replace(unknown, row=one.line)
        if len(list(numbers_in(one.words))) > 1:
            yield Fault("several_numbers", file, one.line, found=one.words)


def bare(text: str, units: tuple[str, ...], line: int) -> Iterator[tuple[str, WrittenNumber, int]]:
    """Yield every number that has a unit but no link: its text, its value, its line.

    Examples
    --------
    >>> [shown for shown, _, _ in bare("2019年[90%](#a.b)，新增3所、1.5 万人", ("所", "人"), 1)]
    ['3所', '1.5 万人']
    """
    rest = plain_forms(LINK.sub(lambda match: " " * len(match[0]), text))
    for written in numbers_in(rest):
        unit = _unit(units).match(rest, written.end)
        if written.percent or unit:
            shown = text[written.start : unit.end() if unit else written.end].strip()
            yield shown, written, line + text.count("\n", 0, written.start)


@cache
def _unit(units: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted(
        {"个百分点", "percentage point", "%", *units} - {"", *_NO_UNITS}, key=len, reverse=True
    )
    # A word in Latin letters ends where it ends: "3 people", not "3 pe".
    return re.compile(
        r"\s*(?:"
        + "|".join(
            re.escape(word) + (r"s?\b" if word[-1].isascii() and word[-1].isalpha() else "")
            for word in words
        )
        + ")"
    )
