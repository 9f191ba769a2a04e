"""What a reader gets to see: prose, tables, figures.

Each exhibit shows itself in JupyterLab and travels through an executed notebook as data, so that
every format is made from the same cell output.
"""

from minsheng.reports.exhibits.figure import Figure
from minsheng.reports.exhibits.marking import marked
from minsheng.reports.exhibits.prose import Prose
from minsheng.reports.exhibits.sections import Markdown, Sections, heading
from minsheng.reports.exhibits.table import Colours, Column, Table

__all__ = [
    "Colours",
    "Column",
    "Figure",
    "Markdown",
    "Prose",
    "Sections",
    "Table",
    "heading",
    "marked",
]
