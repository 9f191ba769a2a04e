"""Plans for the rules: what each rule looks at, with one figure left to choose."""

import datetime as dt
from dataclasses import replace

import pandas as pd

from minsheng.plan.facts import Annex
from tests.audit.conftest import FACTS, base, related, target

FLOW = {"kind": "flow"}
SHARE = {"unit": "percent"}
CONTEXT = {"aim": "context", "direction": "none"}
LATE = replace(FACTS, printed=dt.date(2022, 2, 1))
TASK = {
    "group": "parks.project1",
    "task": "parks.project1.1",
    "title_zh": "建园",
    "title_en": "Build parks",
}
GROUP = {"group": "parks.project1", "name_zh": "公园工程", "name_en": "Park works"}
LINK = {"task": "parks.project1.1", "indicator": "parks.open"}


def one(value, **more):
    """A flow with three yearly amounts and a total of `value`."""
    return {
        "indicators": [{"indicator": "parks.open", **FLOW}],
        "targets": [
            *(
                target("parks.open", n, str(year), **more)
                for n, year in ((1, 2021), (2, 2022), (3, 2023))
            ),
            target("parks.open", value, "2021-2023", statistic="total", **more),
        ],
    }


def mean(value):
    """A flow with a yearly mean beside its total."""
    return {
        "indicators": [{"indicator": "parks.open", **FLOW}],
        "targets": [
            target("parks.open", value, "2021-2023", statistic="mean"),
            target("parks.open", 6, "2021-2023", statistic="total"),
        ],
    }


def level(end):
    return {
        "indicators": ["parks.count", {"indicator": "parks.open", **FLOW}],
        "baselines": [base("parks.count", 4)],
        "targets": [target("parks.open", 2, "2023"), target("parks.count", end, "2023")],
        "relations": related(
            "parks.level",
            "level",
            ("start", "parks.count", "2020"),
            ("addition", "parks.open", "2023"),
            ("end", "parks.count", "2023"),
        ),
    }


def rundown(*, start):
    down = {"direction": "down"}
    return {
        "indicators": [
            {"indicator": "parks.closed", **down},
            {"indicator": "parks.reopened", **FLOW},
        ],
        "baselines": [base("parks.closed", 5)],
        "targets": [target("parks.reopened", 5, "2023"), target("parks.closed", 0, "2023")],
        "relations": related(
            "parks.rundown",
            "rundown",
            *([("start", "parks.closed", "2020")] if start else []),
            ("removal", "parks.reopened", "2023"),
            ("end", "parks.closed", "2023"),
        ),
    }


def parts(whole):
    return related_figures(
        "sum",
        ("part", "parks.town", "2020", 7),
        ("part", "parks.village", "2020", 5),
        ("whole", "parks.all", "2020", whole),
        **CONTEXT,
    )


def quotient(kind, roles, value, printed, unit):
    members = zip(roles, ("above", "below", "result"), (3, 7, value), strict=True)
    plan = related_figures(
        kind, *((role, f"parks.{name}", "2020", n) for role, name, n in members), **CONTEXT
    )
    plan["indicators"][2]["unit"] = unit
    plan["baselines"][2]["printed"] = printed
    return plan


def readings(children):
    """A share printed once, and two pairs of figures that it may be computed from."""
    share = ("share", "parks.share", "2020", 50)
    one, two = (
        related_figures("share", ("numerator", *above), ("denominator", *below), share, **CONTEXT)
        for above, below in (
            (("parks.a", "2020", children), ("parks.b", "2020", 10)),
            (("parks.c", "2020", 20), ("parks.d", "2020", 40)),
        )
    )
    other = [row | {"relation": "parks.two"} for row in two["relations"]]
    return {
        "indicators": [
            {"indicator": "parks.share", **SHARE},
            *one["indicators"][:2],
            *two["indicators"][:2],
        ],
        "baselines": [
            base("parks.share", 50, printed="50%"),
            *one["baselines"][:2],
            *two["baselines"][:2],
        ],
        "targets": [target("parks.share", 80, "2023")],
        "relations": one["relations"] + other,
    }


def outlay(paid):
    return related_figures(
        "outlay",
        ("paid", "parks.paid", "2020", paid),
        ("recipients", "parks.people", "2020", 10),
        ("standard", "parks.standard", "2020", 100),
        **CONTEXT,
    )


def added(share):
    return {
        "indicators": [
            {"indicator": "parks.lit_share", **SHARE},
            {"indicator": "parks.open", **FLOW},
            {"indicator": "parks.count", **CONTEXT},
        ],
        "baselines": [base("parks.count", 80), base("parks.lit_share", 50)],
        "targets": [
            target("parks.open", 10, "2022"),
            target("parks.open", 10, "2023"),
            target("parks.lit_share", 50, "2021"),
            target("parks.lit_share", share, "2023"),
        ],
        "relations": related(
            "parks.lit",
            "additions_to_share",
            ("denominator_start", "parks.count", "2020"),
            ("denominator_addition", "parks.open", "2022"),
            ("denominator_addition", "parks.open", "2023"),
            ("share", "parks.lit_share", "2021"),
            ("share", "parks.lit_share", "2023"),
        ),
    }


def stock(*path, start=10, **more):
    years = range(2024 - len(path), 2024)
    return {
        "indicators": [{"indicator": "parks.count", **more}],
        "baselines": [] if start is None else [base("parks.count", start)],
        "targets": [
            target("parks.count", value, str(year)) for value, year in zip(path, years, strict=True)
        ],
    }


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
        "restatements": [
            base("parks.count", value, "2023", strength=strength, bound=bound, printed=printed)
        ]
    }


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
    """A headline goal printed in `section`, and a figure of context in the annex."""
    return {
        "indicators": [
            {"indicator": "parks.open", **FLOW, "headline": True},
            {"indicator": "parks.trees", **CONTEXT},
        ],
        "baselines": [base("parks.trees", 1)],
        "targets": [target("parks.open", 5, "2023", section=section)],
    }


def related_figures(relation, *members, notes=False, **more):
    """Levels in a relation: ``(role, indicator, year, value)``, those of 2020 as baselines."""
    rows = related(
        f"parks.{relation}", relation, *((role, name, year) for role, name, year, _ in members)
    )
    if notes:
        rows = [
            row | {"note_zh": "口径未写明", "note_en": "what counts is not printed"} for row in rows
        ]
    figures = [base(name, value, year) for _, name, year, value in members]
    return {
        "indicators": [
            {"indicator": name, **more} for name in dict.fromkeys(name for _, name, _, _ in members)
        ],
        "baselines": [row for row in figures if row["year"] == "2020"],
        "targets": [row for row in figures if row["year"] != "2020"],
        "relations": rows,
    }


def subset(part, *, notes=False):
    return related_figures(
        "subset",
        ("part", "parks.small", "2020", part),
        ("whole", "parks.all", "2020", 10),
        notes=notes,
        **CONTEXT,
    )


def exceeds(value):
    return related_figures(
        "exceeds",
        ("greater", "parks.own", "2020", value),
        ("lesser", "parks.elsewhere", "2020", 8),
        **CONTEXT,
    )


def sequence(first):
    return related_figures(
        "sequence", ("before", "parks.drawn", first, 1), ("after", "parks.dug", "2022", 1), **FLOW
    )


def overlap(*, notes):
    return related_figures(
        "overlap",
        ("one", "parks.lawn", "2023", 3),
        ("other", "parks.path", "2023", 4),
        notes=notes,
        **FLOW,
    )


def shares(town):
    """A share of the whole that rises by 10 and one of its towns that rises from 20 to `town`."""
    return related_figures(
        "part_share",
        ("part", "parks.town", "2021", 20),
        ("part", "parks.town", "2023", town),
        ("whole", "parks.all", "2021", 40),
        ("whole", "parks.all", "2023", 50),
        **SHARE,
    )


def counted(*, notes):
    return related_figures(
        "all_or_added",
        ("start", "parks.ponds", "2020", 1),
        ("end", "parks.ponds", "2023", 2),
        notes=notes,
    )


def ceiling(paid, *standards):
    return related_figures(
        "ceiling",
        ("paid", "parks.paid", "2020", paid),
        ("recipients", "parks.people", "2020", 10),
        *(("standard", f"parks.standard{n}", "2020", value) for n, value in enumerate(standards)),
        **CONTEXT,
    )


def starts(printed, *, followed=False):
    """A milestone worded so, which a later step may rest on."""
    plan = related_figures(
        "sequence",
        ("before", "parks.dug", "2022", 1),
        ("after", "parks.opened", "2023", 1),
        kind="milestone",
        unit="milestone",
    )
    plan["targets"][0]["printed"] = printed
    return plan if followed else plan | {"relations": []}


def elsewhere(*, given):
    """A share that is to be the national average, which the plan prints or does not."""
    plan = related_figures(
        "exceeds",
        ("greater", "parks.share", "2020", 9),
        ("lesser", "parks.national", "2020", 8),
        **SHARE,
    )
    plan["indicators"][0] |= {"aim": "direction"}
    plan["indicators"][1] |= {**CONTEXT}
    plan["targets"] = [
        {"indicator": "parks.share", "year": "2023", "bound": "", "printed": "达全国平均水平"}
    ]
    return plan if given else plan | {"relations": []}


def grouped(*, tasked=True, section="附件1三1"):
    """A project with a task or without, and a headline goal at `section`."""
    plan = tasks(headline=True)
    plan["targets"][0]["section"] = section
    if not tasked:
        reform = {
            "group": "parks.reform1",
            "kind": "reform",
            "section": "附件1三2",
            "name_zh": "公园改革",
            "name_en": "Park reform",
        }
        plan["groups"] = [*plan["groups"], reform]
    return plan


def distance(slow):
    """A higher figure that grew by 10 % and a lower one that grew by `slow` per cent."""
    return {
        "indicators": [
            {"indicator": "parks.town", **CONTEXT},
            {"indicator": "parks.village", **CONTEXT},
            {"indicator": "parks.town_growth", **CONTEXT, **SHARE},
            {"indicator": "parks.village_growth", **CONTEXT, **SHARE},
            {"indicator": "parks.gap", "aim": "direction", "direction": "down"},
        ],
        "baselines": [
            base("parks.town", 220),
            base("parks.village", 110),
            base("parks.town_growth", 10),
            base("parks.village_growth", slow),
        ],
        "targets": [{"indicator": "parks.gap", "year": "2023", "bound": "", "printed": "缩小"}],
        "relations": related(
            "parks.gap",
            "distance",
            ("high", "parks.town", "2020"),
            ("high_growth", "parks.town_growth", "2020"),
            ("low", "parks.village", "2020"),
            ("low_growth", "parks.village_growth", "2020"),
            ("goal", "parks.gap", "2023"),
        ),
    }


def done(printed):
    return again() | {"restatements": [base("parks.count", 30, "2023", printed=printed)]}


def by_year(*printed):
    """A second programme with yearly goals beside one with `printed` for its three years."""
    return {
        "programmes": [
            {"programme": "lakes", "order": 2, "annex": "附件2", "section": "正文二(二)"}
        ],
        "responsibilities": [{"programme": "lakes", "department": "landscape", "role": "lead"}],
        "indicators": [
            {"indicator": "parks.count", "aim": "hold"},
            {"indicator": "lakes.count", "programme": "lakes"},
        ],
        "baselines": [base("parks.count", 10), base("lakes.count", 10)],
        "targets": [
            *(target("lakes.count", 10 + n, str(2020 + n)) for n in (1, 2, 3)),
            *(
                target("parks.count", 10, str(2021 + n), bound=">=", printed=text)
                for n, text in enumerate(printed)
            ),
        ],
    }


def named(department):
    return stock(11) | {
        "responsibilities": [{"programme": "parks", "department": department, "role": "named"}]
    }


def leads(*more):
    return stock(11) | {
        "responsibilities": [
            {"programme": "parks", "department": department, "role": "lead"} for department in more
        ]
    }


def event(due, printed=""):
    return stock(11) | {
        "calendar": [
            {
                "event": "review",
                "name_zh": "市园林局评估",
                "name_en": "A review",
                "frequency": "once",
                "due": due,
                "printed": printed,
            }
        ]
    }


def final(*path):
    """A headline level beside a level that is stated by year."""
    plan = stock(*path, headline=True)
    plan["indicators"].append("parks.trees")
    plan["baselines"].append(base("parks.trees", 1))
    plan["targets"] += [target("parks.trees", 2, "2022"), target("parks.trees", 3, "2023")]
    return plan


def dated(due):
    plan = tasks(due)
    plan["targets"] = [target("parks.open", 5, "2023", section="附件1三1(1)")]
    return plan


def without_start(*, given):
    return {
        "indicators": [{"indicator": "parks.open", **FLOW}],
        "baselines": [base("parks.open", 5)] if given else [],
        "targets": [target("parks.open", 5, "2023")],
    }


def annexes(*, contained):
    annex = Annex("附件12", "目标表", "Table of goals", contained)
    return stock(11) | {"facts": replace(FACTS, annexes=(annex,))}


def statistics_of_parks(*programmes):
    """A task on statistics of parks; the bureau of statistics is responsible in `programmes`."""
    title = {"title_zh": "公园统计", "title_en": "Statistics of parks"}
    lakes = {"programme": "lakes", "order": 2, "annex": "附件2", "section": "正文二(二)"}
    return stock(11) | {
        "programmes": [lakes],
        "groups": [GROUP],
        "tasks": [TASK | title],
        "responsibilities": [
            {"programme": "lakes", "department": "landscape", "role": "lead"},
            *(
                {"programme": name, "department": "statistics", "role": "responsible"}
                for name in programmes
            ),
        ],
    }


def four_programmes(n):
    """Four programmes that one bureau leads; another one is responsible in `n` of them."""
    added = ("lakes", "trees", "paths")
    programmes = [
        {"programme": name, "order": order, "annex": f"附件{order}", "section": "正文二(一)"}
        for order, name in enumerate(added, start=2)
    ]
    leads_ = [{"programme": name, "department": "landscape", "role": "lead"} for name in added]
    others = [
        {"programme": name, "department": "statistics", "role": "responsible"}
        for name in ("parks", *added)[:n]
    ]
    return stock(11) | {"programmes": programmes, "responsibilities": [*leads_, *others]}
