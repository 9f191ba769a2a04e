"""Small standings, their observations written down by hand; and all functions that show one."""

import datetime as dt
import inspect

import pandas as pd
from building import build

from minsheng import charts
from minsheng.evaluation import Standing, stand
from minsheng.plan.facts import sign_of
from minsheng.plan.observations import COLUMNS, Ledger
from minsheng.plan.periods import period
from minsheng.reports import figures, listings, sentences
from minsheng.text.language import LANGUAGES

ONE = "test.indicator"
_LATER = dt.timedelta(days=31)  # from the end of a period to the day of its report


def ledger(*rows, explained=(), tasks=(), source="bureau", fingerprint="f" * 64):
    """Return a ledger of rows (indicator, period, value[, day[, status]]).

    Without a day a row is reported 31 days after its period: 2018 on 2019-01-31.
    """
    told = [
        (*row, *((period(str(row[1])).end + _LATER).isoformat(), "final")[len(row) - 3 :])
        for row in rows
    ]
    frame = pd.DataFrame(
        [
            {
                "indicator": name,
                "period": str(period),
                "value": value,
                "reported_on": pd.Timestamp(day),
                "status": status,
                "source": source,
                "note": "",
            }
            for name, period, value, day, status in told
        ],
        columns=list(COLUMNS["observations"]),
    ).astype(dict(COLUMNS["observations"]))
    return Ledger(
        frame,
        _frame("explanations", explained, source),
        _frame("task_status", tasks, source),
        origin="bureau.csv",
        fingerprint=fingerprint,
    )


def _frame(table, rows, source):
    made = [{**dict.fromkeys(COLUMNS[table], ""), "source": source, **row} for row in rows]
    frame = pd.DataFrame(made, columns=list(COLUMNS[table]))
    for column, kind in COLUMNS[table].items():
        if kind.startswith("datetime"):
            frame[column] = pd.to_datetime(frame[column].replace("", None))
    return frame.astype(dict(COLUMNS[table]))


def standing(*wishes, seen=(), when="2018", as_of="", last_year=2020, **more):
    """Return where a small plan stands; rows without an indicator are of the first wish."""
    first = wishes[0].indicator
    rows = [row if str(row[0]).startswith("test.") else (first, *row) for row in seen]
    return stand(build(*wishes, last_year=last_year), ledger(*rows, **more), when, as_of)


def offered(room):
    """Return the public functions of a room that show a standing, by name."""
    return {
        name: found
        for name in room.__all__
        if callable(found := getattr(room, name)) and takes_a_standing(found)
    }


def takes_a_standing(function):
    """Whether a standing is the first and the only thing that a function needs to be given."""
    needed = [
        one for one in inspect.signature(function).parameters.values() if one.default is one.empty
    ]
    return [one.annotation for one in needed] == [Standing.__name__]


ROOMS = {"listings": listings, "figures": figures, "sentences": sentences, "charts": charts}
MADE_UP = {lang: sign_of(synthetic=True, hypothetical=False, lang=lang) for lang in LANGUAGES}
