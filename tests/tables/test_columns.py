"""Columns hold equal cells once, so that what a ledger costs grows with its different cells."""

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

import minsheng as ms
from minsheng.tables import checking, ledger_rules
from minsheng.tables.columns import Column, Records, combinations
from minsheng.tables.reading import read_rows
from minsheng.tables.schema import Field, Table

HEAD = "indicator,period,reported_on,value,status"
CELLS = st.lists(st.tuples(*[st.sampled_from(["", "a", "b", "c"])] * 3), max_size=40)
TABLE = Table("t", "t.csv", tuple(Field(name) for name in "abc"))


def records(rows):
    columns = dict(zip("abc", zip(*rows, strict=True), strict=False)) if rows else {}
    held = {name: Column.from_cells(columns.get(name, ())) for name in "abc"}
    return Records({"_row": Column.from_cells(range(len(rows))), **held})


@limits(deadline=None)
@given(CELLS)
def test_rows_come_back_as_they_were(rows):
    told = list(records(rows).rows())
    assert [tuple(record[name] for name in "abc") for record in told] == rows
    assert [record["_row"] for record in told] == list(range(len(rows)))


@limits(deadline=None)
@given(CELLS, CELLS)
def test_the_rows_of_two_tables_stand_one_after_the_other(rows, more):
    both = records(rows).then(records(more))
    assert [record["b"] for record in both.rows()] == [row[1] for row in (*rows, *more)]


@limits(deadline=None)
@given(CELLS)
def test_each_combination_is_numbered_by_its_first_row(rows):
    numbers, first = combinations([records(rows).columns[name] for name in "abc"])
    assert [rows[first[number]] for number in numbers] == rows
    assert [rows.index(rows[row]) for row in first] == list(first)
    assert len(first) == len(set(rows))


def test_equal_values_are_made_one():
    column = Column.from_cells(["1", "1.0", "2"]).map(float)
    assert (column.values, column.merged().values) == ([1.0, 1.0, 2.0], [1.0, 2.0])
    assert column.merged().cells() == column.cells()


def test_a_row_names_its_faulty_columns():
    held = records([("a", "b", "c"), ("d", "e", "f")])
    held.bad["b"] = np.array([False, True])
    assert [record["_bad"] for record in held.rows()] == [set(), {"b"}]
    assert held.record(1)["b"] == "e"
    assert next(held.take(np.array([1])).rows())["_bad"] == {"b"}
    assert [record["_bad"] for record in records([("", "", "")]).then(held).rows()][2] == {"b"}


@limits(deadline=None)
@given(CELLS, st.sampled_from(["\n", "\r\n"]))
def test_what_is_read_in_parts_is_what_stands_in_the_file(rows, end):
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=end).writerows([tuple("abc"), *rows * 30])
    cells, faults = read_rows(text.getvalue().encode(), TABLE)
    wanted = [(number, row) for number, row in enumerate(rows * 30, 2) if any(row)]
    assert faults == []
    assert list(cells.numbers) == [number for number, _ in wanted]
    read = zip(*(cells.columns[name].cells() for name in "abc"), strict=True)
    assert list(read) == [row for _, row in wanted]


# What is done once


@pytest.fixture
def counted(monkeypatch):
    """How many times a figure, a period and a day are read and a figure is held against a plan."""
    calls = {}

    def count(room, name):
        function = getattr(room, name)

        def counting(*arguments):
            calls[name] = calls.get(name, 0) + 1
            return function(*arguments)

        return counting

    for room, name in ((checking, "period"), (ledger_rules, "_figure"), (ledger_rules, "_time")):
        monkeypatch.setattr(room, name, count(room, name))
    parse, code = checking._PARSE["date"]
    monkeypatch.setattr(checking, "_date", parse)
    day = count(checking, "_date")
    monkeypatch.setattr(checking, "_PARSE", {**checking._PARSE, "date": (day, code)})
    return calls


def ledger(path, vintages):
    days = [f"{2022 + day // 300}-{day % 300 // 25 + 1:02}-{day % 25 + 1:02}" for day in range(100)]
    rows = [
        f"{indicator},{period},{days[vintage]},13,final"
        for vintage in range(vintages)
        for indicator in ("parks.count", "parks.visits")
        for period in ("2021", "2021H1", "2021Q1")
    ]
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


def test_the_work_grows_with_what_differs_and_not_with_the_rows(small_plan, tmp_path, counted):
    done = []
    for vintages in (10, 100):
        counted.clear()
        held = ms.load_observations(small_plan, ledger(tmp_path / "ledger.csv", vintages))
        assert len(held.observations) == 6 * vintages
        done.append(dict(counted))
    few, many = done
    assert few == {"_date": 10, "period": few["period"], "_figure": 6, "_time": 30}
    # Of ten times the rows only the days are others.
    assert many == {**few, "_date": 100, "_time": 300}
