"""Tasks by state, and what is due in the next half-year."""

import pytest

import minsheng as ms
from minsheng.reports import listings
from minsheng.text.language import LANGUAGES, using

STATUSES = ("completed", "continuing", "started", "not_reported")
FIRST = "childcare.project1.1"  # due on 31 December 2019


def at(plan, period, ledger=None):
    return ms.stand(plan, ledger or ms.Ledger(), period)


def test_every_task_is_listed_once_and_counted_once(plan, made_up):
    where = at(plan, "2019H1", made_up)
    assert sorted(listings.task_states(where).ids) == sorted(plan.tasks["task"])
    counted = listings.task_counts(where)
    for row, values in zip(counted.rows, counted.values, strict=True):
        assert values["tasks"] == sum(values[status] for status in STATUSES)
        assert row["tasks"] == f"{values['tasks']:.0f}"
    assert sum(values["tasks"] for values in counted.values) == len(plan.tasks)


def test_a_task_is_due_next_until_its_day_and_overdue_after_it(plan):
    for period, expected in (("2018", "not_reported"), ("2019H1", "due_next"), ("2019", "overdue")):
        states = at(plan, period).tasks.set_index("task")["state"]
        assert states[FIRST] == expected, period


def test_what_is_overdue_names_who_leads(plan):
    table = listings.overdue(at(plan, "2019"))
    row = dict(zip(table.ids, table.rows, strict=True))[FIRST]
    assert (row["due"], row["state"], row["lead"]) == ("2019-12-31", "逾期", "区教委")
    assert listings.overdue(at(plan, "2018H1")).rows == ()


def test_a_completed_task_is_not_overdue(plan, made_up):
    where = at(plan, "2020", made_up)
    done = where.tasks.loc[where.tasks["status"] == "completed", "task"]
    assert len(done) and not set(done) & set(listings.overdue(where).ids)


def test_the_calendar_is_spread_over_the_next_half_year(plan):
    rows = {row["item"]: row for row in listings.due_next(at(plan, "2019H1")).rows}
    assert rows["季度抽查"]["covers"] == "2019年第三季度、2019年第四季度"
    assert rows["月度调度"]["covers"] == "2019年7月至2019年12月逐月"
    assert rows["半年通报"]["covers"] == "2019年下半年"
    assert rows["年终考核"]["covers"] == "2019年"


def test_a_date_stands_only_where_the_plan_prints_one(plan):
    table = listings.due_next(at(plan, "2018"))
    dated = {row["item"]: row["due"] for row in table.rows}
    assert dated["专题报告"] == "2019-06-30"
    assert dated["季度抽查"] == "规划未写明"
    assert "年终考核" not in dated  # no year ends within six months


def test_tasks_due_stand_with_who_leads_them(plan):
    table = listings.due_next(at(plan, "2019H1"))
    row = dict(zip(table.ids, zip(table.groups, table.rows, strict=True), strict=True))[FIRST]
    assert row[0] == "到期任务"
    assert (row[1]["due"], row[1]["by"]) == ("2019-12-31", "区教委")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plan_without_calendar_and_tasks_has_empty_tables(small_plan, lang):
    tables = dict(small_plan.tables)
    for name in ("calendar", "tasks"):
        tables[name] = tables[name].iloc[:0]
    bare = ms.Plan(small_plan.facts, tables, small_plan.fingerprint)
    with using(lang):
        where = ms.stand(bare, ms.Ledger())
        assert listings.due_next(where).rows == ()
        assert listings.task_states(where).rows == ()
        assert all(row["tasks"] == "0" for row in listings.task_counts(where).rows)


def test_the_calendar_ends_with_the_plan_and_evaluations_without_a_date_are_not_due(plan):
    assert listings.due_next(at(plan, "2020")).rows == ()
