"""The document that every writer reads: headings, sentences, tables as data, pictures.

No markup stands in it: text is text, and each writer escapes it in its own way. `reading.read`
makes one of an executed notebook.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from minsheng.text.language import Lang


@dataclass(frozen=True)
class Run:
    """A piece of inline text; a line break in it is a line break for the reader.

    Parameters
    ----------
    text
        What is read.
    bold, italic, code
        How it is set.
    link
        Where it leads: ``http(s):``, ``mailto:`` or ``#anchor``, or empty.
    number
        The id of the row or computation behind a number, or empty.
    value
        The number itself, where there is a single one.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""
    number: str = ""
    value: float | None = None


Inline = tuple[Run, ...]


def plain(inline: Inline) -> str:
    """Return the text of a line without how it is set.

    Examples
    --------
    >>> plain((Run("达到"), Run("90%", bold=True)))
    '达到90%'
    """
    return "".join(run.text for run in inline)


@dataclass(frozen=True)
class Heading:
    """A heading; the level is that of the notebook, so that sections begin at 2."""

    level: int
    text: Inline
    anchor: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; its role is ``answer``, ``note``, ``warning`` or empty."""

    text: Inline
    role: str = ""


@dataclass(frozen=True)
class Listing:
    """A list. A list inside another follows it with a deeper `level`.

    Parameters
    ----------
    items
        One line each.
    ordered
        Whether the items are numbered.
    role
        As that of a paragraph.
    level
        0 for a list of its own, 1 for one inside another, and so on.
    start
        The number of the first item: a list goes on after one that stood inside it.
    """

    items: tuple[Inline, ...]
    ordered: bool = False
    role: str = ""
    level: int = 0
    start: int = 1


@dataclass(frozen=True)
class Quote:
    """Words of somebody else."""

    text: Inline


@dataclass(frozen=True)
class Code:
    """Preformatted text."""

    text: str


@dataclass(frozen=True)
class DataTable:
    """A table as data.

    Parameters
    ----------
    resource
        What `minsheng.reports.exhibits.Table.data` gives: schema, data, and under ``minsheng`` the
        caption, the cells as shown, the groups and the notes.
    """

    resource: Mapping[str, Any]

    @property
    def fields(self) -> list[Mapping[str, str]]:
        """The columns that a reader sees, each with ``name``, ``title`` and ``type``."""
        return list(self.resource["schema"]["fields"][: self._width])

    @property
    def _width(self) -> int:
        fields = self.resource["schema"]["fields"]
        return len(fields) - (1 if fields and fields[-1]["name"] == "id" else 0)

    @property
    def titles(self) -> list[str]:
        """The title of each column."""
        return [column.get("title", column["name"]) for column in self.fields]

    @property
    def numeric(self) -> list[bool]:
        """For each column whether it holds numbers and is set on the point."""
        return [column["type"] == "number" for column in self.fields]

    @property
    def rows(self) -> list[list[str]]:
        """The cells as shown; numbers are padded with spaces as wide as a figure."""
        return [list(row) for row in self.resource["minsheng"]["shown"]]

    @property
    def values(self) -> list[list[Any]]:
        """The values behind the cells: numbers where there are some, else the text."""
        names = [column["name"] for column in self.fields]
        return [[record.get(name) for name in names] for record in self.resource["data"]]

    @property
    def ids(self) -> list[str]:
        """For each row the id of what it comes from, or empty."""
        return [str(record.get("id", "")) for record in self.resource["data"]]

    @property
    def caption(self) -> str:
        """What the table shows."""
        return str(self.resource["minsheng"].get("caption", ""))

    @property
    def groups(self) -> list[str]:
        """For each row the heading of its group; empty where there are no groups."""
        return list(self.resource["minsheng"].get("groups") or [])

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands below."""
        return tuple(self.resource["minsheng"].get("notes") or ())


@dataclass(frozen=True)
class Picture:
    """A drawing with its words; where there is no SVG there is a PNG.

    Parameters
    ----------
    svg
        The drawing, or empty.
    caption, alt
        What it shows; what a reader who cannot see it needs to know.
    notes
        Below the picture.
    png
        The picture as pixels, where the notebook holds nothing better.
    finding
        The finding alone, for where `alt` is too long to be heard in one piece.
    tables
        The numbers behind the picture.
    """

    svg: str
    caption: str
    alt: str
    notes: tuple[str, ...] = ()
    png: bytes = field(default=b"", repr=False)
    finding: str = ""
    tables: tuple[DataTable, ...] = ()


@dataclass(frozen=True)
class Unreadable:
    """What stands in the notebook and cannot be shown, in words."""

    text: str


@dataclass(frozen=True)
class Failure:
    """A cell that ended with an error, in its words."""

    text: str


Block = Heading | Paragraph | Listing | Quote | Code | DataTable | Picture | Unreadable | Failure


@dataclass(frozen=True)
class Document:
    """A report in one language.

    Parameters
    ----------
    lang
        ``zh`` or ``en``.
    title
        The first heading of level 1; it is not among the blocks.
    eyebrow
        The line above the title.
    blocks
        What is read, in its order.
    properties
        What the notebook says of its report under ``minsheng`` in its metadata, such as
        ``page_title``, ``plan``, ``period``, ``fingerprint``, ``synthetic``.
    """

    lang: Lang
    title: str
    eyebrow: str
    blocks: tuple[Block, ...]
    properties: Mapping[str, Any] = field(default_factory=dict)


def table_of(
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    caption: str = "",
    notes: Sequence[str] = (),
) -> DataTable:
    """Return a table of text as data; a column of nothing but numbers holds numbers.

    Examples
    --------
    >>> table = table_of(["名称", "床位"], [["甲", "1,200"], ["乙", ""]])
    >>> table.numeric, table.values
    ([False, True], [['甲', 1200.0], ['乙', None]])
    """
    columns = [[row[i] if i < len(row) else "" for row in rows] for i in range(len(titles))]
    numbers = [_numbers(cells) for cells in columns]
    fields = [
        {"name": f"c{i + 1}", "title": title, "type": "string" if found is None else "number"}
        for i, (title, found) in enumerate(zip(titles, numbers, strict=True))
    ]
    records = [
        {
            f"c{i + 1}": cells[number] if found is None else found[number]
            for i, (cells, found) in enumerate(zip(columns, numbers, strict=True))
        }
        for number in range(len(rows))
    ]
    shown = [[cells[number] for cells in columns] for number in range(len(rows))]
    words = {"caption": caption, "shown": shown, "notes": list(notes), "groups": []}
    return DataTable({"schema": {"fields": fields}, "data": records, "minsheng": words})


def _numbers(cells: Sequence[str]) -> list[float | None] | None:
    """Return the cells as numbers, or None where one of them is no number, or all are empty."""
    found: list[float | None] = []
    for cell in cells:
        text = cell.strip().replace(",", "").replace("\u2212", "-")
        if text in ("", "NaN"):
            found.append(None)
            continue
        try:
            found.append(float(text))
        except ValueError:
            return None
    return found if any(value is not None for value in found) else None
