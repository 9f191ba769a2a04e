"""Write days and years as sentences and charts of each language have them."""

from __future__ import annotations

import datetime as dt

from minsheng.text.bounded import with_dash
from minsheng.text.language import Lang, listing, say


def date_in_words(day: dt.date, lang: Lang | None = None) -> str:
    """Return a day in words; only the columns of tables have it as 2019-02-21.

    Examples
    --------
    >>> date_in_words(dt.date(2019, 2, 21), "zh"), date_in_words(dt.date(2019, 2, 21), "en")
    ('2019年2月21日', '21 February 2019')
    """
    return say("sentences.printed_date", lang, year=day.year, **_day_and_month(day, lang))


def days_of_year(days: str, lang: Lang | None = None) -> str:
    """Return days of every year, as a calendar of reports has them, in words.

    Examples
    --------
    >>> days_of_year("06-30;12-31", "zh"), days_of_year("06-30;12-31", "en")
    ('6月30日、12月31日', '30 June and 31 December')
    """
    leap = [dt.date.fromisoformat(f"2000-{day}") for day in days.split(";") if day]
    named = [say("sentences.day_of_year", lang, **_day_and_month(day, lang)) for day in leap]
    return listing(named, lang)


def _day_and_month(day: dt.date, lang: Lang | None) -> dict[str, object]:
    months = say("sentences.months", lang).split()
    name = months[day.month - 1] if months else ""
    return {"month": day.month, "day": day.day, "name": name}


def year_span(first: int, last: int, lang: Lang | None = None) -> str:
    """Return the years from `first` to `last`, with the dash of the language; of one, that year.

    Examples
    --------
    >>> year_span(2018, 2020, "zh"), year_span(2018, 2020, "en"), year_span(2018, 2018)
    ('2018—2020', '2018–2020', '2018')
    """
    return str(first) if first == last else with_dash((str(first), str(last)), lang)
