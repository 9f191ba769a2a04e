"""A plan or a part of it at the end of one period: verdicts, changes, history, tasks."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass, replace
from functools import cached_property, update_wrapper
from typing import TYPE_CHECKING

import pandas as pd

from minsheng.errors import BadInput, Fault, UnknownName
from minsheng.evaluation.classes import MOVES, TOLD_VERDICTS, move
from minsheng.evaluation.evaluating import WORDS_OF_GOALS, evaluate, periods_in
from minsheng.evaluation.tasks import task_progress
from minsheng.plan.facts import HYPOTHETICAL, SYNTHETIC
from minsheng.plan.naming import taking_parts
from minsheng.plan.observations import Ledger
from minsheng.plan.periods import Period, parts, period
from minsheng.plan.plan import Plan
from minsheng.plan.remembering import by_language
from minsheng.plan.views import DESCRIPTION, with_names
from minsheng.tables.frames import checked_ledger

if TYPE_CHECKING:
    from collections.abc import Iterable


_SAME = ("class", "verdict", "method", "observed")


@dataclass(frozen=True, eq=False, repr=False)
class Standing:
    """A plan, or a part of one, and what was known of it at the end of a period.

    Parameters
    ----------
    plan
        The plan or a selection of one.
    ledger
        What the ledger says of this part (see `Ledger.about`), as it stood on the day it is read.
    period
        The period.
    as_of
        That day; None for the ledger as it stands.
    part_of
        Of a selection the standing that it is a part of: a goal that is judged there is not judged
        again.

    Examples
    --------
    >>> import minsheng as ms
    >>> standing = ms.stand(ms.load_plan(), ms.Ledger(), "2018H1")
    >>> standing
    <Standing qijiang-2018-2020 2018H1: 341 indicators>
    >>> str(standing.period), standing.is_observed, len(standing.verdicts)
    ('2018H1', False, 281)
    """

    plan: Plan
    ledger: Ledger
    period: Period
    as_of: dt.date | None = None
    part_of: Standing | None = None

    def __repr__(self) -> str:
        signs = [SYNTHETIC] * self.synthetic + [HYPOTHETICAL] * bool(self.plan.assumptions)
        marks = "".join(f" ({sign})" for sign in signs)
        name, size = self.plan.facts.plan, len(self.plan)
        return f"<Standing {name} {self.period}: {size} indicators{marks}>"

    @property
    @by_language
    def verdicts(self) -> pd.DataFrame:
        """The verdicts on every goal in this period; see `minsheng.evaluate`.

        In a period that is still to come what was not reported is not due.
        """
        if self.part_of:
            return rows_about(self.plan, self.part_of.verdicts)
        return self._waiting(evaluate(self.plan, self.ledger, self.period))

    @cached_property
    def before(self) -> Standing | None:
        """The standing one period of the same kind earlier; None before the plan began.

        A period that closes its year is replaced by the year, for which its values are reported.
        """
        earlier = self.period.before
        if earlier.year not in self.plan.facts.years:
            return None
        when = Period(earlier.year) if earlier.closes_year else earlier
        return replace(self, period=when, part_of=None)

    @property
    @by_language
    def moved(self) -> pd.DataFrame:
        """The goals of another class than in the period before, or kept or left in another way.

        One row per goal: programme and indicator with their names, ``unit``,
        ``verdict_before``, ``verdict``, ``class_before`` and ``class`` of both, ``move``, one of
        `minsheng.evaluation.MOVES`, ``observed_before``,
        ``observed``. No row where there is no period before.
        """
        if self.before is None:
            return pd.DataFrame(
                columns=[
                    *DESCRIPTION,
                    "verdict_before",
                    "verdict",
                    "class_before",
                    "class",
                    "move",
                    "observed_before",
                    "observed",
                ]
            )
        both = self.verdicts[[*DESCRIPTION, *_SAME]].merge(
            self.before.verdicts[["indicator", *_SAME]], on="indicator", suffixes=("", "_before")
        )
        moves = map(move, both["class_before"], both["class"], both["verdict"])
        both["move"] = pd.Categorical(list(moves), categories=pd.Index(MOVES), ordered=True)
        words = both.astype("str")
        told = {end: words[f"verdict{end}"].isin(TOLD_VERDICTS) for end in ("", "_before")}
        changed = words["class"].ne(words["class_before"]) | told[""].ne(told["_before"])
        changed |= told[""] & words["verdict"].ne(words["verdict_before"])
        return both[changed].reset_index(drop=True)

    @property
    @by_language
    def history(self) -> pd.DataFrame:
        """The verdicts of this period and of all before it that anything was observed in.

        One row per goal and period in the order of time; see `minsheng.evaluate`.
        """
        periods = {period(text) for text in self.ledger.observations["period"].unique()}
        until = [one for one in periods if one.time <= self.period.time]
        until = sorted({*until, self.period}, key=lambda one: (one.time, one.begin))
        return self._waiting(evaluate(self.plan, self.ledger, until))

    def _waiting(self, verdicts: pd.DataFrame) -> pd.DataFrame:
        """Return verdicts in which nothing is due that a period still to come ends with."""
        if not self.is_to_come:
            return verdicts
        now = verdicts["period"].eq(str(self.period))
        silent = now & verdicts["class"].eq("not_reported")
        silent &= verdicts["due_year"].ge(self.period.year)
        return verdicts.assign(
            **{"class": verdicts["class"].mask(silent, "no_report_due")},
            reason=verdicts["reason"].mask(silent, "no_report_due"),
        )

    @property
    @by_language
    def tasks(self) -> pd.DataFrame:
        """How far the numbered tasks have come; see `minsheng.evaluation.task_progress`.

        Besides ``contradicted``: whether all milestones that a task serves were reported done and
        the task was not reported completed, or one was reported not done and the task completed.
        """
        progress = task_progress(self.plan, self.ledger, self.period, self._last_day)
        milestones = self.verdicts[self.verdicts["kind"].eq("milestone")]
        done = milestones.dropna(subset="observed").set_index("indicator")["observed"].ge(1)
        links = self.plan.tables["task_indicators"]
        links = links[links["indicator"].isin(milestones["indicator"])]
        reported = links["indicator"].map(done)
        all_done = progress["task"].map(reported.eq(True).groupby(links["task"]).all())
        any_open = progress["task"].map(reported.eq(False).groupby(links["task"]).any())
        completed = progress["status"].eq("completed")
        contradicted = (all_done.eq(True) & ~completed) | (any_open.eq(True) & completed)
        return progress.assign(contradicted=contradicted)

    @property
    @by_language
    def explanations(self) -> pd.DataFrame:
        """The last explanations of departments on goals of this part for this period."""
        explanations = self.ledger.latest("explanations")
        of_this_part = explanations["indicator"].isin(self.plan.tables["indicators"]["indicator"])
        within = [self.period.covers(period(text)) for text in explanations["period"]]
        chosen = of_this_part & pd.Series(within, index=explanations.index, dtype="bool")
        return with_names(explanations[chosen].reset_index(drop=True), self.plan.tables)

    @property
    def is_observed(self) -> bool:
        """Whether anything was observed of this part by the end of the period."""
        return bool(self.verdicts["observed"].notna().any())

    @property
    def is_reported(self) -> bool:
        """Whether anything was reported of this part for a period that is over by then."""
        periods = self.ledger.observations["period"].unique()
        return any(period(text).time <= self.period.time for text in periods)

    @property
    def is_to_come(self) -> bool:
        """Whether the period is not over on the day that the ledger is read."""
        return self.period.end > self._last_day

    @property
    def _last_day(self) -> dt.date:
        """The end of the period, or the day that the ledger is read where that comes first."""
        return min(self.period.end, self.as_of or _today(self.plan))

    @property
    def synthetic(self) -> bool:
        """Whether what was observed is made up."""
        return self.ledger.synthetic

    def select(self, **criteria: str | bool | Iterable[str]) -> Standing:
        """Return the part whose indicators meet all `criteria`; see `Plan.select`."""
        return self._of(self.plan.select(**criteria))

    def of_programme(self, programme: str) -> Standing:
        """Return the part with one programme; the same one whenever it is asked for."""
        if programme not in self._of_programmes:
            self._of_programmes[programme] = self.select(programme=programme)
        return self._of_programmes[programme]

    @cached_property
    def _of_programmes(self) -> dict[str, Standing]:
        return {}

    def headlines(self) -> Standing:
        """Return the part with the headline goals; the whole where the plan marks none."""
        return self._of(self.plan.headlines())

    def _of(self, plan: Plan) -> Standing:
        return replace(self, plan=plan, ledger=_about(plan, self.ledger), part_of=self)


def rows_about(plan: Plan, goals: pd.DataFrame) -> pd.DataFrame:
    """Return the rows about the goals of a part of a plan, as if it had been evaluated alone."""
    own = goals[goals["indicator"].isin(plan.tables["indicators"]["indicator"])]
    words = {name: own[name].cat.remove_unused_categories() for name in WORDS_OF_GOALS}
    return own.assign(**words).reset_index(drop=True)


update_wrapper(Standing.select, Plan.select, assigned=())  # Tab offers the criteria


@taking_parts
def stand(
    plan: Plan,
    ledger: Ledger | pd.DataFrame,
    period: str | int | Period = "",
    as_of: str | dt.date | None = None,
) -> Standing:
    """Return the standing of a plan, or of a part of it, at the end of a period.

    Only the records of the ledger on this part are kept, so that its reports do not depend on
    what is reported of other parts.

    Parameters
    ----------
    plan
        A plan, a selection of one, a programme or an indicator.
    ledger
        From `minsheng.load_observations`; or a frame of observations, checked as a file is.
    period
        The period; when empty the last one that anything in the whole ledger was observed in, and
        without observations the last one of the plan that is over by then (see `last_over`).
    as_of
        The day on which the ledger is read, ``2019-07-31``; as it stands when empty.

    Returns
    -------
    Standing

    Raises
    ------
    UnknownName
        For a period that is none, outside the plan, or that begins after ``as_of``.
    BadInput
        For a day that is none, and with every fault of a ledger that was made by hand.

    Examples
    --------
    >>> import minsheng as ms
    >>> str(ms.stand(ms.load_plan(), ms.Ledger()).period)
    '2020'
    """
    day = day_of(as_of)
    known = checked_ledger(plan, ledger).as_of(day)
    chosen = period or known.last_period or last_over(plan, day or _today(plan))
    (one,) = periods_in(chosen, [plan])
    if period and day and dt.date(one.year, one.first, 1) > day:
        last = last_over(plan, day)
        allowed = (str(last),) if last.end <= day else ()
        raise UnknownName([Fault("period_to_come", found=str(one), allowed=allowed)])
    return Standing(plan, _about(plan, known), one, day)


def last_over(plan: Plan, day: dt.date) -> Period:
    """Return the period of a plan that was the last to end by a day, the longest of those.

    Before any was over it is the plan's first month: a plan is never told as ended that runs.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> [str(last_over(plan, dt.date(year, 6, 30))) for year in (2017, 2018, 2030)]
    ['2018-01', '2018H1', '2020']
    """
    over = [one for year in plan.facts.years for one in parts(year) if one.end <= day]
    first = Period(plan.facts.first_year, 1, 1)
    return max(over, key=lambda one: one.rank, default=first)


def _today(plan: Plan) -> dt.date:
    """Return today's date; while the plan runs, with an audit event for whoever keeps reports."""
    today = dt.date.today()
    if today.year <= plan.facts.last_year:
        sys.audit(
            "minsheng.today"
        )  # no file tells when a report of a plan that runs is out of date
    return today


def _about(plan: Plan, ledger: Ledger) -> Ledger:
    return ledger.about(
        list(plan.tables["indicators"]["indicator"]), list(plan.tables["tasks"]["task"])
    )


def day_of(as_of: str | dt.date | None) -> dt.date | None:
    """Return the day on which a ledger is read; None for the ledger as it stands.

    `BadInput` for a text that is no day.
    """
    if not as_of or isinstance(as_of, dt.date):
        return as_of or None
    try:
        return dt.date.fromisoformat(as_of)
    except ValueError:
        raise BadInput([Fault("not_a_date", column="as_of", found=as_of)]) from None
