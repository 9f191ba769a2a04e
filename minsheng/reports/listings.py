"""All functions of the reports that return a table.

Each takes a `~minsheng.plan.plan.Plan`, a selection of one, or a `~minsheng.evaluation.Standing`,
and returns a `~minsheng.reports.exhibits.Table` whose rows carry the ids of the data package. More
than one programme gives a heading for each.
"""

from typing import TYPE_CHECKING

from minsheng.reports.gathering import gathered

if TYPE_CHECKING:
    from collections.abc import Callable

    from minsheng.reports.exhibits import Table

    def __getattr__(name: str) -> Callable[..., Table]: ...


_functions = gathered("Table")
globals().update(_functions)
__all__ = list(_functions)


def __dir__() -> list[str]:
    return __all__
