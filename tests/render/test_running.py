"""The process of a report: what it is forked off, what its cells find, what it has loaded."""

import json
import subprocess
import sys
from decimal import Decimal

import nbformat
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell
from render.books import notebook

import minsheng as ms
from minsheng.render import jobs, render
from minsheng.render.running.loaded import loaded_digest

READY = """
import os, sys, threading, json
before = os.environ["IPYTHONDIR"], sys.modules["__main__"]
import minsheng.render.running.ready
from minsheng.language import catalogue, catalogues
from minsheng.render.running.shell import Shell
print(json.dumps({
    "threads": threading.active_count(),
    "home": os.listdir(os.path.expanduser("~")),
    "as_before": (os.environ["IPYTHONDIR"], sys.modules["__main__"]) == before,
    "run": Shell.instance().execution_count,
    "read": catalogue.cache_info().currsize == len(catalogues()),
    "exporters": "nbconvert" in sys.modules,
}))
"""


def test_what_reports_are_forked_off_has_a_shell_and_leaves_no_trace(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    run = subprocess.run([sys.executable, "-c", READY], capture_output=True, text=True, check=True,
                         env={"HOME": str(home), "IPYTHONDIR": str(home / "mine"),
                              "MPLCONFIGDIR": str(tmp_path)})  # fmt: skip
    assert json.loads(run.stdout) == {
        "threads": 1, "home": [], "as_before": True, "run": 1, "read": True, "exporters": False,
    }  # fmt: skip
    assert run.stderr == ""


def test_main_is_what_the_cells_define(plan, folder, tmp_path):
    cell = """
import pickle
from dataclasses import dataclass

@dataclass
class Point:
    x: "int"

print(pickle.loads(pickle.dumps(Point(3))), __name__)
"""
    notebook(folder, "one", cell)
    (outcome,) = render(plan, jobs(plan, "", tmp_path, folder=folder), tmp_path)
    assert not outcome.error
    run = nbformat.read(outcome.job.beside(".ipynb"), as_version=4)
    assert run.cells[-1].outputs[0].text == "Point(x=3) __main__\n"
    assert run.cells[-1].execution_count == 3, (
        "cells count from 1: parameters, what was asked, this"
    )


def test_an_output_that_no_notebook_may_hold_fails_its_report(plan, folder, tmp_path):
    notebook(folder, "bad", "from IPython.display import display\n"
             "display({'text/plain': 7}, raw=True)")  # fmt: skip
    notebook(folder, "good", "print('fine')")
    bad, good = render(plan, jobs(plan, "", tmp_path, folder=folder), tmp_path)
    assert "7 is not valid under any of the given schemas" in bad.error
    assert good.ok


def test_what_is_about_most_is_begun_first_where_nothing_is_known(plan, tmp_path):
    todo = jobs(plan, "", tmp_path, names=("plan", "programme"))
    sizes = {job.programme: job.size for job in todo}
    assert sizes.pop("") == len(plan)
    assert sizes == {name: len(plan.programme(name).plan) for name in plan.programmes["programme"]}
    (one,) = jobs(plan, "", tmp_path, names=("indicator",),
                  indicators=("childcare.gross_enrolment",))  # fmt: skip
    assert one.size == 1


def _digest(value):
    return loaded_digest({"a": value}, [new_code_cell("a")])


def _frame(*cells):
    return pd.DataFrame({"x": list(cells)}, dtype=object)


DIFFERENT = [
    _frame(1), _frame(1.0), _frame(True), _frame("1"), _frame(None), _frame(float("nan")),
    _frame(pd.NA), _frame(pd.NaT), _frame([1]), _frame("<NA>"), _frame(["<NA>"]),
    _frame(1, 2), _frame(2, 1),
    _frame(1).rename(columns={"x": "y"}), _frame(1).astype("float64"), _frame(1).set_axis(["r"]),
    _frame(pd.Timestamp("2018-01-01")), _frame("\ud800"), pd.Series([1], name="x"),
    pd.Index([1], name="x"), _frame(1).assign(y=1),
]  # fmt: skip


def test_tables_that_differ_have_digests_that_differ():
    found = [_digest(frame) for frame in DIFFERENT]
    assert "" not in found
    assert len(set(found)) == len(DIFFERENT)


@given(st.lists(st.one_of(st.floats(), st.text(), st.none(), st.integers())))
def test_tables_that_are_equal_have_one_digest(cells):
    copied = [cell if cell is None else type(cell)(cell) for cell in cells]
    assert _digest(_frame(*cells)) == _digest(_frame(*copied)) != ""


def test_columns_of_one_name_are_each_looked_at():
    twice = pd.DataFrame([[1, 2]], columns=["x", "x"])
    other = pd.DataFrame([[1, 3]], columns=["x", "x"])
    assert _digest(twice) != _digest(other)


def test_of_what_nobody_knows_there_is_no_digest():
    assert _digest(_frame(Decimal(1))) == ""
    assert _digest(_frame(object())) == ""


@pytest.mark.parametrize("function", [ms.gaps, ms.required_growth, ms.steps, ms.trajectory])
def test_what_a_caller_changes_stays_the_callers(function):
    part = ms.load_plan().select(programme="childcare")
    first = function(part)
    kept = first.copy()
    first.loc[0, "reason"] = "changed"
    first["more"] = 1
    pd.testing.assert_frame_equal(function(part), kept)
