"""Why a cell could not be read, and what to write instead."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from minsheng.plan.periods import parts
from minsheng.tables.patterns import CODE, is_id
from minsheng.text.written_numbers import fold

if TYPE_CHECKING:
    from minsheng.tables.schema import Field

Reason = tuple[str, tuple[str, ...]]
"""The code of a fault and what may be written instead."""

PERIODS = ("2019", "2019H1", "2019Q2", "2019-06")
"""How periods are written, by example."""
DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?", re.ASCII
)
"""How days are written."""

_NONE = frozenset(
    ("-", "--", "—", "——", "/", "…", "无", "暂无", "n/a", "na", "nan", "null", "none")
)
_WITH_UNIT = re.compile(r"[+-]?[\d,.]+[^\d\s,.:/%‰+-]+")
_IN_PARENTHESES = re.compile(r"\(([\d,.]+[万亿]?[%‰]?)\)", re.ASCII)
_SUM = re.compile(r"(合计|小计|总计|共计|总和|(sub-?|grand)?totals?|sum):?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(_MONTHS)
# Jun-21 and 21-Jun-21; 21-Jun, of which nobody knows whether 21 is the year.
_SHORTENED = re.compile(
    rf"(?:(?P<day>\d\d?)-)?(?P<month>{_MONTH})-(?P<year>(?:20)?\d\d)|(?P<either>\d\d)-(?P<name>{_MONTH})",
    re.ASCII | re.IGNORECASE,
)
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050  # of the days from 2000 to 2099
_BEFORE_SERIALS = dt.date(1899, 12, 30)


def is_sum(table: str, column: str, text: str) -> bool:
    """Return whether the key of a row says that the row adds up others.

    Examples
    --------
    >>> is_sum("observations", "indicator", "合 计"), is_sum("targets", "indicator", "Total：")
    (True, True)
    >>> is_sum("units", "unit", "total"), is_sum("units", "unit", "Total")
    (False, True)
    """
    if is_id(table, column) and re.fullmatch(CODE, text):
        return False
    return bool(_SUM.fullmatch(fold(text).replace(" ", "").lower()))


def no_number(text: str) -> Reason:
    """Return why a cell is no number.

    Examples
    --------
    >>> [no_number(text)[0] for text in ("4800万元", "—", "四十")]
    ['number_with_unit', 'sign_of_none', 'not_a_number']
    >>> no_number("（1,400）")
    ('number_in_parentheses', ('-1400',))
    """
    plain = fold(text)
    if {text.strip().lower(), plain.lower()} & _NONE:
        return "sign_of_none", ()
    if match := _IN_PARENTHESES.fullmatch(plain):
        return "number_in_parentheses", ("-" + match[1].replace(",", ""),)
    return "number_with_unit" if _WITH_UNIT.fullmatch(plain) else "not_a_number", ()


def no_period(text: str) -> Reason:
    """Return why a cell is no period; a spreadsheet makes days of periods.

    Examples
    --------
    >>> [no_period(text)[1] for text in ("Jun-21", "21-Jun", "2021/6/30", "44348")]
    [('2021-06',), ('2021-06',), ('2021H1', '2021Q2', '2021-06'), ('2021-06',)]
    >>> no_period("2021年中")[0]
    'not_a_period'
    """
    if day := _day(text):
        closed = [str(part) for part in parts(day.year) if part.end == day]
        return "period_as_date", tuple(closed) or (f"{day:%Y-%m}",)
    if match := _SHORTENED.fullmatch(fold(text)):
        year, name = match["year"] or match["either"], match["month"] or match["name"]
        return "period_as_date", (f"20{year[-2:]}-{_month(name):02}",)
    return "not_a_period", PERIODS


def no_date(text: str) -> Reason:
    """Return why a cell is no date.

    Examples
    --------
    >>> no_date("44377"), no_date("10-Jan-22")
    (('date_of_spreadsheet', ('2021-06-30',)), ('date_of_spreadsheet', ('2022-01-10',)))
    >>> no_date("Jun-21"), no_date("2019-02-30")[0], no_date("2019")[0]
    (('date_of_spreadsheet', ('2019-06-30',)), 'no_such_day', 'not_a_date')
    """
    if DAY.fullmatch(fold(text)):  # such as 2019-02-30
        return "no_such_day", ()
    if day := _day(text):
        return "date_of_spreadsheet", (day.isoformat(),)
    is_shortened = _SHORTENED.fullmatch(fold(text))
    return ("date_of_spreadsheet", ("2019-06-30",)) if is_shortened else ("not_a_date", ())


def why_unread(field: Field, text: str, code: str) -> Reason:
    """Return why a cell is not of the type of its column; `code` where nothing else is known."""
    if field.type == "number":
        return no_number(text)
    return no_date(text) if field.type == "date" else (code, ())


def _day(text: str) -> dt.date | None:
    """Return the day of a cell that says one, as people or spreadsheets write it, or None."""
    plain = fold(text)
    if re.fullmatch(r"\d{5}", plain, re.ASCII) and _FIRST_SERIAL <= int(plain) <= _LAST_SERIAL:
        return _BEFORE_SERIALS + dt.timedelta(int(plain))
    if match := DAY.fullmatch(plain):
        year, *months, day = match.groups()
        numbers = int(year), int(next(filter(None, months))), int(day)
    elif (match := _SHORTENED.fullmatch(plain)) and match["day"]:
        numbers = 2000 + int(match["year"][-2:]), _month(match["month"]), int(match["day"])
    else:
        return None
    try:
        return dt.date(*numbers)
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTHS.index(name.lower()) + 1
