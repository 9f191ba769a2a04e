"""The class of each goal in each year and half-year so far, and what an earlier one says of now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

from minsheng.evaluation.classes import CLASSES, JUDGED, OPEN, SHORT, is_left_earlier
from minsheng.plan.periods import period
from minsheng.plan.remembering import remembered

if TYPE_CHECKING:
    from minsheng.evaluation.standing import Standing
    from minsheng.plan.periods import Period

Value = TypeVar("Value")
_MOST = 8  # the last periods


def class_history(standing: Standing) -> pd.DataFrame:
    """Return the class of each goal in the last years and first halves of years so far.

    One row per goal that was to be judged in one of the periods, with its id as index; one column
    per period, oldest first, the last one that of the standing. Goals are ranked by their class in
    the last period, then in those before it, in the order of `minsheng.evaluation.CLASSES`.

    Examples
    --------
    >>> plan = ms.load_plan().select(programme="childcare")
    >>> list(class_history(ms.stand(plan, ms.load_observations(plan, "demo"), "2019")))
    ['2018H1', '2018', '2019H1', '2019']
    """
    history = standing.history
    periods = {text: period(text) for text in history["period"].unique()}
    shown = [
        text
        for text, one in periods.items()
        if one.kind == "year" or (one.kind == "half" and not one.closes_year)
    ]
    last = dict.fromkeys([*shown[-_MOST:], str(standing.period)])
    rows = history[history["period"].isin(list(last))].astype({"period": "str", "class": "str"})
    table = rows.pivot_table("class", "indicator", "period", aggfunc="first")[list(last)]
    table = table[table.isin([*JUDGED, "not_reported"]).any(axis=1)]
    ranks = table.apply(lambda column: column.map(CLASSES.index))
    ranked: pd.DataFrame = table.loc[ranks.sort_values(list(last)[::-1], kind="stable").index]
    return ranked


def short_and_silent(standing: Standing) -> dict[str, tuple[Period, str]]:
    """Return the goals that fell short when they were last judged and have no new value since.

    By indicator the period of that judgement and the class in it, one of
    `minsheng.evaluation.SHORT`; only goals that have no grade, result or line now.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> short_and_silent(ms.stand(plan, ms.Ledger(), "2019H1"))
    {}
    """
    return _of_part(standing, _short_and_silent)


def years_not_kept(standing: Standing) -> dict[str, list[int]]:
    """Return the earlier years in which lines and directions were not kept, by indicator.

    Of lines and directions that are kept now; of lines besides where the last year was not reported
    or is not met for that alone. A direction was not kept in a year without a change that way.

    Examples
    --------
    >>> years_not_kept(ms.stand(ms.load_plan(), ms.Ledger(), "2019"))
    {}
    """
    return _of_part(standing, _years_not_kept)


def last_judged(standing: Standing) -> dict[str, tuple[Period, str]]:
    """Return for the goals without a result when they were last judged, and the class then.

    Examples
    --------
    >>> last_judged(ms.stand(ms.load_plan(), ms.Ledger(), "2019H1"))
    {}
    """
    return _of_part(standing, _last_judged)


def _of_part(
    standing: Standing, found_in: Callable[[Standing], dict[str, Value]]
) -> dict[str, Value]:
    """Return what is found in the whole plan, which is judged once, of the goals of a part."""
    whole = standing
    while whole.part_of:
        whole = whole.part_of
    own = set(standing.plan.tables["indicators"]["indicator"])
    return {name: value for name, value in found_in(whole).items() if name in own}


def _history_of(standing: Standing, asked: pd.Series[bool]) -> pd.DataFrame:
    """Return the rows of the history on the goals asked for; it is judged only where there is one.

    `asked` says so of each of the verdicts.
    """
    now = standing.verdicts
    history = standing.history if asked.any() else now
    return history[history["indicator"].isin(now.loc[asked, "indicator"])]


@remembered
def _last_judged(standing: Standing) -> dict[str, tuple[Period, str]]:
    now = standing.verdicts
    rows = _history_of(standing, now["class"].isin(OPEN))
    last = rows[rows["class"].isin(JUDGED)].drop_duplicates("indicator", keep="last")
    return {
        row["indicator"]: (period(row["period"]), str(row["class"]))
        for row in last[["indicator", "period", "class"]].to_dict("records")
    }


@remembered
def _short_and_silent(standing: Standing) -> dict[str, tuple[Period, str]]:
    values = standing.verdicts.set_index("indicator")["observed_in"].astype("str")
    return {
        name: (when, word)
        for name, (when, word) in last_judged(standing).items()
        if word in SHORT and (not values[name] or period(values[name]).time <= when.time)
    }


@remembered
def _years_not_kept(standing: Standing) -> dict[str, list[int]]:
    now = standing.verdicts
    line, direction = now["aim"].eq("hold"), now["aim"].eq("direction")
    left = [*map(is_left_earlier, now["class"], now["verdict"])]
    asked = now["class"].eq("kept") | (line & now["class"].isin(OPEN)) | pd.Series(left, now.index)
    asked |= direction & now["class"].eq("met")
    rows = _history_of(standing, asked)
    rows = rows[rows["observed"].notna()]
    of_plan = standing.plan.tables["indicators"].set_index("indicator")["direction"]
    way = rows["indicator"].map(of_plan).map({"up": 1, "down": -1})
    turned = rows["aim"].eq("direction") & (way * rows["last_change"]).le(0)
    rows = rows[rows["class"].eq("not_kept") | turned]
    years: dict[str, list[int]] = {}
    for name, text in zip(rows["indicator"], rows["period"], strict=True):
        if period(text).closes_year and period(text).year not in years.get(name, []):
            years.setdefault(name, []).append(period(text).year)
    return years
