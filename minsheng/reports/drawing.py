"""Turn a chart into a `Figure` with a caption, alternative text and the tables of its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from minsheng.reports.exhibits import Figure, Prose
from minsheng.text.language import current, say, using
from minsheng.text.shortening import LONGEST_ALT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from minsheng.charts.sheet import Sheet
    from minsheng.reports.exhibits import Table

Exhibit = Figure | Prose
Of = TypeVar("Of")


def make_figure(name: str, chart: Callable[[Of], Any], of: Of, tables: Sequence[Table]) -> Exhibit:
    """Draw a chart and return it as a figure, described by the tables that hold its numbers.

    Its caption is ``caption_NAME`` in the catalogue ``charts``. Empty tables are left out. If all
    are empty, or if the chart has nothing to draw, sentences that say so are returned instead of a
    figure.
    """
    caption = say(f"charts.caption_{name}")
    if not any(table.rows for table in tables):
        return Prose((say("charts.nothing_to_draw", caption=caption),), role="note")
    from minsheng import charts

    lang = current()

    def draw() -> Sheet:
        with using(lang), charts.themed():
            sheet: Sheet = chart(of).figure
        return sheet

    drawing = draw()
    finding = drawing.finding
    if drawing.is_empty:
        why = say("charts.not_drawn", finding=finding, caption=caption)
        return Prose((why, *drawing.notes), role="note")
    alt = " ".join([finding, *_all_in_words(tables, LONGEST_ALT - len(finding.encode()))]).strip()
    behind = tuple(table for table in tables if table.rows)
    svg = charts.as_svg(drawing)
    return Figure(svg, caption, alt, finding=finding, tables=behind, chart=draw)


def _all_in_words(tables: Sequence[Table], room: int) -> Iterator[str]:
    """Yield each table as a sentence; all sentences together take at most `room` bytes."""
    for table in tables:
        words = _in_words(table, room)
        room -= len(words.encode())
        yield words


def _in_words(table: Table, room: int) -> str:
    """Return a table as a sentence for the alternative text, of at most `room` bytes.

    Rows that do not fit are counted at the end.
    """
    rows: list[str] = []
    for number, row in enumerate(table.rows):
        first, *others = table.columns
        cells = [f"{column.title} {row[column.name]}" for column in others if row.get(column.name)]
        words = say(
            "charts.in_words_row",
            name=row[first.name],
            cells=say("charts.in_words_comma").join(cells),
        )
        room -= len(words.encode()) + len(say("charts.in_words_stop").encode())
        if room < 0:
            more = say("charts.in_words_more", n=len(table.rows) - number)
            return say("charts.in_words_stop").join([*rows, more])
        rows.append(words)
    return say("charts.in_words_stop").join(rows) + say("charts.in_words_stop") if rows else ""
