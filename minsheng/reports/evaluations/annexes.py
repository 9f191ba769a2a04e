"""The annexes of an evaluation: numbered, and the tables that only its workbook holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from minsheng.evaluation import JUDGED
from minsheng.plan.wording import programme_names
from minsheng.reports.evaluations.analysts import Part
from minsheng.reports.evaluations.goals import text, titled
from minsheng.reports.evaluations.phrases import counted_text
from minsheng.reports.exhibits import Prose, Table, heading
from minsheng.reports.paragraphs import check

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Plan
    from minsheng.reports.paragraphs import Paragraphs


_BELOW_CONTENTS = 4
"""The level of headings that no table of contents lists."""


def numbered(annexes: Mapping[str, Iterable[Part]]) -> Iterator[Part]:
    """Yield the annexes by their names, those without parts left out and not counted."""
    number = 0
    for name, parts in annexes.items():
        some = list(parts)
        if some:
            number += 1
            yield from (heading(text("annex", n=number, name=name), level=2), *some)


def tables_of_programmes(standing: Standing, table: Callable[[Standing], Table]) -> list[Part]:
    """Return for each programme a heading and its table, where that has rows."""
    parts: list[Part] = []
    for programme, name in programme_names(standing.plan).items():
        own = table(standing.of_programme(programme))
        parts += [heading(name, level=_BELOW_CONTENTS), own] if own.rows else []
    return parts


def with_rows(*tables: Table) -> Iterator[Table]:
    """Yield the tables that have rows."""
    yield from (table for table in tables if table.rows)


def in_workbook(*tables: Table) -> Iterator[Table]:
    """Yield the tables that have rows, to stand only in the workbook."""
    yield from (replace(table, only_in_workbook=True) for table in with_rows(*tables))


def notes(standing: Standing, written: Paragraphs) -> Iterator[Prose]:
    """Yield what limits the judgements: those that are close, and quoted numbers that differ."""
    verdicts = standing.verdicts
    close = verdicts["robustness"].eq("sensitive") & verdicts["class"].isin(JUDGED)
    if close.any():
        said = counted_text("annex_sensitive", n=int(close.sum()))
        yield Prose((said,), synthetic=standing.synthetic)
    n = sum(one.code != "not_found" for one in check(standing, written))
    if n:
        yield Prose((counted_text("annex_quotations", n=n),), synthetic=standing.synthetic)


def to_fill(plan: Plan) -> Table:
    """Return what is to be filled in before a report is signed, as far as a plan does not say it.

    Examples
    --------
    >>> import minsheng as ms
    >>> [row["to_fill"] for row in to_fill(ms.load_plan()).rows]
    ['发文机关署名', '成文日期']
    """
    gaps = [] if plan.facts.issuers else [("top", "addressee")]
    gaps += [("end", "signature"), ("end", "date")]
    return Table(
        text("to_fill"),
        titled("place_to_fill", "to_fill"),
        tuple(
            {"place_to_fill": text(f"place_{place}"), "to_fill": text(f"fill_{what}")}
            for place, what in gaps
        ),
        tuple(what for _, what in gaps),
    )
