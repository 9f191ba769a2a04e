"""What the mid-term evaluation found and promised, and what came of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from minsheng.evaluation import (
    GOOD,
    MIDTERM,
    OUTCOMES,
    SHORT,
    frozen_place,
    outcomes,
    since_midterm,
)
from minsheng.plan.periods import middle, period
from minsheng.plan.wording import SELDOM, department_names
from minsheng.reports.evaluations.goals import (
    class_with_symbol,
    count_by,
    margin_with_unit,
    target_with_unit,
    text,
    titled,
    value_with_unit,
)
from minsheng.reports.evaluations.phrases import count_words, counted_text
from minsheng.reports.exhibits import Prose, Table
from minsheng.reports.rows import Rows

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.evaluation import Standing
    from minsheng.evaluation.frozen import Frozen


def promises(standing: Standing, frozen: Frozen | None) -> Prose:
    """Say what the mid-term found and promised, and what came; or that it is not there.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> str(promises(ms.stand_final(plan, ms.Ledger()), None))[:15]
    '没有封存的中期评估结果，不能对'
    """
    if frozen is None:
        period = str(middle(standing.plan.facts.years))
        place = frozen_place(standing.plan, period)
        shown = f"{place.parent.name}/{place.name}" if place else f"midterm-{period}.json"
        return Prose((counted_text("since_none", place=shown),), role="note")
    told = since_midterm(standing, frozen)
    sizes = count_words(told["course"])
    short, good = (int(told["midterm"].isin(names).sum()) for names in (SHORT, GOOD))
    first = counted_text(
        "since",
        period=period_of(frozen),
        as_of=day_of(frozen),
        short=short,
        good=good,
        short_open=short - sizes.get("made_good", 0) - sizes.get("still_short", 0),
        good_open=good - sizes.get("kept_up", 0) - sizes.get("fell_back", 0),
        **{
            name: sizes.get(name, 0)
            for name in ("made_good", "still_short", "kept_up", "fell_back")
        },
    )
    return Prose(
        (first, *_promise_sentences(standing, frozen, told)),
        synthetic=standing.synthetic or frozen.synthetic,
    )


def _promise_sentences(standing: Standing, frozen: Frozen, told: pd.DataFrame) -> list[str]:
    """Say for how many short goals action was promised, and how many of those due were met."""
    short = told[told["midterm"].isin(SHORT)].set_index("indicator")
    said = frozen.promises[
        frozen.promises["indicator"].isin(short.index) & frozen.promises["action"].ne("")
    ]
    if said.empty:
        return []
    end = standing.period.end
    due = [
        name
        for name, day in zip(said["indicator"], said["due"], strict=True)
        if day and dt.date.fromisoformat(day) <= end
    ]
    met = int(short.loc[due, "outcome"].eq("met").sum())
    return [counted_text("since_promises", n=len(said), due=len(due), met=met)]


def seal_read(frozen: Frozen | None) -> Prose:
    """Print the hash of the mid-term results that were read.

    Examples
    --------
    >>> print(seal_read(None))
    没有封存的中期评估结果。
    """
    if frozen is None:
        return Prose((counted_text("seal_none"),), role="note")
    words = counted_text(
        "seal_read", period=period_of(frozen), as_of=day_of(frozen), sha256=frozen.sha256
    )
    return Prose((words,), role="note", synthetic=frozen.synthetic)


def courses(standing: Standing, frozen: Frozen) -> Table:
    """Return the classes of the mid-term against the outcomes of the end, counted.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> table = courses(ms.stand_final(plan, ms.Ledger()), ms.load_midterm(plan, "demo"))
    >>> table.rows[0]["then"]
    '★ 提前实现'
    """
    told = since_midterm(standing, frozen)
    table = count_by(told, "midterm", "outcome", OUTCOMES)
    there = [name for name in MIDTERM if name in table.index]
    shown = ["goals", *(name for name in OUTCOMES if name not in SELDOM or table[name].any())]
    sizes = table[shown].to_dict("index")
    rows = [
        {"then": class_with_symbol(name), **{key: str(int(sizes[name][key])) for key in shown}}
        for name in there
    ]
    values = [{key: float(sizes[name][key]) for key in shown} for name in there]
    return Table(
        text("courses"),
        titled("then", *shown, numbers=shown),
        tuple(rows),
        tuple(there),
        tuple(values),
        synthetic=standing.synthetic or frozen.synthetic,
    )


def promised(standing: Standing, frozen: Frozen) -> Table:
    """Return the goals that were short at mid-term: what was promised then, and what came.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> table = promised(ms.stand_final(plan, ms.Ledger()), ms.load_midterm(plan, "demo"))
    >>> table.rows[0]["outcome"]
    '◇ 应报未报'
    """
    told = since_midterm(standing, frozen)
    short = told[told["midterm"].isin(SHORT)]
    said = frozen.promises.drop_duplicates("indicator", keep="last").set_index("indicator")
    departments = department_names(standing.plan)
    rows = Rows(standing.plan)
    for row in short.to_dict("records"):
        own = said.loc[row["indicator"]] if row["indicator"] in said.index else None
        rows.add(
            row["programme"],
            row["indicator"],
            {
                "indicator": rows.names[row["indicator"]],
                "then": class_with_symbol(row["midterm"]),
                "action": str(own["action"]) if own is not None else text("no_explanation"),
                "department": "" if own is None else departments.get(str(own["department"]), ""),
                "due": "" if own is None else str(own["due"]) or text("no_date"),
                "outcome": class_with_symbol(row["outcome"]),
                "course": text(row["course"]),
            },
        )
    return rows.table(
        text("promised"),
        titled("indicator", "then", "action", "department", "due", "outcome", "course"),
        synthetic=standing.synthetic or frozen.synthetic,
    )


def fallen(standing: Standing, frozen: Frozen) -> Table:
    """Return the goals that were well at mid-term and were not met in the end.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> fallen(ms.stand_final(plan, ms.Ledger()), ms.load_midterm(plan, "demo")).rows
    ()
    """
    told = since_midterm(standing, frozen)
    back = set(told.loc[told["course"].eq("fell_back"), "indicator"])
    then = told.set_index("indicator")["midterm"]
    found = outcomes(standing)
    rows = Rows(standing.plan)
    for row in found[found["indicator"].isin(back)].to_dict("records"):
        unit = rows.unit(row["unit"])
        rows.add(
            row["programme"],
            row["indicator"],
            {
                "indicator": rows.names[row["indicator"]],
                "then": class_with_symbol(then[row["indicator"]]),
                "target": target_with_unit(row, unit),
                "final_value": value_with_unit(row, unit),
                "margin": margin_with_unit(row, unit),
                "outcome": class_with_symbol(row["outcome"]),
            },
        )
    return rows.table(
        text("fallen"),
        titled("indicator", "then", "target", "final_value", "margin", "outcome"),
        synthetic=standing.synthetic or frozen.synthetic,
    )


def period_of(frozen: Frozen) -> str:
    """Return the period of frozen results in words."""
    return period(frozen.period).name()


def day_of(frozen: Frozen) -> str:
    """Return on which day the ledger was read for frozen results, in words."""
    return text("as_of", day=frozen.as_of) if frozen.as_of else text("as_it_stood")
