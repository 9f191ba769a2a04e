"""Chapters of the evaluations: every function of a report that returns sections.

Each takes where the whole plan stands and what analysts wrote, and returns
`~minsheng.reports.exhibits.Sections`: headings, sentences, tables, and the analysts' own words,
marked as theirs.
"""

from typing import TYPE_CHECKING

from minsheng.reports.gathering import gathered

if TYPE_CHECKING:
    from collections.abc import Callable

    from minsheng.reports.exhibits import Sections

    def __getattr__(name: str) -> Callable[..., Sections]: ...


_functions = gathered("Sections")
globals().update(_functions)
__all__ = list(_functions)
