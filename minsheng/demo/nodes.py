"""How milestones are reported: not done at the end of each half, until one day they are."""

from __future__ import annotations

from minsheng.demo.ground import Ground
from minsheng.demo.reports import Row, row_of
from minsheng.plan.periods import Period


def in_time(ground: Ground) -> list[Row]:
    """Be done as the year ends in which it is due."""
    return _until_done(ground, Period(due(ground)))


def early(ground: Ground) -> list[Row]:
    """Be done in the second half of the year before."""
    return _until_done(ground, Period(due(ground) - 1, 7, 12))


def overdue(ground: Ground) -> list[Row]:
    """Be done in the first half of the year after."""
    return _until_done(ground, Period(due(ground) + 1, 1, 6))


def never(ground: Ground) -> list[Row]:
    """Not be done at all."""
    return _until_done(ground, None)


def every_year(ground: Ground) -> list[Row]:
    """Be done in each year that it is due in."""
    return _yearly(ground, ())


def one_year_skipped(ground: Ground) -> list[Row]:
    """Be done in each year but the one before the last."""
    return _yearly(ground, sorted(ground.goal.yearly)[-2:-1])


def due(ground: Ground) -> int:
    """Return the year by whose end the milestone is due."""
    return ground.goal.final_year or ground.goal.last_year


def _until_done(ground: Ground, done: Period | None) -> list[Row]:
    rows: list[Row] = []
    for year in range(ground.goal.first_year, ground.goal.last_year + 1):
        for when in (Period(year, 1, 6), Period(year)):
            if done is not None and done.time <= when.time:
                return [*rows, row_of(ground, done, 1.0)]
            rows.append(row_of(ground, when, 0.0))
    return rows


def _yearly(ground: Ground, skipped: list[int] | tuple[int, ...]) -> list[Row]:
    return [
        row_of(ground, Period(year), 0.0 if year in skipped else 1.0)
        for year in sorted(ground.goal.yearly)
    ]
