"""All functions of the reports that return a chart with caption and alternative text.

Each takes a plan, a selection of one, or a `~minsheng.evaluation.Standing`, and returns a
`~minsheng.reports.exhibits.Figure`, or a sentence where there is nothing to draw.
"""

from typing import TYPE_CHECKING

from minsheng.reports.gathering import gathered

if TYPE_CHECKING:
    from collections.abc import Callable

    from minsheng.reports.drawing import Exhibit

    def __getattr__(name: str) -> Callable[..., Exhibit]: ...


_functions = gathered("Exhibit")
globals().update(_functions)
__all__ = list(_functions)


def __dir__() -> list[str]:
    return __all__
