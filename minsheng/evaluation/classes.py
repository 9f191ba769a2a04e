"""Classes of goals, their counts, and how they change from period to period.

A goal that still runs has one of four grades, those of the evaluations of the State and of
Chongqing: 提前实现, 快于预期, 基本符合预期, 滞后. The other classes are no grades: the result of a
goal whose last year is over, whether a line or a direction is kept, and why nothing can be said.
Every report counts, names and draws these classes. Classes are counted, never averaged.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from minsheng.errors import BadInput, Fault, require_known

GRADES = ("early", "ahead", "in_line", "lagging")
"""提前实现, 快于预期, 基本符合预期, 滞后: of goals to be reached whose last year is not over."""
RESULTS = ("met", "late", "not_met")
"""Of goals whose last year is over: met in it, met since, not met."""
LINES = ("kept", "not_kept")
"""Of lines to be held and directions, as long as their last year is not over."""
OPEN = ("not_due", "not_reported", "not_judged")
"""Why nothing can be said."""
JUDGED = (*GRADES, *RESULTS, *LINES)
CLASSES = (*JUDGED, *OPEN)
GOOD = ("early", "ahead", "in_line", "met", "kept")
SHORT = ("lagging", "not_met", "not_kept")
SELDOM = ("late", "not_due")
"""Classes that have no column where no goal is in them."""
_WORDS: Mapping[str, tuple[str, ...]] = {
    "ahead": ("over_scope",),
    "in_line": ("met", "on_track", "reached_or_on_track", "maintain", "on_course", "on_scope"),
    "lagging": (
        *("missed", "behind", "far_behind", "moving_away", "fair", "stagnation"),
        *("accelerate", "reverse", "slight_miss", "far_off"),
        *("improving", "decreasing", "stagnating", "under_scope"),
    ),
    "kept": ("held", "held_worsening", "right_way"),
    "not_kept": ("recovering", "breached", "stalled", "turning", "wrong_way"),
    "not_due": ("not_due",),
    "not_reported": ("not_reported",),
    "not_judged": ("no_target", ""),
}
CLASS_OF: Mapping[str, str] = {word: name for name, words in _WORDS.items() for word in words}
"""The class that a verdict puts a goal into, as far as neither its pace nor its date says more."""
MOVES = ("worsened", "improved", "newly_judged", "no_longer_judged", "same_class", "still_open")
"""How a verdict can move from one period to the next; only the first two say better or worse."""
GROUPS = ("programme", "holder", "strength")


def move(before: str, now: str) -> str:
    """Return how a goal changed from the class of one period to that of the next.

    From grade to grade the order of `GRADES` counts, else whether the class is good, late or short.

    Examples
    --------
    >>> move("ahead", "in_line"), move("early", "met"), move("not_reported", "kept")
    ('worsened', 'same_class', 'newly_judged')
    """
    if before in JUDGED and now in JUDGED:
        both_grades = before in GRADES and now in GRADES
        rank = GRADES.index if both_grades else _side
        change = rank(now) - rank(before)
        return "worsened" if change > 0 else "improved" if change < 0 else "same_class"
    if now in JUDGED:
        return "newly_judged"
    return "no_longer_judged" if before in JUDGED else "still_open"


def _side(name: str) -> int:
    return 0 if name in GOOD else 2 if name in SHORT else 1


def counts(verdicts: pd.DataFrame, by: str = "programme") -> pd.DataFrame:
    """Count goals by class.

    Parameters
    ----------
    verdicts
        From `minsheng.evaluate`.
    by
        ``programme``, ``holder`` (the department that holds the data) or ``strength`` (firm,
        aspired and approximate goals apart).

    Returns
    -------
    pandas.DataFrame
        One row per group in the order of the frame, its name as index; one column per class of
        `CLASSES`, and ``goals``, their sum.

    Raises
    ------
    UnknownName
        For anything else to count by.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> told = counts(ms.evaluate(plan, ms.Ledger(), "2018"))
    >>> int(told.loc["childcare", "goals"]), int(told["in_line"].sum())
    (26, 0)
    """
    require_known("value", by, GROUPS)
    table = pd.crosstab(verdicts[by].astype("str"), verdicts["class"].astype("str"))
    order = list(dict.fromkeys(verdicts[by].astype("str")))
    table = table.reindex(index=order, columns=list(CLASSES), fill_value=0)
    table.index.name, table.columns.name = by, None
    return table.assign(goals=table.sum(axis=1))


def capped_mean(verdicts: pd.DataFrame, weights: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Return the mean progress of each programme, each goal capped at 100 %.

    Only for those who ask for it: a mean hides which goals are behind. A goal without progress is
    left out and counted, never counted as zero.

    Parameters
    ----------
    verdicts
        From `minsheng.evaluate`, one period.
    weights
        Weights by indicator; 1 for each that is not named.

    Returns
    -------
    pandas.DataFrame
        One row per programme: ``mean`` as a fraction (missing where no goal has progress),
        ``goals`` that are in it, ``left_out``, ``weight`` (their sum).

    Raises
    ------
    BadInput
        For weights of indicators that are not among the verdicts, negative ones and those that
        are no number.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> capped_mean(ms.evaluate(part, ms.Ledger(), "2018"))["left_out"].to_dict()
    {'childcare': 26}
    """
    _require_weights(weights or {}, tuple(verdicts["indicator"]))
    given = verdicts["indicator"].map(weights or {}).fillna(1.0)
    known = verdicts["progress"].notna()
    part = pd.DataFrame(
        {
            "programme": verdicts["programme"].astype("str"),
            "weighted": verdicts["progress"].clip(upper=1.0) * given,
            "weight": given.where(known, 0.0),
            "goals": known.astype("int64"),
            "left_out": (~known).astype("int64"),
        }
    )
    summed = part.groupby("programme", sort=False).sum()
    mean = (summed["weighted"] / summed["weight"]).where(summed["weight"] > 0)
    return summed.assign(mean=mean)[["mean", "goals", "left_out", "weight"]]


def _require_weights(weights: Mapping[str, float], known: tuple[str, ...]) -> None:
    faults = [
        Fault.unknown("unknown_indicator", name, known) for name in weights if name not in known
    ]
    faults += [
        Fault("bad_weight", column=name, found=str(weight))
        for name, weight in weights.items()
        if not 0 <= weight < math.inf
    ]
    if faults:
        raise BadInput(faults)
