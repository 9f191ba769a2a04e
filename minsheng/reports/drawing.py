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
    """Draw a chart and return it as a figure, described by the tables that hold its numbers.

    Parameters
    ----------
    name
        Of the figure: its caption is ``caption_NAME`` in the catalogue ``charts``.
    chart
        What draws it.
    of
        The plan or the standing that is drawn.
    tables
        Those without rows are left out; where none has any there is nothing to draw.
    """
    caption = say(f"charts.caption_{name}")
    if not any(table.rows for table in tables):
        return Prose((say("charts.nothing_to_draw", caption=caption),), role="note")
    from minsheng import charts

    with charts.themed():
        axes = chart(of)
    drawing = (axes.flat[0] if hasattr(axes, "flat") else axes).figure
    finding = drawing.finding
    alt = " ".join([finding, *(_in_words(table) for table in tables)]).strip()
    behind = tuple(table for table in tables if table.rows)
    return Figure(charts.as_svg(drawing), caption, alt, finding=finding, tables=behind)


def _in_words(table: Table) -> str:
    """Return a table as a sentence: what a reader who cannot see the drawing needs."""
    rows = []
    for row in table.rows:
        first, *others = table.columns
        said = [f"{column.title} {row[column.name]}" for column in others if row.get(column.name)]
        rows.append(
            say(
                "charts.in_words_row",
                name=row[first.name],
                cells=say("charts.in_words_comma").join(said),
            )
        )
    return say("charts.in_words_stop").join(rows) + say("charts.in_words_stop") if rows else ""
