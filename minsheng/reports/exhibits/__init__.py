"""Exhibits, the parts of a report that are shown: prose, tables, figures.

JupyterLab shows an exhibit as HTML. A notebook also stores it as data, from which every format is
written.
"""

from minsheng.reports.exhibits.cells import Colours, Column
from minsheng.reports.exhibits.figure import Figure
from minsheng.reports.exhibits.marking import as_hypothetical, marked
from minsheng.reports.exhibits.prose import SCORECARD, TITLE, Prose
from minsheng.reports.exhibits.sections import Markdown, Place, Sections, escaped, heading
from minsheng.reports.exhibits.table import Table

__all__ = [
    "SCORECARD",
    "TITLE",
    "Colours",
    "Column",
    "Figure",
    "Markdown",
    "Place",
    "Prose",
    "Sections",
    "Table",
    "as_hypothetical",
    "escaped",
    "heading",
    "marked",
]
