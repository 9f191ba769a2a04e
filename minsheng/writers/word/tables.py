"""Tables in Word: native and editable; the header row repeats, rows do not break."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minsheng.reports.exhibits import Table
from minsheng.reports.exhibits.table import FIGURE_SPACE, PADDING, PUNCTUATION_SPACE, Row
from minsheng.writers.columns import Sheet, layout
from minsheng.writers.glyphs import visible
from minsheng.writers.word.marks import Marks
from minsheng.writers.word.ooxml import element, paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_USUAL, _SMALL = 10.5, 9.0  # points
_BETWEEN = 8.5  # points left and right of a cell's text together, and a little air
_TWIP = 0.017639  # millimetres
_FIGURE, _POINT = 0.5, 0.25  # ems, of Times New Roman
_SHORT_TABLE = 12  # rows

Write = Callable[[str], Sequence["Element"]]


@dataclass(frozen=True)
class Grid:
    """How the columns of a table stand.

    Parameters
    ----------
    widths
        In twips.
    small
        Whether its type is small.
    across
        Whether it needs a page that lies across.
    """

    widths: tuple[int, ...]
    small: bool
    across: bool


def grid(table: Table, upright: int, across: int) -> Grid:
    """Choose how the columns of a table stand: small or across the page only as needed.

    Parameters
    ----------
    table
        The table.
    upright, across
        The widths of the text on a page that stands and one that lies, in twips.

    Examples
    --------
    >>> import minsheng.writers.document as model
    >>> grid(model.table_of(["指标", "2018年"], [["新增床位", "1200"]]), 8845, 12757).small
    False
    """
    sheet = Sheet(upright * _TWIP, across * _TWIP, _USUAL, _SMALL, _BETWEEN)
    made = layout(
        [visible(title) for title in table.titles],
        [[visible(cell) for cell in row] for row in table.shown()],
        table.numeric,
        sheet,
    )
    widths = tuple(round(width * made.size * 20) for width in made.widths)
    return Grid(widths, made.size == _SMALL, made.across and across > upright)


def native(  # noqa: PLR0913
    table: Table,
    widths: Grid,
    ids: Mapping[str, str],
    write: Write,
    nothing: str,
    marks: Marks,
) -> Element:
    """Return a table of Word.

    Parameters
    ----------
    table
        The table.
    widths
        From `grid`.
    ids
        The ids of the styles by role.
    write
        Makes the runs of a text.
    nothing
        What stands in a table without rows.
    marks
        Mark each row with the id that it comes from.
    """
    made = _Maker(table, widths, ids, write, marks)
    properties = element(
        "tblPr",
        element("tblStyle", val=ids["grid"]),
        element("tblW", w=sum(widths.widths), type="dxa"),
        element("jc", val="center"),
        element("tblLayout", type="fixed"),
        # The widths are reckoned for these, whatever the style of a template says.
        element("tblCellMar", *(element(side, w=70, type="dxa") for side in ("left", "right"))),
        element(
            "tblLook",
            val="0020",
            firstRow=1,
            lastRow=0,
            firstColumn=0,
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        ),
        *([element("tblCaption", val=visible(table.shown_caption()))] if table.caption else []),
    )
    columns = element("tblGrid", *(element("gridCol", w=width) for width in widths.widths))
    rows = made.rows() if table.rows else [made.across(nothing, "cell", keep=False)]
    return element("tbl", properties, columns, made.head(), *rows)


@dataclass(frozen=True)
class _Maker:
    table: Table
    grid: Grid
    ids: Mapping[str, str]
    write: Write
    marks: Marks

    def _style(self, role: str) -> str:
        return self.ids[f"{role}_small" if self.grid.small else role]

    def head(self) -> Element:
        cells = [
            self._cell(title, "head", width, shade=True, keep=True)
            for title, width in zip(self.table.titles, self.grid.widths, strict=True)
        ]
        return element("tr", element("trPr", element("cantSplit"), element("tblHeader")), *cells)

    def rows(self) -> list[Element]:
        rows: list[Element] = []
        heading = ""
        last = len(self.table.rows) - 1
        for number, row in enumerate(self.table.set_rows()):
            if row.group and row.group != heading:
                rows.append(self.across(row.group, "group", keep=True))
            heading = row.group
            # A short table stays on one page; the last row stays with the notes below it.
            keep = bool(self.table.notes) if number == last else last < _SHORT_TABLE
            rows.append(self._row(row, keep=keep))
        return rows

    def across(self, text: str, role: str, *, keep: bool) -> Element:
        cell = self._cell(text, role, sum(self.grid.widths), span=len(self.grid.widths), keep=keep)
        return element("tr", element("trPr", element("cantSplit")), cell)

    def _row(self, row: Row, *, keep: bool) -> Element:
        made = [
            self._cell(text, "number" if number else "cell", width, keep=keep)
            for text, number, width in zip(
                row.cells, self.table.numeric, self.grid.widths, strict=True
            )
        ]
        if row.id and made:
            begin, end = self.marks.of_row(row.id)
            content = made[0][-1]
            content.insert(1, begin)
            content.append(end)
        return element("tr", element("trPr", element("cantSplit")), *made)

    def _cell(  # noqa: PLR0913
        self, text: str, role: str, width: int, *, span: int = 1, shade: bool = False, keep: bool
    ) -> Element:
        bare = text.rstrip(PADDING)
        size = _SMALL if self.grid.small else _USUAL
        padding = text[len(bare) :]
        properties = [element("keepNext")] if keep else []
        if padding:
            # The spaces that put a number on its point are as wide as the reader's font has them;
            # an indent is as wide as we say.
            room = padding.count(FIGURE_SPACE) * _FIGURE
            room += padding.count(PUNCTUATION_SPACE) * _POINT
            properties.append(element("ind", rightChars=0, right=round(room * size * 20)))
        cell = [element("tcW", w=width, type="dxa"), element("vAlign", val="center")]
        if span > 1:
            cell.append(element("gridSpan", val=span))
        if shade:
            cell.append(element("shd", val="clear", color="auto", fill="EDEDED"))
        content = paragraph(self._style(role), *self.write(bare), properties=properties)
        return element("tc", element("tcPr", *cell), content)
