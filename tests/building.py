"""Build a small plan in memory, its figures written as a reader would: ``>=90``, ``~20``, ``1..2``.

Nothing here computes: the frames hold what is written, so that what comes out of the library can be
held against it.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from minsheng.plan.facts import Issuer, PlanFacts
from minsheng.plan.plan import Plan
from minsheng.tables.schema import COLUMNS

Figure = float | str
PROGRAMME = "test"

# unit: share, growth, decimals, least possible value
UNITS = {
    "percent": (True, True, 2, 0),
    "person": (False, True, 0, 0),
    "index": (False, False, 2, 0),  # a scale without a zero of its own: growth means nothing
    "base_index": (False, True, 2, 0),  # 100 in the baseline year
    "temperature": (False, False, 2, -1e9),
    "balance": (False, True, 2, -1e9),
    "milestone": (False, False, 0, 0),
    "rank": (False, False, 0, 1),
}
_NUMBERS = ("value", "value_high", "minimum")
_OPTIONAL = {"units": ("minimum",), "targets": ("change",)}
_WHOLE = ("order", "number", "decimals", "groups", "tasks")
_FLAGS = ("headline", "worded", "share", "growth")


@dataclass(frozen=True)
class Wish:
    """What a plan says of one indicator."""

    name: str = "indicator"
    unit: str = "percent"
    kind: str = "stock"
    aim: str = "reach"
    direction: str = "up"
    baseline: Figure | None = None
    targets: Mapping[int, Figure | None] = field(default_factory=dict)
    total: Figure | None = None
    span: str = ""  # the years of total and mean, where they are not all of the plan's
    mean: Figure | None = None
    changes: Mapping[int, str] = field(default_factory=dict)  # the targets that are a change
    since: int | None = None  # the year of the baseline, where it is not the plan's

    @property
    def indicator(self) -> str:
        return f"{PROGRAMME}.{self.name}"


def read(figure: Figure | None) -> tuple[str, float, float]:
    """Return bound, value and upper end of a figure."""
    if figure is None:
        return "", math.nan, math.nan
    if isinstance(figure, str) and ".." in figure:
        low, high = figure.split("..")
        return "range", float(low), float(high)
    if isinstance(figure, str):
        bound, number = re.fullmatch(r"(>=|<=|>|<|~|=|)(-?[\d.]+)", figure).groups()
        return bound or "=", float(number), math.nan
    return "=", float(figure), math.nan


def build(
    *wishes: Wish, baseline_year: int = 2017, first_year: int = 2018, last_year: int = 2020
) -> Plan:
    """Return a plan of one programme with these indicators."""
    facts = PlanFacts(
        "test-plan",
        "测试规划",
        "Test plan",
        "测试",
        "Test",
        (Issuer("某区", "A district"),),
        "依据",
        "Basis",
        dt.date(last_year, 2, 21),
        first_year,
        last_year,
        baseline_year,
    )
    span = f"{first_year}-{last_year}"
    rows: dict[str, list[dict[str, object]]] = {
        "indicators": [
            {
                "indicator": wish.indicator,
                "programme": PROGRAMME,
                "name_zh": "某指标",
                "name_en": "An indicator",
                "scope": "district",
                "unit": wish.unit,
                "kind": wish.kind,
                "aim": wish.aim,
                "direction": wish.direction,
                "headline": True,
                "holder": "office",
            }
            for wish in wishes
        ],
        "baselines": [
            _row(wish, wish.since or baseline_year, "value", wish.baseline)
            for wish in wishes
            if wish.baseline is not None or wish.since
        ],
        "targets": [row for wish in wishes for row in _targets(wish, span)],
    }
    tables = {name: _frame(name, made) for name, made in rows.items() if made}
    return Plan(facts, {name: tables.get(name, _SAME[name]) for name in COLUMNS}, "0" * 64)


def _targets(wish: Wish, span: str) -> list[dict[str, object]]:
    figures = [(year, "value", figure) for year, figure in wish.targets.items()]
    span = wish.span or span
    figures += [(span, "total", wish.total)] if wish.total is not None else []
    figures += [(span, "mean", wish.mean)] if wish.mean is not None else []
    return [_row(wish, year, statistic, figure) for year, statistic, figure in figures]


def _row(wish: Wish, year: object, statistic: str, figure: Figure | None) -> dict[str, object]:
    bound, value, high = read(figure)
    return {
        "indicator": wish.indicator,
        "year": str(year),
        "statistic": statistic,
        "bound": bound,
        "value": value,
        "value_high": high,
        "strength": "firm",
        "basis": "printed",
        "printed": str(figure),
        "section": "附件1一",
        "change": wish.changes.get(year, ""),
    }


def _frame(name: str, rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    rows = list(rows)
    columns = {}
    for column in (*COLUMNS[name], *_OPTIONAL.get(name, ())):
        values = [row.get(column) for row in rows]
        if column in _NUMBERS:
            columns[column] = pd.Series(values, dtype="float64")
        elif column in _WHOLE:
            columns[column] = pd.Series(values, dtype="Int64")
        elif column in _FLAGS:
            columns[column] = pd.Series([bool(value) for value in values], dtype="bool")
        elif name == "tasks" and column == "due":
            columns[column] = pd.to_datetime(pd.Series(values, dtype="object"))
        else:
            columns[column] = pd.Series([value or "" for value in values], dtype="str")
    return pd.DataFrame(columns)


# The tables that are the same in every plan, made once for all: a plan copies them.
_ROWS = {
    "programmes": [
        {
            "programme": PROGRAMME,
            "order": 1,
            "name_zh": "某专项",
            "name_en": "A programme",
            "annex": "附件1",
            "section": "正文一",
        }
    ],
    "departments": [{"department": "office", "name_zh": "某局", "name_en": "An office"}],
    "responsibilities": [{"programme": PROGRAMME, "department": "office", "role": "lead"}],
    "units": [
        {
            "unit": unit,
            "name_zh": "单位",
            "name_en": "unit",
            "share": share,
            "growth": growth,
            "symbol_zh": "%" if share else "",
            "symbol_en": "%" if share else "",
            "decimals": decimals,
            "minimum": minimum,
        }
        for unit, (share, growth, decimals, minimum) in UNITS.items()
    ],
}
_SAME = {name: _frame(name, _ROWS.get(name, ())) for name in COLUMNS}
