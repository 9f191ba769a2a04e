"""Classes of verdicts, their counts, and how they change from period to period.

Every verdict belongs to one class, so that goals that are judged by different methods can be
counted together. Classes are counted, never averaged.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from minsheng.errors import BadInput, Fault, require_known
from minsheng.methods import VERDICTS

CLASSES = ("well", "attention", "poor", "not_due", "not_reported", "not_judged")
_WORDS: Mapping[str, tuple[str, ...]] = {
    "well": (
        "met",
        "on_track",
        "held",
        "right_way",
        "reached_or_on_track",
        "maintain",
        "on_course",
        "over_scope",
        "on_scope",
    ),
    "attention": (
        "behind",
        "held_worsening",
        "recovering",
        "stalled",
        "turning",
        "fair",
        "accelerate",
        "slight_miss",
        "improving",
    ),
    "poor": (
        "missed",
        "far_behind",
        "moving_away",
        "breached",
        "wrong_way",
        "stagnation",
        "reverse",
        "far_off",
        "decreasing",
        "stagnating",
        "under_scope",
    ),
    "not_due": ("not_due",),
    "not_reported": ("not_reported",),
    "not_judged": ("no_target", ""),
}
CLASS_OF: Mapping[str, str] = {word: name for name, words in _WORDS.items() for word in words}
"""The class of every verdict."""
JUDGED = ("well", "attention", "poor")
"""The classes that a method has sorted a goal into, best first."""
MOVES = ("worsened", "improved", "newly_judged", "no_longer_judged", "same_class", "still_open")
"""How a verdict can move from one period to the next; only the first two say better or worse."""
GROUPS = ("programme", "holder", "strength")

if TYPE_CHECKING:
    from collections.abc import Sequence


def classes(verdicts: Sequence[str] | pd.Series[str]) -> pd.Categorical[str]:
    """Return the class of each verdict.

    Examples
    --------
    >>> list(classes(["met", "held_worsening", ""]))
    ['well', 'attention', 'not_judged']
    """
    codes = [CLASSES.index(CLASS_OF[word]) for word in VERDICTS]
    place = pd.Categorical(list(verdicts), categories=pd.Index(VERDICTS)).codes
    return pd.Categorical.from_codes([codes[one] for one in place], categories=pd.Index(CLASSES))


def move(before: str, now: str) -> str:
    """Return how a goal changed from the class of one period to that of the next.

    Examples
    --------
    >>> move("well", "poor"), move("not_reported", "well"), move("poor", "not_due")
    ('worsened', 'newly_judged', 'no_longer_judged')
    """
    if before in JUDGED and now in JUDGED:
        change = JUDGED.index(now) - JUDGED.index(before)
        return "worsened" if change > 0 else "improved" if change < 0 else "same_class"
    if now in JUDGED:
        return "newly_judged"
    return "no_longer_judged" if before in JUDGED else "still_open"


def counts(verdicts: pd.DataFrame, by: str = "programme") -> pd.DataFrame:
    """Count verdicts by class.

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
    >>> int(told.loc["childcare", "goals"]), int(told["well"].sum())
    (26, 0)
    """
    require_known("value", by, GROUPS)
    table = pd.crosstab(verdicts[by].astype("str"), classes(verdicts["verdict"]), dropna=False)
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
