"""Years in frames are numbers, and a span has its first and its last year."""

import pandas as pd
import pytest
from building import Wish, build

from minsheng.plan.years import with_years, years_text

TABLES = ("baselines", "targets", "restatements", "relations")


def test_a_year_is_compared_with_a_number(plan):
    # counted in data/qijiang-2018-2020/targets.csv
    assert len(plan.targets[plan.targets.year == 2020]) == 214
    assert len(plan.targets.query("year == 2020")) == 214
    assert len(plan.targets[plan.targets.year.isna()]) == 29


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_years_as_numbers(plan, table):
    rows = plan.tables[table]
    assert {name: str(rows[name].dtype) for name in ("year", "first_year", "last_year")} == {
        "year": "Int64",
        "first_year": "int64",
        "last_year": "int64",
    }
    single = rows[rows["year"].notna()]
    assert single["year"].eq(single["first_year"]).all()
    assert single["year"].eq(single["last_year"]).all()
    several = rows[rows["year"].isna()]
    assert (several["first_year"] < several["last_year"]).all()


def test_a_span_has_its_first_and_its_last_year():
    plan = build(Wish(unit="person", kind="flow", baseline=None, targets={2018: 1}, total=9))
    rows = plan.targets.to_dict("records")
    assert [(row["first_year"], row["last_year"]) for row in rows] == [(2018, 2018), (2018, 2020)]
    assert [years_text(row) for row in rows] == ["2018", "2018-2020"]


def test_a_frame_without_rows_has_the_same_columns():
    made = with_years(pd.DataFrame({"indicator": [], "year": pd.Series([], dtype="str")}))
    assert list(made) == ["indicator", "year", "first_year", "last_year"]
    assert str(made["year"].dtype) == "Int64"
