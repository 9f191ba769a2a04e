"""The planned path year by year; the expected numbers are worked out by hand."""

import minsheng as ms
from minsheng.reports.planned_paths import planned_path
from minsheng.text.language import using

YEARS = ("2017", "2018", "2019", "2020")


def shown(plan, indicator):
    (row,) = planned_path(plan.select(indicator=indicator)).rows
    return [row.get(year, "") for year in YEARS]


def test_stated_years_stand_as_they_are_printed(plan):
    assert shown(plan, "childcare.gross_enrolment") == ["86", "≥87", "≥89", "≥90"]
    assert shown(plan, "childcare.public_share.urban") == ["", "≥30", "≥40", "≥50"]


def test_interpolated_years_are_marked_in_number_and_note(plan):
    """One tertiary hospital in 2017 and two in 2020: a third more each year."""
    part = plan.select(indicator="healthcare.tertiary_hospitals")
    assert shown(plan, "healthcare.tertiary_hospitals") == ["1", "†1.3", "†1.7", "2"]
    with using("zh"):
        assert planned_path(part).notes == ("†：规划未写明该年数值，按前后两点推算。",)
    with using("en"):
        assert planned_path(part).notes == (
            "†: not stated by the plan, interpolated between the points before and after.",
        )
        assert planned_path(plan.select(indicator="childcare.gross_enrolment")).notes == ()


def test_a_flow_is_told_as_its_running_total(plan):
    """9, 7 and 3 centres a year; the plan prints none of before."""
    part = plan.select(indicator="childcare.public_centres_built")
    assert shown(plan, "childcare.public_centres_built") == ["", "9", "16", "19"]
    with using("zh"):
        assert planned_path(part).rows[0]["indicator"] == "建设公办街镇中心幼儿园（累计）"
    with using("en"):
        assert planned_path(part).rows[0]["indicator"] == (
            "Public central kindergartens of towns and subdistricts built (running total)"
            " (建设公办街镇中心幼儿园)"
        )


def test_a_bound_without_a_number_is_told_as_the_plan_prints_it(plan):
    assert shown(plan, "education.compulsory_retention")[0] == ">94"


def test_a_baseline_of_another_year_says_which():
    plan = ms.load_plan("tests/five_year_package")
    with using("zh"):
        (row,) = [row for row in planned_path(plan).rows if row["indicator"] == "PM2.5年均浓度"]
    assert row["2025"] == "33（2024年）"


def test_every_known_point_of_the_path_is_in_the_table(plan):
    path = ms.trajectory(plan)
    kinds = path["indicator"].map(plan.indicators.set_index("indicator")["kind"])
    known = path[path["basis"].ne("") & kinds.ne("milestone") & path["year"].gt(2017)]
    table = planned_path(plan)
    cells = [row[year] for row in table.rows for year in YEARS[1:] if row.get(year)]
    assert len(cells) == len(known)
