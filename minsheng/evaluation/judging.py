"""The verdict on each goal: which method judges it, whether the others agree, what is left to do.

Each goal is judged by the method that answers its question. The first of these rules that applies
decides: words alone are not judged; a direction by the direction rule; a milestone as done or not;
a line, or a target already met at the baseline, by the hold rule; without a baseline the year's
target alone; anything else by its pace.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from minsheng.evaluation.classes import CLASSES, FAVOURABLE
from minsheng.evaluation.situation import entries_where
from minsheng.methods import CLASS_OF, METHODS, VERDICTS, VERDICTS_OF, Method, arithmetic
from minsheng.methods.case import Judgement, reason, verdict
from minsheng.methods.plan_path import AHEAD, IN_LINE

if TYPE_CHECKING:
    from minsheng.evaluation.situation import Situation
    from minsheng.methods import Case
    from minsheng.plan.arrays import Codes, Floats, Truths
    from minsheng.plan.goal_arrays import GoalArrays

METHOD_NAMES = ("", *METHODS)
PACE = "plan_path"
BY_YEAR = "milestone"
PACES = tuple(name for name in METHODS if VERDICTS_OF[name] and name != "hold")
"""The methods that can judge a pace: those with verdicts; `hold` has another question."""
ROBUSTNESS = ("", "robust", "sensitive")
_OF_THE_VALUE = (BY_YEAR, "hold", "level", "tolerance")
_STRAIGHT = tuple(method for name, method in METHODS.items() if name not in _OF_THE_VALUE)
_BY_EQUAL_AMOUNTS = tuple(METHODS[name] for name in ("achievement", "escap", "destatis", "sdsn"))
_CODE = {name: np.int8(code) for code, name in enumerate(CLASSES)}
_BY_VERDICT = np.array([_CODE[CLASS_OF[word]] for word in VERDICTS])
_UNDECIDED = np.isin(VERDICTS, ("", "not_due", "not_reported", "no_target"))
_FAVOURABLE = np.isin(VERDICTS, FAVOURABLE)


@dataclass(frozen=True)
class Verdicts:
    """The verdict on each goal."""

    # The three columns that stand side by side, each with its own figure and reason.
    annual: Judgement
    pace: Judgement
    hold: Judgement
    # The verdict of the method that judges the goal, that method (a code of `METHOD_NAMES`), and
    # why it is this method, or why there is no verdict.
    verdict: Codes
    method: Codes
    reason: Codes
    # Codes of `ROBUSTNESS`, 0 where nothing was judged: ``sensitive`` where half a unit of the last
    # digit would change the class or another method disagrees.
    robustness: Codes
    # The methods that find the goal well where this one does not, or the other way round; one bit
    # each in the order of `METHODS`.
    disagreeing: npt.NDArray[np.int32]


def judge(situation: Situation, pace: str = PACE) -> Verdicts:
    """Judge every goal of a situation, the goals judged by their pace with the method `pace`."""
    judgements = judgements_by_method(situation)
    method = _judging_methods(situation, pace)
    final = METHODS[BY_YEAR](situation.at_the_end(situation.case))
    decisive = {**judgements, BY_YEAR: entries_where(situation.ended, final, judgements[BY_YEAR])}
    verdicts, reasons = _verdicts(method, decisive, situation)
    judged = ~_UNDECIDED[verdicts]
    sides = _disagreeing(judgements, verdicts, judged)
    shaky = judged & (_changes_with_last_digit(situation, method, verdicts) | (sides != 0))
    return Verdicts(
        annual=judgements["milestone"],
        pace=judgements[PACE],
        hold=judgements["hold"],
        verdict=verdicts,
        method=method,
        reason=reasons,
        robustness=np.select([shaky, judged], [np.int8(2), np.int8(1)], np.int8(0)),
        disagreeing=sides,
    )


def judgements_by_method(situation: Situation) -> dict[str, Judgement]:
    """Return the judgements of each method; empty for goals whose question it does not answer."""
    goals = situation.goals
    number = goals.reach & ~goals.milestone & ~goals.kept
    asked = {
        "milestone": goals.reach | goals.held,
        "hold": (goals.kept | goals.directed) & ~goals.milestone,
    }
    parts: dict[str, tuple[npt.NDArray[np.int64], Case]] = {}
    for question in (*asked, PACE):
        rows = np.flatnonzero(asked.get(question, number) & ~situation.early)
        parts[question] = rows, situation.case.take(rows)
    return {
        name: _judgement(method, *parts.get(name, parts[PACE]), situation)
        for name, method in METHODS.items()
    }


def _judgement(
    method: Method, rows: npt.NDArray[np.int64], case: Case, situation: Situation
) -> Judgement:
    """Return the judgement of a method on the goals in `rows`, empty for all others.

    Reasons that the method does not see: that only parts of a value were reported, or only a value
    of a time before the target was due, that no report was due by then, and that the baseline is
    only a bound. Where the plan states an average growth, methods that expect equal changes every
    year have nothing to say.
    """
    n = len(situation.goals)
    judgement = method(case)
    silent = judgement.reason == reason("not_reported")
    reasons = np.where(silent, situation.why_not_reported[rows], judgement.reason)
    unsure = situation.goals.bounded[rows] & (reasons == reason("no_baseline"))
    # What is due is met or missed; the figure of a pace may stand, its verdict may not.
    past = situation.ended[rows] & (method not in (METHODS[BY_YEAR], METHODS["hold"]))
    # The straight line to the final target is not the path of a plan that goes back first.
    back = situation.goes_back[rows] & (method in _STRAIGHT)
    curved = situation.goals.compound[rows] & (method in _BY_EQUAL_AMOUNTS)
    guards = {"interim_below_baseline": back, "no_time_left": past, "average_growth": curved}
    reasons = np.select(
        [guard & (reasons == 0) for guard in guards.values()], list(map(reason, guards)), reasons
    )
    answer = Judgement(np.full(n, np.nan), *np.zeros((2, n), dtype=np.int8))
    answer.figure[rows] = np.where(back | curved, np.nan, judgement.figure)
    answer.verdict[rows] = np.where(past | back | curved, np.int8(0), judgement.verdict)
    answer.reason[rows] = np.where(unsure, reason("baseline_is_a_bound"), reasons)
    return answer


def grades_of(pace: Floats) -> Codes:
    """Return the grade of each pace q, a code of `CLASSES`."""
    codes: Codes = np.select(
        [pace >= AHEAD, pace >= IN_LINE], [_CODE["ahead"], _CODE["in_line"]], _CODE["lagging"]
    )
    return codes


def graded(method: Codes, verdicts: Codes, pace: Floats, reached: Truths) -> Codes:
    """Return the class of each goal by what it is judged by: its final target, pace or verdict.

    `method` are codes of `METHOD_NAMES`, `pace` is q, `reached` says where the final target is met
    before its date. The codes are those of `CLASSES`.
    """
    by_pace = (method == METHOD_NAMES.index(PACE)) & ~np.isnan(pace)
    names = np.where(by_pace, grades_of(pace), _BY_VERDICT[verdicts])
    return np.where(reached, _CODE["early"], names)


def _changes_with_last_digit(situation: Situation, method: Codes, verdicts: Codes) -> Truths:
    """Return where the class changes when the value moves by half a unit of its last digit."""
    decided = ~_UNDECIDED[verdicts]

    def classes(case: Case) -> Codes:
        again, pace = verdicts.copy(), np.full(len(verdicts), np.nan)
        for code in np.unique(method[method > 0]):
            rows = np.flatnonzero((method == code) & decided)
            judgement = METHODS[METHOD_NAMES[code]](situation.at_the_end(case).take(rows))
            again[rows], pace[rows] = judgement.verdict, judgement.figure
        reached = outlook(case, situation.goals).reason == reason("target_reached")
        return graded(method, again, pace, reached & situation.goals.reach & decided)

    half, now = situation.half_a_digit(), classes(situation.case)
    less, more = (classes(situation.moved(step)) for step in (-half, half))
    flips: Truths = (less != now) | (more != now)
    return flips


def _judging_methods(situation: Situation, pace: str) -> Codes:
    """Return which method judges each goal; of the rules that apply the first decides."""
    goals, case = situation.goals, situation.case
    guards: tuple[tuple[Truths, str], ...] = (
        (situation.early, ""),
        (goals.directed, "hold"),
        (~(goals.reach | goals.held), ""),
        (goals.milestone, BY_YEAR),
        (goals.kept, "hold"),
        (situation.ended, BY_YEAR),
        (np.isnan(case.baseline), BY_YEAR),
        (_is_below_baseline(case) | situation.goes_back, BY_YEAR),
    )
    codes = [np.int8(METHOD_NAMES.index(name)) for _, name in guards]
    chosen = np.select([guard for guard, _ in guards], codes, np.int8(METHOD_NAMES.index(pace)))
    return chosen.astype(np.int8)


def _is_below_baseline(case: Case) -> Truths:
    """Return which goals have a target for the year that is no better than the baseline.

    Such a goal has no way to go that a pace could be measured on; the year's target alone counts.
    """
    ahead = case.direction * arithmetic.difference(case.due_target, case.baseline) > 0
    return ~case.flow & ~np.isnan(case.due_target) & ~ahead


def _verdicts(
    method: Codes, judgements: Mapping[str, Judgement], situation: Situation
) -> tuple[Codes, Codes]:
    """Return verdict and reason of the method that judges each goal."""
    goals, case = situation.goals, situation.case
    verdicts, reasons = np.zeros((2, len(goals)), dtype=np.int8)
    for name, judgement in judgements.items():
        judged_by_it = method == METHOD_NAMES.index(name)
        verdicts = np.where(judged_by_it, judgement.verdict, verdicts)
        reasons = np.where(judged_by_it, judgement.reason, reasons)
    by_year = method == METHOD_NAMES.index(BY_YEAR)
    yearly = by_year & ~situation.ended
    unseen = np.isnan(np.where(yearly, case.due_observed, case.observed)) & (method > 0)
    waiting = unseen & goals.milestone & ~case.due
    # Why it is the year's target that judges says more than why there is no attainment.
    past = by_year & situation.ended & ~_UNDECIDED[verdicts]
    by_year &= ~goals.milestone & ~goals.flow & ~_UNDECIDED[verdicts]
    kept = (method == METHOD_NAMES.index("hold")) & (reasons == 0)
    cases: tuple[tuple[Truths, str], ...] = (
        (waiting | (goals.milestone & (verdicts == verdict("not_due"))), "not_due"),
        (situation.early, "no_time_gone"),
        (method == 0, "no_number"),
        (by_year & goals.bounded, "baseline_is_a_bound"),
        (by_year & np.isnan(goals.baseline), "no_baseline"),
        (past, "no_time_left"),
        (by_year, "interim_below_baseline"),
        (kept & goals.line, "to_hold"),
        (kept & goals.kept, "baseline_meets_target"),
    )
    reasons = np.select([holds for holds, _ in cases], [reason(word) for _, word in cases], reasons)
    reasons = np.where(unseen & ~waiting, situation.why_not_reported, reasons)
    waiting |= situation.not_begun
    verdicts = np.select([waiting, unseen], [verdict("not_due"), verdict("not_reported")], verdicts)
    return verdicts.astype(np.int8), reasons.astype(np.int8)


def _disagreeing(
    judgements: Mapping[str, Judgement], verdicts: Codes, judged: Truths
) -> npt.NDArray[np.int32]:
    """Return which methods disagree on whether a goal is well; one bit for each method."""
    well = _FAVOURABLE[verdicts]
    bits = np.zeros(len(verdicts), dtype=np.int32)
    for number, judgement in enumerate(judgements.values()):
        against = judged & ~_UNDECIDED[judgement.verdict] & (_FAVOURABLE[judgement.verdict] != well)
        bits |= np.where(against, np.int32(1 << number), np.int32(0))
    return bits


def methods_in(bits: int, names: Sequence[str] = tuple(METHODS)) -> tuple[str, ...]:
    """Return the methods that a pattern of bits stands for.

    Examples
    --------
    >>> methods_in(0b101, ("milestone", "plan_path", "hold"))
    ('milestone', 'hold')
    """
    return tuple(name for number, name in enumerate(names) if bits >> number & 1)


@dataclass(frozen=True)
class Outlook:
    """What each goal has still to do: its gap, and the change required from here."""

    gap: Floats  # ``d * (T - y)`` in the unit; zero or less: reached
    # ``(T - y) / (tT - t)`` in the unit a year, for goals that are not reached; not for a line,
    # which is to be kept in every year.
    required: Floats
    # The same as compound growth a year, as a fraction; stocks on a ratio scale only.
    growth: Floats
    so_far: Floats  # ``(y - b) / (t - t0)``, what was achieved a year
    growth_so_far: Floats  # the same as compound growth a year, as a fraction; as `growth`
    # How many times as fast as so far: ``required / so_far``, of an average growth ``growth /
    # growth_so_far``.
    faster: Floats
    reason: Codes  # why nothing is required, or why it cannot be said; codes of `REASONS`
    growth_reason: Codes  # why only the growth is missing


def outlook(case: Case, goals: GoalArrays) -> Outlook:
    """Return what each goal has still to do at the time of its observation."""
    left, gone = case.end - case.time, case.time - case.start
    gap = case.direction * arithmetic.difference(case.target, case.observed)
    guards = [
        (goals.milestone, "milestone"),
        (np.isnan(case.target), "no_target"),
        ((goals.opening > 0) & (case.time <= case.start), "not_begun"),
        (np.isnan(case.observed), "not_reported"),
        (goals.by_year | (goals.kept & case.reached), "to_hold"),
        (case.reached, "target_reached"),
        (left <= 0, "no_time_left"),
        (goals.line, "line_broken"),
    ]
    reasons = np.select(
        [guard for guard, _ in guards], [reason(word) for _, word in guards], np.int8(0)
    ).astype(np.int8)
    with np.errstate(divide="ignore", invalid="ignore"):
        to_go = arithmetic.difference(case.target, case.observed)
        done = arithmetic.difference(case.observed, case.baseline)
        required = np.where(reasons == 0, to_go / left, np.nan)
        positive = (case.observed > 0) & (case.target > 0) & case.growth & ~case.flow
        growth = np.where(
            (reasons == 0) & positive, (case.target / case.observed) ** (1 / left) - 1, np.nan
        )
        so_far = np.where(gone > 0, done / gone, np.nan)
        moving = case.direction * so_far > 0
        grown = (case.observed > 0) & (case.baseline > 0) & (gone > 0) & case.growth & ~case.flow
        growth_so_far = np.where(grown, (case.observed / case.baseline) ** (1 / gone) - 1, np.nan)
        times = np.where(goals.compound, growth / growth_so_far, required / so_far)
        faster = np.where((reasons == 0) & moving, arithmetic.settled(times), np.nan)
    so_far = np.where(goals.milestone, np.nan, so_far)
    gap = np.where(goals.milestone, np.nan, gap)
    asked = (reasons == 0) & np.isnan(growth)
    without: tuple[tuple[Truths, str], ...] = (
        (case.flow, "flow_has_no_growth"),
        (~case.growth, "no_ratio_scale"),
        (case.observed == 0, "zero_observed"),
        (case.target == 0, "zero_target"),
        ((case.observed < 0) | (case.target < 0), "negative_number"),
    )
    no_growth = np.select(
        [asked & holds for holds, _ in without], [reason(word) for _, word in without], np.int8(0)
    )
    return Outlook(
        gap, required, growth, so_far, growth_so_far, faster, reasons, no_growth.astype(np.int8)
    )
