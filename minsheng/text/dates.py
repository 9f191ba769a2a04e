"""Write days and years as sentences and charts of each language have them."""

from __future__ import annotations

import datetime as dt

from minsheng.text.bounded import with_dash
from minsheng.text.language import Lang, say


def date_in_words(day: dt.date, lang: Lang | None = None) -> str:
    """Return a day in words; only the columns of tables have it as 2019-02-21.

    Examples
    --------
    >>> date_in_words(dt.date(2019, 2, 21), "zh"), date_in_words(dt.date(2019, 2, 21), "en")
    ('2019年2月21日', '21 February 2019')
    """
    months = say("sentences.months", lang).split()
    name = months[day.month - 1] if months else ""
    words = {"year": day.year, "month": day.month, "day": day.day, "name": name}
    return say("sentences.printed_date", lang, **words)


def year_span(first: int, last: int, lang: Lang | None = None) -> str:
    """Return the years from `first` to `last`, with the dash of the language; of one, that year.

    Examples
    --------
    >>> year_span(2018, 2020, "zh"), year_span(2018, 2020, "en"), year_span(2018, 2018)
    ('2018—2020', '2018–2020', '2018')
    """
    return str(first) if first == last else with_dash((str(first), str(last)), lang)
