"""The mid-term evaluation: the class of each goal at the middle of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from minsheng.evaluation.evaluating import evaluate
from minsheng.evaluation.standing import Standing, stand
from minsheng.plan.periods import Period, middle, period
from minsheng.plan.remembering import remembered_frame

if TYPE_CHECKING:
    from minsheng.plan.observations import Ledger
    from minsheng.plan.plan import Plan

MIDTERM = (
    "early",
    "on_time",
    "late",
    "ahead",
    "in_line",
    "lagging",
    "kept",
    "not_kept",
    "not_due",
    "not_reported",
    "not_judged",
)
"""提前实现, 按期实现, 其后实现, 快于预期, 基本符合预期, 滞后; of lines 保持, 未保持."""
AHEAD, IN_LINE = 1.0, 0.95
"""From which pace on a goal is ahead, and in line. No official cuts are published: these are ours,
and reports print them."""
GOOD = ("early", "on_time", "ahead", "in_line", "kept")
SHORT = ("lagging", "not_kept")
DECIDED = (*GOOD, "late", *SHORT)
"""The classes of the goals that could be judged."""

_REACHED = ("target_reached", "to_hold")
_BY_VERDICT: Mapping[str, str] = {
    "met": "in_line",
    "missed": "lagging",
    "held": "kept",
    "held_worsening": "kept",
    "recovering": "not_kept",
    "breached": "not_kept",
    "right_way": "kept",
    "stalled": "not_kept",
    "turning": "not_kept",
    "wrong_way": "not_kept",
    "not_due": "not_due",
    "not_reported": "not_reported",
    "no_target": "not_judged",
    "": "not_judged",
}


def stand_midterm(
    plan: Plan,
    ledger: Ledger,
    when: str | Period = "",
    as_of: str | dt.date | None = None,
) -> Standing:
    """Return the standing of a plan at its middle, unless another period is asked for.

    Parameters
    ----------
    plan, ledger, as_of
        See `minsheng.stand`.
    when
        The period; that of `midterm_period` when empty.

    Examples
    --------
    >>> import minsheng as ms
    >>> str(stand_midterm(ms.load_plan(), ms.Ledger()).period)
    '2019H1'
    """
    return stand(plan, ledger, when or midterm_period(plan, ledger), as_of)


def midterm_period(plan: Plan, ledger: Ledger) -> Period:
    """Return the period of a plan's mid-term evaluation.

    It is the half or the year that ends when half of the plan is gone. Where nothing was reported
    of that, as where reports are yearly and the years odd, it is the last period before of which
    anything was.

    Examples
    --------
    >>> import minsheng as ms
    >>> str(midterm_period(ms.load_plan(), ms.Ledger()))
    '2019H1'
    """
    half = middle(plan.facts.years)
    reported = [period(text) for text in ledger.observations["period"].unique()]
    if any(half.covers(one) for one in reported):
        return half
    earlier = [one for one in reported if one.time <= half.time]
    return max(earlier, key=lambda one: (one.time, -one.begin), default=half)


@remembered_frame
def midterm(standing: Standing) -> pd.DataFrame:
    """Return the mid-term class of each goal.

    ``early``: the final target is already reached. Else by its pace q: ``ahead`` from 1 on,
    ``in_line`` from 0.95 on, ``lagging`` below. Lines and directions are ``kept`` or ``not_kept``.
    A goal that is judged by its year's target alone, or a milestone, is ``in_line`` when that is
    met and ``lagging`` when it is missed. A goal whose last year is over by then is ``on_time``
    when it was reached in that year, ``late`` when it was reached since, and ``lagging`` when it
    was not, whatever its pace.

    Parameters
    ----------
    standing
        Where the plan stands at mid-term.

    Returns
    -------
    pandas.DataFrame
        The verdicts of the period (see `minsheng.evaluate`) with ``midterm``, one of `MIDTERM`.

    Examples
    --------
    >>> import minsheng as ms
    >>> told = midterm(ms.stand(ms.load_plan(), ms.Ledger(), "2019H1"))
    >>> sorted(set(told["midterm"]))
    ['not_due', 'not_judged', 'not_reported']
    """
    verdicts = standing.verdicts
    pace = verdicts["pace"]
    by_pace = verdicts["method"].eq("plan_path") & pace.notna()
    classes = verdicts["verdict"].astype("str").map(_BY_VERDICT).fillna("not_judged")
    classes = classes.mask(by_pace, "lagging").mask(by_pace & pace.ge(IN_LINE), "in_line")
    classes = classes.mask(by_pace & pace.ge(AHEAD), "ahead")
    moving = verdicts["aim"].eq("reach") & ~verdicts["verdict"].isin(["held", "held_worsening"])
    milestone = verdicts["kind"].eq("milestone")
    reached = moving & verdicts["required_reason"].isin(_REACHED)
    # A milestone that is due in several years is not done for good when it is done once.
    years = standing.plan.tables["targets"].groupby("indicator")["year"].nunique()
    is_due_again = verdicts["indicator"].map(years).fillna(0).gt(1)
    reached |= milestone & verdicts["verdict"].eq("met") & ~is_due_again
    over = verdicts["target_year"] <= verdicts["time"]
    classes = classes.mask(reached & ~over, "early")
    closed = over & moving & classes.isin(["ahead", "in_line", "lagging"])
    met = closed & (reached | verdicts["annual"].eq("met"))
    in_time = verdicts["indicator"].isin(_reached_in_last_year(standing, verdicts[met]))
    classes = classes.mask(closed, "lagging").mask(met, "late").mask(met & in_time, "on_time")
    return verdicts.assign(midterm=pd.Categorical(classes, categories=pd.Index(MIDTERM)))


def _reached_in_last_year(standing: Standing, closed: pd.DataFrame) -> set[str]:
    """Return which goals whose last year is over were reached in that year."""
    last = dict(zip(closed["indicator"], closed["target_year"].astype("int64"), strict=True))
    in_time = set()
    for year in sorted(set(last.values()) & set(standing.plan.facts.years)):
        verdicts = evaluate(standing.plan, standing.ledger, Period(year))
        flow = verdicts["kind"].eq("flow")
        met = verdicts["annual"].eq("met").mask(flow, verdicts["required_reason"].isin(_REACHED))
        in_time |= {name for name in verdicts.loc[met, "indicator"] if last.get(name) == year}
    return in_time
