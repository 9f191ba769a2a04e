"""What a reader gets to see: prose, tables, figures.

Each exhibit shows itself in JupyterLab and travels through an executed notebook as data, so that
every format is made from the same cell output.
"""

from minsheng.exhibits.figure import Figure
from minsheng.exhibits.marking import marked
from minsheng.exhibits.prose import Prose
from minsheng.exhibits.sections import Markdown, Sections, heading
from minsheng.exhibits.table import Column, Table

__all__ = ["Column", "Figure", "Markdown", "Prose", "Sections", "Table", "heading", "marked"]
