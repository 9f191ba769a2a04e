"""Check every row against its section, and every number of the text against the rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, cast

from minsheng.errors import Fault, nearest
from minsheng.plan.years import years_text
from minsheng.tables.source.pieces import (
    Record,
    count_faults,
    derivation_faults,
    strength_faults,
    value_faults,
)
from minsheng.tables.source.sections import Sections, finds, printed_numbers, split
from minsheng.text.language import Lang, current, listing, say

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

# Tables with an expression as printed, and the columns that name a row.
TABLES: dict[str, tuple[str, ...]] = {
    "baselines": ("indicator", "years"),
    "targets": ("indicator", "years"),
    "restatements": ("indicator", "years"),
    "counts": ("programme", "kind"),
    "calendar": ("event",),
}


@dataclass(frozen=True)
class NotFound:
    """A row that the text does not confirm."""

    # Table and key of the row.
    table: str
    row: str
    # Its expression and the section in question.
    printed: str
    section: str
    fault: Fault  # what is wrong

    def text(self, lang: Lang | None = None) -> str:
        """Return the row and what is wrong with it."""
        return say(
            "source.not_found",
            lang,
            table=self.table,
            row=self.row,
            section=self.section,
            printed=self.printed,
            what=self.fault.text(lang),
        )


@dataclass(frozen=True)
class Unaccounted:
    """A number of the text that no row accounts for: where it stands and the words round it."""

    section: str
    line: int
    digits: str
    context: str

    def text(self, lang: Lang | None = None) -> str:
        """Return the number in its context."""
        return say(
            "source.unaccounted", lang, line=self.line, digits=self.digits, context=self.context
        )


@dataclass(frozen=True)
class Verification:
    """The result of checking the tables against the text."""

    # How many rows were looked for and how many numbers the text has.
    rows: int
    numbers: int
    # Rows that the text does not confirm; a row may stand here more than once.
    not_found: tuple[NotFound, ...]
    # Numbers of the text that no row accounts for, in the order of the text.
    unaccounted: tuple[Unaccounted, ...]

    @property
    def ok(self) -> bool:
        """Whether every row was found."""
        return not self.not_found

    def text(self, lang: Lang | None = None) -> str:
        """Return the whole result: a line of summary, the rows, the numbers by section."""
        lang = lang or current()
        missing = len({(item.table, item.row) for item in self.not_found})
        lines = [
            say(
                "source.summary",
                lang,
                rows=self.rows,
                missing=missing,
                numbers=self.numbers,
                unaccounted=len(self.unaccounted),
            )
        ]
        if self.not_found:
            lines += [say("source.not_found_heading", lang)]
            lines += [f"  {item.text(lang)}" for item in self.not_found]
        if self.unaccounted:
            lines += [say("source.unaccounted_heading", lang)]
        for section, items in groupby(self.unaccounted, key=lambda item: item.section):
            lines += [f"  {section}"]
            lines += [f"    {item.text(lang)}" for item in items]
        return "\n".join(lines)


def verify_source(plan: Plan, text: str) -> Verification:
    r"""Check the tables of a plan against its published text.

    The text is as published, with its headings; reading a file is the caller's business.

    Examples
    --------
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> result = verify_source(part, "附件1\n一、基本情况\n学前三年毛入园率达86%")
    >>> result.not_found[0].fault.text("en")
    'column section: the text has no such section; found “附件1三(二)1”'
    """
    sections = split(text)
    not_found: list[NotFound] = []
    covered: dict[int, list[tuple[int, int]]] = {}
    rows = 0
    for table, keys in TABLES.items():
        for record in _records(plan, table):
            rows += 1
            row = " ".join(str(record[key]) for key in keys)
            for section, fault in _row_faults(table, record, sections, covered):
                not_found.append(NotFound(table, row, record["printed"], section, fault))
    numbers = [number for line in sections.lines for number in printed_numbers(line)]
    unaccounted = tuple(
        Unaccounted(number.line.section, number.line.number, number.digits, number.context())
        for number in numbers
        if not any(
            start <= number.start and number.end <= end
            for start, end in covered.get(number.line.number, ())
        )
    )
    return Verification(rows, len(numbers), tuple(not_found), unaccounted)


def _records(plan: Plan, table: str) -> list[Record]:
    records = [cast("Record", record) for record in plan.table(table).to_dict("records")]
    return [
        {**record, "years": years_text(record)} if "year" in record else record
        for record in records
    ]


def _row_faults(
    table: str, record: Record, sections: Sections, covered: dict[int, list[tuple[int, int]]]
) -> Iterator[tuple[str, Fault]]:
    """Yield section and fault for each error of a row; add the places it covers to `covered`."""
    piece, cited = record["printed"], [name.strip() for name in record["section"].split(";")]
    derived = record.get("basis") == "derived"
    for section in cited:
        lines = sections.within.get(section)
        if lines is None:
            near = nearest(section, sections.within)
            yield section, Fault("source.no_section", "", None, "section", section, (), near)
            continue
        places = [(line.number, span) for line in lines for span in finds(piece, line.text)]
        for number, span in places:
            covered.setdefault(number, []).append(span)
        if not places and not derived:
            elsewhere = listing(sections.where(piece))
            yield section, Fault("source.no_piece", "", None, "printed", piece, (), elsewhere)
    if table == "counts":
        faults = count_faults(record)
    elif table == "calendar":
        return
    else:
        known = [line for section in cited for line in sections.within.get(section, ())]
        words = "\n".join(line.text for line in known)
        faults = _number_faults(table, record, words, derived=derived)
    for fault in faults:
        yield record["section"], fault


def _number_faults(table: str, record: Record, words: str, *, derived: bool) -> Iterator[Fault]:
    if derived:
        yield from derivation_faults(record, words)
        return
    yield from value_faults(record, words)
    if table != "baselines" and words:
        yield from strength_faults(record, words)
