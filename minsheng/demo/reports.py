"""How figures are reported: which periods, how long after their end, whether corrected later."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from minsheng.demo.courses import Course
from minsheng.demo.ground import Ground
from minsheng.plan.periods import Period, parts
from minsheng.text.language import say

Tell: TypeAlias = Callable[[Ground], list["Row"]]
Report: TypeAlias = Callable[[Ground, Course], list["Row"]]

_MONTH, _LATE, _AUDIT = (20, 40), (190, 250), 150  # days after a period's end; then after a report
_REVISED = 0.8  # what is left of the progress first reported
_MOST_DECIMALS = 6


@dataclass(frozen=True)
class Row:
    """One row of the observations; see `minsheng.plan.observations.COLUMNS`."""

    indicator: str
    period: Period
    reported_on: dt.date
    value: float
    decimals: int | None
    status: str = "final"
    numerator: float = math.nan
    denominator: float = math.nan
    note: str = ""


def told(course: Course, report: Report) -> Tell:
    """Return the story that `report` tells of `course`."""
    return lambda ground: report(ground, course)


def nothing(ground: Ground) -> list[Row]:
    """Report nothing at all."""
    return []


def plainly(ground: Ground, course: Course) -> list[Row]:
    """Report each period about a month after its end."""
    return [_row(ground, course, when) for when in periods(ground)]


def late(ground: Ground, course: Course) -> list[Row]:
    """Report each period more than half a year after its end."""
    return [
        replace(row, reported_on=row.period.end + _days(ground, row.period, _LATE),
                note=say("demo.late", "zh"))
        for row in plainly(ground, course)
    ]  # fmt: skip


def revised(ground: Ground, course: Course) -> list[Row]:
    """Report as always; correct every year but the last once its figures were looked into."""
    rows = []
    for row in plainly(ground, course):
        rows.append(row)
        if row.period.year < ground.until:
            begin = 0.0 if ground.goal.is_flow else ground.start
            value = ground.rounded(begin + _REVISED * (row.value - begin))
            rows.append(replace(row, value=value, status="revised", note=say("demo.revised", "zh"),
                                reported_on=_audited(row)))  # fmt: skip
    return rows


def made_final(ground: Ground, course: Course) -> list[Row]:
    """Report provisional figures, and the same as final ones later; not yet for the last one."""
    rows = []
    for row in plainly(ground, course):
        rows.append(replace(row, status="provisional"))
        if row.period.time < ground.goal.last_year:
            rows.append(replace(row, reported_on=_audited(row)))
    return rows


def as_quotient(ground: Ground, course: Course) -> list[Row]:
    """Report a share as numerator and denominator."""
    denominator = float(round(ground.draw("denominator", 6_000, 9_000)))
    better = math.ceil if ground.goal.direction > 0 else math.floor
    rows = []
    for row in plainly(ground, course):
        numerator = float(better(round(row.value * denominator / 100, 6)))
        rows.append(replace(row, value=100 * numerator / denominator, decimals=None,
                            numerator=numerator, denominator=denominator))  # fmt: skip
    return rows


def to_the_last_digit(ground: Ground, course: Course) -> list[Row]:
    """Report each value with all the decimals that it takes to be exact."""
    rows = []
    for when in periods(ground):
        value = ground.rounded(course(ground, when.time), _MOST_DECIMALS)
        exponent = Decimal(repr(value)).normalize().as_tuple().exponent
        decimals = max(ground.decimals, -int(exponent))
        rows.append(replace(_row(ground, course, when), value=value, decimals=decimals))
    return rows


def in_quarters(ground: Ground, course: Course) -> list[Row]:
    """Report a flow by quarters; its years come from other books and differ a little."""
    rows = []
    for when in _quarters(ground):
        row = _row(ground, course, when)
        if when.kind == "year" and row.value:
            more = row.value + max(round(0.01 * row.value), 1) * ground.unit
            row = replace(row, value=more, note=say("demo.other_books", "zh"))
        rows.append(row)
    return rows


def quarter_left_out(ground: Ground, course: Course) -> list[Row]:
    """Report a flow by quarters alone; the third one of the middle year never comes."""
    left_out = Period(middle_year(ground), 7, 9)
    quarters = (when for when in _quarters(ground) if when.kind == "quarter")
    return [_row(ground, course, when) for when in quarters if when != left_out]


def falling_once(ground: Ground, course: Course) -> list[Row]:
    """Report a running total that counts some twice in the middle of a year, once at its end."""
    year = middle_year(ground)
    twice = max(abs(ground.end - ground.start) * 0.06, ground.unit)
    too_much = ground.rounded(course(ground, float(year)) + twice)
    rows = [_row(ground, course, when) for when in _periods(ground, quarterly=False)]
    return [
        replace(row, value=too_much) if row.period == Period(year, 1, 6) else row for row in rows
    ]


def middle_year(ground: Ground) -> int:
    """Return the middle one of the years that are reported."""
    return (ground.goal.first_year + ground.until) // 2


def periods(ground: Ground) -> list[Period]:
    """Return the periods that are reported: years for all, and halves, for some quarters."""
    return _periods(ground, quarterly=ground.is_fine and ground.draw("quarterly", 0, 1) < 0.25)


def _periods(ground: Ground, *, quarterly: bool) -> list[Period]:
    if quarterly:
        # The last quarter of a stock says what its year says.
        return [when for when in _quarters(ground) if ground.goal.is_flow or when.last != 12
                or when.kind == "year"]  # fmt: skip
    return [Period(year, 1, last) for year in _years(ground) for last in (6, 12)]


def _quarters(ground: Ground) -> list[Period]:
    return [
        when
        for year in _years(ground)
        for when in (*(one for one in parts(year) if one.kind == "quarter"), Period(year))
    ]


def _years(ground: Ground) -> range:
    return range(ground.goal.first_year, ground.until + 1)


def _row(ground: Ground, course: Course, when: Period) -> Row:
    return row_of(ground, when, _value(ground, course, when))


def row_of(ground: Ground, when: Period, value: float) -> Row:
    """Return the row of a value that is reported about a month after its period's end."""
    return Row(ground.goal.indicator, when, when.end + _days(ground, when, _MONTH), value,
               ground.decimals)  # fmt: skip


def _value(ground: Ground, course: Course, when: Period) -> float:
    if not ground.goal.is_flow:
        return ground.rounded(course(ground, when.time))
    if ground.goal.aim == "direction":
        return ground.rounded(course(ground, when.time) * (when.time - when.begin))
    # Rounded totals, so that the parts of a year add up to it.
    before, after = (ground.rounded(course(ground, time)) for time in (when.begin, when.time))
    return ground.rounded(after - before)


def _days(ground: Ground, when: Period, between: tuple[int, int]) -> dt.timedelta:
    return dt.timedelta(days=round(ground.draw(f"reported {when}", *between)))


def _audited(row: Row) -> dt.date:
    return row.reported_on + dt.timedelta(days=_AUDIT)
