"""The tables of the write-ups: known answers, sums that agree, words in cells."""

import dataclasses

import pytest
from building import Wish, build
from standings import ledger, standing

import minsheng as ms
from minsheng.evaluation import CLASSES, OUTCOMES, freeze, read_frozen, stand
from minsheng.reports import listings, writeups
from minsheng.text.language import using

SHARE = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: ">=95"})
FLOW = Wish(
    name="flow",
    kind="flow",
    unit="person",
    baseline=None,
    targets={2018: 10000, 2019: 10000, 2020: 10000},
)


@pytest.fixture(autouse=True)
def _chinese():
    with using("zh"):
        yield


def test_the_known_answer_of_the_mid_term():
    """b=82, y=86, T=95 and 86 wanted by then: g = 4/13 = 30.77 %, p = 30.77 %, no lead."""
    row = listings.midterm_results(standing(SHARE, seen=[(2018, 86)], when="2018")).rows[0]
    assert {
        name: row[name]
        for name in (
            "baseline",
            "observed",
            "target",
            "target_year",
            "progress",
            "planned_share",
            "lead",
            "pace",
            "class",
            "why",
        )
    } == {
        "baseline": "82%",
        "observed": "86%",
        "target": "≥95%",
        "target_year": "2020",
        "progress": "30.8",
        "planned_share": "30.8",
        "lead": "0.0",
        "pace": "1.00",
        "class": "● 基本符合预期",
        "why": "规划进度",
    }


def test_what_is_required_from_here():
    """85 after one year: 5 points a year from here, 3 so far; 86 is what the plan wants by then."""
    row = listings.required_pace(standing(SHARE, seen=[(2018, 85)], when="2018")).rows[0]
    assert (row["required"], row["so_far"], row["faster"]) == ("5个百分点", "3个百分点", "1.7")
    assert listings.required_pace(standing(SHARE, seen=[(2018, 86)], when="2018")).rows == ()
    assert listings.required_pace(standing(SHARE, seen=[(2018, 90)], when="2018")).rows == ()
    row = listings.required_pace(standing(SHARE, seen=[(2018, 81)], when="2018")).rows[0]
    assert (row["so_far"], row["faster"]) == ("−1个百分点", "")


def test_of_an_amount_the_running_total_is_shown():
    here = standing(FLOW, seen=[(2018, 9000), (2019, 5000)], when="2019")
    assert listings.midterm_results(here).rows[0]["observed"] == "累计14000"


@pytest.mark.parametrize(
    ("status", "told"),
    [("final", "95%"), ("provisional", "95%（初步数）"), ("revised", "95%（修订数）")],
)
def test_what_is_not_final_says_so_in_either_evaluation(status, told):
    where = standing(SHARE, seen=[(2020, 95, "2021-01-31", status)], when="2020")
    assert listings.midterm_results(where).rows[0]["observed"] == told
    assert listings.outcome_results(where).rows[0]["final_value"] == told


def test_counts_add_up(plan, made_up):
    for table, names in (
        (listings.midterm_counts(ms.stand_midterm(plan, made_up)), CLASSES),
        (listings.midterm_strengths(ms.stand_midterm(plan, made_up)), CLASSES),
        (listings.outcome_counts(ms.stand_final(plan, made_up)), OUTCOMES),
        (listings.outcome_strengths(ms.stand_final(plan, made_up)), OUTCOMES),
    ):
        *parts, total = table.values
        for column in total:
            assert total[column] == sum(row[column] for row in parts)
        assert total["goals"] == 281 == sum(total.get(name, 0) for name in names)


def test_firm_and_aspired_goals_are_counted_apart():
    plan = build(SHARE, dataclasses.replace(SHARE, name="aspired"))
    targets = plan.tables["targets"]
    targets.loc[targets["indicator"].eq("test.aspired"), "strength"] = "aspired"
    plan = dataclasses.replace(plan, tables={**plan.tables, "targets": targets})
    here = stand(plan, ledger(("test.indicator", 2018, 86), ("test.aspired", 2018, 83)), "2018")
    told = {
        row["strength"]: (row["in_line"], row["lagging"])
        for row in listings.midterm_strengths(here).rows
    }
    assert told == {"确定性目标": ("1", "0"), "力争性目标": ("0", "1"), "合计": ("1", "1")}


@pytest.mark.parametrize(
    ("value", "margin", "outcome"),
    [
        (96.5, "优于1.5个百分点", "◆ 达到"),
        (95, "持平", "◆ 达到"),
        (94.9, "差0.1个百分点", "× 未达到"),
    ],
)
def test_by_how_much_a_target_was_met_or_missed(value, margin, outcome):
    row = listings.outcome_goals(standing(SHARE, seen=[(2020, value)], when="2020")).rows[0]
    assert (row["margin"], row["outcome"]) == (margin, outcome)


def test_a_large_margin_is_written_as_the_figures_are():
    here = standing(FLOW, seen=[(2018, 10000), (2019, 10000), (2020, 30000)], when="2020")
    assert listings.outcome_goals(here).rows[0]["margin"] == "优于20000"


def test_what_is_retrospective_or_late_is_said(plan, made_up):
    table = listings.outcome_results(ms.stand_final(plan, made_up))
    cells = {row["outcome"] for row in table.rows}
    assert {"◆ 达到†", "■ 逾期完成（截至2019年6月30日）†"} <= cells
    assert "†：追溯，即目标期限在规划印发（2019年2月21日）以前已经届满。" in table.notes


def test_a_direction_has_no_figure_to_reach():
    wish = Wish(aim="direction", baseline=None)
    here = standing(wish, seen=[(2018, 1), (2019, 2), (2020, 3)], when="2020")
    assert listings.outcome_results(here).rows[0]["target"] == "只定方向"


def test_what_the_mid_term_promised_stands_beside_what_came():
    said = {
        "indicator": "test.indicator",
        "period": "2018",
        "reported_on": "2019-01-31",
        "problem": "某问题",
        "action": "某措施",
        "department": "office",
        "due": "2019-12-31",
    }
    then = standing(SHARE, seen=[(2018, 83)], when="2018", explained=[said])
    frozen = read_frozen(freeze(then), then.plan)
    now = stand(
        then.plan, ledger(("test.indicator", 2018, 83), ("test.indicator", 2020, 95)), "2020"
    )
    (row,) = listings.promised(now, frozen).rows
    assert [row[name] for name in ("then", "action", "department", "due", "outcome", "course")] == [
        "▼ 滞后",
        "某措施",
        "某局",
        "2019-12-31",
        "◆ 达到",
        "补上进度，期末达到",
    ]
    assert listings.fallen(now, frozen).rows == ()
    assert [(row["then"], row["met"]) for row in listings.courses(now, frozen).rows] == [
        ("▼ 滞后", "1")
    ]


def test_tasks_have_three_outcomes(plan, made_up):
    standing_ = ms.stand_final(plan, made_up)
    told = listings.task_outcomes(standing_).values[-1]
    assert told["tasks"] == sum(
        told[name] for name in ("completed", "continuing", "started", "silent")
    )
    assert len(listings.open_tasks(standing_).rows) == told["tasks"] - told["completed"]


def test_rows_carry_the_ids_of_the_plan(plan, made_up):
    here, end = ms.stand_midterm(plan, made_up), ms.stand_final(plan, made_up)
    ids = set(plan.indicators["indicator"])
    for table in (
        listings.midterm_results(here),
        listings.required_pace(here),
        listings.outcome_results(end),
    ):
        assert set(table.ids) <= ids
    assert list(listings.midterm_results(here).ids) == list(here.verdicts["indicator"])


def test_that_all_main_goals_can_be_judged_is_said_without_a_second_count():
    here = standing(SHARE, seen=[(2020, 96)], when="2020")
    (said,) = writeups.final_main_goals(here).parts[0].paragraphs
    assert str(said).endswith("主要指标1项，可研判，列于下表。")
