"""Whatever a report does, leaves or sends, it fails alone: the others, the index, the run go on."""

import gc
import os
import subprocess
import sys
import weakref
from dataclasses import replace

import pytest
from click.testing import CliRunner
from render.books import SCRATCH, notebook

from minsheng.cli import main
from minsheng.render import RunSettings, jobs, render, suite
from minsheng.render.job import ALWAYS
from minsheng.render.run_log import runs
from minsheng.render.running import supervision
from minsheng.render.running.supervision import supervise
from minsheng.render.running.task import RunResult, Task, UsedData

pytestmark = pytest.mark.notebooks
KILL = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
SEND = """
import gc, os, pickle, time
from multiprocessing.connection import Connection
pipe = [one for one in gc.get_objects() if isinstance(one, Connection) and one.writable][-1]
"""


def made(plan, folder, output, **how):
    todo = jobs(plan, "", output, folder=folder)
    told = []
    outcomes = render(plan, todo, output, RunSettings(workers=2, **how), tell=told.append)
    assert {outcome.job.name for outcome in told} == {job.name for job in todo}
    return {outcome.job.notebook.name: outcome for outcome in outcomes}


def index(plan, output):
    return (output / plan.facts.plan / "zh" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"raise ValueError('\udcff')", r"ValueError: \udcff"),
        (r"raise ValueError('a\x1b[31m\rb\x00')", r"ValueError: a\x1b[31m\rb\x00"),
        (SCRATCH + f"open('executed.ipynb', 'w').write('{{\"cells\": 5')\n{KILL}", "SIGKILL"),
        (SCRATCH + f"open('executed.ipynb', 'wb').write(bytes(range(256)))\n{KILL}", "SIGKILL"),
        (SCRATCH + f"open('executed.ipynb', 'w').write('[' * 100_000)\n{KILL}", "SIGKILL"),
        (
            SCRATCH + f"open('cells.jsonl', 'w').write('[1, 1, [{{}}]]\\n[2, 1, [5]]\\n')\n{KILL}",
            "SIGKILL",
        ),
        (
            SCRATCH
            + f"open('cells.jsonl', 'w').write('[99, {{}}, {{}}]\\n' + '[' * 100_000)\n{KILL}",
            "SIGKILL",
        ),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGRTMIN + 3)", "被终止（37）"),
        (SEND + "pipe.send_bytes(b'garbage')\ntime.sleep(60)", "送回的不是报告"),
        (SEND + "pipe.send_bytes(b'')\ntime.sleep(60)", "送回的不是报告"),
        (SEND + "pipe.send({'files': 1})\ntime.sleep(60)", "送回的不是报告"),
        (
            SEND + "class Bomb:\n    def __reduce__(self): return os._exit, (9,)\n"
            "pipe.send(Bomb())\ntime.sleep(60)",
            "送回的不是报告",
        ),
    ],
)
def test_a_report_fails_alone(plan, folder, tmp_path, source, words):
    notebook(folder, "bad", "print('so far')", source)
    notebook(folder, "good", "print('fine')")
    found = made(plan, folder, tmp_path)
    assert found["good"].ok
    assert words in found["bad"].error
    assert words in found["bad"].job.beside(".failed.html").read_text(encoding="utf-8")
    assert words in index(plan, tmp_path)
    (run,) = runs(tmp_path)
    assert (run.count("made"), run.count("failed"), run.end["exit"]) == (1, 1, 1)
    assert run.broken == 0


def test_an_error_as_long_as_a_book_is_cut(plan, folder, tmp_path):
    notebook(folder, "bad", "raise ValueError('x' * 10_000_000)")
    outcome = made(plan, folder, tmp_path)["bad"]
    assert outcome.error.startswith("ValueError: xxx")
    assert len(outcome.error) == 2000
    page = outcome.job.page.with_suffix(".failed.html").read_text(encoding="utf-8")
    assert 10_000 < page.count("x") < 25_000


def test_a_report_that_stops_in_the_middle_of_a_word_meets_its_limit(plan, folder, tmp_path):
    notebook(folder, "bad", SEND + "os.write(pipe.fileno(), b'\\0\\0\\1\\0half')\ntime.sleep(600)")
    assert made(plan, folder, tmp_path, time_limit=4)["bad"].error == "超过时限4秒，已终止"


def test_a_report_that_closes_the_pipe_and_goes_on_meets_its_limit(plan, folder, tmp_path):
    notebook(folder, "bad", SEND + "pipe.close()\ntime.sleep(600)")
    assert made(plan, folder, tmp_path, time_limit=4)["bad"].error == "超过时限4秒，已终止"


NONSENSE = [
    RunResult(),
    RunResult(files={".html": "text"}),
    RunResult(files=[1]),
    RunResult(error=5),
    RunResult(unmade={1: 2}),
    RunResult(files={".html": b""}, used=None),
    RunResult(files={".html": b""}, seconds="long"),
    RunResult(files={".html": b""}, used=UsedData(before={"a": 1})),
    RunResult(error="", unchanged="yes"),
]


@pytest.mark.parametrize("sent", NONSENSE)
def test_a_report_whose_parts_are_nonsense_is_none(plan, folder, tmp_path, sent):
    notebook(folder, "bad", "print('fine')")
    (job,) = jobs(plan, "", tmp_path, folder=folder)
    told = supervision._checked(Task(job), sent)
    assert told == RunResult(error="生成报告的进程送回的不是报告")


@pytest.mark.parametrize(
    "sent",
    [
        RunResult(files={"../../outside.html": b""}),
        RunResult(files={".html": b""}, unmade={"/x/y": "no"}),
        RunResult(files={"": b""}),
        RunResult(error="bad", files={".partial.ipynb": b"\xff"}),
    ],
)
def test_what_cannot_be_kept_fails_its_report_alone(plan, folder, tmp_path, monkeypatch, sent):
    notebook(folder, "bad", "print('fine')")
    notebook(folder, "good", "print('fine')")
    monkeypatch.setattr(
        suite,
        "supervise",
        lambda task: sent if task.job.notebook.name == "bad" else supervise(task),
    )
    found = made(plan, folder, tmp_path / "o")
    assert found["good"].ok
    assert found["bad"].error
    assert not list(tmp_path.glob("outside*"))
    assert "good.html" in index(plan, tmp_path / "o")


def test_half_characters_in_titles_outputs_and_metadata_are_shown_as_escapes(
    plan, folder, tmp_path
):
    notebook(
        folder,
        "report",
        r"""
from IPython.display import display
print('printed \udcff')
display({'text/plain': 'shown \udcb8'}, raw=True, metadata={'a': '\ud800'})
""",
    )
    (job,) = jobs(plan, "", tmp_path, folder=folder, formats=("docx", "xlsx"))
    job = replace(job, title="title \udcfe")
    (outcome,) = render(plan, [job], tmp_path)
    assert outcome.ok, outcome.words
    page = job.page.read_text(encoding="utf-8")
    for words in (r"printed \udcff", r"shown \udcb8", r"title \udcfe"):
        assert words in page
    assert r"title \udcfe" in index(plan, tmp_path)
    assert render(plan, [job], tmp_path)[0].unchanged


def test_what_is_written_is_not_kept_in_memory(plan, folder, tmp_path, monkeypatch):
    for name in "abcdef":
        notebook(folder, name, "print('fine')")
    sent = {}

    def quick(task):
        found = RunResult(dict.fromkeys(ALWAYS, b"x"))
        sent[task.job.name] = weakref.ref(found)
        return found

    told = []

    def tell(outcome):
        gc.collect()
        assert [name for name in told if sent[name]() is not None] == []
        told.append(outcome.job.name)

    monkeypatch.setattr(suite, "supervise", quick)
    render(
        plan, jobs(plan, "", tmp_path, folder=folder), tmp_path, RunSettings(workers=2), tell=tell
    )
    assert len(told) == 6


def test_files_that_are_gone_at_the_end_are_told(plan, folder, tmp_path):
    notebook(folder, "a", "print('fine')")
    notebook(folder, "b", "print('fine')")
    todo = jobs(plan, "", tmp_path, folder=folder)

    def tell(outcome):
        if outcome.made:
            outcome.job.beside(".results.csv").unlink()

    outcomes = render(plan, todo, tmp_path, RunSettings(workers=1), tell=tell)
    assert [outcome.error for outcome in outcomes] == [
        f"报告已生成，但其文件已不在：{name}.results.csv" for name in "ab"
    ]
    (run,) = runs(tmp_path)
    assert (run.count("made"), run.count("failed"), run.end["exit"]) == (0, 2, 1)


@pytest.mark.parametrize("what", ["o", "o/.minsheng"])
@pytest.mark.parametrize("does", ["shutil.rmtree({0!r})", "os.rename({0!r}, {0!r} + '-moved')"])
def test_a_run_whose_folder_is_taken_away_stops(folder, tmp_path, what, does):
    output = tmp_path / "o"
    notebook(folder, "a", "print('first')")
    notebook(folder, "b", "import os, shutil\n" + does.format(str(tmp_path / what)))
    notebook(folder, "c", "print('third')")
    asked = ["--lang", "en", "render", "-j", "1", "--notebooks", str(folder), "-o", str(output)]
    run = CliRunner().invoke(main, asked)
    assert run.exit_code == 1
    assert isinstance(run.exception, SystemExit)
    assert (
        "the folder of reports was moved or deleted during the run, or another run has taken it; "
        f"this run stops: {output}"
    ) in run.stderr
    assert "Traceback" not in run.stderr
    assert "0 unchanged" in run.stdout
    assert "en/c" not in run.stderr
    if what == "o":
        assert "Report en/a failed: the report was made, but its files are no longer there" in (
            run.stderr
        )
        assert not output.exists()
        assert "0 made" in run.stdout


def _render_in(place, folder, output, **environment):
    command = [sys.executable, "-m", "minsheng", "--lang", "en", "render", "--notebooks"]
    return subprocess.run(
        [*command, str(folder), "-o", str(output)],
        check=False,
        capture_output=True,
        text=True,
        cwd=place,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("output", ["o", "../o"])
def test_a_run_whose_working_folder_is_deleted_stops_with_one_sentence(folder, tmp_path, output):
    place = tmp_path / "work"
    place.mkdir()
    notebook(folder, "a", f"import shutil\nshutil.rmtree({str(place)!r})")
    run = _render_in(place, folder, output)
    assert run.returncode == 1
    assert run.stderr == "the working folder was deleted during the run; this run stops\n"


def test_a_command_in_a_folder_that_is_gone_says_so(tmp_path):
    code = (
        "import os, sys; from minsheng.cli import main; "
        "os.rmdir(os.getcwd()); main(['--lang', 'en', 'render', '-o', 'o', '--dry-run'])"
    )
    place = tmp_path / "work"
    place.mkdir()
    run = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True, cwd=place
    )
    assert (run.returncode, run.stderr) == (
        2,
        "the working folder is no longer there; change to another folder and try again\n",
    )


def test_a_folder_for_temporary_files_may_have_a_long_path(folder, tmp_path):
    """No socket fits in there: reports are made in processes that are not forked."""
    temporary = tmp_path / ("x" * 100)
    temporary.mkdir()
    notebook(folder, "a", "print('fine')")
    run = _render_in(tmp_path, folder, "o", TMPDIR=str(temporary))
    assert (run.returncode, run.stdout.partition(";")[0]) == (0, "1 made, 0 unchanged, 0 failed")


def test_of_two_runs_the_one_whose_lock_was_deleted_stops(plan, folder, tmp_path):
    output = tmp_path / "o"
    notebook(folder, "a", "print('fine')")
    notebook(folder, "b", "print('fine')")
    todo = jobs(plan, "", output, folder=folder)
    second = []

    def tell(outcome):
        if not second:
            for file in ("lock", "holder.json"):
                (output / ".minsheng" / file).unlink()
            second.append(render(plan, todo, output, RunSettings(force=True)))

    with pytest.raises(suite.Lost):
        render(plan, todo, output, RunSettings(workers=1), tell=tell)
    assert [outcome.made for outcome in second[0]] == [True, True]
    states = {run.number: run.state for run in runs(output)}
    assert states[2] == "ended"
