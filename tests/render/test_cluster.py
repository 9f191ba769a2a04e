"""Beyond one machine: a Dask cluster of separate worker processes on the loopback interface."""

import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import replace

import pytest
from render.books import ASKED, notebook

from minsheng.errors import BadInput
from minsheng.render import RunSettings, jobs, render
from minsheng.render.digests import part_digests
from minsheng.render.running.supervision import supervise
from minsheng.render.running.task import Task
from minsheng.render.suite import SAME_EVERYWHERE
from minsheng.text.secrets import VARIABLE

pytestmark = pytest.mark.notebooks


@contextmanager
def process(*words):
    run = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield run
    finally:
        run.kill()
        run.wait()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def cluster():
    """Start a scheduler; yield its address and a function that starts a worker."""
    address = f"tcp://127.0.0.1:{free_port()}"
    python = [sys.executable, "-c"]
    scheduler = "from distributed.cli.dask_scheduler import main; main()"
    worker = "from distributed.cli.dask_worker import main; main()"
    with ExitStack() as stack:
        stack.enter_context(
            process(
                *python,
                scheduler,
                "--host",
                "127.0.0.1",
                "--port",
                address.rpartition(":")[2],
                "--no-dashboard",
                "--no-jupyter",
            )
        )

        def work():
            return stack.enter_context(
                process(
                    *python,
                    worker,
                    address,
                    "--no-nanny",
                    "--nthreads",
                    "1",
                    "--host",
                    "127.0.0.1",
                    "--no-dashboard",
                    "--death-timeout",
                    "60",
                )
            )

        yield address, work


def test_reports_of_a_cluster_come_back_whole(plan, cluster, folder, tmp_path):
    address, work = cluster
    work()
    work()
    for name in "abcd":
        notebook(folder, name, f"print('{name} is here')")
    notebook(folder, "bad", "raise ValueError('no such figure')")
    here, there = tmp_path / "here", tmp_path / "there"
    render(plan, jobs(plan, "", here, folder=folder), here)
    outcomes = render(
        plan, jobs(plan, "", there, folder=folder), there, RunSettings(scheduler=address)
    )
    assert [outcome.ok for outcome in outcomes] == [True, True, False, True, True]
    assert outcomes[2].error.startswith("ValueError: no such figure")
    for outcome in outcomes:
        page = outcome.job.page.relative_to(there)
        if outcome.ok:
            for ending in (".html", ".ipynb", ".results.json"):
                file = page.with_suffix(ending)
                assert (there / file).read_bytes() == (here / file).read_bytes()


def test_a_password_reaches_a_worker_and_no_file(plan, cluster, folder, tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, "")
    address, work = cluster
    work()
    bare = f"sqlite:///{tmp_path / 'ledger.db'}"
    sqlite3.connect(tmp_path / "ledger.db").execute(
        "CREATE TABLE observations (indicator, period, reported_on, value, status)"
    ).connection.close()
    asked = f'{ASKED}\nobservations: str = ""  # the ledger'
    says = (
        "from minsheng.text.secrets import with_secrets\nwhole = with_secrets(observations)\n"
        "print('it is known:', whole != observations)\nraise ValueError(whole)"
    )
    notebook(folder, "report", says, parameters=asked)
    output = tmp_path / "reports"
    todo = jobs(plan, "", output, folder=folder, observations=f"{bare}?password=s3cret-word")
    (outcome,) = render(plan, todo, output, RunSettings(scheduler=address))
    assert outcome.error.startswith("ValueError: sqlite:///ledger.db?password=***")
    page = outcome.job.beside(".failed.html").read_text(encoding="utf-8")
    assert "it is known: True" in page
    for file in output.rglob("*"):
        assert not file.is_file() or b"s3cret-word" not in file.read_bytes(), file


def test_the_reports_of_a_worker_that_dies_run_elsewhere(plan, cluster, folder, tmp_path):
    address, work = cluster
    first = work()
    mark = tmp_path / "began"
    # The first to run it waits to be killed with its worker; the second finds the mark and ends.
    source = (
        f"import time\nfrom pathlib import Path\nmark = Path({str(mark)!r})\n"
        "waits = not mark.exists()\nmark.touch()\ntime.sleep(600 if waits else 0)\nprint('done')"
    )
    notebook(folder, "report", source)
    for name in "bc":
        notebook(folder, name, f"print('{name} is here')")

    def kill():
        while not mark.exists():
            time.sleep(0.05)
        work()
        first.send_signal(signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    todo = jobs(plan, "", tmp_path / "o", folder=folder)
    outcomes = render(plan, todo, tmp_path / "o", RunSettings(scheduler=address))
    killer.join()
    assert [outcome.words for outcome in outcomes] == ["", "", ""]


def test_a_scheduler_that_is_not_there_is_told_before_anything_runs(
    plan, folder, tmp_path, monkeypatch
):
    monkeypatch.setattr("minsheng.render.executors._PATIENCE", "1s")
    notebook(folder, "report", "print('fine')")
    address = f"tcp://127.0.0.1:{free_port()}"
    with pytest.raises(BadInput, match="连接不到 Dask 调度器"):
        render(
            plan, jobs(plan, "", tmp_path, folder=folder), tmp_path, RunSettings(scheduler=address)
        )


def test_a_worker_that_is_not_like_the_machine_that_asks_says_so(plan, folder, tmp_path):
    notebook(folder, "report", "print('fine')")
    (job,) = jobs(plan, "", tmp_path, folder=folder)
    same = {part: part_digests(job, "shell")[part] for part in SAME_EVERYWHERE}
    other = {"library": "of another version", "fonts": "others"}
    made = supervise(Task(job, same=same | other))
    assert made.error == "执行机器上的民生程序、字体与提交任务的机器不一致"
    assert not made.files
    notebook(folder, "report", "print('changed on the way')")
    made = supervise(Task(replace(job, lang="en"), same=same))
    assert made.error == "the worker has not the same notebook as the machine that sent the report"
    assert not made.files
    assert supervise(Task(job, same={"word_template": ""})).files
