"""The classes and promises of the mid-term evaluation, compared with the outcomes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from minsheng.evaluation import (
    CLASSES,
    GOOD,
    OUTCOMES,
    SELDOM,
    SHORT,
    class_name,
    outcomes,
    since_midterm,
)
from minsheng.plan.periods import period
from minsheng.plan.wording import department_names
from minsheng.reports.evaluations.goals import final_cells, text, titled
from minsheng.reports.evaluations.phrases import count_words, counted_text, nonzero_clauses
from minsheng.reports.exhibits import Prose, Table
from minsheng.reports.phrases import join_clauses, join_with_semicolons
from minsheng.reports.rows import Rows, count_table
from minsheng.reports.standing.class_words import classes_since_earlier
from minsheng.reports.target_words import total_notes
from minsheng.text.dates import date_in_words

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.evaluation.frozen import Frozen

_COURSES = ("made_good", "kept_up", "late", "still_short", "fell_back", "open")


def promises(standing: Standing, frozen: Frozen | None) -> Prose:
    """Compare mid-term classes and promises with the outcomes; say so if `frozen` is None.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> print(promises(ms.stand_final(plan, ms.Ledger()), None))
    没有中期评估的结果可供对照。
    """
    if frozen is None:
        return Prose((text("since_none"),))
    compared = since_midterm(standing, frozen)
    parts = []
    for key, classes in {"short": SHORT, "good": GOOD}.items():
        own = compared[compared["midterm"].isin(classes)]
        sizes = count_words(own["course"])
        clauses = nonzero_clauses("since", **{name: sizes.get(name, 0) for name in _COURSES})
        words = {"n": len(own), "clauses": join_clauses(clauses)}
        parts += [counted_text(f"since_{key}", **words)] if len(own) else []
    first = counted_text(
        "since" if parts else "since_nothing",
        period=period_of(frozen),
        as_of=day_of(frozen),
        parts=join_with_semicolons(parts),
    )
    return Prose(
        (first, *_promise_sentences(standing, frozen, compared)),
        synthetic=standing.synthetic or frozen.synthetic,
    )


def _promise_sentences(standing: Standing, frozen: Frozen, told: pd.DataFrame) -> list[str]:
    """Say for goals that were short how many promises were made, are due, and were met."""
    short = told[told["midterm"].isin(SHORT)].set_index("indicator")
    actions = frozen.promises[
        frozen.promises["indicator"].isin(short.index) & frozen.promises["action"].ne("")
    ]
    if actions.empty:
        return []
    end = standing.period.end
    due = [
        name
        for name, day in zip(actions["indicator"], actions["due"], strict=True)
        if day and dt.date.fromisoformat(day) <= end
    ]
    met = int(short.loc[due, "outcome"].eq("met").sum())
    key = "since_promises" if met else "since_promises_none" if due else "since_promises_open"
    return [counted_text(key, n=len(actions), due=len(due), met=met)]


def seal_read(frozen: Frozen) -> Prose:
    """Return a sentence with the hash of the mid-term results that were read.

    Examples
    --------
    >>> import minsheng as ms
    >>> "SHA-256" in str(seal_read(ms.load_midterm(ms.load_plan(), "demo")))
    True
    """
    words = counted_text(
        "seal_read", period=period_of(frozen), as_of=day_of(frozen), sha256=frozen.sha256
    )
    return Prose((words,), role="note", synthetic=frozen.synthetic)


def courses(standing: Standing, frozen: Frozen) -> Table:
    """Count goals by mid-term class (rows) and final outcome (columns).

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> table = courses(ms.stand_final(plan, ms.Ledger()), ms.load_midterm(plan, "demo"))
    >>> table.rows[0]["then"]
    '★ 提前实现'
    """
    compared = since_midterm(standing, frozen)
    sizes = pd.crosstab(compared["midterm"], compared["outcome"].astype("str"))
    sizes = sizes.reindex(
        index=[name for name in CLASSES if name in sizes.index],
        columns=list(OUTCOMES),
        fill_value=0,
    )
    shown = ["goals", *(name for name in OUTCOMES if name not in SELDOM or sizes[name].any())]
    table = count_table(
        text("courses"),
        titled("then", *shown, numbers=shown),
        sizes.assign(goals=sizes.sum(axis=1))[shown],
        {name: class_name(name) for name in CLASSES},
    )
    return replace(table, synthetic=standing.synthetic or frozen.synthetic)


def promised(standing: Standing, frozen: Frozen) -> Table:
    """Return the goals that were short at mid-term, with the action promised and the outcome.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> table = promised(ms.stand_final(plan, ms.Ledger()), ms.load_midterm(plan, "demo"))
    >>> table.rows[0]["outcome"]
    '◇ 应报未报'
    """
    compared = since_midterm(standing, frozen)
    actions = frozen.promises.drop_duplicates("indicator", keep="last").set_index("indicator")
    own = compared.merge(actions, how="left", left_on="indicator", right_index=True)
    own["action"] = own["action"].fillna(text("no_explanation"))
    departments = department_names(standing.plan)
    rows, said = Rows(standing.plan), classes_since_earlier(standing)
    goals = outcomes(standing).set_index("indicator", drop=False)
    now = goals.assign(**{"class": goals["outcome"]}).to_dict("index")
    for goal in own[own["midterm"].isin(SHORT)].to_dict("records"):
        is_promised = goal["indicator"] in actions.index
        rows.add_goal(
            goal,
            {
                "then": class_name(goal["midterm"]),
                "action": goal["action"],
                "department": departments.get(goal["department"], ""),
                "due": (goal["due"] or text("no_date")) if is_promised else "",
                "outcome": said(now[goal["indicator"]]),
                "course": text(goal["course"]),
            },
        )
    return rows.table(
        text("promised"),
        titled("indicator", "then", "action", "department", "due", "outcome", "course"),
        synthetic=standing.synthetic or frozen.synthetic,
    )


def fallen(standing: Standing, frozen: Frozen) -> Table:
    """Return the goals that were in a good class at mid-term but were not met at the end.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> fallen(ms.stand_final(plan, ms.Ledger()), ms.load_midterm(plan, "demo")).rows
    ()
    """
    compared = since_midterm(standing, frozen)
    then = compared.loc[compared["course"].eq("fell_back")].set_index("indicator")["midterm"]
    goals = outcomes(standing)
    rows, said = Rows(standing.plan), classes_since_earlier(standing)
    for goal in goals[goals["indicator"].isin(then.index)].to_dict("records"):
        rows.add_goal(
            goal,
            {
                **final_cells(goal, standing.plan),
                "then": class_name(then[goal["indicator"]]),
                "outcome": said(goal),
            },
        )
    return rows.table(
        text("fallen"),
        titled("indicator", "then", "target", "final_value", "margin", "outcome"),
        total_notes(standing.plan, rows.ids),
        synthetic=standing.synthetic or frozen.synthetic,
    )


def period_of(frozen: Frozen) -> str:
    """Return the period of the frozen mid-term results in words."""
    return period(frozen.period).name()


def day_of(frozen: Frozen) -> str:
    """Return the day on which the ledger was read for the frozen results, in words."""
    if not frozen.as_of:
        return text("as_it_stood")
    return text("as_of", day=date_in_words(dt.date.fromisoformat(frozen.as_of)))
