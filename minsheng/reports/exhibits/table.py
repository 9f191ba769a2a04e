"""Tables of a report: the text of each cell, the number behind it, and the id of each row."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minsheng.files import refused_as, write_whole
from minsheng.plan.facts import sign_of
from minsheng.reports.exhibits.cells import (
    PADDING,
    Colours,
    Column,
    Row,
    checked_colours,
    on_the_point,
)
from minsheng.reports.exhibits.markup import in_notebook, macro
from minsheng.reports.exhibits.prose import Prose
from minsheng.reports.exhibits.saving import output_file
from minsheng.reports.exhibits.sparkline import Sparkline
from minsheng.reports.exhibits.table_files import csv_of, frame_of, xlsx_of
from minsheng.reports.exhibits.table_html import laid_out
from minsheng.reports.exhibits.table_text import lines_of
from minsheng.text.language import say
from minsheng.text.shortening import MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from minsheng.reports.exhibits.table_html import Anchor
    from minsheng.text.language import Lang

DATARESOURCE = "application/vnd.dataresource+json"


@dataclass(frozen=True)
class Table:
    """A table with a caption.

    A notebook stores it as JSON (`data`, `from_data`), from which every writer reads it.

    Parameters
    ----------
    caption
        What the table shows.
    columns
        The columns, the first of which heads each row.
    rows
        The text of each cell, by column name.
    ids
        For each row the id of the row or computation that it comes from.
    values
        For each row the numbers behind the texts, by column name.
    groups
        For each row the heading of its group, or empty; equal neighbours share one heading.
    notes
        Below the table.
    synthetic
        Whether the data are made up; then the caption is shown with a sign that says so.
    colours
        For each row the colours of its cells, by column name; empty where none has any.
    hypothetical
        Whether the plan is only assumed; then the caption has a sign that says so.
    only_in_workbook
        Whether the workbook and the results of a report have the table, but not its HTML, Word and
        PDF: for more rows than anybody reads. A notebook shows it as any other.
    tidy
        Whether its rows are data to compute with, of ids, numbers and dates: with these the
        workbook begins.
    lines
        For each row its course as a small line, or None; empty where no row has any. Pages and
        notebooks show them in a column after the first; other formats have the numbers alone.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, str], ...]
    ids: tuple[str, ...] = ()
    values: tuple[Mapping[str, float | None], ...] = ()
    groups: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    synthetic: bool = False
    colours: tuple[Mapping[str, Colours], ...] = ()
    hypothetical: bool = False
    only_in_workbook: bool = False
    tidy: bool = False
    lines: tuple[Sparkline | None, ...] = ()

    def __str__(self) -> str:
        return self.text()

    def shown_caption(self) -> str:
        """Return the caption, marked if the data are made up or the plan is assumed."""
        sign = sign_of(synthetic=self.synthetic, hypothetical=self.hypothetical)
        return f"{self.caption} {sign}" if sign else self.caption

    @property
    def titles(self) -> list[str]:
        """The title of each column."""
        return [column.title for column in self.columns]

    @property
    def numeric(self) -> list[bool]:
        """For each column, whether it holds numbers aligned on the decimal point."""
        return [column.align == "number" for column in self.columns]

    def shown(self) -> list[list[str]]:
        """Return the texts of all cells; numbers are padded to align their decimal points."""
        by_column = []
        for column in self.columns:
            cells = [row.get(column.name, "") for row in self.rows]
            by_column.append(on_the_point(cells) if column.align == "number" else cells)
        return [list(row) for row in zip(*by_column, strict=True)] if self.columns else []

    def shortened(self, lang: Lang | None = None) -> Table:
        """Return the table with its first `MOST_ROWS` rows; a note counts the others.

        Examples
        --------
        >>> rows = tuple({"name": str(number)} for number in range(MOST_ROWS + 5))
        >>> short = Table("Beds", (Column("name", "Name"),), rows).shortened("en")
        >>> len(short.rows) == MOST_ROWS, short.notes[0][:16]
        (True, '… and 5 more row')
        """
        more = len(self.rows) - MOST_ROWS
        if more <= 0:
            return self
        return replace(
            self,
            rows=self.rows[:MOST_ROWS],
            ids=self.ids[:MOST_ROWS],
            values=self.values[:MOST_ROWS],
            groups=self.groups[:MOST_ROWS],
            colours=self.colours[:MOST_ROWS],
            lines=self.lines[:MOST_ROWS],
            notes=(say("labels.more_rows", lang, n=more), *self.notes),
        )

    def shown_rows(self) -> list[Row]:
        """Return the rows with padded cells, and the id, group and numbers of each."""
        names = [column.name for column in self.columns]
        no_values, no_colours = (None,) * len(names), (Colours(),) * len(names)
        return [
            Row(
                self.ids[number] if self.ids else "",
                self.groups[number] if self.groups else "",
                tuple(cells),
                tuple(map(self.values[number].get, names)) if self.values else no_values,
                tuple(self.colours[number].get(name, Colours()) for name in names)
                if self.colours
                else no_colours,
                self.lines[number] if self.lines else None,
            )
            for number, cells in enumerate(self.shown())
        ]

    def text(self) -> str:
        """Return the table as text for a terminal; a Chinese character takes two columns."""
        if not self.rows:
            return str(self._nothing())
        return "\n".join(line.text for line in lines_of(self))

    def _nothing(self) -> Prose:
        """Return the sentence that stands for a table without rows."""
        sentence = say("labels.nothing_to_list", caption=self.caption)
        return Prose((sentence,), synthetic=self.synthetic, hypothetical=self.hypothetical)

    def to_frame(self) -> pd.DataFrame:
        """Return all rows of the table as a frame to compute with.

        Returns
        -------
        pandas.DataFrame
            A row for each row, a column for each column under its name, not its title. Before
            them, where the table has them: ``id`` of the row or computation that a row comes from,
            and ``group``, the heading of its group. Numbers are ``float64``, and ``int64`` where
            they are counts; without a value they are nan. Where texts say more than their numbers,
            such as the bound of ≥90, the column with ``_shown`` after its name holds the texts.
            Columns of dates and of years are such; all others are texts. Made-up data have a
            column ``synthetic``, an assumed plan a column ``hypothetical``; both are true.

        Examples
        --------
        >>> columns = (Column("name", "Name"), Column("beds", "Beds", "number"))
        >>> Table("Beds", columns, ({"name": "A", "beds": "≥5"},), ids=("a",)).to_frame()
          id name  beds beds_shown
        0  a    A     5         ≥5
        """
        return frame_of(self)

    def to_csv(self, path: str | Path, *, byte_order_mark: bool = False) -> None:
        """Write all rows to a CSV file, under the titles and as the page of a report offers them.

        Parameters
        ----------
        path
            The file, which is written whole or not at all; its folder is made as needed.
        byte_order_mark
            Whether the file begins with a byte order mark. Excel needs it to read Chinese.

        Raises
        ------
        BadInput
            For a folder, and where the file cannot be written.
        """
        file = output_file(path)
        with refused_as("cannot_write", path):
            write_whole(file, ("\ufeff" if byte_order_mark else "") + csv_of(self))

    def to_excel(self, path: str | Path) -> None:
        """Write all rows to a workbook: the columns of `to_frame` under the titles of the table.

        Parameters
        ----------
        path
            The file, ending in ``.xlsx``, which is written whole or not at all; its folder is made
            as needed.

        Raises
        ------
        BadInput
            For a folder, for another ending, and where the file cannot be written.
        """
        file = output_file(path, (".xlsx",), "workbook_ending")
        with refused_as("cannot_write", path):
            write_whole(file, xlsx_of(self))

    def html(
        self,
        *,
        below: str = "",
        table_id: str = "",
        anchor: Callable[[str], Anchor] | None = None,
    ) -> str:
        """Return the table as HTML, with row ids and the values by which numbers are sorted.

        Long tables are cut; see `shortened`.

        Parameters
        ----------
        below
            HTML to be added between the table and its notes.
        table_id
            Id of the table in its page, or empty.
        anchor
            Function that returns the id of a row in its page; without it rows have no id.

        Examples
        --------
        >>> Table("Beds", (Column("name", "Name"),), ({"name": "2 < 3"},)).html()[-67:]
        '<tbody><tr><th scope="row">2 &lt; 3</th></tr></tbody></table></div>'
        """
        table = self.shortened()
        kind, columns, groups = laid_out(table.shown_rows(), table.columns, anchor)
        return str(macro("table")(table, kind, columns, groups, table_id, below))

    def _repr_html_(self) -> str:
        if not self.rows:
            return in_notebook(self._nothing()._repr_html_())
        return in_notebook(self.html(), len(self.rows))

    def data(self) -> dict[str, Any]:
        """Return the table as a dictionary for JSON: a data resource with schema and rows."""
        fields = [
            {
                "name": column.name,
                "title": column.title,
                "type": "number" if column.align == "number" else "string",
            }
            for column in self.columns
        ]
        records = []
        for number, row in enumerate(self.rows):
            numbers = self.values[number] if self.values else {}
            record: dict[str, Any] = {
                column.name: _finite(numbers.get(column.name))
                if column.align == "number" and column.name in numbers
                else row.get(column.name, "")
                for column in self.columns
            }
            if self.ids:
                record["id"] = self.ids[number]
            records.append(record)
        return {
            "schema": {"fields": [*fields, {"name": "id", "type": "string"}]},
            "data": records,
            "minsheng": {
                "caption": self.caption,
                "shown": self.shown(),
                "notes": list(self.notes),
                "groups": list(self.groups),
                "aligns": [column.align for column in self.columns],
                **({"synthetic": True} if self.synthetic else {}),
                **({"hypothetical": True} if self.hypothetical else {}),
                **({"only_in_workbook": True} if self.only_in_workbook else {}),
                **({"tidy": True} if self.tidy else {}),
                **({"colours": list(map(dict, self.colours))} if self.colours else {}),
                **(
                    {"lines": [line and line._asdict() for line in self.lines]}
                    if self.lines
                    else {}
                ),
            },
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Table:
        """Return a table from the result of `data`; numbers that are not finite become None."""
        words = data["minsheng"]
        fields = data["schema"]["fields"][:-1]  # the last is the id
        columns = tuple(
            Column(field["name"], field["title"], align)
            for field, align in zip(fields, words["aligns"], strict=True)
        )
        records = data["data"]
        synthetic, hypothetical = (words.get(of, False) for of in ("synthetic", "hypothetical"))
        return cls(
            words["caption"],
            columns,
            tuple(
                {
                    column.name: cell.rstrip(PADDING) if column.align == "number" else cell
                    for column, cell in zip(columns, cells, strict=True)
                }
                for cells in words["shown"]
            ),
            tuple(record["id"] for record in records if "id" in record),
            tuple(_numbers(columns, record) for record in records),
            tuple(words["groups"]),
            tuple(words["notes"]),
            synthetic,
            tuple(
                {name: checked_colours(*pair) for name, pair in row.items()}
                for row in words.get("colours", ())
            ),
            hypothetical,
            words.get("only_in_workbook", False),
            words.get("tidy", False),
            tuple(line and Sparkline.from_data(line) for line in words.get("lines", ())),
        )

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> dict[str, Any]:  # the protocol of IPython
        if not self.rows and not self.only_in_workbook:
            return self._nothing()._repr_mimebundle_()
        return {
            "text/plain": self.text(),
            "text/html": self._repr_html_(),
            DATARESOURCE: self.data(),
        }


def _numbers(columns: Sequence[Column], record: Mapping[str, Any]) -> dict[str, float | None]:
    """Return the numbers of a record by column; None where the record holds text instead."""
    return {
        column.name: record[column.name]
        for column in columns
        if column.align == "number" and not isinstance(record[column.name], str)
    }


def _finite(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else value
