"""All functions of the reports that return sections, the chapters of a report.

Sections are figures, tables and sentences under headings. Chapters of the evaluations take the
standing of the whole plan and the analysts' paragraphs, which they show as quotations.
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


def __dir__() -> list[str]:
    return __all__
