"""The verdicts of a period, what moved since the last, and what every method says of one goal."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from minsheng.evaluation import CLASS_OF, CLASSES, compared
from minsheng.reports.exhibits import Column, Table, marked
from minsheng.text.language import listing, say
from minsheng.reports.listings.rows import Rows, columns, title
from minsheng.reports.listings.targets import figure
from minsheng.text.numerals import compact, difference_unit, plain, rate_number, stated
from minsheng.plan.wording import LIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from minsheng.evaluation import Standing
    from minsheng.text.units import Unit

_NUMBERS = ("observed", "done", "due_target", "planned", "pace_now")
_OPTIONAL = ("done", "status", "planned", "annual", "pace_now", "hold", "robustness")


def light(verdict: str) -> str:
    """Return a verdict with the symbol of its class.

    Examples
    --------
    >>> light("on_track"), light("")
    ('● 符合进度', '– 暂不研判')
    """
    word = say(f"verdicts.{verdict}") if verdict else say("standing.no_verdict")
    return f"{LIGHTS[CLASS_OF[verdict]]} {word}"


def told(value: float, unit: Unit, decimals: float = math.nan) -> str:
    """Return an observed value with the decimals it was reported with, without its unit.

    Examples
    --------
    >>> import minsheng as ms
    >>> told(88.0, ms.load_plan().unit("percent")), told(math.nan, ms.load_plan().unit("person"))
    ('88', '')
    """
    places = unit.decimals if math.isnan(decimals) else int(decimals)
    return "" if math.isnan(value) else compact(value, places)


def on_the_way(value: float, unit: Unit) -> str:
    """Return where the plan's path is: part of a year may fall between two whole numbers."""
    return "" if math.isnan(value) else compact(value, max(unit.decimals, 1))


@marked
def verdicts(standing: Standing) -> Table:
    """Return the verdict on each goal that can be judged by numbers, and what it rests on.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> verdicts(ms.stand(part, ms.Ledger(), "2018")).rows[0]["verdict"]
    '◇ 未报送'
    """
    found = standing.verdicts
    rows = Rows(standing.plan)
    for row in found[found["method"].ne("")].to_dict("records"):
        unit = rows.unit(row["unit"])
        rows.add(row["programme"], row["indicator"], _verdict(row, unit, rows.names), {
            "observed": row["observed"], "done": _done(row), "due_target": row["due_target"],
            "planned": row["planned"], "pace_now": row["pace"],
        })  # fmt: skip
    names = ("indicator", "verdict", "method", "observed", "status", "done", "due_target",
             "planned", "annual", "pace_now", "hold", "robustness")  # fmt: skip
    used = [name for name in names
            if name not in _OPTIONAL or any(row[name] for row in rows.shown)]  # fmt: skip
    return rows.table(
        title("verdicts", period=standing.period.name()), columns(*used, numbers=_NUMBERS),
        _notes(rows, len(found) - len(rows.shown)),
    )  # fmt: skip


def _verdict(row: Mapping[Any, Any], unit: Unit, names: Mapping[str, str]) -> dict[str, str]:
    milestone = row["kind"] == "milestone"
    return {
        "indicator": named(names[row["indicator"]], row, unit),
        "verdict": _light(row),
        "method": say(f"methods.{row['method']}"),
        "observed": seen(row, unit),
        "status": status_of(row),
        "done": told(_done(row), unit, row["decimals"]),
        "due_target": _due(row, unit),
        "planned": "" if milestone else on_the_way(row["planned"], unit),
        "annual": _word(row["annual"]),
        "pace_now": "" if math.isnan(row["pace"]) else plain(row["pace"], 2, fixed=True),
        "hold": _word(row["hold"]),
        "robustness": _robustness(row),
    }


def _light(row: Mapping[Any, Any]) -> str:
    """Return the verdict with its symbol; where there is none the reason instead."""
    if row["reason"] and (not row["verdict"] or row["reason"] == "parts_missing"):
        return f"{LIGHTS[CLASS_OF[row['verdict']]]} {say('reasons.' + row['reason'])}"
    return light(row["verdict"])


def named(name: str, row: Mapping[Any, Any] | pd.Series, unit: Unit) -> str:
    """Return the name of a goal with the unit that its figures are in; a milestone has none."""
    if row["kind"] == "milestone":
        return name
    return title("name_and_unit", name=name, unit=unit.name())


def seen(row: Mapping[Any, Any] | pd.Series, unit: Unit) -> str:
    """Return the observed value of a row of verdicts, a milestone in words."""
    if row["kind"] == "milestone":
        return done_or_not(row["observed"])
    return told(row["observed"], unit, row["decimals"])


def status_of(row: Mapping[Any, Any] | pd.Series) -> str:
    """Return whether an observed value is provisional or was revised; empty for a final one."""
    return "" if row["status"] in ("", "final") else title(row["status"])


def _due(row: Mapping[Any, Any], unit: Unit) -> str:
    if row["kind"] == "milestone":
        return done_or_not(row["due_target"])
    return figure(row["due_bound"], row["due_target"], unit)


def done_or_not(value: float) -> str:
    """Return a milestone in words.

    Examples
    --------
    >>> done_or_not(1.0), done_or_not(0.0), done_or_not(math.nan)
    ('完成', '未完成', '')
    """
    if math.isnan(value):
        return ""
    return title("milestone_done" if value >= 1 else "milestone_open")


def _done(row: Mapping[Any, Any]) -> float:
    return float(row["done"]) if row["kind"] == "flow" else math.nan


def _word(verdict: str) -> str:
    return say(f"verdicts.{verdict}") if verdict else ""


def _robustness(row: Mapping[Any, Any]) -> str:
    if row["robustness"] != "sensitive":
        return title("robust") if row["robustness"] else ""
    against = [say(f"methods.{name}") for name in row["disagreeing"].split(", ") if name]
    return title("sensitive_by", methods=listing(against)) if against else title("half_digit")


def lights(used: Iterable[str] = CLASSES) -> str:
    """Return what the symbols stand for, those of the classes in use.

    Examples
    --------
    >>> lights(["not_due"])
    '符号：○ 未到期（目标年度尚未结束）。'
    """
    there = set(used)
    words = [
        title("light", symbol=symbol, word=say(f"standing.{name}"),
              meaning=say(f"standing.{name}_long"))
        for name, symbol in LIGHTS.items()
        if name in there
    ]  # fmt: skip
    return title("note_lights", lights=listing(words))


def _notes(rows: Rows, in_words: int) -> list[str]:
    """Return what has to be explained below, and nothing else."""
    symbols = {symbol: name for name, symbol in LIGHTS.items()}
    notes = [lights(symbols[row["verdict"][0]] for row in rows.shown)] if rows.shown else []
    if any(row["status"] for row in rows.shown):
        notes.append(title("note_final"))
    if any(row["done"] for row in rows.shown):
        notes.append(title("note_flow_observed"))
    if any(row["robustness"] not in ("", title("robust")) for row in rows.shown):
        notes.append(title("note_sensitive"))
    if in_words:
        notes.append(title("note_in_words", n=in_words))
    return notes


@marked
def outlook(standing: Standing) -> Table:
    """Return what is left of each goal that is not reached, and how fast it must move from here.

    Examples
    --------
    >>> import minsheng as ms
    >>> outlook(ms.stand(ms.load_plan(), ms.Ledger(), "2018")).rows
    ()
    """
    rows = Rows(standing.plan)
    found = standing.verdicts.dropna(subset="required")
    for row in found.to_dict("records"):
        unit = rows.unit(row["unit"])
        figures = {"gap": row["gap"], "required": row["required"], "so_far": row["so_far"],
                   "faster": row["faster"]}  # fmt: skip
        rows.add(
            row["programme"], row["indicator"],
            {
                "indicator": rows.names[row["indicator"]],
                "target": stated(row["target_bound"], row["target"], unit),
                "target_year": title("year", year=int(row["target_year"])),
                **{name: "" if math.isnan(value) else rate_number(value)
                   for name, value in figures.items()},
                "gap_unit": difference_unit(unit),
            },
            figures,
        )  # fmt: skip
    return rows.table(
        title("outlook", period=standing.period.name()),
        (
            *columns("indicator", "target", "target_year", "gap", "so_far", "required",
                     numbers=("gap", "so_far", "required")),
            Column("gap_unit", title("unit"), "short"),
            *columns("faster", numbers=("faster",)),
        ),
        [title("note_required")] if rows.shown else [],
    )  # fmt: skip


@marked
def leads(standing: Standing) -> Table:
    """Return how much of the way is done for the time that is gone, the furthest ahead first.

    Examples
    --------
    >>> import minsheng as ms
    >>> leads(ms.stand(ms.load_plan(), ms.Ledger(), "2018")).rows
    ()
    """
    rows = Rows(standing.plan)
    found = standing.verdicts.dropna(subset="lead")
    for row in found.sort_values("lead", ascending=False, kind="stable").to_dict("records"):
        figures = {"progress": 100 * row["progress"], "time_share": 100 * row["time_share"],
                   "ahead": row["lead"]}  # fmt: skip
        rows.add(
            row["programme"], row["indicator"],
            {
                "indicator": rows.names[row["indicator"]],
                **{name: plain(value, 1, fixed=True) for name, value in figures.items()},
                "verdict": light(row["verdict"]),
                "method": say(f"methods.{row['method']}"),
            },
            figures,
        )  # fmt: skip
    rows.groups = []  # one ranking over all programmes
    return rows.table(
        title("leads", period=standing.period.name()),
        columns("indicator", "progress", "time_share", "ahead", "verdict", "method",
                numbers=("progress", "time_share", "ahead")),
    )  # fmt: skip


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
            at["programme"], row["indicator"],
            {
                "indicator": named(rows.names[row["indicator"]], at, unit),
                "observed_before": seen(was, unit),
                "verdict_before": light(row["verdict_before"]),
                "observed": seen(at, unit),
                "status": status_of(at),
                "verdict_now": light(row["verdict"]),
                "kind_of_move": title(row["move"]),
            },
            {"observed_before": was["observed"], "observed": at["observed"]},
        )  # fmt: skip
    caption = title("moved", before=before.period.name(), period=standing.period.name())
    return rows.table(caption, _moved_columns(rows.shown))


def _moved_columns(shown: Iterable[Mapping[str, str]]) -> tuple[Column, ...]:
    status = ["status"] if any(row["status"] for row in shown) else []
    return columns("indicator", "observed_before", "verdict_before", "observed", *status,
                   "verdict_now", "kind_of_move",
                   numbers=("observed_before", "observed"))  # fmt: skip


@marked
def methods_compared(standing: Standing) -> Table:
    """Return what every method says of one goal: figure, verdict, or why it has none.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> table = methods_compared(ms.stand(part, ms.Ledger(), "2018"))
    >>> len(table.rows), table.rows[1]["method"], table.rows[1]["reason"]
    (11, '规划进度', '未报送')
    """
    rows = Rows(standing.plan)
    programme = dict(zip(standing.verdicts["indicator"], standing.verdicts["programme"],
                         strict=True))  # fmt: skip
    for row in compared(standing).to_dict("records"):
        answered = bool(row["verdict"] or row["reason"] or not math.isnan(row["figure"]))
        rows.add(
            programme[row["indicator"]], row["indicator"],
            {
                "method": say(f"methods.{row['method']}"),
                "figure": "" if math.isnan(row["figure"]) else plain(row["figure"], 3),
                "verdict": light(row["verdict"]) if row["verdict"] else "",
                "reason": _why(row) if answered else title("not_asked"),
                "used": title("used") if row["used"] else "",
            },
            {"figure": row["figure"]},
        )  # fmt: skip
    return rows.table(title("methods_compared"),
                      columns("method", "figure", "verdict", "reason", "used",
                              numbers=("figure",)))  # fmt: skip


def _why(row: Mapping[Any, Any]) -> str:
    if row["reason"]:
        return say(f"reasons.{row['reason']}")
    return "" if row["verdict"] else title("no_cuts")
