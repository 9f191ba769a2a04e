"""Classes of goals, their counts, and how they change from period to period.

A goal that still runs has one of four grades, those of the evaluations of the State and of
Chongqing: 提前实现, 快于预期, 基本符合预期, 滞后. The other classes are no grades: the result of a
goal whose last year is over, whether a line or a direction is kept, and why nothing can be said.
Every report counts, names and draws these classes. Classes are counted, never averaged.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from operator import mul

import numpy as np
import pandas as pd

from minsheng.errors import BadInput, Fault, require_known
from minsheng.methods import CLASS_OF
from minsheng.plan.periods import period
from minsheng.text.language import say

_SAME_CONTRAST = 0.19  # the luminance between that of a colour that wants white ink and others


@dataclass(frozen=True)
class GoalClass:
    """How a class of goals is ranked, written and drawn."""

    # ``grade`` of goals to be reached whose last year is not over, ``result`` of goals whose last
    # year is over, ``line`` of lines to be held and directions before that, ``open`` where nothing
    # can be said.
    group: str
    side: str  # ``good``, ``late`` or ``short``; empty where nothing can be said
    symbol: str  # what stands before its word in tables and sentences: never colour alone
    # Its look in charts, as matplotlib names markers and colours; the marker alone, with a white
    # face and the hatch, tells the classes apart.
    marker: str
    colour: str
    edge: str
    hatch: str = ""
    seldom: bool = False  # whether it has no column where no goal is in it

    @property
    def is_dark(self) -> bool:
        """Whether white stands out more than black on its colour."""
        return is_dark(self.colour)


def is_dark(colour: str) -> bool:
    """Return whether white stands out more than black on a colour: ``#rrggbb``, or a light one.

    By the relative luminance of the Web Content Accessibility Guidelines (WCAG 2.2), at which both
    have about the same contrast.

    Examples
    --------
    >>> is_dark("#0173B2"), is_dark("#8FBCD9"), is_dark("white")
    (True, False, False)
    """
    if not colour.startswith("#"):
        return False
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    luminance: float = sum(map(mul, (0.2126, 0.7152, 0.0722), linear))
    return luminance < _SAME_CONTRAST


# Colours from seaborn's palette for colour-blind readers, near those of targets and baselines.
CLASS_TABLE: Mapping[str, GoalClass] = {
    "early": GoalClass("grade", "good", "★", "*", "#6A3D9A", "#6A3D9A"),
    "ahead": GoalClass("grade", "good", "▲", "^", "#0173B2", "#0173B2"),
    "in_line": GoalClass("grade", "good", "●", "o", "#8FBCD9", "#0173B2"),
    "lagging": GoalClass("grade", "short", "▼", "v", "#F2C14E", "#222222"),
    "met": GoalClass("result", "good", "◆", "D", "#029E73", "#029E73"),
    "late": GoalClass("result", "late", "■", "s", "#CA9161", "#222222", seldom=True),
    "not_met": GoalClass("result", "short", "×", "X", "#D55E00", "#D55E00"),
    "kept": GoalClass("line", "good", "＝", "P", "#0A8160", "#0A8160"),
    "not_kept": GoalClass("line", "short", "≠", "p", "#8F3F00", "#8F3F00"),
    "not_due": GoalClass("open", "", "○", "o", "white", "#666666", seldom=True),
    "no_report_due": GoalClass("open", "", "□", "s", "white", "#666666", "....", seldom=True),
    "not_reported": GoalClass("open", "", "◇", "D", "white", "#666666", hatch="////"),
    "not_judged": GoalClass("open", "", "–", "_", "#DDDDDD", "#666666"),
}
"""Every class, best first within its group; its words stand in the catalogue ``classes``."""


def _of(**wanted: str) -> tuple[str, ...]:
    return tuple(
        name
        for name, one in CLASS_TABLE.items()
        if all(getattr(one, key) == value for key, value in wanted.items())
    )


CLASSES = tuple(CLASS_TABLE)
SIDES = ("good", "late", "short")
"""What a judged goal may be, best first."""
GRADES, RESULTS, LINES, OPEN = (_of(group=group) for group in ("grade", "result", "line", "open"))
JUDGED = (*GRADES, *RESULTS, *LINES)
GOOD, SHORT = _of(side="good"), _of(side="short")
NOT_ASKED = ("not_due", "no_report_due")
"""Where no value is to be had yet."""
SELDOM = tuple(name for name, one in CLASS_TABLE.items() if one.seldom)
FAVOURABLE = tuple(verdict for verdict, name in CLASS_OF.items() if name in GOOD)
"""The verdicts that say that all is well; any other, but for no answer, says that it is not."""
TOLD_VERDICTS = tuple(word for word, name in CLASS_OF.items() if name in LINES and word != "held")
"""The verdicts that are told beside a class: how a line is kept or left, a direction followed."""
MOVES = ("worsened", "improved", "newly_judged", "no_longer_judged", "same_class", "still_open")
"""How a verdict can move from one period to the next; only the first two say better or worse."""
GROUPS = ("programme", "holder", "strength")


def move(before: str, now: str, verdict: str = "") -> str:
    """Return how a goal changed from the class of one period to that of the next.

    From grade to grade the order of `GRADES` counts, else whether the class is good, late or short.
    What was kept in both is not worse at the end because it was left in a year before, as the
    verdict on the goal now says.

    Examples
    --------
    >>> move("ahead", "in_line"), move("early", "met"), move("not_reported", "kept")
    ('worsened', 'same_class', 'newly_judged')
    >>> move("kept", "not_met", "breached"), move("kept", "not_met", "held")
    ('worsened', 'same_class')
    """
    if before == "kept" and is_left_earlier(now, verdict):
        return "same_class"
    if before in JUDGED and now in JUDGED:
        both_grades = before in GRADES and now in GRADES
        rank = GRADES.index if both_grades else _side
        change = rank(now) - rank(before)
        return "worsened" if change > 0 else "improved" if change < 0 else "same_class"
    if now in JUDGED:
        return "newly_judged"
    return "no_longer_judged" if before in JUDGED else "still_open"


def _side(name: str) -> int:
    return SIDES.index(CLASS_TABLE[name].side)


def class_name(name: str) -> str:
    """Return a class of goals as its symbol and its word.

    Examples
    --------
    >>> class_name("in_line"), class_name("not_reported")
    ('● 基本符合预期', '◇ 应报未报')
    """
    return f"{CLASS_TABLE[name].symbol} {say(f'classes.{name}')}"


def is_left_earlier(name: str, verdict: str) -> bool:
    """Return whether a goal is not met only because its line was left in an earlier year.

    By its class and its verdict at the end of its last year.

    Examples
    --------
    >>> is_left_earlier("not_met", "held"), is_left_earlier("not_met", "missed")
    (True, False)
    """
    return name == "not_met" and verdict in FAVOURABLE


def have_values(verdicts: pd.DataFrame) -> pd.Series[bool]:
    """Return which rows of `minsheng.evaluate` have a value to judge of the end of the period.

    Of a milestone, and of a goal whose last target lies back, the value reported last is meant.
    """
    return _are_judged_by_a_value(verdicts) & ~_are_of_earlier_dates(verdicts)


def are_asked_for(verdicts: pd.DataFrame) -> pd.Series[bool]:
    """Return which rows have a value, or were to have one by the end of the period."""
    judged_by_values = verdicts["method"].ne("")
    return judged_by_values & (have_values(verdicts) | ~verdicts["class"].isin(NOT_ASKED))


def have_earlier_values(verdicts: pd.DataFrame) -> pd.Series[bool]:
    """Return which rows are judged by a value of a date before the end of the period."""
    return _are_judged_by_a_value(verdicts) & _are_of_earlier_dates(verdicts)


def _are_judged_by_a_value(verdicts: pd.DataFrame) -> pd.Series[bool]:
    in_words, silent = verdicts["method"].eq(""), verdicts["class"].eq("not_reported")
    return verdicts["observed"].notna() & ~in_words & ~silent


def _are_of_earlier_dates(verdicts: pd.DataFrame) -> pd.Series[bool]:
    of = verdicts["observed_in"].astype("str")
    ends = of.map({text: period(text).time for text in of.unique() if text}).astype("float64")
    over = verdicts["due_year"] < np.ceil(verdicts["time"])
    earlier: pd.Series[bool] = (ends < verdicts["time"]) & verdicts["kind"].ne("milestone") & ~over
    return earlier


def counts(verdicts: pd.DataFrame, by: str = "programme") -> pd.DataFrame:
    """Count the goals of `minsheng.evaluate` by class.

    One row per group in the order of the frame, its name as index; one column per class of
    `CLASSES`, and ``goals``, their sum. Groups are made by ``programme``, ``holder`` (the
    department that holds the data) or ``strength`` (firm, aspired and approximate goals apart);
    anything else is an `UnknownName`.

    Examples
    --------
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
    left out and counted, never counted as zero. `verdicts` are those of one period, `weights` go by
    indicator: 1 for each that is not named.

    One row per programme: ``mean`` as a fraction (missing where no goal has progress), ``goals``
    that are in it, ``left_out``, ``weight`` (their sum). `BadInput` for weights of indicators that
    are not among the verdicts, negative ones and those that are no number.

    Examples
    --------
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
