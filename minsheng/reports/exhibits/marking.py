"""The mark of made-up data: on whatever shows it, in either language, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from minsheng.plan.observations import SYNTHETIC
from minsheng.reports.exhibits.figure import Figure
from minsheng.reports.exhibits.prose import Prose
from minsheng.reports.exhibits.table import Table

if TYPE_CHECKING:
    from minsheng.evaluation import Standing

SIGN = f"〔{SYNTHETIC}〕"
"""What stands on whatever shows made-up data."""
P = ParamSpec("P")
E = TypeVar("E", Table, Figure, Prose, Figure | Prose)


def mark(exhibit: Table | Figure | Prose) -> Table | Figure | Prose:
    """Return an exhibit that says of itself that its data are made up.

    Examples
    --------
    >>> print(mark(Prose(("Three goals were met.",))))
    〔演示数据 synthetic〕
    Three goals were met.
    """
    if isinstance(exhibit, Prose):
        if not exhibit.paragraphs and not exhibit.points:
            return exhibit
        return replace(exhibit, paragraphs=(SIGN, *exhibit.paragraphs))
    if isinstance(exhibit, Figure):
        finding = f"{SIGN} {exhibit.finding}" if exhibit.finding else ""
        return replace(exhibit, caption=f"{exhibit.caption} {SIGN}", alt=f"{SIGN} {exhibit.alt}",
                       finding=finding)  # fmt: skip
    return replace(exhibit, caption=f"{exhibit.caption} {SIGN}")


def marked(
    function: Callable[Concatenate[Standing, P], E],
) -> Callable[Concatenate[Standing, P], E]:
    """Make a function of a standing mark what it returns where the observations are made up."""

    @wraps(function)
    def marking(standing: Standing, /, *args: P.args, **kwargs: P.kwargs) -> E:
        exhibit = function(standing, *args, **kwargs)
        return cast("E", mark(exhibit)) if standing.synthetic else exhibit

    return marking
