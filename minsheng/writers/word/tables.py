"""Tables in Word: native and editable; the header row repeats, rows do not break."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from minsheng.reports.exhibits import Colours, Table
from minsheng.reports.exhibits.cells import FIGURE_SPACE, PADDING, PUNCTUATION_SPACE
from minsheng.writers.columns import Sheet, layout
from minsheng.writers.glyphs import visible
from minsheng.writers.word.marks import Marks
from minsheng.writers.word.ooxml import element, insert, paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_USUAL, _SMALL = 10.5, 9.0  # points
_GAP = 8.5  # points left and right of a cell's text together, and a little air
_TWIP = 0.017639  # millimetres
_FIGURE, _POINT = 0.5, 0.25  # ems, of Times New Roman
_SHORT_TABLE = 6  # rows

Write = Callable[[str], Sequence["Element"]]


@dataclass(frozen=True)
class Grid:
    """The layout of the columns of a table."""

    widths: tuple[int, ...]  # in twips
    small: bool  # whether its type is small
    across: bool  # whether it needs a landscape page


def grid(table: Table, portrait: int, landscape: int) -> Grid:
    """Choose the column widths; small type or a landscape page only if needed.

    The widths of the text on a page of each orientation are in twips.

    Examples
    --------
    >>> import minsheng.writers.document as model
    >>> grid(model.table_of(["指标", "2018年"], [["新增床位", "1200"]]), 8845, 12757).small
    False
    """
    made = layout(
        [visible(title) for title in table.titles],
        [[visible(cell) for cell in row] for row in table.shown()],
        table.numeric,
        sheet_of(portrait, landscape),
    )
    widths = tuple(round(width * made.size * 20) for width in made.widths)
    return Grid(widths, made.size == _SMALL, made.across and landscape > portrait)


def sheet_of(portrait: int, landscape: int) -> Sheet:
    """Return the page for tables; widths of the text are in twips."""
    return Sheet(portrait * _TWIP, landscape * _TWIP, _USUAL, _SMALL, _GAP)


@dataclass(frozen=True)
class TableMaker:
    """Makes the tables of one document."""

    ids: Mapping[str, str]  # style ids by role
    write: Write  # function that returns the runs of a text
    nothing: str  # text in a table without rows
    marks: Marks  # bookmarks that mark each row with its id

    def native(self, table: Table, grid: Grid) -> Element:
        """Return a native table of Word with the columns of `grid`."""
        properties = element(
            "tblPr",
            element("tblStyle", val=self.ids["grid"]),
            element("tblW", w=sum(grid.widths), type="dxa"),
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
        )
        if table.caption:
            insert(properties, element("tblCaption", val=visible(table.shown_caption())))
        columns = element("tblGrid", *(element("gridCol", w=width) for width in grid.widths))
        nothing = [] if table.rows else [self._across(self.nothing, "cell", grid, keep=False)]
        rows = [self._head(table, grid), *self._rows(table, grid), *nothing]
        return element("tbl", properties, columns, *rows)

    def _head(self, table: Table, grid: Grid) -> Element:
        cells = [
            self._cell(title, "head", grid, width, _shade(), keep=True)
            for title, width in zip(table.titles, grid.widths, strict=True)
        ]
        return element("tr", element("trPr", element("cantSplit"), element("tblHeader")), *cells)

    def _rows(self, table: Table, grid: Grid) -> Iterator[Element]:
        heading = ""
        last = len(table.rows) - 1
        for number, row in enumerate(table.shown_rows()):
            if row.group and row.group != heading:
                yield self._across(row.group, "group", grid, keep=True)
            heading = row.group
            # A short table stays on one page, and so do the first and the last rows of another:
            # held together whole it would leave half a page empty. The last stays with its notes.
            held = last < _SHORT_TABLE or number == 0 or number == last - 1
            keep = bool(table.notes) if number == last else held
            roles = ["number" if number else "cell" for number in table.numeric]
            cells = [
                _coloured(self._cell(text, role, grid, width, keep=keep), colours)
                for text, role, width, colours in zip(
                    row.cells, roles, grid.widths, row.colours, strict=True
                )
            ]
            if row.id and cells:
                begin, end = self.marks.of_row(row.id)
                content = cells[0][-1]
                content.insert(1, begin)
                content.append(end)
            yield element("tr", element("trPr", element("cantSplit")), *cells)

    def _across(self, text: str, role: str, grid: Grid, *, keep: bool) -> Element:
        span = [element("gridSpan", val=len(grid.widths))] if len(grid.widths) > 1 else []
        cell = self._cell(text, role, grid, sum(grid.widths), *span, keep=keep)
        return element("tr", element("trPr", element("cantSplit")), cell)

    def _cell(
        self, text: str, role: str, grid: Grid, width: int, *properties: Element, keep: bool
    ) -> Element:
        bare = text.rstrip(PADDING)
        padding = text[len(bare) :]
        setting = [element("keepNext")] if keep else []
        if padding:
            # The spaces that put a number on its point are as wide as the reader's font has them;
            # an indent is as wide as we say.
            room = padding.count(FIGURE_SPACE) * _FIGURE
            room += padding.count(PUNCTUATION_SPACE) * _POINT
            size = _SMALL if grid.small else _USUAL
            setting.append(element("ind", rightChars=0, right=round(room * size * 20)))
        style = self.ids[f"{role}_small" if grid.small else role]
        content = paragraph(style, *self.write(bare), properties=setting)
        place = [element("tcW", w=width, type="dxa"), element("vAlign", val="center")]
        return element("tc", element("tcPr", *place, *properties), content)


def _shade(fill: str = "EDEDED") -> Element:
    return element("shd", val="clear", color="auto", fill=fill)


def _coloured(cell: Element, colours: Colours) -> Element:
    """Return a cell with its text and background colours set."""
    if colours.background:
        insert(cell[0], _shade(colours.background[1:].upper()))
    if colours.text:
        for run in cell.iter(qn("w:r")):
            if run.find(qn("w:rPr")) is None:
                run.insert(0, element("rPr"))
            insert(run[0], element("color", val=colours.text[1:].upper()))
    return cell
