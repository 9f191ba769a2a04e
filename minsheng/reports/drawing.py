"""How a chart becomes a figure: caption, finding, and the tables that hold its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from minsheng.reports.exhibits import Figure, Prose
from minsheng.text.language import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from minsheng.reports.exhibits import Table

Exhibit = Figure | Prose
Of = TypeVar("Of")


def make_figure(name: str, chart: Callable[[Of], Any], of: Of, tables: Sequence[Table]) -> Exhibit:
    """Draw, and let the tables that hold the same numbers speak for the drawing.

    Parameters
    ----------
    name
        Of the figure, a key of the catalogue ``figures``.
    chart
        What draws it.
    of
        The plan or the standing that is drawn.
    tables
        Those without rows are left out; where none has any there is nothing to draw.
    """
    if not any(table.rows for table in tables):
        return Prose((_figure_text("nothing", caption=_figure_text(name)),), role="note")
    from minsheng import charts

    with charts.themed():
        axes = chart(of)
    drawing = (axes.flat[0] if hasattr(axes, "flat") else axes).figure
    finding = drawing.finding
    alt = " ".join([finding, *(_in_words(table) for table in tables)]).strip()
    behind = tuple(table for table in tables if table.rows)
    return Figure(charts.as_svg(drawing), _figure_text(name), alt, finding=finding, tables=behind)


def _in_words(table: Table) -> str:
    """Return a table as a sentence: what a reader who cannot see the drawing needs."""
    rows = []
    for row in table.rows:
        first, *others = table.columns
        said = [f"{column.title} {row[column.name]}" for column in others if row.get(column.name)]
        rows.append(
            _figure_text("row", name=row[first.name], cells=_figure_text("comma").join(said))
        )
    return _figure_text("stop").join(rows) + _figure_text("stop") if rows else ""


def _figure_text(key: str, /, **values: object) -> str:
    return say(f"figures.{key}", None, **values)
