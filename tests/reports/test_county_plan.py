"""A made-up county plan of five years: what other plans print and the shipped one does not."""

from pathlib import Path

import pandas as pd
import pytest
from building import Wish
from standings import standing

import minsheng as ms
from minsheng import charts
from minsheng.evaluation import paces, positions
from minsheng.plan.goals import goals
from minsheng.plan.spreads import spreads
from minsheng.text.language import using

FOLDER = Path(__file__).parents[1] / "county_package"


@pytest.fixture(scope="module")
def county():
    return ms.load_plan(FOLDER)


def rows(table):
    return dict(zip(table.ids, table.rows, strict=True))


def test_the_package_has_no_fault():
    assert ms.check_package(FOLDER) == []


def test_values_above_100_per_cent_and_below_zero_are_told_as_they_are(county):
    growth = ms.required_growth(county).set_index("indicator")
    assert growth.loc["education.gross_enrolment", "change"] == pytest.approx((103.2 - 98.5) / 5)
    assert growth.loc["population.fund_balance", "change"] == 5_000_000
    assert growth.loc["population.fund_balance", "growth_reason"] == "negative_number"
    assert growth.loc["population.natural_growth", "growth_reason"] == "no_ratio_scale"
    with using("zh"):
        part = county.select(indicator="education.gross_enrolment")
        assert "2020年为98.5%，2025年目标为103.2%以上，差距4.7个百分点" in str(
            ms.sentences.programme_answer(part)
        )
        assert "有负数：有关数值中有负数，增速和比值没有意义。" in str(ms.sentences.reasons(county))
    with using("en"):
        assert (
            "negative number: one of the numbers is negative: neither growth nor a ratio means "
            "anything."
        ) in str(ms.sentences.reasons(county))


def test_binding_and_expected_goals_are_shown_and_counted(county):
    """By hand: 3 goals are marked binding, 5 expected, 3 are not marked."""
    with using("zh"):
        assert "规划标明约束性目标3项，预期性目标5项。" in str(ms.sentences.plan_answer(county))
        table = ms.listings.targets(county)
        assert rows(table)["education.retention"]["nature"] == "约束性"
        assert rows(table)["population.fund_balance"]["nature"] == ""
        assert [one.title for one in table.columns if one.name == "nature"] == ["属性"]
    with using("en"):
        assert "The plan marks 3 goals as binding and 5 as expected." in str(
            ms.sentences.plan_answer(county)
        )
        assert rows(ms.listings.targets(county))["housing.rented"]["nature"] == "expected"


def test_a_plan_that_marks_none_has_neither_column_nor_sentence(plan):
    assert "nature" not in [column.name for column in ms.listings.targets(plan).columns]
    with using("zh"):
        assert "约束性" not in str(ms.sentences.plan_answer(plan))


def test_how_a_target_is_derived_stands_below_the_table(county):
    with using("zh"):
        assert ms.listings.targets(county).notes[-1] == (
            "规划没有印出、由印出的数字推算的：人均预期寿命2025年78.2岁（77.2 + 1）。"
        )
    with using("en"):
        assert ms.listings.targets(county).notes[-1] == (
            "Not printed but derived from printed numbers: Life expectancy, 2025, 78.2 years "
            "(77.2 + 1)."
        )


def test_totals_over_part_of_the_plan_say_their_years(county):
    """By hand: 430 / 3 = 143.3; 300 + 60 + 40 = 400 in five years; 3 × 200 = 600."""
    with using("zh"):
        paces = rows(ms.listings.paces(county))
        assert [paces[f"housing.{name}"]["total"] for name in ("renovated", "moved", "rented")] == [
            "430（2021—2023年）",
            "300（2021—2023年），合计400*",
            "≥600*（2023—2025年）",
        ]
        assert ms.sentences.programme_answer(county.select(programme="housing")).points == (
            "改造农村危房数：2021—2023年共430户，年均143.3户。",
            "避险搬迁户数：2021—2025年各年合计400户，年均80户。",
            "新增保障性租赁住房户数：2023—2025年年均200户以上，合计600户以上。",
        )
    with using("en"):
        assert rows(ms.listings.targets(county))["housing.moved"]["total"] == (
            "300 (2021–2023); 400* in all"
        )
        assert ms.sentences.programme_answer(county.select(programme="housing")).points[0] == (
            "Unsafe rural homes renovated: 430 households over 2021–2023, or 143.3 households a "
            "year on average."
        )


def test_a_milestone_due_within_its_year_is_missed_from_that_day_on(county):
    """2023年6月底前: nothing is due in May; at the end of June it is, and not done."""
    part = county.select(indicator="housing.heating")
    table = pd.DataFrame(
        {
            "indicator": ["housing.heating"],
            "period": ["2023Q1"],
            "reported_on": pd.to_datetime(["2023-04-10"]),
            "value": [0.0],
            "status": ["final"],
        }
    )
    frame = ms.evaluate(part, table, ["2022", "2023Q1", "2023-05", "2023-06", "2023H1", "2023Q3"])
    assert frame["verdict"].tolist() == ["not_due"] * 3 + ["missed"] * 3
    with using("zh"):
        assert ms.listings.milestones(part).rows[0]["due"] == "2023年6月30日"
        assert charts.path(part).get_title(loc="left") == "建成集中供热站：2023年6月30日前完成"
    with using("en"):
        assert ms.listings.milestones(part).rows[0]["due"] == "30 June 2023"
        axes = charts.path(part)
        assert axes.get_title(loc="left") == "District heating plant opened: due by 30 June 2023"
        assert [text.get_text() for text in axes.texts] == ["due by 30 June 2023"]
        (mark,) = [line for line in axes.lines if line.get_gid() == "stated"]
        assert list(mark.get_xdata()) == [2022.5]


def test_a_sum_of_ours_is_starred_wherever_it_is_a_target(county):
    """300 + 60 + 40 = 400 and 3 × 200 = 600 are sums of ours; 430 is printed."""
    names = ("renovated", "moved", "rented")
    pairs = [(f"housing.{name}", str(year)) for name in names for year in (2021, 2022, 2023)]
    seen = pd.DataFrame(pairs, columns=["indicator", "period"])
    seen = seen.assign(reported_on=pd.Timestamp("2024-01-10"), value=100.0, status="final")
    here = ms.stand(county.select(programme="housing"), seen, "2023")
    for listed in (ms.listings.positions(here), ms.listings.outlook(here)):
        told = {name: row["target"] for name, row in rows(listed).items()}
        assert told["housing.moved"].endswith("400户*")
        assert told["housing.rented"] == "≥600户*"
        assert any("以*标出" in note for note in listed.notes)
    results = ms.listings.midterm_results(here)
    assert rows(results)["housing.renovated"]["target"] == "430户"
    assert rows(results)["housing.moved"]["target"] == "400户*"


def test_a_total_over_some_years_is_not_called_a_goal_without_target(county):
    reasons = {one.indicator: one.reason for one in spreads(county)}
    assert reasons["housing.renovated"] == "part_of_years"
    with using("zh"):
        assert "未定目标" not in charts.loading(county)[0].figure.texts[-1].get_text()


def test_nothing_is_called_not_reported_of_which_no_report_is_due(county):
    """Reports are yearly: at mid-year none is due but of the plant that is due by 30 June."""
    here = ms.stand(county, ms.Ledger(), "2023H1")
    for frame in (paces(here), positions(here)):
        assert "not_reported" not in set(frame["missing"])
        told = frame.set_index("indicator")["missing"]
        assert told["education.retention"] == "no_report_due"
        assert told["housing.heating"] == "milestone"


def test_ceilings_of_single_years_are_kept_to_and_never_added_up():
    """At most 5 and 4 complaints a year, 4 and 6 counted: the plan asks for no total of 9."""
    years = {2018: "<=5", 2019: "<=4"}
    wish = Wish(unit="person", kind="flow", direction="down", targets=years)
    told = standing(
        wish, seen=[(wish.indicator, "2018", 4), (wish.indicator, "2019", 6)], when="2019"
    )
    plan = told.plan
    (row,) = ms.listings.targets(plan).rows
    assert (row["2018"], row["2019"], row["total"]) == ("≤5", "≤4", "")
    assert not any("*" in note for note in ms.listings.targets(plan).notes)
    (goal,) = goals(plan)
    assert (goal.final.value, goal.is_total_ours) == (4, False)
    (verdict,) = told.verdicts.to_dict("records")
    assert (verdict["observed"], verdict["done"], verdict["planned"]) == (6, 6, 4)
    assert ms.listings.paces(plan).rows == ()
    shown = ms.listings.verdicts(told)
    assert "done" not in [column.name for column in shown.columns]
    assert not any("规划期累计" in note for note in shown.notes)


def test_lines_that_differ_by_year_are_told_by_year(small_plan):
    """At least 40 % in 2022 and 41.5 % in 2023: 41.5 % is not asked of every year."""
    part = small_plan.select(indicator="parks.green_share.urban")
    with using("zh"):
        assert "逐年保持在当年界限以内：2022年40%以上、2023年41.5%以上" in str(
            ms.sentences.programme_answer(part)
        )
    with using("en"):
        assert "the line of each year: at least 40% in 2022 and at least 41.5% in 2023" in str(
            ms.sentences.programme_answer(part)
        )
