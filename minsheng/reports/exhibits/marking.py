"""The mark of made-up data: on whatever shows it, in either language, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from minsheng.plan.facts import SYNTHETIC

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.reports.exhibits.figure import Figure
    from minsheng.reports.exhibits.prose import Prose
    from minsheng.reports.exhibits.table import Table

SIGN = f"〔{SYNTHETIC}〕"
"""What stands on whatever shows made-up data."""
P = ParamSpec("P")
E = TypeVar("E", "Table", "Figure", "Prose", "Figure | Prose")


def marked(
    function: Callable[Concatenate[Standing, P], E],
) -> Callable[Concatenate[Standing, P], E]:
    """Set ``synthetic`` on what a function returns where the observations are made up."""

    @wraps(function)
    def marking(standing: Standing, /, *args: P.args, **kwargs: P.kwargs) -> E:
        exhibit = function(standing, *args, **kwargs)
        return replace(exhibit, synthetic=True) if standing.synthetic else exhibit

    return marking
