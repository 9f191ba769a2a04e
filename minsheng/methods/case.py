"""What every method looks at, and what every method answers.

Both hold one entry per indicator, so that one call judges one indicator or half a million. A number
that is not known is ``nan``; whoever builds a `Case` says in words why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from minsheng.plan.arrays import Codes, Floats, Truths

REASONS = (
    "",
    *("no_target", "no_number", "not_reported", "not_due", "milestone", "no_baseline"),
    *("baseline_is_a_bound", "baseline_meets_target", "to_hold", "zero_baseline", "zero_target"),
    *("flow_has_no_growth", "no_ratio_scale", "too_few_points", "interim_below_baseline"),
    *("parts_missing", "no_time_gone", "no_time_left", "target_reached"),
    *("nothing_planned", "not_measured", "year_not_closed", "average_growth"),
    *("value_before_due", "no_report_due", "line_broken", "not_begun"),
    # where a ratio or growth is asked for
    *("zero_observed", "negative_number"),
    # projections
    *("at_its_bound", "leaves_range", "beyond_reason", "definition_changed"),
)
"""Why a method has no answer, or why it was asked otherwise; the first stands for no reason."""

_REASON = {word: np.int8(code) for code, word in enumerate(REASONS)}


def reason(word: str) -> np.int8:
    """Return the code of a reason.

    Examples
    --------
    >>> REASONS[reason("no_baseline")]
    'no_baseline'
    """
    return _REASON[word]


@dataclass(frozen=True)
class Case:
    """What is known of each indicator at one point of time."""

    direction: Floats  # +1 where more is better, -1 where less is better
    baseline: Floats  # the value at `start`; of a flow 0, nothing done
    observed: Floats  # the value at `time`; of a flow everything done since `start`
    planned: Floats  # where the plan's own path is at `time`; of a flow everything planned by then
    target: Floats  # the final target; of a flow its whole amount
    # When baseline, observation and final target stand, in years; the end of 2017 is 2017.0.
    start: Floats
    time: Floats
    end: Floats
    reached: Truths  # whether `observed` meets the final target by its wording
    due_target: Floats  # the stated target of the year; of a flow that year's amount
    # What is held against `due_target`: the value, of a flow what was done in the year.
    due_observed: Floats
    due: Truths  # whether the year is over
    meets_due: Truths  # whether `due_observed` meets `due_target` by its wording
    inside: Truths  # whether `observed` is inside the line to be held
    # Mean of the last five yearly changes, in the unit a year, as far back as there are any.
    drift: Floats
    last_change: Floats  # the last yearly change, in the unit a year
    points: npt.NDArray[np.int64]  # how many yearly points are known, the baseline among them
    # Whether amounts add up; whether compound growth makes sense for the unit.
    flow: Truths
    growth: Truths

    @classmethod
    def of(cls, **known: object) -> Case:
        """Return a case from what is known; the rest is unknown, false, or more is better.

        Examples
        --------
        >>> case = Case.of(baseline=82, observed=[86, 88], target=95, start=2017, time=2018)
        >>> case.baseline.tolist(), case.reached.tolist()
        ([82.0, 82.0], [False, False])
        """
        given = {name: np.atleast_1d(np.asarray(value)) for name, value in known.items()}
        shape = np.broadcast_shapes(*(value.shape for value in given.values()), (1,))
        filled = {}
        for field in fields(cls):
            kind = {"Floats": np.float64, "Truths": np.bool_}.get(str(field.type), np.int64)
            fallback = {"direction": 1.0, "growth": True}.get(
                field.name, np.nan if kind is np.float64 else 0
            )
            value: npt.NDArray[Any] = np.asarray(given.pop(field.name, fallback), dtype=kind)
            filled[field.name] = np.broadcast_to(value, shape).copy()
        if given:
            raise TypeError(f"unknown: {', '.join(given)}")
        return cls(**filled)

    def take(self, places: npt.NDArray[np.int64]) -> Case:
        """Return the case of the indicators at `places`."""
        return Case(**{field.name: getattr(self, field.name)[places] for field in fields(self)})

    def __len__(self) -> int:
        """Return how many indicators there are."""
        return len(self.direction)


@dataclass(frozen=True)
class Judgement:
    """What a method answers, one entry per indicator."""

    figure: Floats  # the method's own figure, ``nan`` where it has none
    verdict: Codes  # codes of `minsheng.methods.VERDICTS`
    reason: Codes  # codes of `REASONS`: why there is no verdict, or no figure

    @property
    def words(self) -> list[str]:
        """The verdicts as words."""
        words = tuple(CLASS_OF)
        return [words[code] for code in self.verdict]

    @property
    def reasons(self) -> list[str]:
        """The reasons as words."""
        return [REASONS[code] for code in self.reason]


Method: TypeAlias = Callable[[Case], Judgement]

_class_of = {"": "not_judged"}
_verdicts_of: dict[str, tuple[str, ...]] = {}
CLASS_OF: Mapping[str, str] = MappingProxyType(_class_of)
"""Every verdict in the order of their codes, the first for no answer, and its class of goals."""
VERDICTS_OF: Mapping[str, tuple[str, ...]] = MappingProxyType(_verdicts_of)
"""The verdicts that each method gives; two methods give none."""


def answers(**classes: str) -> Callable[[Method], Method]:
    """Declare a function as a method, and the verdicts that it gives.

    For each verdict `classes` names the class of `minsheng.evaluation.classes` that it puts a goal
    into, as far as neither the goal's pace nor its date says more. The class of a verdict that
    several methods give is the same for all.
    """

    def declare(method: Method) -> Method:
        for word, name in classes.items():
            if _class_of.setdefault(word, name) != name:
                raise ValueError(f"{word}: {name} here, {_class_of[word]} in another method")
        _verdicts_of[method.__name__] = tuple(classes)
        return method

    return declare


def verdict(word: str) -> np.int8:
    """Return the code of a verdict.

    Examples
    --------
    >>> tuple(CLASS_OF)[verdict("held")]
    'held'
    """
    return np.int8(tuple(CLASS_OF).index(word))


Cuts: TypeAlias = tuple[tuple[float, str], ...]
"""The cuts of a method, from the highest down, each with its verdict from there on."""


def banded(figure: Floats, cuts: Cuts, below: str) -> Codes:
    """Return the verdict of the first cut that `figure` is not below; none where it is ``nan``.

    Examples
    --------
    >>> codes = banded(np.array([0.95, 0.7, -1, np.nan]), ((0.95, "on_track"), (0, "behind")),
    ...                "moving_away")
    >>> [tuple(CLASS_OF)[code] for code in codes]
    ['on_track', 'behind', 'moving_away', '']
    """
    codes = np.full(figure.shape, verdict(below))
    for cut, word in reversed(cuts):
        codes = np.where(figure >= cut, verdict(word), codes)
    return np.where(np.isnan(figure), np.int8(0), codes)


def first(*guards: tuple[str, Truths]) -> Codes:
    """Return for each indicator the reason of the first guard that holds, 0 where none does.

    Examples
    --------
    >>> from minsheng.methods.case import REASONS
    >>> found = first(("no_target", np.array([True, False, False])),
    ...               ("not_reported", np.array([True, True, False])))
    >>> [REASONS[code] for code in found]
    ['no_target', 'not_reported', '']
    """
    return np.select(
        [holds for _, holds in guards], [reason(word) for word, _ in guards], default=np.int8(0)
    ).astype(np.int8)


def way_to_go(case: Case) -> tuple[tuple[str, Truths], ...]:
    """Return the guards of every method that measures the way from baseline to target.

    A target that the baseline meets leaves no way to go: that is the hold rule's question. Of a
    flow there is no baseline to meet it, only an amount; none is `nothing_planned`.
    """
    ahead = case.direction * (case.target - case.baseline)
    return (
        *known(case),
        ("no_baseline", np.isnan(case.baseline)),
        ("nothing_planned", case.flow & (case.target == case.baseline)),
        ("baseline_meets_target", ahead <= 0),
    )


def known(case: Case) -> tuple[tuple[str, Truths], ...]:
    """Return the guards of every method that holds an observation against a final target."""
    return (("no_target", np.isnan(case.target)), ("not_reported", np.isnan(case.observed)))


def time_to_tell(case: Case) -> tuple[tuple[str, Truths], ...]:
    """Return the guards of every method that asks how much time has gone by."""
    return (("no_time_gone", ~(case.time > case.start)), ("no_time_left", ~(case.end > case.start)))


def growing(case: Case) -> tuple[tuple[str, Truths], ...]:
    """Return the guards of compound growth."""
    return (
        ("flow_has_no_growth", case.flow),
        ("no_ratio_scale", ~case.growth),
        *way_to_go(case),
        *time_to_tell(case),
        ("negative_number", (case.baseline < 0) | (case.observed < 0) | (case.target < 0)),
        ("zero_baseline", case.baseline == 0),
    )


def judged(figure: Floats, verdict: Codes, why: Codes) -> Judgement:
    """Return figure and verdict where there is no reason against them, else the reason alone."""
    refused = why != 0
    return Judgement(np.where(refused, np.nan, figure), np.where(refused, np.int8(0), verdict), why)


def unjudged(figure: Floats, why: Codes) -> Judgement:
    """Return a figure that carries no verdict, on purpose."""
    return judged(figure, np.zeros(figure.shape, dtype=np.int8), why)
