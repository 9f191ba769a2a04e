"""A value is judged at its own time, and only a value of its date answers a target that is due.

The expected numbers are computed by hand, from the tables of two made-up plans and of a small one.
"""

import datetime as dt
import math
from pathlib import Path

import pandas as pd
import pytest
from building import Wish, build
from standings import ledger

import minsheng as ms
from minsheng.evaluation import compared
from minsheng.plan.periods import period
from minsheng.text.language import using

PACKAGES = Path(__file__).parents[1]
YEARLY = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: ">=95"})
SAME = ["judged", "planned", "pace", "progress", "planned_share", "lead", "time_share", "required"]
SAME += ["verdict", "method", "robustness", "disagreeing", "class"]


@pytest.fixture(scope="module")
def county():
    return ms.load_plan(PACKAGES / "county_package")


@pytest.fixture(scope="module")
def five_year():
    return ms.load_plan(PACKAGES / "five_year_package")


def of(plan, indicator, *seen):
    """Return a part of a plan and a frame of what was reported of it, (period, value) by row."""
    days = [pd.Timestamp(period(when).end) + pd.Timedelta(days=20) for when, _ in seen]
    frame = pd.DataFrame(
        {
            "indicator": indicator,
            "period": [when for when, _ in seen],
            "reported_on": days,
            "value": [float(value) for _, value in seen],
            "status": "final",
        }
    )
    return plan.select(indicator=indicator), frame


def answer(part, frame, when, lang):
    """Return what is said of an indicator when the period is over, whatever the day is today."""
    after = str(period(when).end + dt.timedelta(days=60))
    with using(lang):
        return str(ms.sentences.indicator_answer(ms.stand(part, frame, when, after)))


def plain(row):
    return {name: str(row[name]) for name in SAME}


MID_YEAR = [
    # 95.2 in 2020 to 96 in 2025: 95.6 at mid-2023, half of the way; 0.46 / 0.4.
    ("county", "education.retention", "2023H1", 95.66, "2023", 95.6, 1.15, "ahead"),
    # 32,000 in 2025, growing by 6.5 %: 36,295.2 in 2027 and 38,654.388 in 2028, their mean between.
    ("five", "economy.income", "2028H1", 37500, "2028", 37474.794, 1.0046, "in_line"),
    # 1.25 in 2025 cut by 18 % to 1.025 in 2030, 0.045 a year: 1.1375 at mid-2028; 0.09 / 0.1125.
    ("five", "green.carbon", "2028H1", 1.16, "2028", 1.1375, 0.8, "lagging"),
    # A cut of 6 % stated for 2028 and of 10 % for 2030: 9 % at the end of 2029, 8.5 a quarter on.
    ("five", "green.energy", "2029Q3", 8.5, "2029", 7.5, 8.5 / 7.5, "ahead"),
]


@pytest.mark.parametrize(
    ("package", "indicator", "seen_in", "value", "year", "planned", "pace", "name"), MID_YEAR
)
def test_a_mid_year_value_says_at_the_end_of_the_year_what_it_said_in_its_middle(
    county, five_year, package, indicator, seen_in, value, year, planned, pace, name
):
    plan = {"county": county, "five": five_year}[package]
    part, frame = of(plan, indicator, (seen_in, value))
    then, now = (ms.evaluate(part, frame, when).iloc[0] for when in (seen_in, year))
    assert now["planned"] == pytest.approx(planned)
    assert now["pace"] == pytest.approx(pace, abs=1e-4)
    assert (now["class"], now["observed_in"]) == (name, seen_in)
    assert plain(now) == plain(then)
    by_method = [compared(ms.stand(part, frame, when)) for when in (seen_in, year)]
    closed = by_method[0]["method"].isin(["milestone", "tolerance"])  # they ask for the year's end
    columns = ["method", "figure", "verdict", "used"]
    pd.testing.assert_frame_equal(*(one.loc[~closed, columns] for one in by_method))


def test_the_sentence_names_the_time_of_the_value_and_of_the_path(county):
    part, frame = of(county, "education.retention", ("2023H1", 95.66))
    assert answer(part, frame, "2023", "zh").startswith(
        "截至2023年12月31日，“九年义务教育巩固率”2023年上半年实际值95.66%"
        "（最终数，2023年7月20日报送），届时目标轨迹为95.6%。"
    )
    assert answer(part, frame, "2023", "en").startswith(
        "As of 31 December 2023, “Retention rate in compulsory education” stands as follows: "
        "95.66% observed for the first half of 2023 (final, reported on 20 July 2023); the planned "
        "path was at 95.6% then."
    )
    with using("zh"):
        (row,) = ms.listings.midterm_results(ms.stand(part, frame, "2023")).rows
        assert (row["observed"], row["class"]) == ("95.66%（2023年上半年）", "▲ 快于预期")


def test_what_is_required_from_the_value_on_says_from_when(county):
    """By hand: 0.6 points in the 2.5 years from mid-2023 to 2025, after 0.2 in the same time."""
    part, frame = of(county, "education.retention", ("2023H1", 95.4))
    told = answer(part, frame, "2023", "zh")
    assert "自2023年6月30日起年均须提高0.24个百分点，为此前的3倍。" in told
    assert "a year from 30 June 2023 on, 3 times as fast as so far." in answer(
        part, frame, "2023", "en"
    )
    assert "的目标，此后年均须提高0.24个百分点" in answer(part, frame, "2023H1", "zh")
    assert "a year from now on, 3 times" in answer(part, frame, "2023H1", "en")


def test_the_target_of_the_year_waits_for_a_value_of_its_end():
    """By hand: 88 half way from 86 to 90; 89 is 7/6 of the way. Whether 90 was met is not known."""
    plan = build(YEARLY)
    told = ms.evaluate(plan, ledger(("test.indicator", "2019H1", 89)), ["2019H1", "2019"])
    assert told["planned"].tolist() == [88, 88]
    assert told["pace"].tolist() == pytest.approx([7 / 6] * 2)
    assert told["class"].tolist() == ["ahead"] * 2
    assert told["annual"].tolist() == ["not_due", "not_reported"]
    assert told["annual_reason"].tolist() == ["", "value_before_due"]
    seen = ledger(("test.indicator", "2019H1", 89))
    assert (
        "2019年的目标已经到期，而到期时点没有实际值，是否达到尚不能判断。本期研判：▲ 快于预期。"
    ) in answer(plan, seen, "2019", "zh")
    assert (
        "The target for 2019 is due, but there is no value for that date, so it cannot be said yet "
        "whether it was met. Class: ▲ ahead."
    ) in answer(plan, seen, "2019", "en")


@pytest.mark.parametrize("value", [95.9, 96.1])
def test_a_final_target_is_not_met_or_missed_by_a_value_before_its_day(county, value):
    part, frame = of(county, "education.retention", ("2025H1", value))
    row = ms.evaluate(part, frame, "2025").iloc[0]
    assert (row["observed"], row["observed_in"]) == (value, "2025H1")
    assert math.isnan(row["judged"]) and math.isnan(row["gap"]) and math.isnan(row["pace"])
    assert (row["class"], row["verdict"]) == ("not_reported", "not_reported")
    assert row["reason"] == row["annual_reason"] == "value_before_due"
    # Nor by the value of the year before, which is not carried forward.
    part, frame = of(county, "education.retention", ("2024", value))
    row = ms.evaluate(part, frame, "2025").iloc[0]
    assert (row["class"], row["reason"]) == ("not_reported", "not_reported")


def test_the_sentence_of_a_due_target_tells_the_latest_value_and_why_it_is_no_answer(five_year):
    part, frame = of(five_year, "green.carbon", ("2030H1", 1.02))
    assert answer(part, frame, "2030", "zh").startswith(
        "截至2030年12月31日，“单位地区生产总值二氧化碳排放”在2030年没有可用的实际值：目标已经到期，"
        "最近的实际值早于到期时点，不能据以判断是否达到。数据由区生态环境局掌握。\n"
        "最近一次报送为2030年上半年的实际值1.02吨/万元（最终数，2030年7月20日报送）。"
    )
    assert answer(part, frame, "2030", "en").startswith(
        "As of 31 December 2030, there is no value of “Carbon dioxide per unit of GDP” for the "
        "period (2030): the target is due, but the latest value is of an earlier date and does not "
        "say whether it was met. Data holder: Ecology and Environment Bureau (区生态环境局).\n"
        "The latest report is 1.02 tonnes per 10,000 yuan, for the first half of 2030 (final, "
        "reported on 20 July 2030)."
    )
    standing = ms.stand_final(part, frame, as_of="2031-03-01")
    with using("zh"):
        (row,) = ms.listings.outcome_results(standing).rows
        assert (row["final_value"], row["outcome"], row["margin"], row["why"]) == (
            "1.02吨/万元（2030年上半年）",
            "◇ 应报未报",
            "",
            "到期时点没有实际值",
        )
        assert ms.charts.progress(standing).figure.get_suptitle().replace("\n", "") == (
            "单位地区生产总值二氧化碳排放：2030年末没有实际值，最近为1.02吨/万元（2030年上半年）"
        )


def test_a_line_and_a_direction_wait_for_the_end_of_their_last_year_too(county, five_year):
    part, frame = of(five_year, "economy.jobless", ("2028H1", 5.4), ("2030H1", 5.4))
    told = ms.evaluate(part, frame, ["2028H1", "2028", "2030H1", "2030"])
    assert told["class"].tolist() == ["kept", "kept", "kept", "not_reported"]
    years = [(str(year), 80 + year - 2020) for year in range(2021, 2025)]
    part, frame = of(county, "population.satisfaction", *years, ("2025H1", 84.5))
    told = ms.evaluate(part, frame, ["2024", "2025H1", "2025"])
    assert told["class"].tolist() == ["kept", "kept", "not_reported"]
    assert told["reason"].iloc[-1] == "value_before_due"


def test_every_period_that_ends_on_a_day_has_the_same_answer(county):
    part, frame = of(county, "education.retention", ("2023Q1", 95.5), ("2023Q2", 95.66))
    told = ms.evaluate(part, frame, ["2023H1", "2023Q2", "2023-06"])
    assert told["observed"].tolist() == [95.66] * 3
    assert told["class"].tolist() == ["ahead"] * 3


def test_a_running_total_of_three_quarters_is_no_amount_of_the_year(five_year):
    """By hand: 200 a year; 200 in 2026 and 150 by September 2027 are on the path of 350."""
    part, frame = of(five_year, "people.nurseries", ("2026", 200), ("2027Q1-Q3", 150))
    told = ms.evaluate(part, frame, ["2027Q1-Q3", "2027"])
    assert told["planned"].tolist() == [350, 400]
    assert told["class"].tolist() == ["in_line", "not_reported"]
    assert told["reason"].tolist() == ["", "parts_missing"]


# Milestones.


def test_a_milestone_done_after_its_day_was_missed_on_its_day(county, five_year):
    """Due in June 2023, and in September 2027; reported done at the end of the year."""
    cases = [
        (county, "housing.heating", ("2023Q2", 0), ("2023", 1), "2023"),
        (five_year, "people.hospital", ("2027Q3", 0), ("2027", 1), "2027"),
    ]
    for plan, indicator, open_, done, when in cases:
        part, frame = of(plan, indicator, open_, done)
        row = ms.evaluate(part, frame, when).iloc[0]
        assert (row["annual"], row["verdict"], row["class"]) == ("missed", "missed", "late")
        assert row["observed"] == 1
        standing = ms.stand(part, frame, when)
        (outcome,) = ms.evaluation.outcomes(standing).to_dict("records")
        assert (outcome["years_due"], outcome["years_met"]) == (1, 0)
    early, frame = of(county, "housing.heating", ("2023Q2", 1))
    assert ms.evaluate(early, frame, "2023")["annual"].tolist() == ["met"]


def test_counts_and_columns_agree_on_a_milestone_done_late(county):
    part, frame = of(county, "housing.heating", ("2023Q2", 0), ("2023", 1))
    standing = ms.stand(part, frame, "2023")
    with using("zh"):
        (row,) = ms.listings.verdicts(standing).rows
        assert (row["verdict"], row["annual"], row["observed"]) == ("■ 逾期完成", "未达标", "完成")
        told = str(ms.sentences.standing_answer(standing))
        assert "已作研判的1项中，逾期完成1项" in told
        assert "按“年度目标”研判1项：逾期完成1项。" in told
    assert "到期时未完成，此后完成。本期研判：■ 逾期完成。" in answer(part, frame, "2023", "zh")
    assert "未达" not in answer(part, frame, "2023", "zh")  # "not met" beside "has been done"
    assert "It was not done by its date but has been done since. Class: ■ met late." in answer(
        part, frame, "2023", "en"
    )


# When a report is due.


@pytest.mark.parametrize(
    ("when", "name", "why"),
    [
        ("2023-03", "no_report_due", "no_report_due"),
        ("2023H1", "no_report_due", "no_report_due"),
        ("2023Q1-Q3", "no_report_due", "no_report_due"),
        ("2023", "not_reported", "not_reported"),
    ],
)
def test_where_the_calendar_wants_yearly_reports_none_is_missed_within_the_year(
    county, when, name, why
):
    part, frame = of(county, "education.retention", ("2022", 95.5))
    row = ms.evaluate(part, frame, when).iloc[0]
    assert (row["class"], row["reason"]) == (name, why)


def test_the_sentence_where_no_report_is_due_says_so(five_year):
    part, frame = of(five_year, "green.carbon", ("2026", 1.2))
    assert answer(part, frame, "2027-03", "zh").startswith(
        "截至2027年3月31日，“单位地区生产总值二氧化碳排放”在2027年3月没有可用的实际值："
        "本期尚无须报送。数据由区生态环境局掌握。\n本期研判：□ 尚无须报送。"
    )
    assert (
        "for the period (March 2027): no report due yet. Data holder: "
        "Ecology and Environment Bureau (区生态环境局).\nClass: □ no report due."
    ) in answer(part, frame, "2027-03", "en")


def test_where_no_calendar_is_printed_any_period_asked_for_is_to_be_reported():
    told = ms.evaluate(build(YEARLY), ledger(("test.indicator", "2018", 86)), ["2019-03", "2019"])
    assert told["class"].tolist() == ["not_reported"] * 2


def test_where_the_calendar_wants_monthly_reports_one_is_missed_in_any_month(plan):
    """The plan that ships asks for a meeting every month."""
    part, frame = of(plan, "childcare.gross_enrolment", ("2018", 86.8))
    assert ms.evaluate(part, frame, "2019-03")["class"].tolist() == ["not_reported"]
