"""Binding and expected goals in the reports on what was observed, over a made-up county plan."""

from pathlib import Path

import pandas as pd
import pytest

import minsheng as ms
from minsheng.text.language import using

FOLDER = Path(__file__).parents[1] / "county_package"
# Binding: retention 97 meets 96; 430 homes meet 430; 390 moved of 400 do not.
SEEN = [
    ("education.retention", "2025", 97.0),
    *(("housing.renovated", str(year), n) for year, n in ((2021, 200), (2022, 130), (2023, 100))),
    *(("housing.moved", str(year), 78.0) for year in range(2021, 2026)),
    ("population.life_expectancy", "2025", 78.0),
]
COLUMNS = ("period", "value")


@pytest.fixture(scope="module")
def standing():
    plan = ms.load_plan(FOLDER)
    table = pd.DataFrame(SEEN, columns=["indicator", *COLUMNS])
    table = table.assign(reported_on=pd.Timestamp("2026-01-31"), status="final")
    return ms.stand_final(plan, table)


def test_binding_goals_are_counted_apart_and_named(standing):
    with using("zh"):
        told = str(ms.sentences.final_answer(standing))
        assert "规划标明的约束性目标3项，已有结果3项，达到2项。" in told
        assert "其余已研判的约束性目标：避险搬迁户数（未达到）。" in told
        assert "规划标明的约束性目标3项，已研判3项" in str(ms.sentences.scoreboard_answer(standing))
    with using("en"):
        told = str(ms.sentences.final_answer(standing))
        assert (
            "The plan marks 3 goals as binding; the outcome of 3 is known and 2 were met. "
            "The other binding goal judged: "
        ) in told


def test_tables_show_the_nature_beside_the_goal(standing):
    with using("zh"):
        for name in ("verdicts", "outcome_results", "outcome_goals", "midterm_results"):
            table = getattr(ms.listings, name)(standing)
            assert [column.title for column in table.columns][1] == "属性"
            found = dict(zip(table.ids, table.rows, strict=True))
            assert found["housing.moved"]["nature"] == "约束性"
        assert found["population.life_expectancy"]["nature"] == "预期性"
        assert found["population.fund_balance"]["nature"] == ""


def test_a_plan_that_marks_none_shows_nothing(plan):
    here = ms.stand_final(plan, ms.load_observations(plan, "demo"))
    assert "nature" not in [column.name for column in ms.listings.verdicts(here).columns]
    with using("zh"):
        assert "约束性" not in str(ms.sentences.final_answer(here))


def test_a_total_that_is_not_due_has_no_target_of_the_year():
    plan = ms.load_plan(FOLDER).select(indicator="housing.rented")
    table = pd.DataFrame([("housing.rented", "2023", 210.0)], columns=["indicator", *COLUMNS])
    table = table.assign(reported_on=pd.Timestamp("2024-01-31"), status="final")
    with using("zh"):
        (row,) = ms.listings.verdicts(ms.stand(plan, table, "2023")).rows
    assert row["due_target"] == ""


def test_a_total_over_part_of_the_plan_is_told_with_its_years(standing):
    """430 of 430 in 2021–2023: the period is neither 2023 nor the whole plan."""
    part = standing.select(indicator="housing.renovated")
    with using("zh"):
        assert ms.listings.outcome_results(part).rows[0]["target_year"] == "2021—2023"
        assert "2021—2023年累计目标为430户" in str(ms.sentences.indicator_answer(part))
        assert ms.listings.verdicts(part).rows[0]["due_target"] == "430（2021—2023年）"
    with using("en"):
        assert "the target for 2021–2023 is 430 households" in str(
            ms.sentences.indicator_answer(part)
        )
