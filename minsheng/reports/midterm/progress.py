"""How far a plan is at mid-term: the answer, classes counted, each goal with its class."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from minsheng.evaluation import AHEAD, DECIDED, GOOD, IN_LINE, MIDTERM, SHORT, freeze, midterm
from minsheng.plan.wording import SELDOM, programme_names
from minsheng.reports.drawing import Exhibit, make_figure
from minsheng.reports.evaluations.goals import (
    class_with_symbol,
    count_by,
    count_table,
    method_or_reason,
    target_with_unit,
    target_year,
    text,
    titled,
    value_with_unit,
)
from minsheng.reports.evaluations.phrases import (
    count_clauses,
    count_words,
    counted_text,
    programmes_with_most,
    reform_sentences,
    strength_clauses,
    task_sentences,
    traced_share,
    unreported_sentences,
)
from minsheng.reports.exhibits import Prose, Table, marked
from minsheng.reports.phrases import date_in_words, join_sentences, join_with_semicolons
from minsheng.reports.rows import Rows
from minsheng.text.numerals import amount, plain

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.evaluation import Standing

_MOVING = ("early", "on_time", "late", "ahead", "in_line", "lagging")
_LINES = ("kept", "not_kept")


@marked
def midterm_answer(standing: Standing) -> Prose:
    """Say how far the plan is at mid-term: coverage, classes, firm and aspired goals apart, tasks.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(midterm_answer(ms.stand_midterm(ms.load_plan(), ms.Ledger())).paragraphs[0])
    截至2019年6月30日，规划时间已过50%。9个专项的281项目标指标没有报送任何实际值，不能作出中期判断；须先由数据部门报送。
    """
    found = midterm(standing)
    told = {
        "until": date_in_words(standing.period.end),
        "goals": len(found),
        "time": traced_share("time", 100 * time_gone(standing), 0),
        "programmes": len(standing.plan.programmes),
    }
    if not standing.is_observed:
        return Prose(
            (
                counted_text("mid_nothing", **told),
                *unreported_sentences(standing),
                *task_sentences(standing),
            ),
            role="answer",
        )
    numbers = found[found["method"].ne("")]
    observed = int(numbers["observed"].notna().sum())
    sizes = count_words(found["midterm"])
    judged = sum(sizes.get(name, 0) for name in DECIDED)
    moving = [name for name in _MOVING if name not in SELDOM or sizes.get(name)]
    open_ = MIDTERM[-3:]
    return Prose(
        (
            counted_text(
                "mid_coverage",
                **told,
                numbers=len(numbers),
                observed=observed,
                share=traced_share("mid_coverage", 100 * observed / len(numbers)),
            ),
            counted_text(
                "mid_classes",
                judged=judged,
                moving=count_clauses(sizes, moving, all_of_them=True),
                lines=count_clauses(sizes, _LINES, all_of_them=True),
            ),
            counted_text("mid_open", n=len(found) - judged, clauses=count_clauses(sizes, open_)),
            *_strength_sentence(found),
            *task_sentences(standing),
            *programmes_with_most(found[found["midterm"].isin(SHORT)], standing, "mid_short"),
        ),
        role="answer",
    )


def time_gone(standing: Standing) -> float:
    """Return the share of the plan's years that is gone at the end of the period."""
    years = standing.plan.facts.years
    return (standing.period.time - (years.start - 1)) / len(years)


def _strength_sentence(found: pd.DataFrame) -> list[str]:
    """Say how firm and aspired goals stand, apart."""
    judged = found[found["midterm"].isin(DECIDED)]
    parts = strength_clauses(judged, judged["midterm"].isin(GOOD), "mid_strength_part")
    return [counted_text("mid_strengths", parts=join_with_semicolons(parts))] if parts else []


@marked
def midterm_programme(standing: Standing) -> Prose:
    """Say how far one programme is at mid-term: its goals, its tasks, its reforms.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> print(midterm_programme(ms.stand_midterm(part, ms.Ledger())).paragraphs[0])
    目标指标26项，没有可据以判断的实际值。暂不能判断的：未到期4项，应报未报20项，不作研判2项。
    """
    found = midterm(standing)
    sizes = count_words(found["midterm"])
    judged = sum(sizes.get(name, 0) for name in DECIDED)
    told = {"goals": len(found), "judged": judged}
    first = (
        counted_text("programme_judged", **told, clauses=count_clauses(sizes, DECIDED))
        if judged
        else counted_text("programme_nothing", **told)
    )
    said = [first]
    if judged < len(found):
        said.append(counted_text("programme_open", clauses=count_clauses(sizes, MIDTERM[-3:])))
    done = join_sentences([*task_sentences(standing), *reform_sentences(standing)])
    return Prose((join_sentences(said), done))


def cuts(standing: Standing) -> Prose:
    """Print how goals are sorted into classes, and that the cuts are ours.

    Examples
    --------
    >>> import minsheng as ms
    >>> "q<0.95为滞后" in str(cuts(ms.stand_midterm(ms.load_plan(), ms.Ledger())))
    True
    """
    return Prose(
        (counted_text("mid_cuts", ahead=plain(AHEAD), in_line=plain(IN_LINE)),), role="note"
    )


@marked
def seal(standing: Standing) -> Prose:
    """Print the hash that the results of this mid-term evaluation are frozen with.

    Examples
    --------
    >>> import minsheng as ms
    >>> "SHA-256" in str(seal(ms.stand_midterm(ms.load_plan(), ms.Ledger())))
    True
    """
    import json

    return Prose(
        (counted_text("seal", sha256=json.loads(freeze(standing))["sha256"]),), role="note"
    )


@marked
def midterm_counts(standing: Standing) -> Table:
    """Return for each programme how many of its goals are in each class of the mid-term.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = midterm_counts(ms.stand_midterm(ms.load_plan(), ms.Ledger()))
    >>> table.rows[0]["programme"], table.rows[0]["goals"], table.rows[0]["lagging"]
    ('幼有所育', '26', '0')
    """
    told = count_by(midterm(standing), "programme", "midterm", MIDTERM)
    return count_table(standing.plan, "midterm_counts", "programme", told, MIDTERM)


@marked
def midterm_strengths(standing: Standing) -> Table:
    """Return how many firm and how many aspired goals are in each class, apart."""
    told = count_by(midterm(standing), "strength", "midterm", MIDTERM)
    return count_table(standing.plan, "midterm_strengths", "strength", told, MIDTERM)


_STEPS = (("progress", 100), ("time_share", 100), ("lead", 1), ("pace", 1))


def _steps(row: Mapping[Any, Any]) -> tuple[dict[str, str], dict[str, float | None]]:
    """Return g, τ, their difference and q: as shown, and as numbers."""
    values = {name: row[name] * times for name, times in _STEPS}
    places = {"pace": 2}
    shown = {
        name: "" if math.isnan(value) else plain(value, places.get(name, 1), fixed=True)
        for name, value in values.items()
    }
    return shown, dict(values)


@marked
def midterm_goals(standing: Standing) -> Table:
    """Return the goals of one programme that could be judged, each with its class.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> midterm_goals(ms.stand_midterm(part, ms.Ledger())).rows
    ()
    """
    found = midterm(standing)
    judged = found[found["midterm"].isin(DECIDED)]
    rows = Rows(standing.plan)
    for row in judged.to_dict("records"):
        shown, values = _steps(row)
        unit = rows.unit(row["unit"])
        rows.add(
            row["programme"],
            row["indicator"],
            {
                "indicator": rows.names[row["indicator"]],
                "observed": value_with_unit(row, unit),
                "target": target_with_unit(row, unit),
                "target_year": target_year(row),
                **shown,
                "class": class_with_symbol(row["midterm"]),
            },
            values,
        )
    names = ["indicator", "observed", "target", "target_year"]
    steps = [name for name, _ in _STEPS if any(row[name] for row in rows.shown)]
    name = next(iter(programme_names(standing.plan).values()), "")
    return rows.table(
        text("midterm_goals", programme=name),
        titled(*names, *steps, "class", numbers=steps),
        [text("note_pace")] if "pace" in steps else [],
    )


@marked
def midterm_results(standing: Standing) -> Table:
    """Return g, τ, g − τ, q and the class of every goal, with the method or the reason.

    Examples
    --------
    >>> import minsheng as ms
    >>> len(midterm_results(ms.stand_midterm(ms.load_plan(), ms.Ledger())).rows)
    281
    """
    rows = Rows(standing.plan)
    for row in midterm(standing).to_dict("records"):
        shown, values = _steps(row)
        unit = rows.unit(row["unit"])
        baseline = row["baseline"]
        rows.add(
            row["programme"],
            row["indicator"],
            {
                "indicator": rows.names[row["indicator"]],
                "baseline": ""
                if math.isnan(baseline) or row["kind"] in ("flow", "milestone")
                else amount(baseline, unit),
                "observed": value_with_unit(row, unit),
                "target": target_with_unit(row, unit),
                "target_year": target_year(row),
                **shown,
                "class": class_with_symbol(row["midterm"]),
                "why": method_or_reason(row),
            },
            values,
        )
    numbers = [name for name, _ in _STEPS]
    notes = [text("note_no_progress"), text("note_running_total")]
    return rows.table(
        text("midterm_results"),
        titled(
            "indicator",
            "baseline",
            "observed",
            "target",
            "target_year",
            *numbers,
            "class",
            "why",
            numbers=numbers,
        ),
        notes,
    )


@marked
def midterm_classes(standing: Standing) -> Exhibit:
    """Draw how many goals of each programme are in each class of the mid-term.

    Examples
    --------
    >>> import minsheng as ms
    >>> midterm_classes(ms.stand_midterm(ms.load_plan(), ms.Ledger())).caption
    '各专项中期判断结果（项）'
    """
    from minsheng import charts

    return make_figure("midterm_classes", charts.halfway, standing, [midterm_counts(standing)])
