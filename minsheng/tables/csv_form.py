"""The form of a CSV file: its encoding, its separator and its columns."""

from __future__ import annotations

import codecs
import csv
import io
import re
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from minsheng.tables.encodings import encoding_of
from minsheng.text.written_numbers import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from minsheng.tables.schema import Table

_SEPARATOR_TOLD = re.compile(r"(sep=)?[\s,;]*", re.IGNORECASE)
_SEPARATORS = (",", "\t", ";")  # Excel writes tabs and, in some countries, semicolons


@dataclass(frozen=True)
class CsvForm:
    """The encoding, separator and columns of a CSV file."""

    encoding: str = "utf-8"  # as Python calls it
    separator: str = ","  # what stands between two cells
    # The columns in their order, by their names in the schema; unknown ones as in the header.
    columns: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()  # the same columns as the header names them
    # How many cells without a name end the header: a spreadsheet that was used further to the right
    # leaves them behind.
    blanks: int = 0
    # How many lines stand before the header: blank ones, and ``sep=;``, which tells Excel.
    before: int = 0

    def records(self, raw: bytes) -> Iterator[list[str]]:
        """Yield the cells of each row in the bytes of a file, the header first; see `csv.Error`."""
        text = io.TextIOWrapper(io.BytesIO(raw), self.encoding, newline="")
        records = csv.reader(text, strict=True, delimiter=self.separator)
        return islice(records, self.before, None)

    def appended(self, raw: bytes, rows: Iterable[Mapping[str, str]]) -> bytes:
        r"""Return the bytes of a file with rows appended; the existing bytes stay as they are.

        Examples
        --------
        >>> form = CsvForm("utf-8", ";", ("period", "value"), blanks=1)
        >>> form.appended(b"period;value;", [{"value": "13", "period": "2021"}])
        b'period;value;\n2021;13;\n'
        """
        text = raw.decode(self.encoding)
        end = "\r\n" if "\r\n" in text else "\n"
        made = io.StringIO("" if text.endswith(("\n", "\r")) else end, newline="")
        made.seek(0, io.SEEK_END)
        writer = csv.writer(made, delimiter=self.separator, lineterminator=end)
        blank = [""] * self.blanks
        writer.writerows([*(row.get(name, "") for name in self.columns), *blank] for row in rows)
        # The mark of the encoding stands at the beginning of the file only.
        encoding = self.encoding.removesuffix("-sig")
        if encoding == "utf-16":
            encoding += "-le" if raw.startswith(codecs.BOM_UTF16_LE) else "-be"
        return raw + made.getvalue().encode(encoding)


def csv_form(raw: bytes, table: Table) -> CsvForm | None:
    """Return the form of a file: the one that finds most columns of `table` in its header.

    None where the file is in none of the supported encodings.
    """
    encoding = encoding_of(raw)
    if not encoding:
        return None
    known, best, most = set(table.columns), None, -1
    for separator in _SEPARATORS:
        form = _form(raw, table, encoding, separator)
        if (found := len(known.intersection(form.columns))) > most:
            best, most = form, found
        if most == len(known):  # no other can find more
            break
    return best


def _form(raw: bytes, table: Table, encoding: str, separator: str) -> CsvForm:
    header: list[str] = []
    before = 0
    with suppress(csv.Error):  # told when the rows are read
        for header in CsvForm(encoding, separator).records(raw):
            if not _SEPARATOR_TOLD.fullmatch(separator.join(header)):
                break
            before += 1
        else:
            header = []
    heads = [fold(head) for head in header]
    width = max((place for place, head in enumerate(heads, 1) if head), default=0)
    columns = tuple(table.heads.get(head, head) for head in heads[:width])
    named = tuple(head.strip() for head in header[:width])
    return CsvForm(encoding, separator, columns, named, len(heads) - width, before if width else 0)
