"""The final evaluation: the outcome of each goal, and how it differs from the mid-term."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from minsheng.errors import Fault, UnknownName
from minsheng.evaluation.classes import FAVOURABLE, GOOD, OPEN, RESULTS, SHORT
from minsheng.evaluation.evaluating import evaluate
from minsheng.evaluation.standing import Standing, rows_about, stand
from minsheng.methods.arithmetic import difference
from minsheng.plan.naming import taking_parts
from minsheng.plan.periods import Period, period
from minsheng.plan.remembering import remembered, remembered_frame
from minsheng.plan.views import DESCRIPTION

if TYPE_CHECKING:
    from minsheng.evaluation.frozen import Frozen
    from minsheng.plan.observations import Ledger
    from minsheng.plan.plan import Plan

OUTCOMES = (*RESULTS, *OPEN)
"""The classes of a goal at the end."""
COURSES = ("made_good", "still_short", "kept_up", "fell_back", "late", "open")
"""What became of a goal between mid-term and end; ``open`` where either says nothing."""


@taking_parts
def stand_final(
    plan: Plan,
    ledger: Ledger | pd.DataFrame,
    period: str | Period = "",
    as_of: str | dt.date | None = None,
) -> Standing:
    """Return the standing of a plan in its last year, unless another period is asked for.

    Parameters
    ----------
    plan, ledger, as_of
        See `minsheng.stand`.
    period
        The period; the last year of the plan when empty.

    Raises
    ------
    UnknownName
        For a period that does not end with the plan: nothing is final before.

    Examples
    --------
    >>> import minsheng as ms
    >>> str(stand_final(ms.load_plan(), ms.Ledger()).period)
    '2020'
    """
    standing = stand(plan, ledger, period or Period(plan.facts.last_year), as_of)
    require_final_period(plan, standing.period)
    return standing


def require_final_period(plan: Plan, period: Period) -> None:
    """Raise `UnknownName` for a period that does not end with the plan: nothing is final before."""
    last = Period(plan.facts.last_year)
    if period.time != last.time:
        raise UnknownName([Fault("final_too_early", found=str(period), allowed=(str(last),))])


@remembered_frame
def outcomes(standing: Standing) -> pd.DataFrame:
    """Return the outcome of each goal: its class at the end of the period, and how it came to it.

    The outcome is the result that every other report gives at the same date, see
    `minsheng.evaluation.grading`: a number to be reached is met by its wording; a line when it was
    kept in every year that was reported and the last year is one of them; a direction when it was
    kept. A goal whose final year is not over by the end of the period is ``not_due``.

    One row per goal: the columns of `minsheng.evaluate` for the period; ``outcome`` of `OUTCOMES`;
    ``met_by``, the end of the period for which one that was met late was first reported so;
    ``margin``, by how much the target was passed (negative: missed) in the unit, in its final year
    or, when it was met late, as last reported; ``years_due``, ``years_met``, how many yearly
    targets that the plan states were due and met, of a line every year, as far as they were
    reported; ``years_retrospective``, how many of those due were of years that had ended before the
    plan was issued; ``retrospective``, whether its final year had.

    Examples
    --------
    >>> told = outcomes(ms.stand(ms.load_plan(), ms.Ledger(), "2020"))
    >>> counts = told["outcome"].value_counts()
    >>> counts[counts > 0].to_dict()
    {'not_reported': 199, 'not_judged': 82}
    """
    if standing.part_of:
        return rows_about(standing.plan, outcomes(standing.part_of))
    facts = standing.plan.facts
    over = [year for year in facts.years if Period(year).time <= standing.period.time]
    years = over or [facts.first_year]
    verdicts = evaluate(standing.plan, standing.ledger, [Period(year) for year in years])
    year = verdicts["period"].astype("str").astype("int64")
    goals = standing.verdicts
    line = verdicts["aim"].eq("hold") & verdicts["hold"].ne("")
    kept = verdicts["hold"].isin(FAVOURABLE).map({True: "met", False: "missed"})
    # A line is to be held in every year; of any other goal the plan's own yearly targets count.
    verdicts = verdicts.assign(annual=verdicts["annual"].astype("str").mask(line, kept))
    judged = verdicts[verdicts["annual"].isin(["met", "missed"])]
    due = judged[_is_stated(standing, judged) | line.loc[judged.index]]
    printed = facts.printed  # the years that were over on that day are judged in retrospect
    retrospective_until = printed.year - ((printed.month, printed.day) != (12, 31))
    before = year.loc[due.index].le(retrospective_until)
    count = due.groupby("indicator", sort=False).size()
    missed = due.loc[due["annual"].eq("missed"), "indicator"]
    later = goals["target_year"].fillna(facts.last_year).gt(over[-1] if over else 0)
    outcome = goals["class"].astype("str")
    outcome = outcome.mask(later & outcome.ne("not_judged"), "not_due")
    goals = goals.assign(outcome=pd.Categorical(outcome, categories=pd.Index(OUTCOMES)))
    return goals.assign(
        margin=_margin(standing, goals),
        met_by=pd.to_datetime(goals["indicator"].map(met_later(standing))).astype("datetime64[s]"),
        years_due=_counted(goals, count),
        years_met=_counted(goals, count.sub(missed.value_counts(), fill_value=0)),
        years_retrospective=_counted(goals, due.loc[before, "indicator"].value_counts()),
        retrospective=goals["target_year"] <= retrospective_until,
    )


def met_later(standing: Standing) -> dict[str, pd.Timestamp]:
    """Return by when each goal that is ``late`` was met: the end of the first period told so.

    Of a part it is what the whole says, which is computed once for all parts.
    """
    while standing.part_of:
        standing = standing.part_of
    return _met_later(standing)


@remembered
def _met_later(standing: Standing) -> dict[str, pd.Timestamp]:
    late = standing.verdicts.loc[standing.verdicts["class"].eq("late"), "indicator"]
    if late.empty:
        return {}
    told = standing.select(indicator=list(late)).history
    told = told[told["class"].eq("late")]
    ends = pd.to_datetime([period(text).end for text in told["period"]])
    return dict(told.assign(end=ends).groupby("indicator")["end"].min())


def _is_stated(standing: Standing, verdicts: pd.DataFrame) -> pd.Series[bool]:
    """Return which rows are of a year that the plan states a target for.

    After its last year a goal keeps its verdict, but no further target is due.
    """
    targets = standing.plan.tables["targets"]
    stated = set(zip(targets["indicator"], targets["year"], strict=True))
    years = verdicts["period"].astype("str").astype("int64")
    keys = zip(verdicts["indicator"], years, strict=True)
    return pd.Series([key in stated for key in keys], index=verdicts.index, dtype="bool")


def _margin(standing: Standing, goals: pd.DataFrame) -> pd.Series[float]:
    """Return by how much each target was passed: of one met late by what was reported since."""
    of_plan = standing.plan.indicators.set_index("indicator")["direction"]
    way = np.where(goals["indicator"].map(of_plan).eq("down"), -1.0, 1.0)
    last = goals["observed"].mask(goals["kind"].eq("flow"), goals["done"])
    late = goals["outcome"].eq("late") & goals["kind"].ne("milestone")
    return (-goals["gap"]).mask(late, way * difference(last.to_numpy(), goals["target"].to_numpy()))


def _counted(goals: pd.DataFrame, counts: pd.Series[int]) -> pd.Series[int]:
    return goals["indicator"].map(counts).fillna(0).astype("int64")


def since_midterm(standing: Standing, frozen: Frozen) -> pd.DataFrame:
    """Compare the outcome of each goal with its class at mid-term.

    One row per goal of `standing` in the order of the plan: programme and indicator with their
    names, ``unit``, ``midterm`` (the class then; empty for a goal that was not in it),
    ``observed_then``, ``progress_then``, ``outcome``, ``observed``, ``progress``, and ``course`` of
    `COURSES`: ``made_good`` short then and met now, ``still_short`` short then and not met now,
    ``kept_up`` well then and met now, ``fell_back`` well then and not met now, ``late`` not met in
    its year and met by the end.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> told = since_midterm(ms.stand(plan, ms.Ledger(), "2020"), ms.load_midterm(plan, "demo"))
    >>> sorted(set(told["course"]))
    ['open']
    """
    outcome_rows = outcomes(standing)
    now = outcome_rows[[*DESCRIPTION, "outcome", "observed", "progress"]]
    then = frozen.results[["indicator", "midterm", "observed", "progress"]].rename(
        columns={"observed": "observed_then", "progress": "progress_then"}
    )
    both = now.merge(then, on="indicator", how="left")
    both["midterm"] = both["midterm"].astype("str").fillna("")
    was_short, was_well = both["midterm"].isin(SHORT), both["midterm"].isin(GOOD)
    met, missed = both["outcome"].eq("met"), both["outcome"].eq("not_met")
    course = pd.Series("open", index=both.index, dtype="str")
    course = course.mask(was_short & met, "made_good").mask(was_short & missed, "still_short")
    course = course.mask(was_well & met, "kept_up").mask(was_well & missed, "fell_back")
    course = course.mask(both["outcome"].eq("late"), "late")
    return both.assign(course=pd.Categorical(course, categories=pd.Index(COURSES)))
