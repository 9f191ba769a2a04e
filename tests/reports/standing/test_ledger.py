"""What was reported and what was not: values with their vintages, deviations, gaps in the data."""

from dataclasses import replace

import pytest
from building import Wish
from standings import ledger, standing

from minsheng.evaluation import stand
from minsheng.plan.observations import LedgerWarning
from minsheng.reports import listings

PATH = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: 95})
OTHER = Wish("other", baseline=82, targets={2018: 86, 2019: 90, 2020: 95})
SAID = {
    "indicator": "test.indicator",
    "period": "2018",
    "reported_on": "2019-01-31",
    "problem": "甲",
    "cause": "乙",
    "action": "丙",
    "next_step": "丁",
    "department": "office",
    "due": "2019-06-30",
}


def test_a_deviation_is_quoted_and_one_without_an_explanation_says_so():
    where = standing(PATH, OTHER, seen=[(2018, 83), ("test.other", 2018, 83)], explained=[SAID])
    first, second = listings.deviations(where).rows
    assert (first["problem"], first["cause"], first["action"]) == ("甲", "乙", "丙")
    assert (first["next_step"], first["department"], first["due"]) == ("丁", "某局", "2019-06-30")
    assert (second["problem"], second["cause"], second["due"]) == ("尚未报送说明", "", "")
    assert second["department"] == "某局"  # who holds the data


def test_what_is_well_is_no_deviation():
    assert listings.deviations(standing(PATH, seen=[(2018, 86)], explained=[SAID])).rows == ()


def test_an_explanation_of_another_period_is_not_quoted():
    where = standing(PATH, seen=[(2019, 83)], when="2019", explained=[SAID])
    assert listings.deviations(where).rows[0]["problem"] == "尚未报送说明"


def test_what_is_missing_names_who_holds_it_and_the_last_value_known():
    where = standing(PATH, OTHER, seen=[(2018, 85.5)], when="2019")
    first, second = listings.unreported(where).rows
    assert (first["holder"], first["last_known"]) == ("某局", "85.5%（2018年）")
    assert second["last_known"] == "从未报送"


def test_a_value_of_a_later_period_is_not_the_last_known():
    where = standing(PATH, seen=[(2018, 85), (2020, 95)], when="2019")
    assert listings.unreported(where).rows[0]["last_known"] == "85%（2018年）"


def test_missing_parts_are_told_from_no_value_at_all():
    flow = Wish(unit="person", kind="flow", targets={2018: 10})
    for seen, reason in (
        ([("2018Q1", 2)], "分期数据不全：2018年第二季度、2018年下半年未报送"),
        ([], "未报送"),
    ):
        assert listings.unreported(standing(flow, seen=seen)).rows[0]["reason"] == reason


def test_every_vintage_has_a_row_and_one_is_in_force():
    seen = [(2018, 85, "2019-01-31", "provisional"), (2018, 84.2, "2019-06-30", "revised")]
    table = listings.observations(standing(PATH, seen=seen))
    told = [
        (row["observed"], row["status"], row["reported_on"], row["vintage"]) for row in table.rows
    ]
    assert told == [
        ("85", "初步数", "2019-01-31", "已更正"),
        ("84.2", "修订数", "2019-06-30", "现行"),
    ]


def test_the_ledger_is_read_as_it_stood():
    seen = [(2018, 85, "2019-01-31"), (2018, 84.2, "2019-06-30", "revised")]
    (row,) = listings.observations(standing(PATH, seen=seen, as_of="2019-06-29")).rows
    assert (row["observed"], row["vintage"]) == ("85", "现行")


def test_values_stand_in_the_order_of_time_and_none_is_later_than_the_period():
    seen = [(2019, 90), ("2018H1", 84), (2018, 86), (2020, 95)]
    table = listings.observations(standing(PATH, seen=seen, when="2019"))
    assert [row["period"] for row in table.rows] == ["2018年上半年", "2018年", "2019年"]


def test_the_history_of_an_amount_adds_up():
    flow = Wish(unit="person", kind="flow", targets={2018: 10, 2019: 10, 2020: 10})
    seen = [("2018H1", 4), (2018, 9), ("2019H1", 5)]
    table = listings.history(standing(flow, seen=seen, when="2019H1"))
    told = [(row["observed"], row["done"], row["planned"]) for row in table.rows]
    assert told == [("4", "4", "5"), ("9", "9", "10"), ("5", "14", "15")]


def test_values_that_are_not_final_are_told_apart_period_by_period():
    seen = [
        (2018, 84, "2019-01-31", "provisional"),
        ("2019H1", 88, "2019-07-31"),
        (2019, 90, "2020-01-31", "revised"),
    ]
    where = standing(PATH, seen=seen, when="2019")
    table = listings.history(where)
    assert [row["status"] for row in table.rows] == ["初步数", "", "修订数"]
    assert "status" in [column.name for column in table.columns]
    (row,) = listings.moved(where).rows
    assert row["status"] == "修订数"
    final = standing(PATH, seen=[(2018, 84), (2019, 90)], when="2019")
    for table in (listings.history(final), listings.moved(final)):
        assert table.rows and "status" not in [column.name for column in table.columns]


def test_without_observations_every_table_is_there_and_empty():
    where = standing(PATH)
    for name in ("deviations", "observations", "warnings"):
        assert getattr(listings, name)(where).rows == ()
    assert len(listings.history(where).rows) == 1
    assert len(listings.unreported(where).rows) == 1


def test_what_is_improbable_is_listed_with_its_place():
    known = ledger(("test.indicator", 2018, 86))
    doubt = LedgerWarning(
        "warnings.total_falls", "observations.csv", 3, "value", "5", indicator="test.indicator"
    )
    where = stand(standing(PATH).plan, replace(known, warnings=(doubt,)), "2018")
    (row,) = listings.warnings(where).rows
    assert row == {
        "place": "observations.csv，第3行，“实际值”列",
        "what_to_verify": "累计数小于上一期；填写为“5”",
    }


@pytest.mark.parametrize("period", ["2018", "2019H1", "2020"])
def test_rows_lead_back_to_the_plan(plan, stand_at, period):
    where = stand_at(period)
    known = set(plan.indicators["indicator"])
    for name in ("deviations", "unreported", "observations"):
        table = getattr(listings, name)(where)
        assert table.rows and set(table.ids) <= known
