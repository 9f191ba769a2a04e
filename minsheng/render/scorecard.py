"""The scorecard of a plan: a row for each programme, made of what its reports carry.

Each report carries the rows that it says something of (see `minsheng.reports.scorecard`); those of
the last period win, and of one period those of the report on the programme itself; where only an
evaluation says something of a programme, its rows do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from minsheng.evaluation.classes import CLASS_TABLE, CLASSES, class_name
from minsheng.plan.periods import Period
from minsheng.plan.periods import period as read_period
from minsheng.render.listed import Listed
from minsheng.render.type_checks import conforms
from minsheng.reports.exhibits.sparkline import sparkline
from minsheng.text.language import Lang, listing, say, using

_NEVER = Period(1)
_TEXT = ("title", "period")
_ROW = {"programme": str, "goals": int, "finding": str}


def scorecard(
    entries: Sequence[Listed], newest: Sequence[Listed], names: Mapping[str, str], lang: Lang
) -> dict[str, Any]:
    """Return what the scorecard shows.

    `newest` are the reports of the last period (see `minsheng.render.listed.newest`), `names` the
    programmes of the plan by id. ``title`` is the sentence of the last report on the whole plan,
    and ``period`` its period in words; both are empty where there is none. ``rows``: one per
    programme that a report says something of, each with ``name``, ``period`` where it is another
    one, ``finding``, ``change``, ``marks``, ``counted``, ``line`` and the ``reports`` on it.
    ``whole``: the reports on the whole plan.
    """
    last = [entry for entry in newest if not entry.subject.indicator]
    cards = [(entry, card) for entry in last if _is_card(card := entry.scorecard)]
    best: dict[str, tuple[Period, bool, Mapping[str, Any]]] = {}
    title, of_title = "", _NEVER
    for entry, card in reversed(cards):  # before evaluations, what stands ahead of them
        when, own = _when(card), bool(entry.subject.programme)
        if not own and when >= of_title:
            title, of_title = card["title"], when
        for row in card["rows"]:
            one = best.get(row["programme"])
            if one is None or (when, own) >= one[:2]:
                best[row["programme"]] = (when, own, row)
    reports = [entry for entry in entries if not entry.subject.indicator]
    chosen = [entry for entry in reports if entry in last or not entry.is_there]
    with using(lang):
        rows = [
            {
                "id": programme,
                "name": name,
                "period": when.name() if when not in (_NEVER, of_title) else "",
                "reports": [entry for entry in chosen if entry.subject.programme == programme],
                **_shown(row),
            }
            for programme, name in names.items()
            if programme in best
            for when, _, row in [best[programme]]
        ]
        return {
            "title": title,
            "period": of_title.name() if of_title != _NEVER else "",
            "rows": rows,
            "whole": [entry for entry in chosen if not entry.subject.programme],
        }


def _is_card(card: Mapping[str, Any]) -> bool:
    """Return whether a file that somebody may have written says what a scorecard needs."""
    rows = card.get("rows")
    return (
        all(isinstance(card.get(name), str) for name in _TEXT)
        and conforms(rows, list[dict[str, object]])
        and all(
            isinstance(row.get(name), kind) for row in rows or () for name, kind in _ROW.items()
        )
    )


def _when(card: Mapping[str, Any]) -> Period:
    try:
        return read_period(card["period"])
    except ValueError:
        return _NEVER


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a row of a report is shown."""
    marks = row["marks"] if conforms(row.get("marks"), list[list[str]]) else []
    sizes = row["classes"] if conforms(row.get("classes"), dict[str, int]) else {}
    return {
        "goals": row["goals"],
        "finding": row["finding"],
        "change": row["change"] if isinstance(row.get("change"), str) else "",
        "marks": [
            {
                "kind": kind,
                "symbol": CLASS_TABLE[kind].symbol,
                "words": f"{name} {class_name(kind)}",
            }
            for kind, name in (mark for mark in marks if len(mark) == 2)
            if kind in CLASS_TABLE
        ],
        "counted": listing(list(_counted(sizes))),
        "line": _line(row["line"]) if conforms(row.get("line"), dict[str, object]) else None,
    }


def _counted(sizes: Mapping[str, int]) -> Iterator[str]:
    """Yield how many goals are in each class."""
    for name in CLASSES:
        if sizes.get(name):
            yield say("labels.counted_class", kind=class_name(name), n=sizes[name])


def _line(line: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the drawing of a line and what it says; None for one that cannot be drawn."""
    lines, words = [line.get("planned"), line.get("observed")], line.get("words")
    if not isinstance(words, str) or not conforms(lines, list[Sequence[Sequence[float]]]):
        return None
    planned, observed = line["planned"], line["observed"]
    if not planned or any(len(point) != 2 for point in (*planned, *observed)):
        return None
    return {"words": words, "drawn": sparkline(planned, observed, words)}
