"""Chapters: every function of a report that returns sections.

Sections are figures, tables and sentences under headings. Those of the evaluations take where the
whole plan stands and what analysts wrote, and hold the analysts' words, marked as theirs.
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
