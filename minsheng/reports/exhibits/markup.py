"""Tables, figures and prose as HTML, by templates.

JupyterLab shows it as it is. A page adds to it: ids that can be linked to, and what can be
downloaded.
"""

from __future__ import annotations

import base64
import math
import re
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from minsheng.text.language import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2 import Environment
    from markupsafe import Markup

    from minsheng.reports.exhibits.figure import Figure
    from minsheng.reports.exhibits.prose import Prose
    from minsheng.reports.exhibits.table import Column, Row, Table

Anchor = tuple[str, bool]  # an id that the page has only once, and whether it is the row's own
LONGEST_ALT = 250  # what a screen reader says in one breath; longer texts cannot be paused or read
_TEMPLATES = Path(__file__).with_name("templates")
_A_SENTENCE = 60  # characters
_FEW_ROWS = 12  # what is kept on one sheet when printed
_MANY_COLUMNS = 10  # what is printed across the sheet
_NUMBER = re.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?")
_LONG_WORD = re.compile(r"[^\s\u2e80-\u9fff\uf900-\ufaff]{24,}")


@cache
def templates(*folders: Path) -> Environment:
    """Return the templates of `folders` and those of exhibits.

    Every value that is not marked as HTML is escaped, quotation marks by the names that Python
    gives them.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def escaped(value: object) -> Markup:
        return value if isinstance(value, Markup) else Markup(escape(str(value)))

    def breakable(text: str) -> Markup:
        whole = escaped(text)
        return Markup(f'<span class="long">{whole}</span>') if _LONG_WORD.search(text) else whole

    environment = Environment(
        loader=FileSystemLoader([*folders, _TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        finalize=escaped,
    )
    environment.globals["say"] = say
    environment.filters["breakable"] = breakable  # marks where a very long word may be broken
    return environment


def _macro(name: str) -> Callable[..., Markup]:
    macro: Callable[..., Markup] = getattr(templates().get_template("exhibits.html").module, name)
    return macro


class _HtmlRow(NamedTuple):
    """A row of a table as its template takes it.

    `cells` are those after the first, each with how it is set and the number that it is sorted by.
    """

    first: str
    cells: list[tuple[Markup, Markup, str]]
    id: str
    anchor: str
    is_first: bool


def table(
    table: Table,
    *,
    below: str = "",
    table_id: str = "",
    anchor: Callable[[str], Anchor] | None = None,
) -> str:
    """Return a table with caption, scopes and row ids; numbers carry their value for sorting.

    Parameters
    ----------
    table
        The table; see `Table.shortened`.
    below
        HTML to stand between the table and its notes.
    table_id
        Id of the table, or empty.
    anchor
        Gives the id of a row in its page; without it rows have no id.

    Examples
    --------
    >>> from minsheng.reports.exhibits import Column, Table
    >>> table(Table("Beds", (Column("name", "Name"),), ({"name": "2 < 3"},)))[-67:]
    '<tbody><tr><th scope="row">2 &lt; 3</th></tr></tbody></table></div>'
    """
    table = table.shortened()
    rows = table.shown_rows()
    columns = [
        (column, _setting(column, [row.cells[at] for row in rows]))
        for at, column in enumerate(table.columns)
    ]
    kind = "table whole" if len(rows) <= _FEW_ROWS else "table"
    kind += " broad" if len(columns) >= _MANY_COLUMNS else ""
    groups = [
        (heading, [_html_row(row, columns, anchor) for row in some])
        for heading, some in groupby(rows, lambda row: row.group)
    ]
    return str(_macro("table")(table, kind, columns, groups, table_id, below))


def _setting(column: Column, cells: list[str]) -> Markup:
    """Return how a column is set; one of whole sentences is set wide."""
    from markupsafe import Markup

    wide = column.align == "text" and max(map(len, cells), default=0) >= _A_SENTENCE
    return Markup(f"{column.align} wide" if wide else column.align)


def _html_row(
    row: Row, columns: list[tuple[Column, Markup]], anchor: Callable[[str], Anchor] | None
) -> _HtmlRow:
    from markupsafe import Markup

    own, is_first = anchor(row.id) if row.id and anchor else ("", False)
    cells = [
        (setting, Markup(_sorted_by(value, cell) if column.align == "number" else ""), cell)
        for (column, setting), value, cell in zip(columns, row.values, row.cells, strict=True)
    ]
    return _HtmlRow(row.cells[0], cells[1:], row.id, own, is_first)


def _sorted_by(value: float | None, cell: str) -> str:
    """Return the number that a cell is sorted by: what is behind it, else the first it shows."""
    if value is not None and math.isfinite(value):
        return repr(value)
    shown = _NUMBER.search(cell)
    return shown[0].replace(",", "").replace("−", "-") if shown else ""


def figure(figure: Figure, *, below: str = "", tables: Iterable[Table] | None = None) -> str:
    """Return a figure with caption, alternative text and the numbers behind it.

    A text too long to be heard in one piece is cut to the finding; the numbers then follow the
    figure as tables, closed until someone asks for them, where every reader can get at them.

    Parameters
    ----------
    figure
        The figure.
    below
        HTML to stand below the caption.
    tables
        The tables to show with the figure; all of them when left out. A page leaves out those
        that it shows in full anyway.
    """
    from markupsafe import Markup

    caption, alt = figure.shown_caption(), figure.shown_alt()
    details = "".join(map(table, figure.tables if tables is None else tables))
    if len(alt) > LONGEST_ALT:
        if not figure.tables:
            details = _macro("paragraph")(alt)
        alt = say("labels.short_alt", finding=figure.shown_finding() or caption)
    image = _address(figure)
    return str(_macro("figure")(figure, image, alt, Markup(details), below))


def _address(figure: Figure) -> str:
    """Return a picture as the address of an image.

    As an image a drawing keeps its ids to itself, takes alternative text, and prints sharp.
    """
    kind, content = ("svg+xml", figure.svg.encode()) if figure.svg else ("png", figure.png)
    return f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"


def prose(prose: Prose) -> str:
    """Return prose as paragraphs and a list."""
    return str(_macro("prose")(prose))
