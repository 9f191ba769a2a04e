"""Goals whose verdict changed since the previous period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.reports.earlier import earlier_words
from minsheng.reports.exhibits import Column, Table, marked
from minsheng.reports.rows import Rows, columns, title
from minsheng.reports.standing.class_words import class_since_earlier
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
    rows, earlier, earlier_then = (
        Rows(standing.plan),
        earlier_words(standing),
        earlier_words(before),
    )
    now = standing.verdicts[["indicator", "kind", "status", "decimals"]]
    then = before.verdicts[["indicator", "decimals"]]
    goals = standing.moved.merge(now, on="indicator")
    goals = goals.merge(then, on="indicator", suffixes=("", "_before"))
    order = {name: rank for rank, name in enumerate(standing.plan.programmes["programme"])}
    goals = goals.assign(rank=goals["programme"].astype("str").map(order))
    for goal in goals.sort_values(["rank", "move"], kind="stable").to_dict("records"):
        unit = rows.unit(goal["unit"])
        was = {**goal, "observed": goal["observed_before"], "decimals": goal["decimals_before"]}
        rows.add_goal(
            goal,
            {
                "indicator": name_with_unit(rows.names[goal["indicator"]], goal, unit),
                "observed_before": observed_value(was, unit),
                "verdict_before": class_since_earlier(
                    goal["class_before"],
                    goal["verdict_before"],
                    earlier_then.get(goal["indicator"], ""),
                ),
                "observed": observed_value(goal, unit),
                "status": status_word(goal),
                "verdict_now": class_since_earlier(
                    goal["class"], goal["verdict"], earlier.get(goal["indicator"], "")
                ),
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
