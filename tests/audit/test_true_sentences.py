"""No sentence of the audit claims more than the rule compared."""

from decimal import Decimal

import pytest

from minsheng.audit import audit, findings
from minsheng.audit.arithmetic import compare
from minsheng.audit.rules.restated import is_worded_alike
from minsheng.plan.bounds import Interval
from tests.audit.conftest import base, make
from tests.audit.made import (
    again,
    dated,
    exceeds,
    headline,
    pace,
    quotient,
    related_figures,
    sequence,
    stock,
    subset,
)


def rows(rule, plan):
    checked = audit(make(**plan))
    own = checked[checked["rule"] == rule]
    return list(own[["severity", "arithmetic"]].itertuples(index=False, name=None))


def sentences(rule, plan):
    checked = audit(make(**plan))
    return checked.loc[checked["rule"] == rule, ["zh", "en"]].values.tolist()


def bounded(value, bound, *path, target_bound=">="):
    """Targets of `target_bound` against a baseline of `bound`."""
    plan = stock(*path)
    plan["baselines"] = [base("parks.count", value, bound=bound)]
    for row in plan["targets"]:
        row["bound"] = target_bound
    return plan


def test_a_baseline_between_the_targets_is_told_of_those_above_it_alone():
    """3.14 nurses in 2017 against 2.72, 2.93 and 3.21: two are below, one is above."""
    plan = stock(2.72, 2.93, 3.21, start=3.14)
    assert rows("already_met", plan) == [("agreed", "3.14; 3.21")]
    assert rows("below_baseline", plan) == [("question", "2.72, 2.93 < 3.14")]
    ((zh, en),) = sentences("already_met", plan)
    assert "2021" not in zh
    assert "does not yet meet" in en


@pytest.mark.parametrize(
    ("bound", "path", "met", "below", "looser"),
    [
        # "More than 94" may be 96: at least 95 may be looser, and at least 94 is met.
        (">", (94, 95), {">94; ≥94", ">94; ≥95"}, [], []),
        (">", (93, 95), {">94; ≥95"}, ["≥93 < >94"], []),
        ("=", (94, 95), {"94; ≥94"}, ["≥94 ≥ 94"], ["≥95 ≥ 94"]),
        ("~", (94, 95), {"≈94; ≥94"}, ["≥94 ≥ ≈94"], ["≥95 ≥ ≈94"]),
    ],
)
def test_a_bound_settles_nothing_beyond_it(bound, path, met, below, looser):
    plan = bounded(94, bound, *path)
    questions = {line for severity, line in rows("already_met", plan) if severity == "question"}
    assert questions == met
    assert [line for _, line in rows("below_baseline", plan)] == below
    assert [line for _, line in rows("looser_target", plan)] == looser


def test_a_strict_target_is_not_met_by_its_own_number():
    assert rows("already_met", bounded(10, "=", 10, target_bound=">")) == [("agreed", "10; >10")]
    met = bounded(10, ">", 10, target_bound=">")
    assert rows("already_met", met) == [("question", ">10; >10")]


def test_an_approximate_baseline_may_meet_its_own_number():
    (row,) = sentences("already_met", bounded(10, "~", 10))
    assert "may meet" in row[1]


def test_a_minimum_does_not_make_up_a_higher_number():
    seven_or_more, ten = (
        Interval(Decimal(7), Decimal("Infinity")),
        Interval(Decimal(10), Decimal(10)),
    )
    assert compare(seven_or_more, ten) == "short"
    assert compare(ten, seven_or_more) == "same"


@pytest.mark.parametrize(
    ("plan", "rule", "bound"),
    [(exceeds(9), "claimed_order", "<="), (subset(5), "subset", ">=")],
)
def test_bounds_that_leave_the_order_open_are_not_compared(plan, rule, bound):
    assert len(rows(rule, plan)) == 1
    plan["baselines"][0]["bound"] = bound
    assert rows(rule, plan) == []


def test_a_past_that_is_only_a_bound_may_have_been_more():
    plan = pace(5)
    assert rows("past_pace", plan)[0][0] == "agreed"
    plan["baselines"][0]["bound"] = ">="
    assert rows("past_pace", plan) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("三级医院达到2家", "三级医院总数达到2家", True),
        ("新增社区养老服务站25所", "全区新增社区养老服务站25个", False),
        ("群众自发组织服务成为常态", "群众自发组织文化活动成为常态", False),
        ("改善农村未达等级薄弱幼儿园9所", "改善9所农村薄弱幼儿园办园条件", False),
    ],
)
def test_wordings_are_alike_where_one_has_all_the_words_of_the_other(one, other, alike):
    assert is_worded_alike(one, other) is alike


def test_two_wordings_of_one_goal_are_quoted_not_told_as_agreed():
    plan = again(printed="30个游园")
    plan["targets"][-1]["printed"] = "30个公园"
    ((zh, en),) = sentences("restated", plan)
    assert rows("restated", plan) == [("remark", "30; 30")]
    assert "用词（“30个公园”、“30个游园”）" in zh
    assert "the wording (“30个公园” and “30个游园”)" in en


def test_a_year_is_named_where_one_is_printed():
    for due, year in (("2023-12-31", True), (None, False)):
        plan = dated(due)
        plan["indicators"] = [{"indicator": "parks.open", "kind": "stock"}]
        ((zh, en),) = sentences("missing_baseline", plan)
        assert ("2023" in zh) is year
        assert ("2023" in en) is year


def test_a_share_without_a_printed_year_is_told_without_one():
    plan = quotient("share", ("numerator", "denominator", "share"), 43.9, "43.9%", "percent")
    ((zh, en),) = sentences("share", plan)
    assert "写为2020年43.9%" in zh
    assert "43.9% (2020) is printed" in en


def test_steps_without_a_printed_year_have_no_order():
    plan = sequence("2023")
    assert rows("sequence", plan) == [("question", "2023 > 2022")]
    plan["targets"][0]["section"] = "附件1三1(1)"
    plan["groups"] = [{"group": "parks.project1", "name_zh": "园", "name_en": "Works"}]
    plan["tasks"] = [{"task": "parks.project1.1", "title_zh": "图", "title_en": "Draw"}]
    assert rows("sequence", plan) == []


def test_a_baseline_with_a_note_is_not_told_as_settled():
    plan = stock(11)
    plan["baselines"][0] |= {"note_zh": "未写年份。", "note_en": "No year is printed."}
    ((zh, en),) = sentences("uncertain_baseline", plan)
    assert zh.startswith("“parks.count”：基期写为10个（未写年份），")
    assert "printed as 10 items (No year is printed); " in en


def test_a_computed_baseline_is_told_as_computed():
    plan = stock(11)
    plan["baselines"][0] |= {"basis": "derived", "derivation": "20/2"}
    assert rows("uncertain_baseline", plan) == [("agreed", "10")]
    assert "由计划写明的数算得" in sentences("uncertain_baseline", plan)[0][0]


def test_no_goal_is_missing_from_an_annex_that_the_plan_does_not_have():
    plan = headline("正文二(一)")
    assert rows("main_text_only", plan) == [("remark", "")]
    plan["baselines"] = []
    assert rows("main_text_only", plan) == []
    eleven = headline("正文二(一)")
    eleven["baselines"][0]["section"] = "附件11一"
    assert rows("main_text_only", eleven) == []


def visits(total, each):
    members = ("total", "parks.visits", "2020", total), ("mean", "parks.each", "2020", each)
    return related_figures("mean", *members, aim="context", direction="none")


@pytest.mark.parametrize(
    ("total", "bound", "needed"),
    [(12, "=", "4"), (12, ">=", "at least 4"), (50_000, "=", "16,667")],
)
def test_a_mean_without_its_count_says_what_it_would_have_to_be(total, bound, needed):
    plan = visits(total, 3)
    plan["baselines"][0]["bound"] = bound
    ((_, en),) = sentences("mean", plan)
    assert f"would have to be {needed};" in en


def test_a_mean_of_nothing_needs_no_count():
    assert rows("mean", visits(12, 0)) == []


def test_a_line_held_over_all_years_asks_something_of_each(plan):
    """What is printed once for all years is not stated by year, and still binds the first one."""
    own = findings(plan.select(programme=["childcare", "employment"])).set_index("rule")
    employment = own[own["programme"] == "employment"]
    assert "26项目标都没有对期末以前的某一年单独提出要求" in employment.loc["no_yearly", "zh"]
    assert "26项目标中有7项对2018年也有要求" in employment.loc["retrospective", "zh"]


def test_figures_are_as_exact_as_their_source(plan):
    found = findings(plan.select(programme="employment")).set_index("rule")
    assert "由上一年的13800元扩大到2017年的17900元" in found.loc["distance", "zh"]
