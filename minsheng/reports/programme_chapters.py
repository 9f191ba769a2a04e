"""Chapters with charts of the report on one programme, each with the tables behind its charts.

The notebook calls each chapter once, below its heading. To add a chart, write a function here that
calls `make_figure`, and add it to the parts of a chapter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.reports.exhibits import Sections
from minsheng.reports.programme import paths
from minsheng.reports.requirements import gaps_figure, growth, held, loading, paces, requirements
from minsheng.reports.targets import targets

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


def programme_paths(plan: Plan) -> Sections:
    """Return the planned paths of a programme, and its targets by year.

    Examples
    --------
    >>> import minsheng as ms
    >>> chapter = programme_paths(ms.load_plan().select(programme="childcare"))
    >>> [type(part).__name__ for part in chapter.parts]
    ['Figure', 'Table']
    """
    return Sections((paths(plan), targets(plan)))


def programme_gaps(plan: Plan) -> Sections:
    """Return the gaps between baseline and final target, and the targets that need only be held."""
    return Sections((gaps_figure(plan), requirements(plan), held(plan)))


def programme_growth(plan: Plan) -> Sections:
    """Return the required change a year, and the amounts that are due in each year."""
    return Sections((growth(plan), paces(plan)))


def programme_loading(plan: Plan) -> Sections:
    """Return how the planned change is spread over the years."""
    return Sections((loading(plan),))
