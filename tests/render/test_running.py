"""The process of a report: what it is forked off, what its cells find, what it has loaded."""

import json
import os
import subprocess
import sys
from decimal import Decimal

import nbformat
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell
from render.books import SCRATCH, notebook

import minsheng as ms
from minsheng.render import RunSettings, jobs, render, suite
from minsheng.render.running import supervision
from minsheng.render.running.determinism import only_reads_files
from minsheng.render.running.execution import error_text
from minsheng.render.running.loaded_data import loaded_digest
from minsheng.render.running.task import JOURNAL, RunResult
from minsheng.render.settings import ENGINES
from minsheng.text.language import using

READY = """
import os, sys, threading, json, types
before = os.environ["IPYTHONDIR"], sys.modules["__main__"]
import minsheng.render.running.preload
from minsheng.text.language import catalogue, catalogues
from minsheng.render.running.shell import Shell
import jsonschema
compiled = "rfc3987_syntax" in sys.modules
parser = sys.modules["rfc3987_syntax"] = types.ModuleType("rfc3987_syntax")
parser.is_valid_syntax = lambda term, value: value == "https://例.cn"
checked = [jsonschema.FormatChecker().conforms(one, "iri") for one in ("https://例.cn", "例")]
print(json.dumps({
    "threads": threading.active_count(),
    "home": os.listdir(os.path.expanduser("~")),
    "as_before": (os.environ["IPYTHONDIR"], sys.modules["__main__"]) == before,
    "run": Shell.instance().execution_count,
    "read": catalogue.cache_info().currsize == len(catalogues()),
    "exporters": "nbconvert" in sys.modules,
    "compiled": compiled,
    "checked": checked,
}))
"""


def test_what_reports_are_forked_off_has_a_shell_and_leaves_no_trace(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    run = subprocess.run(
        [sys.executable, "-c", READY],
        capture_output=True,
        text=True,
        check=True,
        env={"HOME": str(home), "IPYTHONDIR": str(home / "mine"), "MPLCONFIGDIR": str(tmp_path)},
    )
    assert json.loads(run.stdout) == {
        "threads": 1,
        "home": [],
        "as_before": True,
        "run": 1,
        "read": True,
        "exporters": False,
        "compiled": False,
        "checked": [True, False],
    }
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
    notebook(
        folder, "bad", "from IPython.display import display\ndisplay({'text/plain': 7}, raw=True)"
    )
    notebook(folder, "good", "print('fine')")
    bad, good = render(plan, jobs(plan, "", tmp_path, folder=folder), tmp_path)
    assert "7 is not valid under any of the given schemas" in bad.error
    assert good.ok


def test_what_goes_with_an_output_is_sent_as_a_kernel_sends_it(plan, folder, tmp_path):
    cell = """
import numpy as np
from IPython.display import display

display({"text/plain": "x"}, metadata={"n": np.int64(3), "b": b"a", "t": (1, 2)}, raw=True)
"""
    notebook(folder, "one", cell)
    sent = []
    for engine in ENGINES:
        todo = jobs(plan, "", tmp_path / engine, folder=folder)
        (outcome,) = render(plan, todo, tmp_path / engine, RunSettings(engine=engine))
        assert outcome.ok, outcome.words
        sent.append(nbformat.read(outcome.job.beside(".ipynb"), as_version=4).cells[-1].outputs)
    assert sent[0] == sent[1]
    assert sent[0][0].metadata == {"n": 3, "b": "YQ==", "t": [1, 2]}


def test_what_is_about_most_is_begun_first_where_nothing_is_known(
    plan, folder, tmp_path, monkeypatch
):
    asked = 'lang: str = "zh"\nplan: str = ""\nprogramme: str = ""'
    notebook(folder, "one", "print('fine')", parameters=asked)
    begun = []

    def supervised(task):
        begun.append(task.job.programme)
        return RunResult(seconds=10.0 * (task.job.programme == "amenities"))

    monkeypatch.setattr(suite, "supervise", supervised)
    names = list(plan.programmes["programme"])
    todo = jobs(plan, "", tmp_path, folder=folder, programmes=names)
    assert [job.size for job in todo] == [len(plan.programme(name).plan) for name in names]
    render(plan, todo, tmp_path, RunSettings(workers=1))
    by_size = sorted(names, key=lambda name: -len(plan.programme(name).plan))
    assert begun == by_size
    assert by_size[-1] == "amenities"
    begun.clear()
    render(plan, todo, tmp_path, RunSettings(workers=1, force=True))
    assert begun == ["amenities", *by_size[:-1]], "once it is known, what took longest comes first"


def test_what_ipython_keeps_of_a_report_the_next_one_does_not_find(plan, folder, tmp_path):
    notebook(folder, "a", "%load_ext storemagic\nkept = 3\n%store kept\nprint(_dh)")
    notebook(folder, "b", "%load_ext storemagic\n%store -r kept\nprint('kept' in dir())")
    a, b = render(plan, jobs(plan, "", tmp_path, folder=folder), tmp_path, RunSettings(workers=1))
    assert a.ok
    assert b.ok
    run = nbformat.read(b.job.beside(".ipynb"), as_version=4)
    assert run.cells[-1].outputs[-1].text.endswith("False\n")
    run = nbformat.read(a.job.beside(".ipynb"), as_version=4)
    assert run.cells[-1].outputs[-1].text.endswith("[PosixPath('notebooks')]\n"), (
        "it works in the folder of its notebook, whose place is not published"
    )


@pytest.mark.parametrize("broken", ["stack_data", "seaborn"])
def test_what_cannot_be_got_ready_is_told_by_the_report_that_needs_it(folder, tmp_path, broken):
    notebook(folder, "one", "import gc\nprint(gc.isenabled())")
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / f"{broken}.py").write_text("raise ImportError('not here')")
    out = tmp_path / "out"
    subprocess.run(
        [sys.executable, "-m", "minsheng", "render", "--notebooks", folder, "-o", out],
        env={**os.environ, "PYTHONPATH": str(bad)},
        check=True,
        capture_output=True,
    )
    run = nbformat.read(out / plan_id() / "zh" / "one.ipynb", as_version=4)
    assert run.cells[-1].outputs[0].text == "True\n"


def plan_id():
    return ms.load_plan().facts.plan


def test_what_reports_are_forked_off_may_end_and_each_report_says_so(
    plan, folder, tmp_path, monkeypatch
):
    notebook(folder, "one", "print('fine')")

    def ended(process):
        raise EOFError("unexpected EOF")

    monkeypatch.setattr(supervision._running, "start", ended)
    monkeypatch.setattr(supervision, "BACK_OFF", 0)
    (outcome,) = render(plan, jobs(plan, "", tmp_path, folder=folder), tmp_path)
    assert "unexpected EOF" in outcome.error
    assert "进程" in outcome.error


def test_a_cell_may_write_where_its_journal_is(plan, folder, tmp_path):
    cell = f"{SCRATCH}open({JOURNAL!r}, 'w').write('[1]\\n')\nimport time\ntime.sleep(60)"
    notebook(folder, "one", "print('so far')", cell)
    todo = jobs(plan, "", tmp_path, folder=folder)
    (outcome,) = render(plan, todo, tmp_path, RunSettings(time_limit=3))
    assert outcome.error == "超过时限3秒，已终止"
    assert outcome.partial


def test_a_notebook_with_more_than_the_schema_knows_is_made(plan, folder, tmp_path):
    notebook(folder, "one", "print('fine')")
    path = folder / "one.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cells"][1]["more"] = 1
    content["metadata"]["signature"] = "of another machine"
    path.write_text(json.dumps(content), encoding="utf-8")
    (outcome,) = render(plan, jobs(plan, "", tmp_path, folder=folder), tmp_path)
    assert outcome.ok, outcome.words
    assert "signature" not in outcome.job.beside(".ipynb").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "code",
    [
        "from numpy.random import normal",
        "import numpy.random as nr\nnr.normal()",
        "import numpy as np\nnp.random.normal()",
        "import seaborn as sns\nsns.barplot(data)",
        "import pandas as pd\npd.read_sql(\"select date('now')\", c)",
        "from pathlib import Path\nPath('a').glob('*/b.csv')",
        "from pathlib import Path\nPath.cwd()",
        "list({'a', 'b'})",
        "list(set(names))",
        "import random",
        "import time",
        "!ls",
        "%run a.ipynb",
        "getattr(x, 'y')",
        "__builtins__",
        "import not_there",
    ],
)
def test_code_that_can_depend_on_more_than_files_is_told(code):
    assert not only_reads_files([code], sys.modules)


@pytest.mark.parametrize(
    "code",
    [
        "import pandas as pd\npd.read_csv('附表.csv').query('v > 1')",
        "open('a.txt').read()",
        "import minsheng as ms\nms.gaps(ms.load_plan(plan))",
        "import json\njson.load(open('a.json'))",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])",
        "import sqlite3\nsqlite3.connect('a.db')",
    ],
)
def test_code_that_only_reads_files_is_seen_through(code):
    assert only_reads_files([code], sys.modules)


def _digest(value):
    return loaded_digest({"a": value}, [new_code_cell("b = 1"), new_code_cell("a")], 0)


def _frame(*cells):
    return pd.DataFrame({"x": list(cells)}, dtype=object)


DIFFERENT = [
    _frame(1),
    _frame(1.0),
    _frame(True),
    _frame("1"),
    _frame(None),
    _frame(float("nan")),
    _frame(pd.NA),
    _frame(pd.NaT),
    _frame("<NA>"),
    _frame("\ud83d\ude00"),
    _frame("😀"),
    _frame(1, 2),
    _frame(2, 1),
    _frame(1).rename(columns={"x": "y"}),
    _frame(1).astype("float64"),
    _frame(1).set_axis(["r"]),
    _frame(pd.Timestamp("2018-01-01")),
    _frame("\ud800"),
    pd.Series([1], name="x"),
    pd.Index([1], name="x"),
    _frame(1).assign(y=1),
    _frame(pd.Timedelta(1)),
    _frame(b"1"),
    pd.Series(pd.Categorical(["a"], categories=["a", "b"])),
    pd.Series(pd.Categorical(["a"], categories=["b", "a"])),
    pd.Series(["a"], index=pd.MultiIndex.from_tuples([(1, 2)], names=["p", "q"])),
    pd.Series(["a"], index=pd.MultiIndex.from_tuples([(1, 2)], names=["p", "r"])),
]


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


@pytest.mark.parametrize("cell", [Decimal(1), object(), [1], (1,), {"1": "a"}, {(1, 2): 3}])
def test_of_what_nobody_knows_there_is_no_digest(cell):
    assert _digest(_frame(cell)) == ""


@pytest.mark.parametrize("function", [ms.gaps, ms.required_growth, ms.steps, ms.trajectory])
def test_what_a_caller_changes_stays_the_callers(function):
    part = ms.load_plan().select(programme="childcare")
    first = function(part)
    kept = first.copy()
    first.loc[0, "reason"] = "changed"
    first["more"] = 1
    second = function(part)
    second["reason"].array[0] = "changed"  # pandas does not copy for who writes to its arrays
    second["year" if "year" in second else "target_year"].array[0] = 1
    pd.testing.assert_frame_equal(function(part), kept)


def test_a_cell_that_wants_ipympl_is_told_what_is_missing():
    from matplotlib.backends.registry import backend_registry

    with pytest.raises(RuntimeError) as raised:
        backend_registry.resolve_gui_or_backend("widget")
    with using("en"):
        said = error_text(raised.value)
    assert said == (
        "%matplotlib widget in a cell needs the package ipympl, which is not installed; "
        "reports use %matplotlib inline"
    )
