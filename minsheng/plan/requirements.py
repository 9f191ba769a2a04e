"""What the plan asks for: gaps, required change and growth.

Everything here comes from the plan alone, baseline against target. Where a number cannot be given,
`reason` says why; the codes are explained in the catalogue ``reasons``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from minsheng.plan import measures
from minsheng.plan.bounds import Interval
from minsheng.plan.goals import Goal, Target, goals
from minsheng.plan.naming import described
from minsheng.text.units import RANK

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.plan.plan import Plan

_UNDEFINED = Interval(math.nan, math.nan)
_DESCRIPTION = ("programme", "indicator", "unit", "kind", "aim", "direction")
_GAP = ("gap", "gap_low", "gap_high")
_CHANGE = ("change", "change_low", "change_high")
_GROWTH = ("growth", "growth_low", "growth_high")
_HEADROOM = ("headroom", "headroom_low", "headroom_high")
_BASELINE = ("baseline_bound", "baseline", "baseline_low", "baseline_high")
_TARGET = ("target_year", "target_bound", "target", "target_low", "target_high")
_GOAL = (*_DESCRIPTION, *_BASELINE, *_TARGET)
_REASONS = (*_HEADROOM, "state", "reason")
_GAP_COLUMNS = (*_GOAL, *_GAP, "relative_gap", "gap_unit", *_REASONS)
_MARKS = ("growth_is_marked", "growth_reason", "pace")
_GROWTH_COLUMNS = (*_GOAL, "years", *_CHANGE, "change_unit", *_GROWTH, *_MARKS, *_REASONS)
_TYPES = {
    **dict.fromkeys(("target_year", "years"), "Int64"),
    "growth_is_marked": "bool",
    **dict.fromkeys((*_DESCRIPTION, "baseline_bound", "target_bound", "basis"), "str"),
    **dict.fromkeys(("gap_unit", "change_unit", "growth_reason", "reason", "state"), "str"),
}
"""The types of the columns that are no fractions."""
HELD_REASONS = ("baseline_meets_target", "to_hold")
"""Reasons of goals that are only to be held: no change is required of them."""
MOVING_REASONS = ("", "baseline_is_a_bound", "outside_line")
"""Reasons of goals for which a required change is given, as a number or as an interval."""


def reason_of(goal: Goal) -> str:
    """Return why no single required change can be given for `goal`, or ``""``.

    The guards in their order: no number, milestone, no target, flow, a baseline that meets the
    target, a target to be held (or a baseline outside its line, which says so beside the
    change), no baseline, a baseline that is only a bound.
    """
    if goal.aim in ("direction", "listed"):
        return "no_number"
    if goal.kind == "milestone":
        return "milestone"
    if goal.final is None:
        return "no_target"
    if goal.adds_up:
        return "flow_has_no_growth"
    if goal.baseline_meets_final:
        return "baseline_meets_target"
    if goal.aim == "hold" or goal.is_by_year:
        return "outside_line" if _is_outside(goal) else "to_hold"
    return _reason_of_baseline(goal)


def _is_outside(goal: Goal) -> bool:
    """Return whether the baseline is a number that does not meet the line to be held."""
    known = goal.baseline is not None and goal.baseline.is_number
    return known and not goal.baseline_meets_final


def _reason_of_baseline(goal: Goal) -> str:
    """Return why the baseline is not one number, or ``""``."""
    if goal.baseline is None:
        return "no_baseline"
    return "" if goal.baseline.is_number else "baseline_is_a_bound"


def _gap(goal: Goal, target: Target) -> Interval[float]:
    """Return the gap: of an amount to be done all of it, of anything else baseline to target."""
    if goal.adds_up:
        return Interval(target.value, target.value)
    if goal.baseline is None:
        return _UNDEFINED
    return goal.baseline.map(lambda x: measures.gap(x, target.value, goal.direction))


def _headroom(gap: Interval[float], reason: str) -> Interval[float]:
    """Return how far inside the line a figure to be held stands; undefined for the others."""
    if reason not in HELD_REASONS:
        return _UNDEFINED
    return gap.map(lambda x: -x)


def _describe(goal: Goal) -> dict[str, object]:
    """Return the columns that gaps and required growth share: the goal, baseline and target."""
    return {
        **{name: getattr(goal, name) for name in _DESCRIPTION},
        "direction": "down" if goal.direction < 0 else "up",
        "baseline_bound": goal.baseline_bound,
        **_with_ends("baseline", goal.baseline or _UNDEFINED),
        "baseline": goal.printed_baseline,
        "target_year": goal.final_year,
        **_target_columns(goal.final),
    }


def _with_ends(name: str, interval: Interval[float]) -> dict[str, float]:
    """Return an interval as columns: its number under `name`, both ends beside."""
    low, high = interval.ends
    return {name: interval.number, f"{name}_low": low, f"{name}_high": high}


def _target_columns(target: Target | None) -> dict[str, object]:
    """Return bound, number and both ends of a target; a number is both its ends."""
    if target is None:
        return {"target_bound": "", **_with_ends("target", _UNDEFINED)}
    is_range = not math.isnan(target.high)
    low, high = (target.low, target.high) if is_range else (target.value, target.value)
    columns = {"target": target.value, "target_low": low, "target_high": high}
    return {"target_bound": target.bound, **columns}


@described
def gaps(plan: Plan) -> pd.DataFrame:
    """Return the gap (差距) from baseline to final target for each indicator with a goal.

    ``gap = d * (T - b)``, positive where something is still to go. A flow's gap is its whole
    amount. A baseline that is only a bound gives a pair ``gap_low``, ``gap_high`` and no single
    gap; a side that is open is missing. Where the baseline meets the target, ``headroom`` is what
    it may lose.

    Parameters
    ----------
    plan
        A plan, a selection of one, a programme or an indicator.

    Returns
    -------
    pandas.DataFrame
        One row per indicator that is not a context figure: its description
        (``programme``, ``indicator`` and their names, ``unit``, ``kind``, ``aim``, ``direction``);
        ``baseline`` and
        ``target`` with bounds, the ends ``_low`` and ``_high`` of what they leave open, and
        ``target_year``; of a range ``target`` is the weaker end; ``gap``, ``gap_low``,
        ``gap_high`` in ``gap_unit`` (``percentage_point`` for a share, else the unit);
        ``relative_gap`` as a fraction of the target, missing for a rank; ``headroom`` with its
        ends; ``state``, how the goal can be followed (the ``reason`` of `required_growth`);
        ``reason`` where the gap is missing.

    Examples
    --------
    >>> import minsheng as ms
    >>> row = ms.gaps(ms.load_plan().select(indicator="childcare.gross_enrolment")).iloc[0]
    >>> float(row["gap"]), row["gap_unit"]
    (4.0, 'percentage_point')
    """
    rows = (_gap_row(goal) for goal in goals(plan) if goal.aim != "context")
    return _frame(rows, _GAP_COLUMNS)


def _gap_row(goal: Goal) -> dict[str, object]:
    reason, target = reason_of(goal), goal.final
    gap = _gap(goal, target) if target and goal.kind != "milestone" else _UNDEFINED
    no_gap = _reason_of_baseline(goal) if reason in HELD_REASONS else reason
    relative = math.nan
    if target and goal.unit != RANK:  # a distance in places is no share of a rank
        relative = measures.relative_gap(gap.number, target.value)
    return {
        **_describe(goal),
        **_with_ends("gap", gap),
        "relative_gap": relative,
        "gap_unit": _difference_unit(goal),
        **_with_ends("headroom", _headroom(gap, reason)),
        "state": reason,
        "reason": no_gap if math.isnan(gap.number) else "",
    }


@described
def required_growth(plan: Plan) -> pd.DataFrame:
    """Return how fast each indicator must move from its baseline to its final target.

    ``change = (T - b) / years`` in units a year; ``growth = (T / b) ** (1 / years) - 1``, only
    between positive numbers. For a share growth is marked: it depends on whether one counts the
    covered or the uncovered. A flow has a ``pace``, its amount a year, and no growth. A target
    that is met at the baseline, or only to be held, needs neither: it has ``headroom``.

    Parameters
    ----------
    plan
        A plan, a selection of one, a programme or an indicator.

    Returns
    -------
    pandas.DataFrame
        One row per indicator that is not a context figure: its description
        (``programme``, ``indicator`` and their names, ``unit``, ``kind``, ``aim``, ``direction``);
        baseline and target;
        ``years``; ``change`` with its ends in ``change_unit`` a year; ``growth`` with its ends as
        a fraction a year, ``growth_is_marked`` for shares and ``growth_reason`` where only growth
        is missing; ``pace`` of a flow a year; ``headroom`` with its ends; ``state``, how the goal
        can be followed; ``reason`` where the change is missing.

    Examples
    --------
    >>> import minsheng as ms
    >>> row = ms.required_growth(ms.load_plan().select(indicator="childcare.gross_enrolment"))
    >>> row.loc[0, ["change", "growth"]].astype(float).round(4).tolist(), row["change_unit"][0]
    ([1.3333, 0.0153], 'percentage_point')
    """
    rows = (_growth_row(goal) for goal in goals(plan) if goal.aim != "context")
    return _frame(rows, _GROWTH_COLUMNS)


def _growth_row(goal: Goal) -> dict[str, object]:
    reason, target = reason_of(goal), goal.final
    years = (goal.final_year or goal.last_year) - goal.baseline_year
    change = growth = headroom = _UNDEFINED
    pace = math.nan
    if reason in MOVING_REASONS and goal.baseline and target:
        change, growth = _required(goal.baseline, target.value, years)
        growth = growth if goal.growth else _UNDEFINED
    elif reason == "flow_has_no_growth" and target:
        pace = target.value / _active_years(goal)
    elif goal.baseline and target:
        headroom = _headroom(_gap(goal, target), reason)
    return {
        **_describe(goal),
        "years": years if target else math.nan,
        **_with_ends("change", change),
        "change_unit": _difference_unit(goal),
        **_with_ends("growth", growth),
        "growth_is_marked": goal.share,
        "growth_reason": _growth_reason(goal, reason, growth),
        "pace": pace,
        **_with_ends("headroom", headroom),
        "state": reason,
        "reason": "" if reason == "outside_line" else reason,
    }


def _required(
    baseline: Interval[float], target: float, years: int
) -> tuple[Interval[float], Interval[float]]:
    """Return required change and growth for each value that the baseline leaves open."""
    change = baseline.map(lambda b: measures.required_change(b, target, years))
    if target <= 0 or baseline.low < 0 or baseline.high <= 0:
        return change, _UNDEFINED
    return change, baseline.map(lambda b: _growth(b, target, years))


def _growth(baseline: float, target: float, years: int) -> float:
    """Return the growth from one end of a baseline; infinite where that side is open."""
    if baseline == 0:
        return math.inf
    if math.isinf(baseline):
        return -math.inf
    return measures.required_growth(baseline, target, years)


def _active_years(goal: Goal) -> int:
    """Return over how many years a flow is spread: those stated, those of its total, or both."""
    if goal.yearly and not goal.total:
        return len(goal.yearly)
    first, last = goal.span
    return len({*goal.yearly, *range(first, last + 1)})


def _growth_reason(goal: Goal, reason: str, growth: Interval[float]) -> str:
    if not math.isnan(growth.number):
        return ""
    if reason not in ("", "outside_line"):
        return reason
    if not goal.growth:
        return "no_ratio_scale"
    if goal.baseline and goal.baseline.number == 0:
        return "zero_baseline"
    return "zero_target" if goal.final and goal.final.value == 0 else "negative_number"


def _difference_unit(goal: Goal) -> str:
    """Return the unit of a difference: percentage points for a share, never per cent."""
    return "percentage_point" if goal.share else goal.unit


def _frame(rows: Iterable[dict[str, object]], columns: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(list(rows), columns=list(columns))
    return frame.astype({name: _TYPES.get(name, "float64") for name in columns})
