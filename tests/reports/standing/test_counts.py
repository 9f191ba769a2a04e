"""Verdicts counted: nothing is lost, whatever they are counted by."""

from dataclasses import replace

import pytest
from building import Wish
from standings import standing

from minsheng.evaluation import CLASSES, JUDGED
from minsheng.reports import listings
from minsheng.text.language import LANGUAGES, using

COUNTED = ("scoreboard", "by_department", "by_strength")


@pytest.fixture(scope="module")
def where(stand_at):
    return stand_at("2019")


@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_classes_of_each_row_add_up_to_its_goals_and_the_rows_to_the_plan(where, name, lang):
    with using(lang):
        table = getattr(listings, name)(where)
    rows = [
        values for row_id, values in zip(table.ids, table.values, strict=True) if row_id != "total"
    ]
    for values, row in zip(table.values, table.rows, strict=True):
        assert values["goals"] == sum(values[light] for light in CLASSES)
        assert values["judged"] == sum(values[light] for light in JUDGED)
        assert {row[light] for light in CLASSES} <= {str(n) for n in range(400)}
    assert sum(values["goals"] for values in rows) == len(where.verdicts)


def test_the_scoreboard_has_each_programme_in_order_and_their_sum(where, plan):
    table = listings.scoreboard(where)
    assert list(table.ids) == [*plan.programmes["programme"], "total"]
    sums = [sum(values["in_line"] for values in table.values[:-1])]
    assert sums == [table.values[-1]["in_line"]] == [where.verdicts["class"].eq("in_line").sum()]


def test_one_programme_has_no_sum(where):
    assert listings.scoreboard(where.select(programme="housing")).ids == ("housing",)


def test_heads_carry_symbol_and_word(where):
    heads = {column.name: column.title for column in listings.scoreboard(where).columns}
    assert heads["in_line"] == "● 基本符合预期" and heads["lagging"] == "▼ 滞后"


def test_firm_and_aspired_goals_stand_apart():
    wishes = [Wish(name, baseline=0, targets={2018: 10}) for name in ("a", "b")]
    where = standing(*wishes, seen=[("test.a", 2018, 10), ("test.b", 2018, 4)])
    targets = where.plan.targets.assign(strength=["firm", "aspired"])
    plan = replace(where.plan, tables={**where.plan.tables, "targets": targets})
    table = listings.by_strength(replace(where, plan=plan))
    assert [(row["strength"], row["met"], row["not_met"]) for row in table.rows] == [
        ("确定性目标", "1", "0"),
        ("力争性目标", "0", "1"),
    ]
    shown = [column.name for column in table.columns]
    assert shown == ["strength", "goals", "judged", "met", "not_met"]


def test_departments_are_those_that_hold_the_data_the_busiest_first(where):
    table = listings.by_department(where)
    sizes = where.verdicts["holder"].astype("str").value_counts()
    assert table.values[0]["goals"] == sizes.max()
    assert [values["goals"] for values in table.values] == sorted(
        (values["goals"] for values in table.values), reverse=True
    )
