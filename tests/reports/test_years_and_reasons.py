"""Reports name the years and parts that a verdict rests on, and count what they show."""

import datetime as dt
from dataclasses import replace

from building import Wish
from standings import standing

from minsheng.evaluation import outcomes, years_not_kept
from minsheng.plan.observations import LedgerWarning
from minsheng.reports import listings, sentences
from minsheng.reports.evaluations.annexes import without_result
from minsheng.reports.evaluations.judgement import binding_first
from minsheng.reports.final.outcomes import ended

LINE = Wish("line", aim="hold", baseline=96, targets={2020: ">=95"})
DONE = Wish("done", unit="milestone", kind="milestone", baseline=None, targets={2018: 1})
ONCE = Wish("once", baseline=None, targets={2020: ">=55"})
BROKEN = [("test.line", "2018", 94), ("test.line", "2019", 96)]


def test_a_goal_of_a_later_year_is_not_due_where_only_its_middle_was_reported():
    here = standing(ONCE, LINE, seen=[("test.once", "2019H1", 48)], when="2019")
    row = here.verdicts.iloc[0]
    assert (row["class"], row["verdict"]) == ("not_judged", "no_target")
    assert "只有较早时点实际值1项" in str(sentences.standing_answer(here))
    due = standing(ONCE, seen=[("test.once", "2020H1", 56)], when="2020").verdicts.iloc[0]
    assert (due["class"], due["reason"]) == ("not_reported", "value_before_due")


def test_a_direction_that_turned_in_a_year_is_told():
    """By hand: 86, 87.5, 86.9, 88: on average and at last up, in the third year down."""
    up = Wish("up", aim="direction", baseline=None, targets={2021: None})
    values = zip(range(2018, 2022), (86, 87.5, 86.9, 88), strict=True)
    here = standing(up, seen=[*values], when="2021", last_year=2021)
    assert here.verdicts["verdict"].tolist() == ["right_way"]
    assert years_not_kept(here) == {"test.up": [2020]}
    assert listings.verdicts(here).rows[0]["verdict"].endswith("，2020年未保持")


def test_a_line_that_was_left_names_year_and_value_and_counts_every_year():
    here = standing(LINE, seen=[*BROKEN, ("test.line", "2020", 96)], when="2020")
    assert "2018年（94%）没有保持在界限以内，所以研判为未达到。" in str(
        sentences.standing_answer(here)
    )
    assert outcomes(here)[["years_due", "years_met"]].iloc[0].tolist() == [3, 2]
    assert listings.outcome_goals(here).rows[0]["outcome"] == "× 未达到，2018年未保持"


def test_a_line_that_can_no_longer_be_met_is_told_without_a_last_value():
    here = standing(LINE, DONE, seen=[*BROKEN, ("test.done", "2018", 1)], when="2020")
    assert "1项此前年度没有保持在界限以内，按研判标准已不能判为达到：某指标（2018年）。" in str(
        sentences.final_answer(here)
    )
    table = without_result(here, ended(here))
    assert [(row["last_judged"], row["years"]) for row in table.rows] == [
        ("2019年保持，2018年未保持", "1/2（2†）")
    ]
    assert "到期年度目标（须保持的界限每年计一项次）3项次，达到2项次" in str(
        sentences.final_answer(here)
    )


def test_missing_parts_are_named():
    flow = Wish("flow", kind="flow", unit="person", baseline=None, total=30)
    seen = [("test.flow", "2018", 10), ("test.flow", "2020H1", 5)]
    (row,) = listings.unreported(standing(flow, seen=seen, when="2020")).rows
    assert row["reason"] == "分期数据不全：2019年、2020年下半年未报送"
    seen = [("test.flow", "2018", 10), ("test.flow", "2019", 9), ("test.flow", "2020Q1-Q3", 5)]
    (row,) = listings.unreported(standing(flow, seen=seen, when="2020")).rows
    assert row["reason"] == "分期数据不全：2020年第四季度未报送"


def test_a_withdrawn_value_is_told_as_withdrawn():
    here = standing(LINE, when="2018")
    (row,) = here.verdicts.to_dict("records")
    warning = LedgerWarning(
        "warnings.withdrawn", "observations.csv", 3, "period", "2018", ("2019-03-05",)
    )
    warning = replace(warning, indicator=row["indicator"], since=dt.date(2019, 3, 5))
    here = replace(here, ledger=replace(here.ledger, warnings=(warning,)))
    assert listings.unreported(here).rows[0]["reason"] == "已于2019年3月5日撤回"
    assert listings.verdicts(here).rows[0]["verdict"] == "◇ 已于2019年3月5日撤回"
    for told in (listings.history(here).rows[0]["verdict"], str(sentences.indicator_answer(here))):
        assert "已于2019年3月5日撤回" in told
    assert "2019-03-05撤回" in listings.warnings(here).rows[0]["what_to_verify"]


def test_the_base_of_the_coverage_is_what_was_to_be_reported():
    """By hand: of two goals the milestone is due in a year to come."""
    later = replace(DONE, targets={2020: 1})
    here = standing(LINE, later, seen=[("test.line", "2018", 96)], when="2018")
    for answer in (sentences.standing_answer, sentences.midterm_overview):
        assert "100%" in str(answer(here))
    assert "其余1项未到期或本期尚无须报送。" in str(sentences.midterm_overview(here))


def test_binding_goals_are_named_before_those_only_aspired_to():
    hoped = [Wish(f"w{n}", baseline=50, targets={2018: 60}) for n in range(4)]
    here = standing(*hoped, seen=[(wish.indicator, "2018", 40 + n) for n, wish in enumerate(hoped)])
    targets = here.plan.tables["targets"]
    binding = targets["indicator"].eq("test.w3")
    marked = targets.assign(nature=binding.map({True: "binding", False: ""}))
    plan = replace(here.plan, tables={**here.plan.tables, "targets": marked})
    assert binding_first(plan, here.verdicts)["indicator"].iloc[0] == "test.w3"
