"""Periods of a plan: years, halves, quarters and months, and the spans of years of the tables.

They are written ``2018``, ``2018H1``, ``2018Q3``, ``2018-06`` and ``2018-2020``. A year to date is
``2018Q1-Q3`` or ``2018M1-M5``: from January to the end of a quarter or month, as running totals are
reported (前三季度, 1—5月). One that ends with June or December is the half or the year.

Time is measured in years and stands for the end of a period: the end of 2017 is 2017.0, the end of
June 2018 is 2017.5. A quarter counts as a quarter of its year and a month as a twelfth, whatever
the calendar says: that is how 序时进度 is counted.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re
from dataclasses import dataclass
from functools import lru_cache

from minsheng.text.language import Lang, say
from minsheng.text.written_numbers import fold

_LENGTH = {"year": 12, "half": 6, "quarter": 3, "month": 1}
_KIND = {months: kind for kind, months in _LENGTH.items()}
KIND_OF_REPORT = {
    "yearly": "year",
    "half_yearly": "half",
    "quarterly": "quarter",
    "monthly": "month",
}
"""The kind of period that each report tells of, by the frequencies of a plan's calendar."""
MONTHS_OF_A_REPORT = {frequency: _LENGTH[kind] for frequency, kind in KIND_OF_REPORT.items()}
_HALF = {"上": 1, "下": 2, "1": 1, "2": 2}
_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_TO = "[-—–~～至到]"
_TO_DATE = (
    ("month", rf"(?P<year>\d{{4}})-?[Mm]1{_TO}[Mm]?(?P<month>1[0-2]|[1-9])"),
    ("month", rf"(?P<year>\d{{4}})年1(?:月份?)?{_TO}(?P<month>1[0-2]|[1-9])月份?"),
    ("month", r"(?P<year>\d{4})年前(?P<month>1[0-2]|[1-9])个月"),
    ("quarter", rf"(?P<year>\d{{4}})-?[Qq]1{_TO}[Qq]?(?P<quarter>[1-4])"),
    ("quarter", rf"(?P<year>\d{{4}})年?第?[一1](?:季度?)?{_TO}第?(?P<quarter>[一二三四1-4])季度?"),
    ("quarter", r"(?P<year>\d{4})年?前(?P<quarter>[一二三四1-4])个?季度?"),
)
_RUNNING = re.compile(r"累计$|\(累计\)$")
_FORMS = (
    ("year", r"(?P<year>\d{4})年?(?:全年|度)?"),
    ("half", r"(?P<year>\d{4})-?[Hh](?P<half>[12])"),
    ("half", r"(?P<year>\d{4})年?(?P<half>[上下])半年"),
    ("quarter", r"(?P<year>\d{4})-?[Qq](?P<quarter>[1-4])"),
    ("quarter", r"(?P<year>\d{4})年?第?(?P<quarter>[一二三四1-4])季度?"),
    ("month", r"(?P<year>\d{4})[-/.](?P<month>1[0-2]|0?[1-9])"),
    ("month", r"(?P<year>\d{4})年(?P<month>1[0-2]|0?[1-9])月份?"),
)


@dataclass(frozen=True, order=True)
class Period:
    """A year or a part of one.

    Parameters
    ----------
    year
        The year.
    first, last
        Its first and last month.

    Examples
    --------
    >>> half = period("2018H1")
    >>> str(half), half.time, half.elapsed, half.end.isoformat()
    ('2018H1', 2017.5, 0.5, '2018-06-30')
    """

    year: int
    first: int = 1
    last: int = 12

    def __str__(self) -> str:
        match self.kind:
            case "half":
                return f"{self.year}H{self.last // 6}"
            case "quarter":
                return f"{self.year}Q{self.last // 3}"
            case "month":
                return f"{self.year}-{self.last:02d}"
            case "year_to_date" if self.last % 3 == 0:
                return f"{self.year}Q1-Q{self.last // 3}"
            case "year_to_date":
                return f"{self.year}M1-M{self.last}"
        return str(self.year)

    @property
    def kind(self) -> str:
        """``year``, ``half``, ``quarter``, ``month`` or ``year_to_date``."""
        return _KIND.get(self.last - self.first + 1, "year_to_date")

    @property
    def elapsed(self) -> float:
        """The share of its year that has gone by when it ends (序时进度)."""
        return self.last / 12

    @property
    def time(self) -> float:
        """When it ends, in years: the end of 2017 is 2017.0."""
        return self.year - 1 + self.elapsed

    @property
    def begin(self) -> float:
        """When it begins, in years: 2018 begins as 2017 ends, at 2017.0."""
        return self.year - 1 + (self.first - 1) / 12

    @property
    def rank(self) -> tuple[float, float]:
        """Its place in the order in which periods end; of equal ends the longest comes last."""
        return self.time, -self.begin

    @property
    def closes_year(self) -> bool:
        """Whether its year ends with it."""
        return self.last == 12

    @property
    def end(self) -> dt.date:
        """Its last day."""
        return dt.date(self.year, self.last, calendar.monthrange(self.year, self.last)[1])

    @property
    def before(self) -> Period:
        """The period of the same kind before it; of a year to date that of the year before."""
        if self.kind == "year_to_date":
            return Period(self.year - 1, self.first, self.last)
        length = self.last - self.first + 1
        if self.first > 1:
            return Period(self.year, self.first - length, self.last - length)
        return Period(self.year - 1, 13 - length, 12)

    @property
    def to_date(self) -> Period:
        """Its year from January up to its end."""
        return Period(self.year, 1, self.last)

    def covers(self, other: Period) -> bool:
        """Return whether `other` lies within this period.

        Examples
        --------
        >>> period("2018H1").covers(period("2018Q2")), period("2018H1").covers(period("2018Q3"))
        (True, False)
        """
        return self.year == other.year and self.first <= other.first and other.last <= self.last

    def name(self, lang: Lang | None = None) -> str:
        """Return its name in words.

        Examples
        --------
        >>> period("2018H1").name("zh"), period("2018Q3").name("en")
        ('2018年上半年', 'third quarter of 2018')
        """
        if self.kind == "year_to_date":
            return say(f"periods.year_to_date{self.last}", lang, year=self.year)
        number = self.last // (self.last - self.first + 1)
        return say(
            f"periods.{self.kind}{'' if self.kind == 'year' else number}", lang, year=self.year
        )

    def name_in_sentence(self, lang: Lang | None = None) -> str:
        """Return its name with the article that it needs in the middle of a sentence.

        Examples
        --------
        >>> period("2018Q3").name_in_sentence("en"), period("2018").name_in_sentence("en")
        ('the third quarter of 2018', '2018')
        """
        name = self.name(lang)
        return say("periods.with_article", lang, name=name) if name[0].islower() else name


@lru_cache(1024)
def period(text: str) -> Period:
    """Read a period as people type it: 2018年, 2018年上半年, 2018H1, 2018Q3, 2018-06, 2018年6月.

    A year to date is typed 2018年1—9月, 2018年前三季度 or 2018Q1-Q3. The word 累计 after any period
    says that its figure is a running total of the year: 2018年9月累计. Anything else is a
    `ValueError`; so is a day, since it may close a month, a quarter or a half.

    Examples
    --------
    >>> [str(period(text)) for text in ("２０１８", "2018年下半年", "2018q3", "2018年6月")]
    ['2018', '2018H2', '2018Q3', '2018-06']
    >>> [str(period(text)) for text in ("2018年前三季度", "2018Q3累计", "2018年1—5月")]
    ['2018Q1-Q3', '2018Q1-Q3', '2018M1-M5']
    >>> [str(period(text)) for text in ("2018年上半年累计", "2018年1—12月", "2018Q1-Q2")]
    ['2018H1', '2018', '2018H1']
    """
    folded = fold(text).replace(" ", "")
    plain = _RUNNING.sub("", folded)
    for kind, form in _TO_DATE:
        if match := re.fullmatch(form, plain):
            return _of(kind, match).to_date
    for kind, form in _FORMS:
        if match := re.fullmatch(form, plain):
            found = _of(kind, match)
            return found if plain == folded else found.to_date
    raise ValueError(text)


def is_year_to_date(text: str) -> bool:
    """Return whether a period is typed as one of a running total of part of the year.

    Examples
    --------
    >>> [is_year_to_date(text) for text in ("2018年1—6月", "2018年上半年累计", "2018H1", "2018")]
    [True, True, False, False]
    """
    plain = fold(text).replace(" ", "")
    is_typed_so = _RUNNING.search(plain) or any(re.fullmatch(form, plain) for _, form in _TO_DATE)
    return bool(is_typed_so) and not period(text).closes_year


def _of(kind: str, match: re.Match[str]) -> Period:
    year = int(match["year"])
    match kind:
        case "half":
            last = 6 * _HALF[match["half"]]
        case "quarter":
            last = 3 * _QUARTER[match["quarter"]]
        case "month":
            last = int(match["month"])
        case _:
            last = 12
    return Period(year, last - _LENGTH[kind] + 1, last)


@lru_cache
def parts(year: int) -> tuple[Period, ...]:
    """Return every period of a year, the year itself first, the months last.

    Examples
    --------
    >>> " ".join(str(part) for part in parts(2018)[:7])
    '2018 2018H1 2018H2 2018Q1 2018Q2 2018Q3 2018Q4'
    """
    return tuple(
        Period(year, first, first + length - 1)
        for length in _LENGTH.values()
        for first in range(1, 13, length)
    )


def middle(years: range) -> Period:
    """Return the half or the year that ends when half of some years is gone.

    Examples
    --------
    >>> str(middle(range(2018, 2021))), str(middle(range(2021, 2023)))
    ('2019H1', '2021')
    """
    time = years.start - 1 + len(years) / 2
    year = math.ceil(time)
    return Period(year) if time == year else Period(year, 1, 6)


def span(text: str) -> tuple[int, int]:
    """Return the first and the last year of a year or a span of years.

    Examples
    --------
    >>> span("2018"), span("2018-2020")
    ((2018, 2018), (2018, 2020))
    """
    first, _, last = text.partition("-")
    return int(first), int(last or first)
