"""Neither silence nor a line brought back hides that a goal fell short before."""

import pytest
from building import Wish
from standings import standing

from minsheng.evaluation import next_paces, short_and_silent, years_not_kept
from minsheng.reports import listings, sentences
from minsheng.reports.evaluations.shortfalls import shortfall_sentences
from minsheng.reports.findings import standing_finding
from minsheng.reports.midterm.next_steps import goals_to_speed_up
from minsheng.text.language import using
from minsheng.text.tracing import told

YEARS = (2018, 2019, 2020)
YEARLY = Wish("yearly", baseline=50, targets={2018: 60, 2019: 70, 2020: 80})
LINE = Wish("line", aim="hold", baseline=98, targets=dict.fromkeys(YEARS, ">=95"))
LATE = Wish("late", unit="person", baseline=1000, targets={2018: 1100, 2019: 1200, 2020: 6000})
SEEN = [("test.yearly", "2018", 48), ("test.line", "2018", 94)]


@pytest.fixture(scope="module")
def midyear():
    """Half a year later only the line is reported, and it is brought back."""
    return standing(YEARLY, LINE, seen=[*SEEN, ("test.line", "2019H1", 96)], when="2019H1")


@pytest.fixture(scope="module")
def last_year():
    brought_back = [("test.line", "2019", 96), ("test.line", "2020", 96)]
    return standing(YEARLY, LINE, seen=[*SEEN, *brought_back], when="2020")


def test_earlier_periods_are_judged_only_where_they_say_something_of_now(monkeypatch):
    reported = standing(YEARLY, seen=[*SEEN[:1], ("test.yearly", "2019", 70)], when="2019")
    monkeypatch.setattr(type(reported), "history", property(lambda _: pytest.fail("judged")))
    assert (short_and_silent(reported), years_not_kept(reported)) == ({}, {})


def test_a_goal_silent_since_it_lagged_is_counted_in_the_sentence_of_the_counts(midyear):
    ((name, (when, word)),) = short_and_silent(midyear).items()
    assert (name, str(when), word) == ("test.yearly", "2018", "lagging")
    said = "另有1项最近一次研判没有达到要求、此后没有新的实际值：2018年滞后1项（某指标）。"
    assert said in sentences.midterm_answer(midyear).paragraphs[0]
    assert said in str(sentences.standing_answer(midyear))
    assert "1项上次不足、此后没有新值" in str(told(standing_finding(midyear, midyear.verdicts)))
    assert "◇ 应报未报，2018年滞后" in [
        row["class"] for row in listings.midterm_results(midyear).rows
    ]
    with using("en"):
        assert (
            "; 1 further goal fell short when last judged and has had no new value since: "
            "1 lagging (2018: “An indicator”)."
        ) in sentences.midterm_answer(midyear).paragraphs[0]


def test_it_is_told_where_nothing_can_be_judged_and_no_more_once_there_is_a_value():
    silent = standing(YEARLY, seen=SEEN[:1], when="2019H1")
    assert "1项最近一次研判没有达到要求、此后没有新的实际值：2018年滞后1项（某指标）。" in str(
        sentences.standing_answer(silent)
    )
    assert "1项最近一次研判没有达到要求" in str(sentences.midterm_answer(silent))
    heard = standing(YEARLY, seen=[*SEEN[:1], ("test.yearly", "2019H1", 66)], when="2019H1")
    assert short_and_silent(heard) == {}
    assert "最近一次研判" not in str(sentences.midterm_answer(heard))


def test_a_line_that_was_broken_before_is_not_kept_without_a_word(midyear):
    assert years_not_kept(midyear) == {"test.line": [2018]}
    said = "现为保持的目标中，1项在此前年度没有保持：某指标（2018年）。"
    assert said in str(sentences.midterm_answer(midyear))
    assert said in str(sentences.standing_answer(midyear))
    assert "＝ 保持，2018年未保持" in [row["verdict"] for row in listings.verdicts(midyear).rows]
    with using("en"):
        assert "1 was not kept in an earlier year: “An indicator” (2018)." in str(
            sentences.midterm_answer(midyear)
        )


def test_a_line_kept_in_both_years_has_not_worsened_at_the_end(last_year):
    rows = last_year.moved.set_index("indicator")
    assert rows.loc["test.line", ["class_before", "class"]].tolist() == ["kept", "not_met"]
    assert rows.loc["test.line", "move"] == "same_class"
    (shown,) = [row for row in listings.moved(last_year).rows if row["verdict_before"][0] == "＝"]
    assert shown["verdict_before"] == "＝ 保持，2018年未保持"
    assert shown["verdict_now"] == "× 未达到，2018年未保持"


def test_the_counts_by_method_are_those_by_class(last_year):
    said = str(sentences.standing_answer(last_year))
    assert "已作研判的1项中，未达到1项；" in said
    assert "按“底线与方向”研判1项：未达到1项。" in said
    assert "保持达标" not in said


def test_what_changed_is_what_a_reader_sees_changed():
    """By hand: 5 of 10 points by 2018, −1 of 20 by 2019: both lag, the finer words differ."""
    here = standing(YEARLY, seen=[(2018, 55), (2019, 49)], when="2019")
    both = here.verdicts["verdict"].iloc[0], here.before.verdicts["verdict"].iloc[0]
    assert both[0] != both[1]
    assert here.moved.empty


def test_a_value_worse_than_its_baseline_is_told_as_that():
    """By hand: 50 − 48 = 2."""
    here = standing(YEARLY, seen=SEEN[:1])
    (row,) = here.verdicts.to_dict("records")
    said = "比2017年基期值（50%）低2个百分点。"
    assert said in str(told(shortfall_sentences(row, here)))
    assert said in str(sentences.standing_answer(here))
    with using("en"):
        assert "The value is 2 percentage points below the baseline of 2017 (50%)." in (
            str(told(shortfall_sentences(row, here)))
        )
    better = standing(YEARLY, seen=[(2018, 52)])
    assert "基期值" not in shortfall_sentences(better.verdicts.iloc[0].to_dict(), better)


def test_a_goal_on_the_late_path_of_its_plan_need_not_speed_up():
    """By hand: 1,200 is the target of 2019; 4,800 in 2020 are 48 times 100 a year."""
    here = standing(LATE, seen=[(2018, 1100), (2019, 1200)], when="2019")
    assert here.verdicts["faster"].iloc[0] == 48
    assert next_paces(here.plan, here.verdicts).tolist() == ["as_planned"]
    assert goals_to_speed_up(here).empty
    said = str(sentences.midterm_answer(here))
    assert "规划自身把较多任务安排在后期、目前符合规划安排的1项（某指标）" in said
    assert "难度较大" not in said
    behind = standing(LATE, seen=[(2018, 1050), (2019, 1100)], when="2019")
    assert next_paces(behind.plan, behind.verdicts).tolist() == ["hard"]
