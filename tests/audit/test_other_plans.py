"""Every finding on two plans that print what the shipped one does not, read against their text."""

from pathlib import Path

import pytest

import minsheng as ms
from minsheng.audit import findings
from minsheng.plan.plan import Plan
from tests.audit.conftest import base, make, target

COUNTY = Path(__file__).parents[1] / "county_package"
TASK = "正文三(一)1(1)"


def found(plan):
    rows = findings(plan)
    return list(rows[["rule", "indicators", "arithmetic"]].itertuples(index=False, name=None))


def test_the_findings_on_the_county_plan_are_true():
    """Its one task is the renovation of homes; education and population name no year before 2025.

    430 homes of 2021-2023 and 300 moves of these years leave nothing to be allotted: the amounts of
    2024 and 2025 are further ones.
    """
    rows = found(ms.load_plan(COUNTY))
    without_task = {
        "education.built",
        "education.gross_enrolment",
        "education.retention",
        "housing.heating",
        "housing.moved",
        "population.fund_balance",
        "population.life_expectancy",
        "population.natural_growth",
    }
    assert {names[0] for rule, names, _ in rows if rule == "no_task"} == without_task
    rest = [(rule, line) for rule, _, line in rows if rule != "no_task"]
    assert rest == [("no_yearly", "0 / 3"), ("no_yearly", "0 / 4"), ("no_start", "0")]


@pytest.fixture
def notice():
    """A notice without annexes: goals, figures and the only task stand in its own text."""
    plan = make(
        indicators=[
            {"indicator": "parks.count", "headline": True},
            {"indicator": "parks.open", "kind": "flow", "headline": True},
            {"indicator": "parks.station", "kind": "milestone", "unit": "milestone"},
            {"indicator": "parks.elderly", "note_zh": "对象未写明。", "note_en": "Of whom?"},
        ],
        baselines=[
            base("parks.count", 10, section="正文一"),
            base("parks.open", 12, "2018-2020", statistic="total", section="正文一"),
        ],
        targets=[
            target("parks.count", 12, "2022", section="正文二(一)"),
            target("parks.count", 15, "2023", section="正文二(一)"),
            target("parks.open", 4, "2021-2022", statistic="total", section="正文二(一)"),
            target("parks.open", 1, "2023", section="正文二(一)"),
            target("parks.station", 1, "2023", printed="三年内建成监测站", section=TASK),
            target("parks.elderly", 3, "2023", printed="老年人活动点3个", section=TASK),
        ],
        groups=[{"group": "parks.project1", "name_zh": "公园工程", "section": "正文三(一)1"}],
        tasks=[
            {"task": "parks.project1.1", "title_zh": "建园", "section": TASK},
        ],
        task_indicators=[{"task": "parks.project1.1", "indicator": "parks.open"}],
    )
    tables = dict(plan.tables)
    tables["programmes"] = tables["programmes"].assign(annex="")
    return Plan(plan.facts, tables, plan.fingerprint)


def test_the_findings_on_a_plan_without_annexes_are_true(notice):
    """By hand: 12 in three years before, (4 + 1) / 3 in the plan; one place names no year."""
    assert found(notice) == [
        ("past_pace", ("parks.open",), "(4 + 1) / 3 = 1.67 < 12 / 3 = 4"),
        ("no_task", ("parks.count",), ""),
        ("missing_baseline", ("parks.elderly",), ""),
        ("uncertain_baseline", ("parks.open",), "12"),
        ("undated", ("parks.elderly",), "1 / 4"),
        ("open_note", ("parks.elderly",), "1 / 4"),
    ]
