"""Goals whose verdict changed since the previous period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.reports.exhibits import Column, Table, marked
from minsheng.reports.rows import Rows, columns, title
from minsheng.reports.standing.class_words import classes_since_earlier
from minsheng.reports.standing.verdicts import (
    name_with_unit,
    observed_value,
    status_word,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from minsheng.evaluation import Standing


@marked
def moved(standing: Standing) -> Table:
    """Return the goals whose verdict changed since the previous period, worsened goals first.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> moved(ms.stand(plan, ms.load_observations(plan, "demo"), "2018")).rows
    ()
    """
    before = standing.before
    if before is None or not (standing.is_observed or before.is_observed):
        return Table(title("moved_nothing"), _moved_columns([]), ())
    rows, said, said_then = Rows(standing.plan), *map(classes_since_earlier, (standing, before))
    now, then = (
        one.verdicts.set_index("indicator", drop=False).to_dict("index")
        for one in (standing, before)
    )
    order = {name: rank for rank, name in enumerate(standing.plan.programmes["programme"])}
    goals = standing.moved
    goals = goals.assign(rank=goals["programme"].astype("str").map(order))
    for goal in goals.sort_values(["rank", "move"], kind="stable").to_dict("records"):
        unit, name = rows.unit(goal["unit"]), goal["indicator"]
        rows.add_goal(
            goal,
            {
                "indicator": name_with_unit(rows.names[name], now[name], unit),
                "observed_before": observed_value(then[name], unit),
                "verdict_before": said_then(then[name]),
                "observed": observed_value(now[name], unit),
                "status": status_word(now[name]),
                "verdict_now": said(now[name]),
                "kind_of_move": title(goal["move"]),
            },
            {"observed_before": goal["observed_before"], "observed": goal["observed"]},
        )
    caption = title("moved", before=before.period.name(), period=standing.period.name())
    return rows.table(caption, _moved_columns(rows.shown))


def _moved_columns(shown: Iterable[Mapping[str, str]]) -> tuple[Column, ...]:
    status = ["status"] if any(row["status"] for row in shown) else []
    return columns(
        "indicator",
        "observed_before",
        "verdict_before",
        "observed",
        *status,
        "verdict_now",
        "kind_of_move",
        numbers=("observed_before", "observed"),
    )
