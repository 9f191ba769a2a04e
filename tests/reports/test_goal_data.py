"""The goals as rows of data: as the ledger, the plan and the verdicts have them."""

from pathlib import Path

import pandas as pd
import pytest

import minsheng as ms
from minsheng.reports.goal_data import goal_data
from minsheng.text.language import using


def row_of(table, indicator):
    frame = table.to_frame()
    return frame[frame["indicator"].eq(indicator)].iloc[0]


def test_a_standing_has_one_row_for_each_goal_with_its_value_target_gap_and_class(stand_at):
    standing = stand_at("2019H1")
    frame = goal_data(standing).to_frame()
    assert list(frame["indicator"]) == list(standing.verdicts["indicator"])
    row = row_of(goal_data(standing), "childcare.gross_enrolment")
    # annex 1: 90 % and more by 2020; the made-up value of the first half of 2019
    assert [row["value"], row["bound"], row["target"], row["target_year"]] == [88.07, "≥", 90, 2020]
    assert (row["gap"], row["unit"], row["grade"]) == (1.93, "%", "基本符合预期")
    assert (row["period"], row["period_end"]) == ("2019H1", pd.Timestamp("2019-06-30"))
    assert row["source"] == "演示数据 synthetic"


def test_of_a_flow_the_value_is_what_was_done_so_far_and_the_gap_is_what_is_left(stand_at):
    frame = goal_data(stand_at("2019H1")).to_frame()
    known = frame[frame["gap"].notna() & frame["bound"].eq("≥")]
    assert len(known) > 0
    assert (known["target"] - known["value"] - known["gap"]).abs().max() < 1e-6


def test_a_plan_has_its_baseline_and_the_target_of_each_period_with_where_it_is_printed(plan):
    part = plan.select(indicator="childcare.gross_enrolment")
    frame = goal_data(part).to_frame()
    assert list(map(str, frame["period"])) == ["2017", "2018", "2019", "2020"]
    assert frame["value"].fillna(0).tolist() == [86, 0, 0, 0]
    assert frame["target"].fillna(0).tolist() == [0, 87, 89, 90]
    assert frame["gap"].fillna(0).tolist() == [0, 0, 0, 4]
    assert frame["source"][0] == "附件1一"


def test_of_a_range_both_ends_are_given(plan):
    # annex 9: one or two sports parks by 2020
    part = plan.select(indicator="culture_sport.sports_parks_built")
    row = goal_data(part).to_frame().iloc[0]
    assert (row["bound"], row["target"], row["target_high"]) == ("区间", 1, 2)


@pytest.mark.parametrize(
    ("lang", "name", "title"), [("zh", "幼有所育", "指标代码"), ("en", "Childcare", "Indicator id")]
)
def test_names_and_titles_are_in_the_language(plan, lang, name, title):
    with using(lang):
        table = goal_data(plan.select(indicator="childcare.gross_enrolment"))
    assert table.rows[0]["programme_name"] == name
    assert title in table.titles
    assert (table.only_in_workbook, table.tidy) == (True, True)


def test_the_target_of_a_stated_change_is_the_level_it_leads_to_in_the_unit_beside_it():
    """By hand: 32,000 yuan and 6.5 per cent a year are 43,842.77 after five years."""
    plan = ms.load_plan(Path(__file__).parents[1] / "five_year_package")
    rows = {row["indicator"]: row for row in goal_data(plan).rows if row["target"]}
    income = rows["economy.income"]
    assert (income["unit"], income["bound"], income["target"][:8]) == ("元", "≥", "43842.77")
    assert (rows["green.carbon"]["unit"], rows["green.carbon"]["target"]) == ("吨/万元", "1.025")
