"""Plans for the rules: what each rule looks at, with one figure left to choose."""

import datetime as dt
from dataclasses import replace

import pandas as pd

from tests.audit.conftest import FACTS, base, related, target

FLOW = {"kind": "flow"}
SHARE = {"unit": "percent"}
LATE = replace(FACTS, printed=dt.date(2022, 2, 1))
TASK = {"group": "parks.project1", "task": "parks.project1.1", "title_zh": "建园",
        "title_en": "Build parks"}  # fmt: skip
GROUP = {"group": "parks.project1", "name_zh": "公园工程", "name_en": "Park works"}
LINK = {"task": "parks.project1.1", "indicator": "parks.open"}


def one(value, **more):
    """A flow with three yearly amounts and a total of `value`."""
    return {
        "indicators": [{"indicator": "parks.open", **FLOW}],
        "targets": [*(target("parks.open", n, str(year), **more)
                      for n, year in ((1, 2021), (2, 2022), (3, 2023))),
                    target("parks.open", value, "2021-2023", statistic="total", **more)],
    }  # fmt: skip


def mean(value):
    """A flow with a yearly mean beside its total."""
    return {
        "indicators": [{"indicator": "parks.open", **FLOW}],
        "targets": [target("parks.open", value, "2021-2023", statistic="mean"),
                    target("parks.open", 6, "2021-2023", statistic="total")],
    }  # fmt: skip


def level(end):
    return {
        "indicators": ["parks.count", {"indicator": "parks.open", **FLOW}],
        "baselines": [base("parks.count", 4)],
        "targets": [target("parks.open", 2, "2023"), target("parks.count", end, "2023")],
        "relations": related("parks.level", "level", ("start", "parks.count", "2020"),
                             ("addition", "parks.open", "2023"), ("end", "parks.count", "2023")),
    }  # fmt: skip


def rundown(*, start):
    down = {"direction": "down"}
    return {
        "indicators": [{"indicator": "parks.closed", **down},
                       {"indicator": "parks.reopened", **FLOW}],
        "baselines": [base("parks.closed", 5)],
        "targets": [target("parks.reopened", 5, "2023"), target("parks.closed", 0, "2023")],
        "relations": related("parks.rundown", "rundown",
                             *([("start", "parks.closed", "2020")] if start else []),
                             ("removal", "parks.reopened", "2023"),
                             ("end", "parks.closed", "2023")),
    }  # fmt: skip


def parts(whole):
    context = {"aim": "context", "direction": "none"}
    ids = ("parks.town", "parks.village", "parks.all")
    return {
        "indicators": [{"indicator": name, **context} for name in ids],
        "baselines": [base(name, n) for name, n in zip(ids, (7, 5, whole), strict=True)],
        "relations": related("parks.sum", "sum", ("part", "parks.town", "2020"),
                             ("part", "parks.village", "2020"), ("whole", "parks.all", "2020")),
    }  # fmt: skip


def quotient(kind, roles, value, printed, unit):
    context = {"aim": "context", "direction": "none"}
    ids = ("parks.above", "parks.below", "parks.result")
    figures = ((3, "3"), (7, "7"), (value, printed))
    return {
        "indicators": [{"indicator": name, **context} for name in ids[:2]]
        + [{"indicator": ids[2], **context, "unit": unit}],
        "baselines": [base(name, n, printed=text)
                      for name, (n, text) in zip(ids, figures, strict=True)],
        "relations": related(f"parks.{kind}", kind,
                             *zip(roles, ids, ["2020"] * 3, strict=True)),
    }  # fmt: skip


def readings(children):
    context = {"aim": "context", "direction": "none"}
    rest = ("parks.a", "parks.b", "parks.c", "parks.d")
    return {
        "indicators": [{"indicator": "parks.share", **SHARE},
                       *({"indicator": name, **context} for name in rest)],
        "baselines": [base("parks.share", 50.0, printed="50%"), base("parks.a", children),
                      base("parks.b", 10), base("parks.c", 20), base("parks.d", 40)],
        "targets": [target("parks.share", 80, "2023")],
        "relations": related("parks.one", "share", ("numerator", "parks.a", "2020"),
                             ("denominator", "parks.b", "2020"), ("share", "parks.share", "2020"))
        + related("parks.two", "share", ("numerator", "parks.c", "2020"),
                  ("denominator", "parks.d", "2020"), ("share", "parks.share", "2020")),
    }  # fmt: skip


def outlay(paid):
    context = {"aim": "context", "direction": "none"}
    ids = ("parks.paid", "parks.people", "parks.standard")
    return {
        "indicators": [{"indicator": name, **context} for name in ids],
        "baselines": [base(name, n) for name, n in zip(ids, (paid, 10, 100), strict=True)],
        "relations": related("parks.outlay", "outlay", ("paid", "parks.paid", "2020"),
                             ("recipients", "parks.people", "2020"),
                             ("standard", "parks.standard", "2020")),
    }  # fmt: skip


def added(share):
    return {
        "indicators": [{"indicator": "parks.lit_share", **SHARE},
                       {"indicator": "parks.open", **FLOW},
                       {"indicator": "parks.count", "aim": "context", "direction": "none"}],
        "baselines": [base("parks.count", 80), base("parks.lit_share", 50)],
        "targets": [target("parks.open", 10, "2022"), target("parks.open", 10, "2023"),
                    target("parks.lit_share", 50, "2021"),
                    target("parks.lit_share", share, "2023")],
        "relations": related("parks.lit", "additions_to_share",
                             ("denominator_start", "parks.count", "2020"),
                             ("denominator_addition", "parks.open", "2022"),
                             ("denominator_addition", "parks.open", "2023"),
                             ("share", "parks.lit_share", "2021"),
                             ("share", "parks.lit_share", "2023")),
    }  # fmt: skip


def stock(*path, start=10, **more):
    years = range(2024 - len(path), 2024)
    return {
        "indicators": [{"indicator": "parks.count", **more}],
        "baselines": [] if start is None else [base("parks.count", start)],
        "targets": [target("parks.count", value, str(year))
                    for value, year in zip(path, years, strict=True)],
    }  # fmt: skip


def uncertain(bound):
    return stock(20, 30) | {"baselines": [base("parks.count", 10, bound=bound)]}


def pace(planned):
    return {
        "indicators": [{"indicator": "parks.open", **FLOW}],
        "baselines": [base("parks.open", 12, "2018-2020", statistic="total")],
        "targets": [target("parks.open", planned, "2021-2023", statistic="mean")],
    }


def again(value=30, strength="firm", bound="=", printed="30"):
    return stock(20, 30) | {
        "restatements": [base("parks.count", value, "2023", strength=strength, bound=bound,
                              printed=printed)]
    }  # fmt: skip


def mixed(strength):
    plan = level(6)
    plan["targets"][1]["strength"] = strength
    return plan


def twice(other):
    return {
        "indicators": [{"indicator": "parks.lawn", **FLOW}, {"indicator": "parks.path", **FLOW}],
        "targets": [target("parks.lawn", 1234, "2023"), target("parks.path", other, "2023")],
    }


def tasks(due=None, *, link=True, headline=False, counted=1):
    return {
        "indicators": [{"indicator": "parks.open", **FLOW, "headline": headline}],
        "targets": [target("parks.open", 5, "2023")],
        "groups": [GROUP],
        "tasks": [TASK | {"due": pd.Timestamp(due) if due else pd.NaT}],
        "task_indicators": [LINK] if link else [],
        "counts": [{"groups": 1, "tasks": counted, "printed": "1大工程"}],
    }


def headline(section):
    return {
        "indicators": [{"indicator": "parks.open", **FLOW, "headline": True}],
        "targets": [target("parks.open", 5, "2023", section=section)],
    }
