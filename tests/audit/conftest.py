"""Small plans made by hand: one programme, whatever indicators a case needs."""

import datetime as dt

import pandas as pd
import pytest

from minsheng.plan.facts import PlanFacts
from minsheng.plan.plan import Plan
from minsheng.tables.schema import COLUMNS

FACTS = PlanFacts(
    "made-2021-2023",
    "虚构计划",
    "A made-up plan",
    "虚构",
    "Made up",
    (),
    "",
    "",
    dt.date(2021, 1, 15),
    2021,
    2023,
    2020,
)
UNITS = [
    ("percent", "%", "%", "%", "%", True, True, 2),
    ("piece", "个", "items", "个", "item|items", False, True, 0),
    ("yuan", "元", "yuan", "元", "yuan", False, True, 0),
    ("ratio", "比值", "ratio", "", "", False, True, 2),
    ("milestone", "是/否", "yes/no", "", "", False, False, 0),
]
PROGRAMMES = [
    {
        "programme": "parks",
        "order": 1,
        "name_zh": "公园",
        "name_en": "Parks",
        "annex": "附件1",
        "section": "正文二(一)",
    }
]
DUTIES = [{"programme": "parks", "department": "landscape", "role": "lead"}]
DEFAULTS = {
    "indicators": {
        "programme": "parks",
        "scope": "district",
        "unit": "piece",
        "kind": "stock",
        "aim": "reach",
        "direction": "up",
        "headline": False,
        "holder": "landscape",
    },
    "baselines": {
        "statistic": "value",
        "bound": "=",
        "worded": False,
        "basis": "printed",
        "section": "附件1一",
    },
    "targets": {
        "statistic": "value",
        "bound": "=",
        "strength": "firm",
        "worded": False,
        "section": "附件1二",
    },
    "restatements": {
        "statistic": "value",
        "bound": "=",
        "strength": "firm",
        "worded": False,
        "section": "正文二(一)",
    },
    "groups": {"programme": "parks", "kind": "project", "number": 1, "section": "附件1三1"},
    "tasks": {"group": "parks.project1", "number": 1, "due": pd.NaT, "section": "附件1三1(1)"},
    "counts": {"programme": "parks", "kind": "project", "section": "正文二(一)"},
}
NUMBERS = {"value", "value_high"}


def _frame(table, rows):
    records = []
    for given in rows:
        row = {column: float("nan") if column in NUMBERS else "" for column in COLUMNS[table]}
        row |= DEFAULTS.get(table, {}) | given
        for names in ("name", "title"):
            for lang in ("zh", "en"):
                if f"{names}_{lang}" in row and not row[f"{names}_{lang}"]:
                    row[f"{names}_{lang}"] = next(iter(given.values()))
        if "printed" in row and not row["printed"] and row.get("value") == row.get("value"):
            row["printed"] = f"{row['value']:g}" if "value" in row else ""
        records.append(row)
    frame = pd.DataFrame(records, columns=list(COLUMNS[table]))
    for column in NUMBERS & set(frame.columns):
        frame[column] = frame[column].astype("float64")
    return frame


def make(facts=FACTS, **tables):
    """Return a plan of the rows given; an indicator may be named by its id alone."""
    given = {name: tables.get(name, []) for name in COLUMNS}
    given["indicators"] = [
        {"indicator": row} if isinstance(row, str) else row for row in given["indicators"]
    ]
    given["programmes"] = PROGRAMMES + given["programmes"]
    given["departments"] = [
        {"department": "landscape", "name_zh": "市园林局", "name_en": "Landscape Bureau"},
        {"department": "statistics", "name_zh": "市统计局", "name_en": "Statistics Bureau"},
    ]
    given["responsibilities"] = DUTIES + given["responsibilities"]
    given["units"] = [dict(zip(COLUMNS["units"], unit, strict=True)) for unit in UNITS]
    return Plan(facts, {name: _frame(name, rows) for name, rows in given.items()})


def base(indicator, value, year="2020", **more):
    return {"indicator": indicator, "year": year, "value": value, **more}


target = base


def related(relation, kind, *members):
    """Return the rows of a relation from ``(role, indicator, year)``."""
    return [
        {"relation": relation, "kind": kind, "role": role, "indicator": indicator, "year": year}
        for role, indicator, year in members
    ]


@pytest.fixture(scope="session")
def checked(plan):
    from minsheng.audit import audit

    return audit(plan)
