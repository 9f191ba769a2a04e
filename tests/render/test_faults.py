"""Faults that are really injected: what a report, a disk, a clock or another run does to us."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from render.books import notebook

from minsheng.errors import BadInput
from minsheng.render import RunSettings, jobs, render
from minsheng.render.freshness import Records
from minsheng.render.run_log import runs
from minsheng.render.running import supervision
from minsheng.render.running.supervision import supervise
from minsheng.render.running.task import Task
from minsheng.render.state import STATE, Busy, locked
from minsheng.render.suite import Unindexed

pytestmark = pytest.mark.notebooks
needs_mount = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can mount a small disk"
)


def command(folder, output, *further):
    return [
        sys.executable,
        "-m",
        "minsheng",
        "--lang",
        "en",
        "render",
        "--notebooks",
        str(folder),
        "-o",
        str(output),
        *further,
    ]


def told(words, **environment):
    return subprocess.run(
        words, check=False, capture_output=True, text=True, env={**os.environ, **environment}
    )


def until(true, seconds=60):
    """Wait for something to come true."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_alive(process):
    try:
        os.kill(process, 0)
        stat = Path(f"/proc/{process}/stat").read_text()
        return stat.rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def make(plan, folder, output, tell=lambda _: None, **how):
    todo = jobs(plan, "", output, folder=folder)
    return render(plan, todo, output, RunSettings(workers=2, **how), tell=tell)


def test_a_cell_that_never_ends_meets_the_time_limit(plan, folder, tmp_path):
    notebook(folder, "endless", "print('so far')", "while True: pass")
    notebook(folder, "good", "print('fine')")
    endless, good = make(plan, folder, tmp_path, time_limit=5)
    assert good.ok
    assert endless.error == "超过时限5秒，已终止"
    page = endless.job.beside(".failed.html").read_text(encoding="utf-8")
    for words in ("超过时限5秒，已终止", "so far", "while True: pass", "此前没有完好的报告"):
        assert words in page
    cells = json.loads(endless.partial.read_text(encoding="utf-8"))["cells"]
    assert [cell["execution_count"] for cell in cells] == [1, 2, 3, None]
    index = (tmp_path / plan.facts.plan / "zh" / "index.html").read_text(encoding="utf-8")
    assert 'href="endless.failed.html"' in index


def test_a_cell_that_eats_memory_meets_its_limit(plan, folder, tmp_path):
    notebook(folder, "hungry", "print('so far')", "all = []\nwhile True: all.append(bytes(2**24))")
    notebook(folder, "good", "print('fine')")
    good, hungry = make(plan, folder, tmp_path, memory_limit=2**30)
    assert good.ok
    assert hungry.error.startswith("MemoryError")
    assert hungry.error.endswith("（每份报告的内存上限为1024 MiB）")
    assert hungry.partial.is_file()


def test_a_failed_page_leads_to_the_last_good_one_and_shows_what_was_asked(plan, folder, tmp_path):
    notebook(folder, "report", "print('first')")
    make(plan, folder, tmp_path)
    notebook(folder, "report", "raise ValueError('<no> figure')")
    (outcome,) = make(plan, folder, tmp_path)
    page = outcome.job.beside(".failed.html").read_text(encoding="utf-8")
    assert "ValueError: &lt;no&gt; figure" in page
    assert '<a href="report.html">' in page
    assert '<th scope="row">lang</th><td>zh</td>' in page
    assert "第2步：已执行" in page
    assert "第3步：在此出错" in page
    assert "first" in outcome.job.page.read_text(encoding="utf-8")


@contextmanager
def small_disk(place, options):
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", place], check=True)


@needs_mount
def test_a_full_disk_fails_the_report_and_leaves_the_last_good_one(plan, folder, tmp_path):
    output = tmp_path / "small"
    notebook(folder, "report", "print('first')")
    with small_disk(output, "size=24m"):
        (outcome,) = make(plan, folder, output)
        assert outcome.ok, outcome.words
        page = outcome.job.page
        before = {path: path.read_bytes() for path in page.parent.glob("report.*")}
        notebook(folder, "report", "print('second ' * 300_000)")
        with (output / "ballast").open("wb", buffering=0) as file, pytest.raises(OSError):
            while True:
                file.write(bytes(4096))
        with pytest.raises(BadInput) as refused:  # there is not even room to try
            make(plan, folder, output)
        assert refused.value.faults[0].code == "cannot_write"
        (output / "ballast").write_bytes(bytes(22 * 2**20))
        (outcome,) = make(plan, folder, output)
        assert "No space left on device" in outcome.error
        assert {path: path.read_bytes() for path in before} == before
        assert not list(output.rglob(".minsheng-*"))
        (output / "ballast").unlink()
        (outcome,) = make(plan, folder, output)
        assert outcome.ok
        assert "second" in page.read_text(encoding="utf-8")


def test_an_index_that_cannot_be_written_loses_no_report(plan, folder, tmp_path):
    notebook(folder, "report", "print('first')")
    (tmp_path / plan.facts.plan / "zh" / "index.html").mkdir(parents=True)
    told = []
    with pytest.raises(Unindexed, match="目录页未能写入：Is a directory"):
        make(plan, folder, tmp_path, tell=told.append)
    assert told[0].made
    assert told[0].job.page.is_file()
    (run,) = runs(tmp_path)
    assert run.end["exit"] == 1


@needs_mount
def test_an_output_that_cannot_be_written_is_told_before_anything_runs(plan, folder, tmp_path):
    output = tmp_path / "sealed"
    notebook(folder, "report", f"open({str(tmp_path / 'ran')!r}, 'w').close()")
    with small_disk(output, "ro"):
        with pytest.raises(BadInput) as refused:
            make(plan, folder, output)
        assert refused.value.faults[0].found == "Read-only file system"
    assert not (tmp_path / "ran").exists()


def test_a_killed_run_leaves_no_process_and_the_next_one_goes_on(plan, folder, tmp_path):
    notebook(folder, "a", "print('a is here')")
    mark = tmp_path / "process"
    notebook(
        folder,
        "b",
        f"import os, time\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)",
    )
    run = subprocess.Popen(command(folder, tmp_path / "o", "-j", "2"), stderr=subprocess.DEVNULL)
    until(
        lambda: (
            mark.is_file()
            and mark.read_text()
            and (tmp_path / "o" / plan.facts.plan / "en" / "a.html").is_file()
        )
    )
    worker = int(mark.read_text())
    assert is_alive(worker)
    run.send_signal(signal.SIGKILL)
    run.wait()
    until(lambda: not is_alive(worker), 20)
    (cut,) = runs(tmp_path / "o")
    assert cut.state == "interrupted"
    notebook(folder, "b", "print('b is here')")
    done = told(command(folder, tmp_path / "o"))
    assert done.returncode == 0, done.stderr
    assert "2 made" in done.stdout or "1 made, 1 unchanged" in done.stdout
    assert [run.state for run in runs(tmp_path / "o")] == ["ended", "interrupted"]


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_terminated_run_ends_cleanly(folder, tmp_path, name, code):
    mark = tmp_path / "process"
    notebook(
        folder,
        "b",
        f"import os, time\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)",
    )
    number = getattr(signal, name)
    heard = signal.signal(number, signal.SIG_DFL)  # nohup hands down not to hear it
    run = subprocess.Popen(command(folder, tmp_path / "o"), stderr=subprocess.PIPE, text=True)
    signal.signal(number, heard)
    until(lambda: mark.is_file() and mark.read_text())
    run.send_signal(number)
    said = run.communicate(timeout=30)[1]
    assert run.returncode == code
    assert "Terminated; finished reports are kept." in said
    assert "Traceback" not in said
    until(lambda: not is_alive(int(mark.read_text())), 20)
    (entry,) = runs(tmp_path / "o")
    assert entry.end["exit"] == code


def test_of_two_runs_the_second_is_refused_or_waits(folder, tmp_path):
    mark = tmp_path / "began"
    notebook(folder, "slow", f"open({str(mark)!r}, 'w').close()\nsum(range(3 * 10**8))")
    first = subprocess.Popen(command(folder, tmp_path / "o"), stderr=subprocess.DEVNULL)
    until(mark.is_file)
    second = told(command(folder, tmp_path / "o"))
    assert second.returncode == 3
    assert "another run is using this folder" in second.stderr
    assert str(first.pid) in second.stderr
    third = told(command(folder, tmp_path / "o", "--wait", "60"))
    assert first.wait(timeout=60) == 0
    assert third.returncode == 0, third.stderr
    assert "0 made, 1 unchanged" in third.stdout


def test_a_lock_that_a_dead_run_has_left_is_no_lock(tmp_path):
    with locked(tmp_path), pytest.raises(Busy), locked(tmp_path):
        pass
    (tmp_path / STATE / "holder.json").write_text('{"host": "gone"}')
    with locked(tmp_path):
        pass


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"\x00garbage"),
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        lambda path: path.write_text(
            path.read_text().replace("housing", "husing").replace("a", "b")
        ),
        lambda path: path.write_text(json.dumps({**json.loads(path.read_text()), "form": 99})),
    ],
    ids=["garbage", "half", "altered", "other form"],
)
def test_a_spoilt_record_is_noticed_and_replaced(plan, folder, tmp_path, spoil):
    notebook(folder, "report", "print('a housing report')")
    make(plan, folder, tmp_path)
    (job,) = jobs(plan, "", tmp_path, folder=folder)
    spoil(Records(tmp_path).place(job.page))
    (outcome,) = make(plan, folder, tmp_path)
    assert outcome.made
    assert outcome.why in ("上次的记录已损坏", "上次的记录出自另一版本")
    assert make(plan, folder, tmp_path)[0].unchanged


def test_a_spoilt_register_is_read_as_far_as_it_goes(plan, folder, tmp_path):
    notebook(folder, "report", "print('fine')")
    make(plan, folder, tmp_path)
    (path,) = (tmp_path / STATE / "runs").glob("*.jsonl")
    path.write_bytes(path.read_bytes() + b'{"kind": "rep\n\xff\xfe\n[1]\n')
    (run,) = runs(tmp_path)
    assert run.broken == 3
    assert (run.state, run.count("made")) == ("ended", 1)
    make(plan, folder, tmp_path)
    assert [run.number for run in runs(tmp_path)] == [2, 1]


def test_a_clock_that_was_set_back_deceives_nobody(plan, folder, tmp_path):
    notebook(folder, "report", "print('first')")
    (outcome,) = make(plan, folder, tmp_path)
    later = time.time() + 10 * 365 * 86400
    for path in tmp_path.rglob("*"):
        os.utime(path, (later, later))
    assert make(plan, folder, tmp_path)[0].unchanged
    notebook(folder, "report", "print('other')")
    os.utime(folder / "report.ipynb", (0, 0))
    (outcome,) = make(plan, folder, tmp_path)
    assert outcome.made
    assert "other" in outcome.job.page.read_text(encoding="utf-8")
    assert [run.number for run in runs(tmp_path)] == [3, 2, 1]


def test_a_font_that_is_missing_is_told(folder, tmp_path):
    stub = tmp_path / "stub" / "pylopdf_fonts_zh_cn"
    stub.mkdir(parents=True)
    (stub / "__init__.py").write_text(
        "def sans_path():\n    return '/no/such/NotoSansSC-Regular.otf'\n"
    )
    notebook(folder, "report", "import minsheng as ms", "ms.figures.overview(ms.load_plan())")
    done = told(command(folder, tmp_path / "o"), PYTHONPATH=str(stub.parent))
    assert done.returncode == 1
    assert "/no/such/NotoSansSC-Regular.otf" in done.stderr
    assert "0 made, 0 unchanged, 1 failed" in done.stdout


def test_a_process_that_does_not_start_is_started_again(plan, folder, tmp_path, monkeypatch):
    notebook(folder, "report", "print('fine')")
    (job,) = jobs(plan, "", tmp_path, folder=folder)
    starts, pauses = [], []
    enter = supervision._running.start

    def refuse(process):
        starts.append(process)
        if len(starts) < 3:
            raise BlockingIOError("Resource temporarily unavailable")
        enter(process)

    monkeypatch.setattr(supervision._running, "start", refuse)
    made = supervise(Task(job), pause=pauses.append)
    assert not made.error
    assert pauses == [0.25, 0.5]
    starts.clear()
    monkeypatch.setattr(supervision, "TRIES", 2)
    made = supervise(Task(job), pause=pauses.append)
    assert made.error == "进程未能启动：Resource temporarily unavailable"


def test_a_failure_that_cannot_be_formatted_is_a_failure(plan, folder, tmp_path):
    notebook(folder, "report", "import sys\nsys.modules['stack_data'] = None\nraise ValueError(1)")
    (outcome,) = make(plan, folder, tmp_path)
    assert outcome.error.startswith("ValueError: 1")
