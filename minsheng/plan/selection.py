"""Selections of a plan: what its goals can be chosen by, and the rows of its tables that remain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from minsheng.errors import Fault, UnknownName
from minsheng.plan import views
from minsheng.plan.frozen_tables import Tables
from minsheng.plan.names import Names, fold
from minsheng.text.language import LANGUAGES, Lang, current

if TYPE_CHECKING:
    import pandas as pd

Wish: TypeAlias = "str | bool | Iterable[str] | None"
"""What can be asked of a criterion: one value or several; None where it does not matter."""
Frames: TypeAlias = "Mapping[str, pd.DataFrame]"
CRITERIA: Mapping[str, tuple[str | bool, ...] | None] = {
    "programme": None,
    "indicator": None,
    "unit": None,
    "department": None,
    "holder": None,
    "kind": ("stock", "flow", "cumulative", "milestone"),
    "aim": ("reach", "hold", "direction", "listed", "context"),
    "direction": ("up", "down", "none"),
    "scope": ("district", "urban", "rural"),
    "headline": (True, False),
}
"""What can be selected by, and the words that it may be; None: those of the plan's own table."""
_LISTED_IN = {
    "programme": ("programmes", "programme"),
    "indicator": ("indicators", "indicator"),
    "unit": ("units", "unit"),
    "department": ("departments", "department"),
    "holder": ("departments", "department"),
}
# Which tables a selection of indicators narrows, and by which column.
_BY_INDICATOR = ("indicators", "baselines", "targets", "restatements", "task_indicators")
_BY_PROGRAMME = ("programmes", "responsibilities", "counts", "groups")


def narrowed(frames: Frames, criteria: Mapping[str, Wish]) -> Tables:
    """Return the rows of tables that belong to the indicators which meet all criteria.

    A programme that is asked for stays, with or without indicators. A value that does not exist is
    an `UnknownName`, with the nearest match.
    """
    tables = Tables(frames)
    chosen = tables["indicators"]
    programmes = None
    for name, wish in criteria.items():
        if wish is None:
            continue
        asked: list[str | bool] = [wish] if isinstance(wish, str | bool) else [*wish]
        values = _values(tables, name, asked)
        programmes = values if name == "programme" else programmes
        if name == "department":
            chosen = chosen[chosen["programme"].isin(_programmes_of(tables, values))]
        else:
            chosen = chosen[chosen[name].isin(values)]
    ids = set(chosen["indicator"])
    of_ids = set(chosen["programme"]) if programmes is None else set(map(str, programmes))
    tables = tables.where("indicator", ids, _BY_INDICATOR)
    tables = tables.where("programme", of_ids, _BY_PROGRAMME)
    tables = tables.where("group", set(tables["groups"]["group"]), ("tasks",))
    # A relation is kept whole or not at all: half a sum says nothing.
    relations = tables["relations"]
    outside = set(relations.loc[~relations["indicator"].isin(ids), "relation"])
    return tables.where("relation", set(relations["relation"]) - outside, ("relations",))


def _programmes_of(tables: Frames, departments: list[str | bool]) -> set[str]:
    """Return the programmes in which any of the departments has a duty."""
    rows = tables["responsibilities"]
    on_duty = rows["role"].isin(views.DUTIES) & rows["department"].isin(departments)
    return set(rows.loc[on_duty, "programme"])


def _values(tables: Frames, criterion: str, asked: list[str | bool]) -> list[str | bool]:
    """Return the values that are asked for, names as their ids."""
    known = CRITERIA[criterion]
    names = None if known else _names(tables, criterion)
    values: list[str | bool] = []
    faults = []
    for word in asked:
        meant = names.called(str(word)) if names else [word] if word in (known or ()) else []
        values += meant
        if meant:
            continue
        if names and criterion in ("programme", "indicator"):
            faults.append(names.unknown(criterion, str(word)))
        elif names:
            faults.append(replace(names.unknown("value", str(word)), column=criterion))
        else:
            words = [str(value) for value in known or ()]
            faults.append(Fault.unknown("unknown_value", str(word), words, column=criterion))
    if faults:
        raise UnknownName(faults)
    return values


def _names(tables: Frames, criterion: str) -> Names:
    table, key = _LISTED_IN[criterion]
    return Names.of(tables[table], key)


def values_beginning(tables: Frames, criterion: str, start: str, lang: Lang | None) -> list[str]:
    """Return the values of a criterion that begin so; empty for what is no criterion."""
    if criterion in _LISTED_IN:
        return _names(tables, criterion).beginning(start, lang or current())
    words = [word for word in CRITERIA.get(criterion) or () if isinstance(word, str)]
    return [word for word in words if word.startswith(start)]


def one_id(tables: Frames, criterion: str, word: str) -> str:
    """Return the one id that is called so; refuse an unknown name and one of several."""
    names = _names(tables, criterion)
    meant = names.called(word)
    if len(meant) > 1:
        raise UnknownName([Fault("several_of_a_name", found=word, allowed=tuple(meant))])
    if not meant:
        raise UnknownName([names.unknown(criterion, word)])
    return meant[0]


def rows_with(tables: Frames, word: str) -> pd.DataFrame:
    """Return the programmes, indicators and tasks whose id or name contains a word."""
    import pandas as pd

    rows = []
    for what in ("programme", "indicator", "task"):
        frame = tables[f"{what}s"]
        stem = "title" if what == "task" else "name"
        found = pd.DataFrame({"what": what, "id": frame[what]}, index=frame.index)
        for lang in LANGUAGES:
            found[f"name_{lang}"] = frame.get(f"{stem}_{lang}", "")
        rows.append(found)
    every = pd.concat(rows, ignore_index=True)
    texts = every["id"] + "\n" + every["name_zh"] + "\n" + every["name_en"]
    return every[texts.map(fold).str.contains(fold(word), regex=False)].reset_index(drop=True)
