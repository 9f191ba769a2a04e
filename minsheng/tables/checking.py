"""Parse cells by the Table Schema (types, constraints, keys) and collect every fault.

The figures and periods of a ledger are typed in more ways than a schema can describe; they have
parsers of their own, see `READERS`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import numpy as np

from minsheng.errors import Fault, Matches
from minsheng.plan.periods import is_year_to_date, period
from minsheng.tables.columns import Cells, Column, Records, combinations
from minsheng.tables.patterns import LONGEST_TEXT, id_fault, is_id
from minsheng.tables.unread import DAY, is_sum, no_number, no_period, why_unread
from minsheng.tables.words import words_of
from minsheng.text.written_numbers import fold, number, read_number

if TYPE_CHECKING:
    from minsheng.tables.schema import Field, Table

Reading = tuple[Any, str, tuple[str, ...]]
"""What a cell was read as: its value, the code of its fault or nothing, what is allowed."""

Reader = Callable[[str], Reading]
"""Reads the text of a cell that is not empty."""

_YEARS = re.compile(r"(\d{4})年?(?:(?:--?|[~至到])(\d{4})年?)?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # U+2028 and U+2029 end lines too
_NAMES = ("name_zh", "name_en", "symbol_zh", "symbol_en")
LARGEST = 10**15  # beyond that not every whole number has a place in a frame
_TRUE, _FALSE = ("true", "1", "是"), ("false", "0", "否")
_DONE, _NOT_DONE = ("是", "完成", "已完成", "true"), ("否", "未完成", "false")


def _boolean(text: str) -> bool:
    word = fold(text).lower()
    if word not in _TRUE + _FALSE:
        raise ValueError(text)
    return word in _TRUE


def _integer(text: str) -> int:
    value = number(text)
    if value != value.to_integral_value():
        raise ValueError(text)
    return int(value)


def _date(text: str) -> dt.date:
    """Read a day as people type it: 2019-06-30, 2019-6-30, 2019/6/30, 2019年6月30日."""
    match = DAY.fullmatch(fold(text))
    if not match:
        raise ValueError(text)
    year, *months, day = match.groups()
    return dt.date(int(year), int(next(filter(None, months))), int(day))


def _day_of_any_year_fault(text: str) -> str:
    """Return the fault code of days such as ``06-30;12-31``; empty where they are valid."""
    try:
        for day in text.split(";"):
            dt.date.fromisoformat(f"2000-{day}")  # a leap year
    except ValueError:
        return "no_such_day"
    return ""


_WITH_SIGN = ("value", "value_high")  # whose unit is known: the sign is held against it


def _signed(text: str) -> Decimal:
    return read_number(text).value


def _sign(text: str) -> str:
    try:
        return read_number(text).sign
    except ValueError:
        return ""


_PARSE: Mapping[str, tuple[Callable[[str], Any], str]] = {
    "string": (str, ""),
    "number": (number, ""),
    "integer": (_integer, "not_an_integer"),
    "boolean": (_boolean, "not_a_boolean"),
    "date": (_date, "not_a_date"),
}


def parse_cell(field: Field, text: str) -> Reading:
    """Return value, fault code and allowed values; the code is empty where nothing is wrong.

    Examples
    --------
    >>> from minsheng.tables.schema import Field
    >>> parse_cell(Field("value", "number", maximum=100), "120")
    (Decimal('120'), 'above_maximum', ('100',))
    """
    if not text:
        return None, "required" if field.required else "", ()
    parse, code = _PARSE.get(field.type, (str, ""))
    if field.type == "number" and field.name in _WITH_SIGN:
        parse = _signed
    try:
        value = parse(text)
    except (ValueError, InvalidOperation):
        return (None, *why_unread(field, text, code))
    if field.type in ("number", "integer") and abs(value) > LARGEST:
        return None, "above_maximum", (str(LARGEST),)
    is_name = field.name.startswith("name_")
    if (field.pattern or is_name) and len(text) > LONGEST_TEXT:
        return value, "too_long", (str(LONGEST_TEXT),)
    if field.pattern and not re.fullmatch(field.pattern, text):
        if field.example:
            return value, "pattern", (field.example,)
        return value, "regular_expression", (field.pattern,)
    if is_name and _CONTROL.search(text):
        return value, "control_character", ()
    if field.minimum is not None and value < Decimal(str(field.minimum)):
        return value, "below_minimum", (str(field.minimum),)
    if field.maximum is not None and value > Decimal(str(field.maximum)):
        return value, "above_maximum", (str(field.maximum),)
    if field.max_length is not None and len(text) > field.max_length:
        return value, "too_long", (str(field.max_length),)
    return value, "", ()


@dataclass(frozen=True)
class TypedValue:
    """A figure as typed."""

    text: str  # what stands in the cell
    form: str  # ``number``, ``ratio`` (1:0.8), ``quotient`` (350/500) or ``word`` (是)
    value: Decimal  # the number; of a quotient the numerator
    step: Decimal = Decimal(1)  # the value of one unit in the last typed digit: 1000 for 1.5万
    denominator: Decimal | None = None  # of a quotient
    sign: str = ""  # the sign after a number; see `minsheng.text.written_numbers.WrittenNumber`

    def __str__(self) -> str:
        return self.text

    @property
    def decimals(self) -> int:
        """How many decimals it was given with, 万 expanded: none for 1.5万."""
        return max(0, -int(self.step.as_tuple().exponent))


def read_value(text: str) -> Reading:
    """Read a value: 86.50, 1.5万, 95%, 350/500, 1:0.8, 是.

    Examples
    --------
    >>> figure, code, _ = read_value("1.5万")
    >>> figure.value, figure.decimals, figure.step, code
    (Decimal('15000.0'), 0, Decimal('1E+3'), '')
    >>> read_value("86.50")[0].decimals, read_value("350/500")[0].form, read_value("many")[1]
    (2, 'quotient', 'not_a_number')
    """
    plain = fold(text)
    word = plain.lower()
    if word in _DONE + _NOT_DONE:
        return TypedValue(text, "word", Decimal(word in _DONE)), "", ()
    try:
        figure = _number_or_quotient(text, plain)
    except (ValueError, InvalidOperation):
        return (None, *no_number(text))
    if max(abs(figure.value), abs(figure.denominator or Decimal(0))) > LARGEST:
        return None, "above_maximum", (str(LARGEST),)
    return figure, "", ()


def _number_or_quotient(text: str, plain: str) -> TypedValue:
    over, divided, under = plain.partition("/")
    if divided:
        return TypedValue(text, "quotient", number(over), denominator=number(under))
    # Of 1:0.8 the number is 0.8, as the plan's own ratios are read; 2:3 has no such reading.
    ratio = re.fullmatch(r"1\s*:(.+)", plain)
    written = read_number(ratio[1] if ratio else plain)
    form = "ratio" if ratio else "number"
    return TypedValue(text, form, written.value, written.step, sign=written.sign)


def _read_period(text: str) -> Reading:
    try:
        return period(text), "", ()
    except ValueError:
        return (None, *no_period(text))


READERS: Mapping[str, Mapping[str, Reader]] = {
    "observations": {"period": _read_period, "value": read_value},
    "explanations": {"period": _read_period},
    "task_status": {"period": _read_period},
}
"""How the cells of a ledger are read, by table and column; the others by the schema alone."""


def check_rows(
    table: Table, cells: Cells, readers: Mapping[str, Reader] | None = None
) -> tuple[Records, list[Fault]]:
    """Return the records of a table and the faults of its cells and of its own keys.

    `readers` are parsers by column, for cells typed in more ways than a schema can describe. The
    other columns are parsed by the schema alone. Rows that add up others are a fault and left out.
    """
    cells, faults = _without_sums(table, cells)
    missing = Column.constant(None, len(cells.numbers))
    records = Records({"_row": Column(cells.numbers.tolist(), np.arange(len(cells.numbers)))})
    for field in table.fields:
        # The same few texts fill most columns: each is read once.
        read = _cell_reader(table, field, (readers or {}).get(field.name))
        column = cells.columns.get(field.name, missing).map(read)
        records.columns[field.name] = column.map(lambda cell: cell[1][0])
        if (
            field.type == "number"
            and field.name in _WITH_SIGN
            and field.name not in (readers or {})
        ):
            records.columns[f"_{field.name}_sign"] = column.map(lambda cell: _sign(cell[0]))
        if (table.name, field.name) == ("observations", "period"):
            records.columns["_to_date"] = column.map(
                lambda cell: cell[0] if cell[1][0] and is_year_to_date(cell[0]) else ""
            )
        if not any(code for _, (_, code, _) in column.values):
            continue
        records.bad[field.name] = bad = column.where(lambda cell: bool(cell[1][1]))
        matches = Matches(words_of(table.name, field).codes)
        for row in np.flatnonzero(bad).tolist():
            text, (_, code, allowed) = column[row]
            near = matches.nearest(text) if code == "not_in_enum" else ""
            number = records.columns["_row"][row]
            faults.append(Fault(code, table.path, number, field.name, text, allowed, near))
    faults.sort(key=lambda fault: fault.row or 0)
    names = [field.name for field in table.fields if is_id(table.name, field.name)]
    keys = dict.fromkeys([table.primary_key, *((name,) for name in names)], "duplicate_key")
    for field in table.fields:
        if field.unique:
            keys.setdefault((field.name,), "not_unique")
    for key, code in keys.items():
        faults += _check_unique(table, records, key, code)
    return records, faults


def _without_sums(table: Table, cells: Cells) -> tuple[Cells, list[Fault]]:
    name = next(iter(table.primary_key), "")
    if name not in cells.columns:
        return cells, []
    keys = cells.columns[name]
    sums = keys.where(lambda text: is_sum(table.name, name, text or ""))
    faults = [
        Fault("sum_among_rows", table.path, int(cells.numbers[row]), name, keys[row])
        for row in np.flatnonzero(sums).tolist()
    ]
    others = np.flatnonzero(~sums)
    columns = {head: column.take(others) for head, column in cells.columns.items()}
    return (Cells(cells.numbers[others], columns), faults) if faults else (cells, [])


def _cell_reader(
    table: Table, field: Field, reader: Reader | None
) -> Callable[[str | None], tuple[str, Reading]]:
    """Return what reads the cells of a column: the text as messages show it, and its `Reading`."""
    # Codes are read in any width; free text is kept as it was typed.
    keys = {*table.primary_key, *(key.column for key in table.foreign_keys)}
    has_ids = is_id(table.name, field.name)
    words = words_of(table.name, field)
    has_codes = bool(field.name in keys or words.listed or field.pattern or has_ids)
    has_days = (table.name, field.name) == ("calendar", "due")

    def read(typed: str | None) -> tuple[str, Reading]:
        if typed is None:  # the column is missing: said once, of the header
            return "", (None, "", ())
        text = fold(typed) if has_codes else typed
        if field.name == "year" and (years := _YEARS.fullmatch(text)):
            text = "-".join(filter(None, years.groups()))  # 2018—2020年 as the tables write it
        value, code, allowed = reader(text) if reader and text else parse_cell(field, text)
        if not code and has_ids:
            code, allowed = id_fault(table.name, field.name, text)
        if code == "required":
            allowed = words.listed
        elif not code and text and words.listed:
            known = words.codes.get(text) or words.codes.get(text.lower())
            if not known:
                code, allowed = "not_in_enum", words.listed
            elif field.type == "string":
                value = known
        if not code and text and has_days:
            code = _day_of_any_year_fault(text)
        return text, (value, code, allowed)

    return read


def _check_unique(
    table: Table, records: Records, key: tuple[str, ...], code: str
) -> Iterator[Fault]:
    if not key:
        return
    columns = [records.columns[name] for name in key]
    repeated = np.ones(len(records), np.bool_)
    repeated[combinations([column.merged() for column in columns])[1]] = False
    for column in columns:
        repeated &= column.where(lambda value: value is not None)
    for row in np.flatnonzero(repeated).tolist():
        key_text = ", ".join(str(column[row]) for column in columns)
        yield Fault(code, table.path, records.columns["_row"][row], "+".join(key), key_text)


def check_references(tables: Mapping[str, Table], records: Mapping[str, Records]) -> list[Fault]:
    """Return a fault for each reference to a row that does not exist."""
    faults = []
    for table in tables.values():
        columns = records[table.name].columns
        for key in table.foreign_keys:
            if key.to_table not in records:
                continue
            targets = records[key.to_table].columns
            ids = targets[key.to_column].values
            allowed = tuple(sorted({str(value) for value in ids if value is not None}))
            known = {"", *allowed}
            texts = columns[key.column].map(lambda value: "" if value is None else str(value))
            missing = np.flatnonzero(~texts.where(known.__contains__)).tolist()
            words = _words_for(targets, key.to_column) if missing else {}
            matches = Matches(words)
            for row in missing:
                number = columns["_row"][row]
                near = words.get(matches.nearest(texts[row].lower()), "")
                faults.append(
                    Fault(
                        "unknown_reference",
                        table.path,
                        number,
                        key.column,
                        texts[row],
                        allowed,
                        near,
                        tables[key.to_table].path,
                    )
                )
    return faults


def _words_for(columns: Mapping[str, Column], to_column: str) -> Mapping[str, str]:
    """Return the id for each word, in lower case: people type names and symbols in place of ids."""
    words: dict[str, str] = {}
    for name in (*_NAMES, to_column):  # an id goes before a name
        if name in columns:
            ids = columns[to_column].cells()
            cells = zip(columns[name].cells(), ids, strict=True)
            words |= {str(word).lower(): str(one) for word, one in cells if word and one}
    return words
