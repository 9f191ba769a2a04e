"""Sums, quotients and comparisons of printed numbers, each with its line of arithmetic."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome, Severity
from minsheng.audit.printed import PrintedNumber, Relation, written
from minsheng.plan.bounds import Interval
from minsheng.plan.goals import Goal
from minsheng.text.bounded import from_to

Agreement = Literal["same", "short", "apart"]
_ZERO, _HUNDRED = Decimal(0), Decimal(100)


# Sums


def total(numbers: Iterable[PrintedNumber]) -> Interval[Decimal]:
    """Return the sum of the numbers, each widened by what rounding may have changed."""
    return sum(
        (number.widened(number.rounding * number.times) for number in numbers),
        Interval(_ZERO, _ZERO),
    )


def printed_total(numbers: Iterable[PrintedNumber]) -> Interval[Decimal]:
    """Return the sum of the numbers as they are printed."""
    return sum((number.interval for number in numbers), Interval(_ZERO, _ZERO))


def compare(computed: Interval[Decimal], stated: Interval[Decimal]) -> Agreement:
    """Return whether what is computed agrees with what is stated.

    ``apart``: no value lies in both. ``short``: both are bounds on the same side, and the computed
    one does not guarantee the stated one. ``same``: anything else.

    Examples
    --------
    >>> ten = Interval(Decimal(10), Decimal(10))
    >>> compare(ten, ten), compare(ten, Interval(Decimal(11), Decimal("Infinity")))
    ('same', 'apart')
    """
    if computed.misses(stated):
        return "apart"
    return "short" if computed.falls_short_of(stated) else "same"


def outcome_of(agreement: Agreement, numbers: Iterable[PrintedNumber]) -> Outcome:
    """Return the outcome of a comparison of `numbers`.

    ``apart`` is a contradiction, unless a number is approximate: then, and for ``short``, one can
    only ask.
    """
    if agreement == "same":
        return Outcome("agreed", agreement)
    approximate = any(number.is_approximate for number in numbers)
    severity: Severity = "question" if agreement == "short" or approximate else "contradiction"
    return Outcome(severity, agreement)


def compare_sums(
    parts: Sequence[PrintedNumber], whole: Sequence[PrintedNumber]
) -> tuple[Outcome, str]:
    """Return the outcome of the sum of `parts` against that of `whole`, and its line."""
    agreement = compare(total(parts), total(whole))
    line = equation(plus(parts), printed_total(parts), plus(whole), agreement)
    return outcome_of(agreement, (*parts, *whole)), line


def equation(left: str, computed: Interval[Decimal], stated: str, agreement: Agreement) -> str:
    """Return the line of arithmetic: `left`, what it computes to, and what is stated.

    Examples
    --------
    >>> four = Interval(Decimal(4), Decimal(4))
    >>> equation("1 + 3", four, "4", "same"), equation("1 + 3", four, "3", "apart")
    ('1 + 3 = 4', '1 + 3 = 4 ≠ 3')
    """
    result = interval_written(computed)
    if agreement == "same":
        return f"{left} = {result}" + ("" if result == stated else f" ({stated})")
    short = "<" if math.isinf(computed.high) else ">"
    return f"{left} = {result} {'≠' if agreement == 'apart' else short} {stated}"


def interval_written(values: Interval[Decimal]) -> str:
    """Return an interval as a number with its sign, or as its two ends.

    Examples
    --------
    >>> interval_written(Interval(Decimal(30), Decimal("Infinity")))
    '≥30'
    >>> interval_written(Interval(Decimal(0), Decimal(5)))
    '≤5'
    >>> interval_written(Interval(Decimal(-10), Decimal(-3)))
    '−10…−3'
    """
    if values.is_number:
        return written(values.low)
    if math.isinf(values.high):
        return f"≥{written(values.low)}"
    is_maximum = values.low == 0 or math.isinf(values.low)
    high = written(values.high)
    return f"≤{high}" if is_maximum else from_to(written(values.low), high)


def plus(numbers: Iterable[PrintedNumber]) -> str:
    """Return the numbers as a sum: ``1 + 3``."""
    return " + ".join(number.shown for number in numbers)


def commas(numbers: Iterable[PrintedNumber]) -> str:
    """Return the numbers as a list: ``1, 3``."""
    return ", ".join(number.shown for number in numbers)


def in_brackets(numbers: Sequence[PrintedNumber]) -> str:
    """Return the numbers as a sum, in brackets where there are several."""
    return f"({plus(numbers)})" if len(numbers) > 1 else plus(numbers)


def rounded_to(value: Decimal, printed: PrintedNumber) -> str:
    """Return `value` with as many decimals as `printed` is printed with."""
    digit = min(printed.last_digit, Decimal(1))
    return written(value.quantize(digit, ROUND_HALF_UP), digit)


# Quotients


def percent_scale(book: Book, result: PrintedNumber) -> tuple[Decimal, str]:
    """Return the factor and the sign of a quotient: 100 and ``%`` for a share, else 1 and none."""
    return (_HUNDRED, " %") if book.unit(result.indicator).share else (Decimal(1), "")


@dataclass(frozen=True)
class Quotient:
    """A sum of printed numbers over another one: its interval, its value and its line."""

    interval: Interval[Decimal]
    value: Decimal
    line: str

    @classmethod
    def of(
        cls, above: Sequence[PrintedNumber], below: Sequence[PrintedNumber], scale: Decimal
    ) -> Quotient | None:
        """Return the quotient times `scale`, None where the divisor may be zero."""
        possible = total(above).over(total(below))
        divisor = printed_total(below).low
        if possible is None or divisor <= 0:
            return None
        value = printed_total(above).low / divisor * scale
        line = f"{in_brackets(above)} / {in_brackets(below)}"
        return cls(possible.times(scale), value, line)

    def compare(self, printed: PrintedNumber) -> Agreement:
        """Return whether the quotient agrees with a printed one, rounded up or down."""
        return compare(self.interval, printed.widened(printed.last_digit / 2))


def check_quotient(
    book: Book, rule: str, relation: Relation, roles: tuple[str, str, str]
) -> Iterator[Check]:
    """Yield the check of a relation's quotient; nothing where the divisor may be zero.

    `roles` are those of the dividend, the divisor and the printed quotient.
    """
    above, below, results = (relation[role] for role in roles)
    printed = results[0]
    scale, sign = percent_scale(book, printed)
    quotient = Quotient.of(above, below, scale)
    if quotient is None:
        return
    outcome = outcome_of(quotient.compare(printed), relation.numbers)
    if outcome.severity == "contradiction" and relation.note_en:
        outcome = Outcome("question", outcome.case)
    computed = rounded_to(quotient.value, printed)
    line = f"{quotient.line} = {computed}{sign}"
    if outcome.is_finding:
        line += f" ≠ {printed.shown_once}{sign}"
    words: dict[str, object] = {"printed": results[:1], "above": above, "below": below}
    words["computed"] = computed + sign.strip()
    yield book.check_relation(rule, outcome, relation, line, words)


MONTHS = 12


def monthly_payment(relation: Relation) -> Quotient | None:
    """Return what each recipient got a month: ``paid`` over ``recipients`` over twelve months."""
    quotient = Quotient.of(relation["paid"], relation["recipients"], Decimal(1) / MONTHS)
    return quotient and replace(quotient, line=f"{quotient.line} / {MONTHS}")


# Better and worse


def worst_end(goal: Goal, baseline: PrintedNumber) -> Decimal:
    """Return the end of the baseline's range that is worse in the direction of the goal."""
    return baseline.interval.low if goal.direction > 0 else baseline.interval.high


def best_end(goal: Goal, baseline: PrintedNumber) -> Decimal:
    """Return the end of the baseline's range that is better in the direction of the goal."""
    return baseline.interval.high if goal.direction > 0 else baseline.interval.low


def weaker_end(goal: Goal, target: PrintedNumber) -> Decimal:
    """Return the number of a target; of a range the end that asks for less."""
    if target.bound == "range" and goal.direction < 0:
        return target.interval.high
    return target.exact


def is_worse(goal: Goal, target: PrintedNumber, value: Decimal) -> bool:
    """Return whether a target asks for less than `value`."""
    return goal.direction * (weaker_end(goal, target) - value) < 0


def is_looser(goal: Goal, target: PrintedNumber, baseline: PrintedNumber) -> bool:
    """Return whether a target asks for less than any value that the baseline allows."""
    return is_worse(goal, target, worst_end(goal, baseline))


def is_no_looser(goal: Goal, target: PrintedNumber, baseline: PrintedNumber) -> bool:
    """Return whether a target asks for at least as much as any value that the baseline allows.

    Of a baseline that is only a bound ("more than 94") and a target beyond it ("at least 95"),
    neither this nor `is_looser` holds: the baseline may be 96.
    """
    return not is_worse(goal, target, best_end(goal, baseline))


def comparison_sign(goal: Goal, *, worse: bool) -> str:
    """Return the sign between a target and its baseline: ``<`` or ``>`` for a worse target."""
    if worse:
        return "<" if goal.direction > 0 else ">"
    return "≥" if goal.direction > 0 else "≤"


def check_against_baseline(
    book: Book, rule: str, case: str, baseline: PrintedNumber, targets: list[PrintedNumber]
) -> Iterator[Check]:
    """Yield the check of targets against their baseline: a question where any is looser.

    A target of which the baseline does not tell whether it is looser is left out.
    """
    goal = book.goals[baseline.indicator]
    looser = [target for target in targets if is_looser(goal, target, baseline)]
    chosen = looser or [target for target in targets if is_no_looser(goal, target, baseline)]
    if chosen:
        sign = comparison_sign(goal, worse=bool(looser))
        line = f"{commas(chosen)} {sign} {baseline.shown}"
        words = {"baseline": baseline, "start": baseline.year, "targets": chosen}
        outcome = Outcome("question", case) if looser else AGREED
        yield book.check(rule, outcome, (baseline, *chosen), line, words)
