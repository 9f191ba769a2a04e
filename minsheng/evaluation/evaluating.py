"""Evaluate goals: their verdicts by period as one frame."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from numbers import Integral
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from minsheng.errors import Fault, UnknownName, nearest, require_known
from minsheng.evaluation.blocks import Columns, in_blocks, require_plan_ids
from minsheng.evaluation.classes import CLASSES
from minsheng.evaluation.grading import Grading
from minsheng.evaluation.judging import (
    METHOD_NAMES,
    PACE,
    PACES,
    ROBUSTNESS,
    Outlook,
    Verdicts,
    judge,
    methods_in,
    outlook,
)
from minsheng.evaluation.readings import Readings, period_of
from minsheng.evaluation.situation import SINCE, Situation
from minsheng.methods import REASONS, VERDICTS, arithmetic
from minsheng.plan.arrays import PLAN, stacked, without_noise
from minsheng.plan.bounds import words
from minsheng.plan.goal_arrays import GoalArrays
from minsheng.plan.naming import as_plan
from minsheng.plan.observations import STATUSES, Ledger
from minsheng.plan.periods import Period
from minsheng.plan.periods import period as read_period
from minsheng.plan.plan import Plan
from minsheng.plan.reading_goals import goal_arrays
from minsheng.tables.frames import as_ledger, checked_ledger, checked_observations
from minsheng.text.language import current

if TYPE_CHECKING:
    from minsheng.plan.arrays import Codes
    from minsheng.plan.naming import Part
    from minsheng.text.language import Lang

_DESCRIPTION = ("programme", "unit", "kind", "aim", "holder")
WORDS_OF_GOALS = (*_DESCRIPTION, "programme_name", "strength", "observed_in", "disagreeing")
"""The columns whose categories are the words that some goal has, not a closed list."""


def evaluate(
    plan: Part | Sequence[Part],
    observations: Ledger | pd.DataFrame,
    period: str | int | Period | Iterable[str | int | Period],
    as_of: dt.date | None = None,
    method: str = PACE,
) -> pd.DataFrame:
    """Return the verdict on every goal of one or several plans in one or several periods.

    Three columns stand side by side and are never blended: the ``annual`` verdict on the year's
    own target, the ``pace`` on the plan's own path, and the ``hold`` verdict on a line to be
    held. ``verdict`` is that of the one ``method`` that answers the goal's question.

    Parameters
    ----------
    plan
        A plan, a selection of one, a programme, an indicator, or a list of such.
    observations
        A ledger, or a frame with the columns ``indicator``, ``period``, ``reported_on``,
        ``value`` and ``status``, and with several plans ``plan``. A frame is checked as a file
        is, and so is a ledger that was made by hand.
    period
        A year, half, quarter or month, or several: ``"2018"``, ``["2018H1", "2018"]``.
    as_of
        Read the ledger as it stood at the end of this day; as it stands when left out.
    method
        The method for goals that are judged by their pace, one of
        `minsheng.evaluation.PACES`; see `minsheng.methods`.

    Returns
    -------
    pandas.DataFrame
        One row per goal and period, context figures left out:

        - ``plan``; ``programme`` and ``indicator``, with ``programme_name`` and ``indicator_name``
          in the language in force; ``unit``, ``kind``, ``aim``, ``holder``, ``headline``,
          ``strength`` of the final target;
        - ``period``, ``time`` (the end of 2017 is 2017.0);
        - ``observed``, of a flow the amount of the year so far; ``done``, of a flow everything
          since its target's first year; ``observed_in``, the period they are
          of, ``decimals``, ``status``, ``reported_on``. Where the last target lies back
          ``observed`` is what was reported last, and ``since`` says whether the latest report since
          meets that target, still (``kept``, ``not_kept``) or at last (``met_since``,
          ``still_short``);
        - ``judged``, the value that the verdict is on, and ``in_all``, whether that is all that
          was done of a flow; ``due_year``, the year whose target counts;
        - ``baseline`` (missing where it is only a bound), ``due_target`` of the year with
          ``due_bound``, ``planned``, ``target`` with ``target_bound`` and ``target_year``; of a
          range both are the end that is easier to meet, which the verdict is on, and ``due_low``,
          ``due_high``, ``target_low`` and ``target_high`` are its ends, missing for anything else;
        - ``last_change``, from the last yearly value but one to the last;
        - ``annual``, ``attainment`` (observed ÷ planned for the year), ``annual_reason``;
        - ``pace``, ``pace_verdict``, ``pace_reason``; ``hold``, ``drift`` in the unit a year,
          ``hold_reason``;
        - ``progress`` (y − b) ÷ (T − b), ``planned_share`` (Y(t) − b) ÷ (T − b) of the plan's own
          path, ``lead``, their difference in percentage points, and ``time_share``; missing where
          that path is by then on the wrong side of the baseline, as ``pace_reason`` says;
        - ``gap``; ``required`` change a year from here, ``required_growth`` as a fraction,
          ``so_far`` a year, ``growth_so_far`` as a fraction, ``faster`` (how many times as fast as
          so far, of an average growth in growth; missing where nothing was gained yet),
          ``required_reason``, ``growth_reason`` where only growth is missing;
        - ``class``, one of `minsheng.evaluation.CLASSES`: the grade, the result, or why there is
          none;
        - ``verdict``, ``method``, ``reason``; ``robustness`` (``robust``, ``sensitive``) and
          ``disagreeing``, the methods that come to the other side.

        Words of few kinds are categories; an empty word is no word.

    Raises
    ------
    UnknownName
        For a period outside the plan or that cannot be read, or an unknown method.
    BadInput
        For two plans of one id, for observations of several plans without ``plan``, and with
        every fault of what was handed in: table, row, what was found, the nearest match.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> seen = pd.DataFrame({"indicator": ["childcare.gross_enrolment"], "period": ["2018"],
    ...                      "reported_on": [pd.Timestamp("2019-01-31")], "value": [87.4],
    ...                      "status": ["final"]})
    >>> row = evaluate(part, seen, "2018").iloc[0]
    >>> row["annual"], float(row["pace"].round(2)), row["verdict"], row["method"]
    ('met', 1.4, 'on_track', 'plan_path')
    """
    plans = [as_plan(one) for one in (plan if isinstance(plan, Sequence) else [plan])]
    require_known("method", method, PACES)
    periods = periods_in(period, plans)
    table = _checked(plans, observations, as_of)

    lang = current()  # blocks are evaluated in threads, which have a language of their own

    def evaluate_block(block: Sequence[Plan], of_block: pd.DataFrame) -> list[Columns]:
        goals = goal_arrays(block)
        readings = Readings(goals, of_block, [one.facts.plan for one in block])
        shared, grading = _goal_columns(goals, block, lang), Grading(goals, readings)
        situations = (Situation(goals, readings, when) for when in periods)
        return [{**shared, **_period_columns(one, grading, method)} for one in situations]

    if not periods:
        return evaluate(plan, observations, str(plans[0].facts.first_year), as_of, method).head(0)
    return in_blocks(plans, table, evaluate_block)


def _checked(
    plans: Sequence[Plan], observations: Ledger | pd.DataFrame, as_of: dt.date | None
) -> pd.DataFrame:
    """Return the observations as they stood on a day, held against their plans as files are."""
    ledger = as_ledger(observations)
    table = ledger.observations
    if len(plans) == 1:
        if "plan" in table:
            ledger = Ledger(table[table["plan"] == plans[0].facts.plan])
        ledger = checked_ledger(plans[0], ledger)
    elif plans:
        require_plan_ids(plans, table)
        ledger = Ledger(checked_observations(plans, table))
    return ledger.as_of(as_of).observations


def periods_in(
    asked: str | int | Period | Iterable[str | int | Period], plans: Sequence[Plan]
) -> list[Period]:
    """Return the periods asked for, each inside a plan's years; `UnknownName` for any other."""
    several = [asked] if isinstance(asked, str | int | Integral | Period) else list(asked)
    years = sorted({year for plan in plans for year in plan.facts.years})
    allowed = tuple(str(year) for year in years)
    found, faults = [], []
    for one in several:
        try:
            when = one if isinstance(one, Period) else read_period(str(one))
        except ValueError:
            faults.append(Fault("unreadable_period", found=str(one)))
            continue
        if when.year not in years:
            near = nearest(str(when.year), allowed)
            faults.append(
                Fault("period_outside_plan", found=str(one), allowed=allowed, nearest=near)
            )
        found.append(when)
    if faults:
        raise UnknownName(faults)
    return found


def _goal_columns(goals: GoalArrays, plans: Sequence[Plan], lang: Lang) -> Columns:
    """Return the columns that describe a goal and its targets: the same in every period."""
    rows = goals.rows
    ids = pd.Index([plan.facts.plan for plan in plans])
    described = {name: pd.Categorical(rows[name].astype("str")) for name in _DESCRIPTION}
    name = f"name_{lang}"
    indicators = stacked(plans, "indicators", "aim", name)
    programmes = stacked(plans, "programmes", "programme", name)
    of_goals = rows[[PLAN, "programme"]].merge(programmes, on=[PLAN, "programme"], how="left")
    return {
        "plan": pd.Categorical.from_codes(rows[PLAN].to_numpy(), categories=ids),
        "programme": described.pop("programme"),
        "programme_name": pd.Categorical(of_goals[name].astype("str")),
        "indicator": rows["indicator"].array,
        "indicator_name": indicators.loc[indicators["aim"].ne("context"), name].array,
        **described,
        "headline": rows["headline"].to_numpy(),
        "strength": pd.Categorical(pd.array(goals.final.strength, dtype="str")),
        "baseline": goals.baseline,
        "target": goals.final.value,
        "target_bound": words(goals.final.bound),
        "target_low": goals.final.low,
        "target_high": goals.final.high,
        "target_year": goals.end,
    }


def _period_columns(situation: Situation, grading: Grading, method: str) -> Columns:
    """Return the columns that differ from period to period."""
    goals, case, when = situation.goals, situation.case, situation.when
    judged, left = judge(situation, method), outlook(case, goals)
    return {
        "period": pd.Categorical.from_codes(
            np.zeros(len(goals), dtype=np.int8), categories=pd.Index([str(when)])
        ),
        "time": np.full(len(goals), when.time),
        **_observed_columns(situation),
        "class": _categorical(grading.classes(situation, judged, left), CLASSES),
        **_judged_columns(situation, judged.method),
        **_verdict_columns(judged),
        **_progress_columns(situation),
        **_outlook_columns(left),
    }


def _observed_columns(situation: Situation) -> Columns:
    """Return what was reported last by the end of the period, with its own date."""
    latest = situation.latest
    place, numbers = pd.factorize(latest.period)
    return {
        "observed": without_noise(latest.value),
        "done": without_noise(latest.done),
        "observed_in": _categorical(
            place, [str(period_of(n)) if n else "" for n in numbers.tolist()]
        ),
        "decimals": latest.decimals,
        "status": _categorical(latest.status + 1, ("", *STATUSES)),
        "reported_on": latest.reported,
        "since": _categorical(situation.since, SINCE),
    }


def _judged_columns(situation: Situation, method: Codes) -> Columns:
    """Return what the verdict is on, and what it is held against."""
    case, reading, goals = situation.case, situation.reading, situation.goals
    in_all = situation.in_all(method == METHOD_NAMES.index("milestone"))
    return {
        "judged": without_noise(np.where(in_all, reading.done, reading.value)),
        "in_all": in_all,
        "due_year": np.where(goals.once, goals.end, situation.year),
        "due_target": case.due_target,
        "due_bound": words(situation.due_target[1]),
        "due_low": situation.due_range[0],
        "due_high": situation.due_range[1],
        "planned": case.planned,
        "last_change": case.last_change,
    }


def _verdict_columns(verdicts: Verdicts) -> Columns:
    patterns, kinds = pd.factorize(verdicts.disagreeing)
    return {
        "annual": _categorical(verdicts.annual.verdict, VERDICTS),
        "attainment": verdicts.annual.figure,
        "annual_reason": _categorical(verdicts.annual.reason, REASONS),
        "pace": verdicts.pace.figure,
        "pace_verdict": _categorical(verdicts.pace.verdict, VERDICTS),
        "pace_reason": _categorical(verdicts.pace.reason, REASONS),
        "hold": _categorical(verdicts.hold.verdict, VERDICTS),
        "drift": verdicts.hold.figure,
        "hold_reason": _categorical(verdicts.hold.reason, REASONS),
        "verdict": _categorical(verdicts.verdict, VERDICTS),
        "method": _categorical(verdicts.method, METHOD_NAMES),
        "reason": _categorical(verdicts.reason, REASONS),
        "robustness": _categorical(verdicts.robustness, ROBUSTNESS),
        "disagreeing": _categorical(patterns, [", ".join(methods_in(int(bits))) for bits in kinds]),
    }


def _progress_columns(situation: Situation) -> Columns:
    """Return the shares of the planned change that are done and due, and that of the time."""
    goals, case = situation.goals, situation.case
    begun = case.time > case.start
    moving = goals.reach & ~goals.milestone & ~goals.kept & begun & ~situation.goes_back
    done = arithmetic.progress(case.observed, case.baseline, case.target)
    due = arithmetic.progress(case.planned, case.baseline, case.target)
    gone = arithmetic.elapsed(case.start, case.time, case.end)
    columns = {
        "progress": done,
        "planned_share": due,
        "time_share": gone,
        "lead": arithmetic.lead(done, due),
    }
    return {name: np.where(moving, column, np.nan) for name, column in columns.items()}


def _outlook_columns(left: Outlook) -> Columns:
    return {
        "gap": left.gap,
        "required": left.required,
        "required_growth": left.growth,
        "so_far": left.so_far,
        "growth_so_far": left.growth_so_far,
        "faster": left.faster,
        "required_reason": _categorical(left.reason, REASONS),
        "growth_reason": _categorical(left.growth_reason, REASONS),
    }


def _categorical(codes: npt.NDArray[Any], words: Sequence[str]) -> pd.Categorical[Any]:
    return pd.Categorical.from_codes(codes, categories=pd.Index(list(words), dtype="str"))
