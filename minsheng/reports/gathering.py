"""Collect the public functions of all reports by the kind of exhibit that they return."""

from __future__ import annotations

from functools import wraps
from importlib import import_module
from inspect import getmembers, isfunction
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

from minsheng.evaluation.arguments import checked_arguments
from minsheng.reports.exhibits import as_hypothetical

if TYPE_CHECKING:
    from collections.abc import Callable

_SHARED = (
    "cards",
    "comparison",
    "drawing",
    "evaluations.annexes",
    "evaluations.goals",
    "evaluations.judgement",
    "evaluations.main_goals",
    "evaluations.overview",
    "evaluations.phrases",
    "evaluations.shortfalls",
    "exhibits",
    "figures",
    "gathering",
    "listings",
    "natures",
    "paragraphs",
    "phrases",
    "rows",
    "sentences",
    "tallies",
    "target_words",
    "writeups",
)
"""Modules and packages of `minsheng.reports` that hold parts of reports, or `compare`."""


def gathered(returns: str) -> dict[str, Callable[..., Any]]:
    """Return the public functions of all reports that return one kind of exhibit, by name.

    The kind is their return annotation: ``Table``, ``Prose``, ``Exhibit`` (a figure) or
    ``Sections``. All modules of `minsheng.reports` are searched. The ending ``_figure``, which
    tells a figure from a table of the same name in its module, is removed. What they return of a
    plan that is only assumed is marked as hypothetical.

    Examples
    --------
    >>> sorted(gathered("Exhibit"))[:3]
    ['bullet', 'gaps', 'grades']
    """
    functions: dict[str, Callable[..., Any]] = {}
    for entry in walk_packages(import_module("minsheng.reports").__path__, "minsheng.reports."):
        name = entry.name.removeprefix("minsheng.reports.")
        if not f"{name}.".startswith(tuple(f"{shared}." for shared in _SHARED)):
            module = import_module(entry.name)
            functions |= {
                function.removesuffix("_figure"): checked_arguments(_marking(each))
                for function, each in getmembers(module, isfunction)
                if each.__module__ == module.__name__
                and not function.startswith("_")
                and each.__annotations__.get("return") == returns
            }
    return dict(sorted(functions.items()))


def _marking(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function mark its exhibit where it is given a plan that is only assumed."""

    @wraps(function)
    def marking(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  those of any report
        exhibit = function(*args, **kwargs)
        plans = (getattr(each, "plan", each) for each in (*args, *kwargs.values()))
        assumed = any(getattr(plan, "assumptions", ()) for plan in plans)
        return as_hypothetical(exhibit) if assumed else exhibit

    return marking
