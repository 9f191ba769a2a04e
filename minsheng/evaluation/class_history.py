"""The class of each goal in each year and half-year so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.evaluation.classes import CLASSES, JUDGED
from minsheng.plan.periods import period

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.evaluation.standing import Standing

_MOST = 8  # the last periods


def class_history(standing: Standing) -> pd.DataFrame:
    """Return the class of each goal in the last years and first halves of years so far.

    Parameters
    ----------
    standing
        Where a plan or a part of one stands.

    Returns
    -------
    pandas.DataFrame
        One row per goal that was to be judged in one of the periods, with its id as index; one
        column per period, oldest first, the last one that of the standing. Goals are ranked by
        their class in the last period, then in those before it, in the order of
        `minsheng.evaluation.CLASSES`.

    Examples
    --------
    >>> import minsheng as ms
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
