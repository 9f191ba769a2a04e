"""What was observed, drawn on top of the planned path: values, how final they are, corrections."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.axes import Axes

from minsheng.charts.subject import Subject, write
from minsheng.charts.theme import INK, OLD
from minsheng.plan.periods import Period, period
from minsheng.text.numerals import amount

if TYPE_CHECKING:
    from minsheng.evaluation import Standing

_MARKERS = {"final": "o", "revised": "D", "provisional": "o"}
_BAR = 0.3  # years: within the bar of the amount that was planned
_FEW = 6  # observations that all have room for their figures


@dataclass(frozen=True)
class Observation:
    """One value: when, what, how final; of a flow also everything done by then.

    Parameters
    ----------
    when
        Its period.
    value
        In the unit; of a flow what was done in the year so far.
    done
        Of a flow everything done since the plan began, of anything else the value.
    status
        ``provisional``, ``final`` or ``revised``.
    replaced
        Whether a later row corrects it.
    """

    when: Period
    value: float
    done: float
    status: str
    replaced: bool = False

    @property
    def time(self) -> float:
        """When it was, in years: a part of a year stands where that part ends."""
        return self.when.time


def observed(standing: Standing) -> dict[str, list[Observation]]:
    """Return what was observed of each indicator by the end of the period, in the order of time."""
    kinds = standing.plan.tables["indicators"].set_index("indicator")["kind"]
    rows = standing.ledger.observations
    rows = rows[rows["indicator"].isin(kinds.index) & rows["value"].notna()]
    when = {text: period(text) for text in rows["period"].unique()}
    ends = rows["period"].map({text: one.time for text, one in when.items()}).astype("float64")
    rows = rows[ends <= standing.period.time]
    in_force = ~rows.sort_values("reported_on", kind="stable").duplicated(
        ["indicator", "period"], keep="last"
    )
    rows = rows.assign(replaced=~in_force.reindex(rows.index))
    amounts = _amounts(standing) if (kinds[rows["indicator"]] == "flow").any() else {}
    found: dict[str, list[Observation]] = {}
    for name, own in rows.groupby("indicator", sort=False):
        if kinds[name] == "flow":
            found[str(name)] = amounts.get(str(name), [])
        else:
            found[str(name)] = _states(own, when)
    return found


def _states(rows: pd.DataFrame, when: dict[str, Period]) -> list[Observation]:
    """Return states in the order of time; of two periods with one end the longer one counts."""
    made = [
        Observation(when[row["period"]], row["value"], row["value"], row["status"],
                    bool(row["replaced"]))
        for row in rows.to_dict("records")
    ]  # fmt: skip
    made.sort(key=lambda one: (one.time, -one.when.begin))
    longest = {one.time: one.when for one in made}
    return [one for one in made if one.replaced or longest[one.time] == one.when]


def _amounts(standing: Standing) -> dict[str, list[Observation]]:
    """Return the amounts of each flow as they add up, period by period."""
    told = standing.history
    told = told[told["kind"].eq("flow") & told["observed"].notna()]
    found: dict[str, dict[float, Observation]] = {}
    for row in told.to_dict("records"):
        one = Observation(period(row["period"]), row["observed"], row["done"], row["status"])
        found.setdefault(row["indicator"], {})[one.time] = one
    return {name: list(own.values()) for name, own in found.items()}


def heights(seen: Sequence[Observation], *, share: bool) -> dict[float, float]:
    """Return what stands highest at each time, for the path to leave room for.

    Parameters
    ----------
    share
        Whether amounts do not add up over the years: then there is no running total.
    """
    return {
        one.time: one.value if share or math.isnan(one.done) else max(one.value, one.done)
        for one in seen
    }


def draw_observed(ax: Axes, subject: Subject, seen: Sequence[Observation]) -> None:
    """Draw what was observed on top of the path of `subject`."""
    if not seen:
        return
    if subject.goal.kind == "milestone":
        _milestone(ax, subject, seen)
    elif subject.goal.is_flow:
        _flow(ax, subject, seen)
    else:
        _stock(ax, subject, seen)


def _look(one: Observation) -> dict[str, Any]:
    """Return marker and face: solid when final, hollow while provisional, a diamond if revised."""
    face = "white" if one.status == "provisional" else INK
    return {"marker": _MARKERS[one.status], "mfc": face, "mec": INK, "mew": 1.1, "color": INK}


def _stock(ax: Axes, subject: Subject, seen: Sequence[Observation]) -> None:
    for one in seen:
        if one.replaced:
            ax.plot(one.time, one.value, marker="x", ms=4.5, mew=1.1, color=OLD, gid="replaced",
                    zorder=5)  # fmt: skip
    stands = [one for one in seen if not one.replaced]
    start = subject.goal.baseline
    known = [(float(subject.goal.baseline_year), start.number)] if start else []
    line = [*(point for point in known if not math.isnan(point[1])),
            *((one.time, one.value) for one in stands)]  # fmt: skip
    ax.plot(*zip(*line, strict=True), color=INK, lw=1.3, gid="observed line", zorder=5)
    for one in stands:
        ax.plot(one.time, one.value, ms=4.6, gid=f"observed {one.status}", zorder=6, **_look(one))
        if _is_labelled(subject, one, stands):
            _label(ax, subject, one)


def _is_labelled(subject: Subject, one: Observation, stands: Sequence[Observation]) -> bool:
    """Whether a value has room for its figure: few have, of many the ends of years.

    In a small cell none has; the last one stands in its heading.
    """
    if subject.compact:
        return False
    return len(stands) <= _FEW or one is stands[-1] or one.when.closes_year


def _label(ax: Axes, subject: Subject, one: Observation) -> None:
    """Write a value on the side of it that is away from the path."""
    above = one.value >= subject.planned(one.time)
    plate = {"boxstyle": "square,pad=0.08", "fc": "white", "ec": "none", "alpha": 0.75}
    write(ax, subject, one.time, one.value, amount(one.value, subject.unit), 5 if above else -6,
          color=INK, gid="observed figure", zorder=7, bbox=plate)  # fmt: skip


def _flow(ax: Axes, subject: Subject, seen: Sequence[Observation]) -> None:
    """Draw what was done in each year inside its bar, and everything done as a line of its own."""
    tall = ax.get_ylim()[1]
    last_of_year = {one.when.year: one for one in seen}
    for year, one in last_of_year.items():
        hollow = one.status == "provisional"
        ax.bar(year, one.value, _BAR, color="white" if hollow else INK, edgecolor=INK, lw=1.1,
               gid=f"observed {one.status}", zorder=4)  # fmt: skip
        text = amount(one.value, subject.unit)
        if not subject.compact:
            inside = one.value > 0.14 * tall
            write(ax, subject, year, 0 if inside else one.value, text, 3, gid="observed figure",
                  color="white" if inside and not hollow else INK, zorder=7)  # fmt: skip
    if subject.is_rate:
        return
    start = float(subject.goal.first_year - 1)
    totals = [one for one in seen if not math.isnan(one.done)]
    ax.plot([start, *(one.time for one in totals)], [0, *(one.done for one in totals)], lw=1.5,
            color=INK, gid="observed line", zorder=5)  # fmt: skip
    for one in totals:
        ax.plot(one.time, one.done, ms=4.2, gid="observed total", zorder=6, **_look(one))


def _milestone(ax: Axes, subject: Subject, seen: Sequence[Observation]) -> None:
    for one in seen:
        done = one.value >= 1
        look = _look(one) | ({} if done else {"mfc": "white"})
        ax.plot(one.time, 0, ms=7, gid="observed done" if done else "observed open", zorder=6,
                **look)  # fmt: skip
