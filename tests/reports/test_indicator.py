"""One indicator in sentences: each kind of goal, observed and not."""

import re

import pytest
from building import Wish
from standings import standing

import minsheng as ms
from minsheng.reports import sentences
from minsheng.text.language import using

PATH = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: 95})
NODE = Wish(unit="milestone", kind="milestone", targets={2019: 1})


def told(*args, **kwargs):
    return [str(text) for text in sentences.indicator_answer(standing(*args, **kwargs)).paragraphs]


def test_a_goal_on_its_path():
    seen = [(2018, 85, "2019-01-31", "provisional"), (2018, 86, "2019-06-30", "revised")]
    first, second, third, last = told(PATH, seen=seen)
    assert [first, second, last] == [
        "截至2018年12月31日，“某指标”实际值86%（修订数，2019年6月30日报送），目标轨迹为86%。",
        "按“规划进度”研判为基本符合预期。进度为1（到期应有变化计1）。"
        "规划增量已完成30.8%，按规划此时应完成30.8%，两者相当。"
        "要在2020年实现95%的目标，此后年均须提高4.5个百分点，为此前的1.1倍。"
        "本期研判：● 基本符合预期。",
        "台账中截至本期共有2条数据，其中更正1条。",
    ]
    assert third.startswith("此项研判应谨慎引用：按“")  # a steady pace would have come further


def test_who_disagrees_is_named():
    ahead = Wish(baseline=82, targets={2018: 83, 2019: 84, 2020: 95})
    third = told(ahead, seen=[(2018, 83)])[2]
    assert third.startswith("此项研判应谨慎引用：按") and "“增速比”" in third
    assert third.endswith("结论不同。")


def test_further_from_the_target_than_at_the_baseline():
    second = told(PATH, seen=[(2018, 80)])[1]
    assert "研判为滞后。" in second and "实际值比基期离目标更远，时间已过33.3%。" in second
    assert "规划增量" not in second


def test_a_target_that_is_due_is_told_with_its_margin():
    first, second, *_ = told(
        Wish(baseline=82, targets={2020: ">=90"}), seen=[(2020, 89.9)], when="2020"
    )
    assert first.endswith("当年目标为90%以上。")
    assert second == (
        "按“年度目标”研判为未达标：目标已到期，实际值未达到。比目标差0.1个百分点。"
        "本期研判：× 未达到。"
    )
    strict = told(Wish(baseline=82, targets={2020: ">95"}), seen=[(2020, 95)], when="2020")[1]
    assert "恰为目标所列的数，而原文的表述不含本数。" in strict
    flow = Wish(unit="person", kind="flow", targets={2018: 10, 2019: 10, 2020: 10})
    whole = told(flow, seen=[(2018, 12), (2019, 10), (2020, 9)], when="2020")
    assert "规划期累计完成31" in whole[0] and "规划期累计目标为30" in whole[0]
    assert whole[1].endswith("好于目标1。本期研判：◆ 达到。")


# No very large class by 2018, no later target; none reported for 2018, 3 for 2019, 7 for 2020.
LARGE = Wish(unit="person", direction="down", targets={2018: 0})
SINCE = [(2018, 0), (2019, 3), (2020, 7)]


@pytest.mark.parametrize(
    ("lang", "first", "latest"),
    [
        (
            "zh",
            "“某指标”2018年实际值0，2018年目标为0。",
            "最近一次报送为2020年的实际值7（最终数，2021年1月31日报送）。"
            "规划没有2018年以后的目标；按2018年的目标衡量，此后没有保持。",
        ),
        (
            "en",
            "“An indicator”: 0 observed for 2018; the target for 2018 is 0.",
            "The latest report is 7, for 2020 (final, reported on 31 January 2021). "
            "No target is stated after 2018; measured by that of 2018 it was not kept.",
        ),
    ],
)
def test_an_outcome_of_an_earlier_year_stands_beside_the_latest_report(lang, first, latest):
    with using(lang):
        said = told(LARGE, seen=SINCE, when="2020")
    assert said[0] == first
    assert latest in said


def test_an_outcome_that_was_kept_and_one_without_a_later_report():
    kept = told(LARGE, seen=[(2018, 0), (2019, 0)], when="2020")
    assert "按2018年的目标衡量，此后保持。" in kept[3] and "2019年的实际值0" in kept[3]
    silent = told(LARGE, seen=[(2018, 0)], when="2020")
    assert silent[3] == "规划没有2018年以后的目标，此后也没有报送。"


def test_a_later_report_is_told_where_the_one_that_was_due_is_missing():
    said = told(LARGE, seen=[(2020, 7)], when="2020")
    assert "在2018年没有可用的实际值：未报送" in said[0]
    assert said[1].startswith("最近一次报送为2020年的实际值7")


def test_a_value_of_an_earlier_part_of_the_period_is_told_with_its_own():
    first = told(PATH, seen=[("2018Q1", 83)], when="2018H1")[0]
    assert "2018年第一季度实际值83%" in first


def test_a_path_below_the_baseline_is_told_as_that():
    # Nurses per thousand: 3.14, then 2.72, 2.93, 3.21. 2.83 is on the path of mid-2019, 2.825.
    nurses = Wish(unit="index", baseline=3.14, targets={2018: 2.72, 2019: 2.93, 2020: 3.21})
    where = {"seen": [(2018, 2.72), ("2019H1", 2.83)], "when": "2019H1"}
    first, second, *_ = told(nurses, **where)
    assert "实际值2.83" in first and "目标轨迹为2.83" in first
    assert "实际值不及基期，规划2019年的目标本身也不及基期。" in second
    assert "-" not in second and "规划增量" not in second
    with using("en"):
        assert (
            "It is short of the baseline, as the plan's own target of 2019 is."
            in told(nurses, **where)[1]
        )


def test_a_value_beyond_the_final_target_is_told_in_words():
    second = told(PATH, seen=[(2018, 96)])[1]
    assert "实际值已超过最终目标。" in second and "规划增量" not in second


def test_an_amount_is_told_by_its_whole():
    flow = Wish(unit="person", kind="flow", targets={2018: 10, 2019: 10, 2020: 10})
    first = told(flow, seen=[(2018, 9), ("2019H1", 4)], when="2019H1")[0]
    assert "规划期累计完成13" in first and "目标轨迹为15" in first


def test_a_line_is_told_with_its_line():
    held = Wish(aim="hold", direction="down", baseline=3, targets={2020: "<=4"})
    first, second, *_ = told(held, seen=[(2018, 5)])
    assert first.endswith("界限为4%以内。")
    assert second.startswith("按“底线与方向”研判为突破界限：")


@pytest.mark.parametrize(
    ("seen", "when", "first"),
    [
        ((2018, 1), "2018", "截至2018年12月31日，“某指标”已经完成（最终数，2019年1月31日报送）。"),
        ((2018, 0), "2018", "截至2018年12月31日，“某指标”尚未完成，规划要求2019年完成。"),
        ((2019, 0), "2019", "截至2019年12月31日，“某指标”尚未完成，规划要求2019年完成。"),
    ],
)
def test_a_milestone_is_done_or_not(seen, when, first):
    assert told(NODE, seen=[seen], when=when)[0] == first


def test_without_a_value_it_says_who_holds_it():
    assert told(PATH)[0] == (
        "截至2018年12月31日，“某指标”在2018年没有可用的实际值：未报送。数据由某局掌握。"
    )
    flow = Wish(unit="person", kind="flow", targets={2018: 10})
    assert "分期数据不全" in told(flow, seen=[("2018Q1", 2)])[0]


def test_words_are_not_judged():
    assert told(Wish(aim="listed", targets={2020: None})) == [
        "“某指标”目标只写方向或用文字表述，没有数值，不以数值研判。"
    ]


def test_the_verdict_before_is_told():
    last = told(PATH, seen=[(2018, 84), (2019, 90)], when="2019")[-1]
    assert last == "2018年的研判：▼ 滞后。台账中截至本期共有2条数据，没有更正。"


def test_the_department_is_quoted():
    said = {
        "indicator": "test.indicator",
        "period": "2018",
        "reported_on": "2019-01-31",
        "problem": "甲。",
        "cause": "乙。",
        "department": "office",
    }
    where = standing(PATH, seen=[(2018, 84)], explained=[said])
    assert sentences.indicator_answer(where).points == ("某局说明：甲。乙。",)


def test_more_than_one_goal_is_an_error_in_words(plan):
    with pytest.raises(ms.UnknownName, match="需要恰好一项指标"):
        sentences.indicator_answer(ms.stand(plan.select(programme="housing"), ms.Ledger()))


@pytest.mark.parametrize(("period", "first"), [("2018H1", 0), ("2019", 2), ("2020", 4)])
def test_every_goal_of_the_plan_is_told_in_whole_sentences(stand_at, period, first):
    """Every second goal, each at one of three periods."""
    whole = stand_at(period)
    for indicator in whole.verdicts["indicator"][first::6]:
        part = whole.select(indicator=indicator)  # evaluated once for both languages
        for lang, end in (("zh", "。"), ("en", ".")):
            with using(lang):
                prose = sentences.indicator_answer(part)
            for text in prose.paragraphs[1:]:
                assert text.endswith(end), text
                assert not re.search(r"\bnan\b|—(?!\d)|NaT", text), text
