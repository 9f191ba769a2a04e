"""What a bound, a mean, a note, a rounding or a direction changes."""

import re
from dataclasses import replace

import pytest

from minsheng.audit import audit, findings
from minsheng.audit.book import Book
from minsheng.audit.rules import restated
from tests.audit.conftest import base, make, related, target
from tests.audit.made import (
    FLOW,
    added,
    again,
    by_year,
    ceiling,
    dated,
    distance,
    elsewhere,
    final,
    level,
    named,
    one,
    pace,
    quotient,
    related_figures,
    rundown,
    sequence,
    shares,
    starts,
    stock,
    subset,
    tasks,
)


def only(rule, plan):
    checked = audit(make(**plan))
    (row,) = checked[checked["rule"] == rule].to_dict("records")
    return row["severity"], row["arithmetic"]


@pytest.mark.parametrize(
    ("plan", "severity", "arithmetic"),
    [
        (one(6, bound=">="), "agreed", "≥1 + ≥2 + ≥3 = ≥6"),
        (one(7, bound=">="), "question", "≥1 + ≥2 + ≥3 = ≥6 < ≥7"),
        (one(5, bound=">="), "agreed", "≥1 + ≥2 + ≥3 = ≥6 (≥5)"),
        (one(7, bound="<="), "agreed", "≤1 + ≤2 + ≤3 = ≤6 (≤7)"),
        (one(5, bound="<="), "question", "≤1 + ≤2 + ≤3 = ≤6 > ≤5"),
        (one(7, bound="~"), "question", "≈1 + ≈2 + ≈3 = 6 ≠ ≈7"),
    ],
)
def test_a_bound_is_compared_as_a_bound(plan, severity, arithmetic):
    assert only("yearly_total", plan) == (severity, arithmetic)


def test_a_year_without_an_amount_leaves_a_rest():
    plan = one(9)
    del plan["targets"][2]
    assert only("yearly_total", plan) == ("remark", "9 − (1 + 2) = 6")


def test_a_mean_counts_once_for_each_of_its_years():
    plan = level(10)
    plan["targets"][0] |= {"year": "2021-2023", "statistic": "mean", "bound": ">="}
    plan["relations"][1]["year"] = "2021-2023"
    assert only("level", plan) == ("agreed", "4 + ≥6 = ≥10 (10)")


def test_several_rows_of_one_role_are_summed_and_too_much_is_told_too():
    assert only("level", level(5)) == ("contradiction", "4 + 2 = 6 ≠ 5")


def test_a_share_agrees_when_it_rounds_to_the_printed_digits():
    roles = ("numerator", "denominator", "share")
    for value, printed, severity in (
        (42.86, "42.86%", "agreed"),
        (43, "43%", "agreed"),
        (42.87, "42.87%", "contradiction"),
        (42, "42%", "contradiction"),
    ):
        assert only("share", quotient("share", roles, value, printed, "percent"))[0] == severity


def test_a_reading_of_ours_is_asked_about_and_not_called_a_contradiction():
    plan = quotient("share", ("numerator", "denominator", "share"), 50, "50%", "percent")
    for row in plan["relations"]:
        row |= {"note_zh": "一种读法", "note_en": "one reading"}
    assert only("share", plan)[0] == "question"


def test_a_quotient_over_zero_is_not_checked():
    plan = quotient("share", ("numerator", "denominator", "share"), 50, "50%", "percent")
    plan["baselines"][1]["value"] = 0
    assert "share" not in set(audit(make(**plan))["rule"])


def test_a_rundown_that_does_not_end_where_it_should():
    plan = rundown(start=True)
    plan["targets"][0]["value"] = 3
    assert only("rundown", plan) == ("contradiction", "5 − 3 = 2 ≠ 0")


@pytest.mark.parametrize(
    ("bound", "value", "shown"),
    [
        (">", 10, {">10; 10", ">10; 11"}),
        (">=", 9, {"≥9; 10, 11"}),
        ("<=", 12, {"≤12; 10, 11"}),
        ("=", 9, set()),
        ("~", 9, set()),
    ],
)
def test_a_baseline_that_is_a_bound_may_meet_a_target(bound, value, shown):
    plan = stock(10, 11) | {"baselines": [base("parks.count", value, bound=bound)]}
    plan["targets"][0]["bound"] = ">" if bound == ">" else "="
    found = findings(make(**plan))
    rows = found[found["rule"] == "already_met"]
    assert {text.replace("; >", "; ") for text in rows["arithmetic"]} == shown


def test_a_share_that_falls_must_be_given_up():
    plan = added(30)
    plan["indicators"][0]["direction"] = "down"
    assert only("added_share", plan) == ("question", "50 % × 80 − 30 % × 100 = 10")


def test_without_a_start_it_is_said_what_start_a_share_would_need():
    plan = added(70)
    plan["relations"] = [row for row in plan["relations"] if row["year"] != "2021"]
    assert only("added_share", plan) == ("question", "70 % × 100 = 70")


@pytest.mark.parametrize(
    ("given", "kinds", "severity"),
    [
        ({}, (), "agreed"),
        ({"bound": ">="}, ("bound",), "remark"),
        ({"strength": "aspired", "printed": "力争30个"}, ("strength",), "question"),
        ({"strength": "aspired", "printed": "30个"}, ("strength_ahead",), "question"),
        ({"bound": ">=", "value": 29, "printed": "29以上"}, ("value",), "question"),
        ({"bound": ">=", "value": 31, "printed": "31以上"}, ("apart",), "contradiction"),
    ],
)
def test_what_two_printings_of_one_goal_differ_in(given, kinds, severity):
    plan = make(**again(**given))
    found = audit(plan)
    row = found[found["rule"] == "restated"].iloc[0]
    assert row["severity"] == severity
    book = Book(plan)
    (first,) = (f for f in book.targets["parks.count"] if f.year == "2023")
    assert restated.differences(first, book.restatements["parks.count"][0]) == kinds


def test_one_goal_with_two_dates():
    plan = again()
    plan["restatements"][0]["year"] = "2022"
    plan["targets"] = plan["targets"][1:]
    assert only("restated", plan)[0] == "question"


def test_what_brings_a_level_about_ends_before_the_level_is_due():
    plan = level(6)
    plan["targets"][0]["year"] = plan["relations"][1]["year"] = "2022"
    found = audit(make(**plan))
    found = found[(found["rule"] == "reached_early")]
    assert found[["severity", "arithmetic"]].to_numpy().tolist() == [["remark", "2022 < 2023"]]


def test_a_pace_of_another_name_is_compared_by_a_relation():
    plan = pace(3)
    plan["indicators"].append({"indicator": "parks.old", "aim": "context", **FLOW})
    plan["baselines"][0]["indicator"] = "parks.old"
    assert "past_pace" not in set(audit(make(**plan))["rule"])
    plan["relations"] = related(
        "parks.pace",
        "pace",
        ("past", "parks.old", "2018-2020"),
        ("planned", "parks.open", "2021-2023"),
    )
    assert only("past_pace", plan) == ("question", "3 < 12 / 3 = 4")


def test_one_amount_is_done_once_and_two_are_a_habit():
    plan = {
        "indicators": [{"indicator": "parks.open", **FLOW}],
        "targets": [target("parks.open", 2, "2021")],
    }
    assert "dropped" not in set(audit(make(**plan))["rule"])
    plan["targets"].append(target("parks.open", 3, "2022"))
    assert only("dropped", plan) == ("question", "2 (2021), 3 (2022)")


def test_sentences_are_neutral(checked):
    """No finding accuses: these words have no place in any sentence."""
    text = " ".join([*checked["zh"], *checked["en"]])
    assert not re.search("错误|造假|失误|虚假|违规|wrong|mistake|false|error|fail", text)


def test_a_note_turns_what_a_part_exceeds_into_a_question_and_asks_what_counts():
    assert only("subset", subset(11, notes=True)) == ("question", "11 > 10")
    assert only("subset", subset(9, notes=True)) == ("question", "9 ≤ 10")
    assert only("subset", subset(9)) == ("agreed", "9 ≤ 10")


def test_a_part_of_another_year_is_not_compared():
    plan = subset(11)
    plan["baselines"] = [base("parks.small", 11, "2019"), base("parks.all", 10)]
    plan["relations"][0]["year"] = "2019"
    assert (audit(make(**plan))["rule"] == "subset").sum() == 0


@pytest.mark.parametrize(("whole", "n"), [(0, 0), (1, 1)])
def test_a_part_done_away_with_is_not_dropped_where_its_whole_goes_on(whole, n):
    plan = related_figures(
        "subset",
        ("part", "parks.worst", "2021", 0),
        ("whole", "parks.bad", "2023", whole),
        direction="down",
    )
    found = findings(make(**plan))
    assert (found["rule"] == "dropped").sum() == n


@pytest.mark.parametrize(("slow", "severity"), [(10, "agreed"), (9, "question"), (12, "agreed")])
def test_a_distance_widens_only_where_difference_and_quotient_do(slow, severity):
    assert only("distance", distance(slow))[0] == severity


def test_a_distance_that_is_to_grow_is_not_checked():
    plan = distance(0)
    plan["indicators"][-1] |= {"direction": "up"}
    assert (audit(make(**plan))["rule"] == "distance").sum() == 0


def test_a_step_that_rests_on_what_was_built_is_part_of_the_work():
    plan = level(6)
    plan["targets"][0]["year"] = plan["relations"][1]["year"] = "2022"
    assert only("reached_early", plan) == ("remark", "2022 < 2023")
    plan["indicators"].append(
        {"indicator": "parks.accepted", "unit": "milestone", "kind": "milestone"}
    )
    plan["targets"].append(target("parks.accepted", 1, "2023"))
    plan["relations"] += related(
        "parks.steps",
        "sequence",
        ("before", "parks.open", "2022"),
        ("after", "parks.accepted", "2023"),
    )
    assert only("reached_early", plan) == ("agreed", "2023 = 2023")


def test_steps_of_the_same_year_are_in_order():
    assert only("sequence", sequence("2022")) == ("agreed", "2022 ≤ 2022")


@pytest.mark.parametrize(
    ("printed", "kept"),
    [("保持在95%以上", True), ("控制在4%以内", True), ("达95%", False), ("完成3所", None)],
)
def test_what_is_kept_and_what_is_reached(printed, kept):
    (figure,) = Book(make(**stock(95))).targets["parks.count"]
    assert restated.keeps(replace(figure, printed=printed)) is kept


def test_kept_in_one_place_and_reached_in_another_is_a_question():
    plan = again(printed="达到30个")
    plan["targets"][-1]["printed"] = "保持在30个"
    assert only("restated", plan)[0] == "question"


def test_a_milestone_without_a_task_is_a_remark():
    plan = tasks(link=False, headline=True)
    plan["indicators"] = [
        {"indicator": "parks.open", "kind": "milestone", "unit": "milestone", "headline": True}
    ]
    plan["targets"] = [target("parks.open", 1, "2023")]
    assert only("no_task", plan)[0] == "remark"


def test_a_goal_with_a_year_in_its_words_or_held_is_not_without_date():
    plan = dated(None)
    plan["targets"][0]["printed"] = "每年建成5个"
    assert only("undated", plan)[0] == "agreed"
    held = dated(None)
    held["indicators"][0] |= {"kind": "stock", "aim": "hold"}
    assert (audit(make(**held))["rule"] == "undated").sum() == 0


def test_a_plan_without_any_yearly_goal_lacks_none():
    plan = by_year("一", "一", "一")
    plan["targets"] = plan["targets"][3:]
    checked = audit(make(**plan))
    assert not set(checked["rule"]) & {"no_yearly", "final_only"}


def test_a_level_made_by_additions_has_its_years_there():
    plan = final(12)
    plan["indicators"].append({"indicator": "parks.open", **FLOW})
    plan["targets"].append(target("parks.open", 2, "2023"))
    plan["relations"] = related(
        "parks.level",
        "level",
        ("start", "parks.count", "2020"),
        ("addition", "parks.open", "2023"),
        ("end", "parks.count", "2023"),
    )
    assert (audit(make(**plan))["rule"] == "final_only").sum() == 0


def test_whoever_is_named_only_is_not_responsible():
    plan = make(**named("statistics"))
    assert Book(plan).responsible("parks") == {"landscape"}
    both = named("statistics")
    both["responsibilities"].append(
        {"programme": "parks", "department": "statistics", "role": "responsible"}
    )
    assert only("unlisted", both)[0] == "agreed"


@pytest.mark.parametrize(
    ("first", "again_", "kinds"),
    [
        ("3所街镇敬老院", "3所镇敬老院", ("place",)),
        ("农村儿童", "贫困地区农村儿童", ("place",)),
        ("3所街镇敬老院开展农村养老", "3所街镇敬老院", ()),
        ("3所", "城区3所", ()),
    ],
)
def test_a_place_that_both_name_may_differ(first, again_, kinds):
    (figure,) = Book(make(**stock(3))).targets["parks.count"]
    found = restated.differences(replace(figure, printed=first), replace(figure, printed=again_))
    assert found == kinds


def test_a_finding_names_the_kinds_of_place_that_differ():
    plan = again(printed="30个街镇公园")
    plan["targets"][-1]["printed"] = "30个镇公园"
    found = findings(make(**plan))
    row = found[found["rule"] == "restated"].iloc[0]
    assert row["severity"] == "question"
    assert "所指地域（街镇、镇）" in row["zh"]
    assert "the kind of place it speaks of (towns and subdistricts and towns)" in row["en"]


def test_a_milestone_has_no_number_to_show():
    plan = again(1, "aspired", printed="力争建成")
    plan["indicators"] = [{"indicator": "parks.count", "kind": "milestone", "unit": "milestone"}]
    plan["targets"] = [target("parks.count", 1, "2023")]
    assert only("restated", plan) == ("question", "")


def test_a_qualifier_that_stands_ahead_may_not_reach_the_goal():
    found = findings(make(**again(strength="aspired", printed="30个")))
    row = found[found["rule"] == "restated"].iloc[0]
    assert "（“力争”“争取”在前文，是否管到此项未写明）" in row["zh"]
    assert "stands earlier in the sentence" in row["en"]


@pytest.mark.parametrize(
    ("paid", "standards", "expected"),
    [
        (12_000, (100,), ("agreed", "12000 / 10 / 12 = 100 ≤ 100")),
        (13_000, (100,), ("question", "13000 / 10 / 12 = 108 > 100")),
        (25_000, (100, 200), ("question", "25000 / 10 / 12 = 208 > 200")),
    ],
)
def test_what_is_paid_is_held_against_the_highest_standard(paid, standards, expected):
    assert only("ceiling", ceiling(paid, *standards)) == expected


def test_what_goes_to_nobody_has_no_ceiling():
    plan = ceiling(100, 100)
    plan["baselines"][1]["value"] = 0
    assert (audit(make(**plan))["rule"] == "ceiling").sum() == 0


def test_shares_that_fall_are_compared_the_other_way():
    plan = shares(10)
    plan["targets"][3]["value"] = 35
    for row in plan["indicators"]:
        row["direction"] = "down"
    assert only("part_share", plan) == ("question", "(35 − 40) / (10 − 20) = 50 %")
    assert only("part_share", shares(30))[0] == "agreed"


def test_shares_of_one_year_alone_are_not_compared():
    plan = shares(70)
    plan["relations"] = [row for row in plan["relations"] if row["year"] == "2023"]
    assert (audit(make(**plan))["rule"] == "part_share").sum() == 0


@pytest.mark.parametrize(("printed", "n"), [("全面启动", 1), ("开工新建", 1), ("建成", 0)])
def test_the_wording_tells_a_start(printed, n):
    assert (findings(make(**starts(printed)))["rule"] == "begun").sum() == n


@pytest.mark.parametrize(
    ("printed", "n"),
    [
        ("不低于全市平均水平", 1),
        ("与经济发展实现同步", 1),
        ("同步规划、同步建设", 0),
        ("年均3所", 0),
    ],
)
def test_the_wording_tells_a_yardstick(printed, n):
    plan = elsewhere(given=False)
    plan["targets"][0]["printed"] = printed
    assert (findings(make(**plan))["rule"] == "yardstick").sum() == n


def test_a_headline_direction_without_a_task_is_a_remark():
    plan = tasks(link=False)
    plan["indicators"] = [{"indicator": "parks.open", "aim": "direction", "headline": True}]
    plan["targets"] = [{"indicator": "parks.open", "year": "2023", "bound": "", "printed": "提高"}]
    assert only("no_task", plan)[0] == "remark"


def test_both_sides_of_an_overlap_are_shown():
    plan = related_figures(
        "overlap",
        ("one", "parks.lawn", "2022", 3),
        ("one", "parks.lawn", "2023", 3),
        ("other", "parks.path", "2022", 3),
        ("other", "parks.path", "2023", 4),
        notes=True,
        **FLOW,
    )
    assert only("overlap", plan) == ("question", "3; 3, 4")
