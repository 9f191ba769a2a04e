"""The goals whose verdict changed since the period before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.reports.exhibits import Column, Table, marked
from minsheng.reports.rows import Rows, columns, title
from minsheng.reports.standing.verdicts import light, name_with_unit, observed_value, status_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from minsheng.evaluation import Standing


@marked
def moved(standing: Standing) -> Table:
    """Return the goals whose verdict is another than a period before, the worsened ones first.

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
    rows = Rows(standing.plan)
    now, then = (one.verdicts.set_index("indicator") for one in (standing, before))
    order = {name: rank for rank, name in enumerate(standing.plan.programmes["programme"])}
    rank = standing.moved["indicator"].map(now["programme"].astype("str")).map(order)
    ranked = standing.moved.assign(rank=rank).sort_values(["rank", "move"], kind="stable")
    for row in ranked.to_dict("records"):
        at, was = now.loc[row["indicator"]], then.loc[row["indicator"]]
        unit = rows.unit(at["unit"])
        rows.add(
            at["programme"],
            row["indicator"],
            {
                "indicator": name_with_unit(rows.names[row["indicator"]], at, unit),
                "observed_before": observed_value(was, unit),
                "verdict_before": light(row["verdict_before"]),
                "observed": observed_value(at, unit),
                "status": status_word(at),
                "verdict_now": light(row["verdict"]),
                "kind_of_move": title(row["move"]),
            },
            {"observed_before": was["observed"], "observed": at["observed"]},
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
