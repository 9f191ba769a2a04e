"""The annexes of an evaluation: numbered, and the tables that only its workbook holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from minsheng.evaluation import JUDGED, class_name
from minsheng.plan.wording import programme_names
from minsheng.reports.earlier import earlier_words, last_judged_words
from minsheng.reports.evaluations.analysts import Part, Words
from minsheng.reports.evaluations.goals import text, titled, years_met
from minsheng.reports.evaluations.phrases import counted_text
from minsheng.reports.exhibits import Prose, Table, heading
from minsheng.reports.natures import with_natures
from minsheng.reports.paragraphs import FORMALITIES, OVERALL, check
from minsheng.reports.phrases import join_clauses, join_sentences
from minsheng.reports.rows import Rows
from minsheng.reports.standing.class_words import classes_of
from minsheng.reports.standing.verdicts import robustness
from minsheng.text.language import listing

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.evaluation import Standing
    from minsheng.reports.paragraphs import Paragraphs


def numbered(annexes: Mapping[str, Iterable[Part]]) -> Iterator[Part]:
    """Yield the annexes by their names, those without parts left out and not counted."""
    number = 0
    for name, parts in annexes.items():
        some = list(parts)
        if some:
            number += 1
            yield from (heading(text("annex", n=number, name=name), level=2), *some)


def tables_of_programmes(standing: Standing, table: Callable[[Standing], Table]) -> list[Part]:
    """Return for each programme a heading and its table, where that has rows.

    Notes that several tables have stand once, before them.
    """
    names = programme_names(standing.plan)
    tables = {name: table(standing.of_programme(key)) for key, name in names.items()}
    tables = {name: own for name, own in tables.items() if own.rows}
    counts = Counter(note for own in tables.values() for note in own.notes)
    shared = tuple(note for note, n in counts.items() if n > 1)
    parts: list[Part] = [Prose(shared, role="note")] if shared else []
    for name, own in tables.items():
        notes = tuple(note for note in own.notes if note not in shared)
        parts += [heading(name), replace(own, notes=notes)]
    return parts


def with_rows(*tables: Table) -> Iterator[Table]:
    """Yield the tables that have rows."""
    yield from (table for table in tables if table.rows)


def in_workbook(*tables: Table) -> Iterator[Table]:
    """Yield the tables that have rows, to stand only in the workbook."""
    yield from (replace(table, only_in_workbook=True) for table in with_rows(*tables))


def notes(standing: Standing, written: Paragraphs) -> Iterator[Prose]:
    """Yield what limits the judgements: those that are close, and quoted numbers that differ."""
    close = _is_close(standing.verdicts)
    if close.any():
        said = counted_text("annex_sensitive", n=int(close.sum()))
        yield Prose((said,), role="note", synthetic=standing.synthetic)
    n = sum(one.code != "not_found" for one in check(standing, written))
    if n:
        said = counted_text("annex_quotations", n=n)
        yield Prose((said,), role="note", synthetic=standing.synthetic)


def to_fill(words: Words, proposals: str) -> Prose:
    """Say what is to be filled in before a report is signed, and where analysts may still write.

    `proposals` is the section that stands first among the proposals.
    """
    plan = words.standing.plan
    gaps = [
        name
        for name in FORMALITIES
        if not words.written.of(OVERALL, name) and not (name == "addressee" and plan.facts.issuers)
    ]
    sections = {
        OVERALL: (("judgement",), ("progress",), ("problems",), (proposals,)),
        **dict.fromkeys(programme_names(plan), (("judgement", "progress"),)),
    }
    empty = [
        place.title
        for programme, choices in sections.items()
        for names in choices
        for part in words.of(programme, *names)
        if (place := part.place) and not part.source
    ]
    said = [text("to_fill", gaps=listing([text(f"fill_{name}") for name in gaps]))] if gaps else []
    said += [text("to_write", places=listing(empty))] if empty else []
    return Prose((join_sentences(said),), role="note")


def without_result(standing: Standing, goals: pd.DataFrame) -> Table:
    """Return the goals without a result: why, what they were last judged, their yearly targets.

    Goals in words are left out: they are never judged. No rows where nothing could be judged.
    `goals` have a row each, with its ``class``; of the end with ``years_due`` and ``years_met``
    too.
    """
    rows, reason = Rows(standing.plan), classes_of(standing)
    last, earlier = last_judged_words(standing), earlier_words(standing)
    judged, at_the_end = goals["class"].isin(JUDGED), "years_due" in goals
    for row in goals[~judged & goals["method"].ne("") & bool(judged.any())].to_dict("records"):
        name = row["indicator"]
        judgements = dict.fromkeys([last.get(name, ""), earlier.get(name, "")])
        cells = {"class": reason(row), "last_judged": join_clauses(filter(None, judgements))}
        rows.add_goal(row, {**cells, "years": years_met(row) if at_the_end else ""})
    columns = titled("indicator", "class", "last_judged", *(["years"] if at_the_end else []))
    table = rows.table(text("without_result"), columns, synthetic=standing.synthetic)
    return with_natures(table, standing.plan)


def close_judgements(standing: Standing) -> Table:
    """Return the goals whose judgement is close, and what would give a different one.

    Examples
    --------
    >>> close_judgements(ms.stand_midterm(ms.load_plan(), ms.Ledger())).rows
    ()
    """
    rows, verdicts = Rows(standing.plan), standing.verdicts
    for row in verdicts[_is_close(verdicts)].to_dict("records"):
        rows.add_goal(row, {"class": class_name(row["class"]), "differs_by": robustness(row)})
    columns = titled("indicator", "class", "differs_by")
    return rows.table(text("close_judgements"), columns, synthetic=standing.synthetic)


def _is_close(verdicts: pd.DataFrame) -> pd.Series[bool]:
    return verdicts["robustness"].eq("sensitive") & verdicts["class"].isin(JUDGED)
