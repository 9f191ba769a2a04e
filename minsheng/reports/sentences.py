"""All functions of the reports that return prose, in both languages.

Each takes a plan, a selection of one, or a `~minsheng.evaluation.Standing`, and returns
`~minsheng.reports.exhibits.Prose`.
"""

from typing import TYPE_CHECKING

from minsheng.reports.gathering import gathered

if TYPE_CHECKING:
    from collections.abc import Callable

    from minsheng.reports.exhibits import Prose

    def __getattr__(name: str) -> Callable[..., Prose]: ...


_functions = gathered("Prose")
globals().update(_functions)
__all__ = list(_functions)


def __dir__() -> list[str]:
    return __all__
