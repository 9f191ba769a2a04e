"""How many reports a Dask cluster makes in the time that this machine's own processes need.

Not a test: a ratio of throughputs measured in one run is printed, nobody is failed. 500 small
reports, two workers that are processes of their own on the loopback interface, one report at a time
each, against two at a time here. Run it as ``python tests/benchmarks/bench_cluster.py [REPORTS]``.
"""

import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

import minsheng as ms
from minsheng.render import RunSettings, jobs, render
from minsheng.render.running.supervision import supervise
from minsheng.render.running.task import Task

WORKERS = 2
SOURCE = "import minsheng as ms\nwhole = ms.load_plan(plan)\nms.sentences.plan_answer(whole)"


def notebooks(folder, number):
    """Write small notebooks: each loads the plan and says a sentence."""
    for one in range(number):
        made = nbformat.v4.new_notebook(
            cells=[
                nbformat.v4.new_code_cell('lang: str = "zh"  # language\nplan: str = ""  # plan'),
                nbformat.v4.new_code_cell(f"{SOURCE}\n# {one}"),
            ],
            metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}},
        )
        made.cells[0].metadata["tags"] = ["parameters"]
        nbformat.write(made, folder / f"r{one:04d}.ipynb")


def seconds(plan, todo, output, settings):
    """Return how long the reports take."""
    start = time.perf_counter()
    outcomes = render(plan, todo, output, settings)
    took = time.perf_counter() - start
    assert all(outcome.ok for outcome in outcomes), next(
        one.words for one in outcomes if not one.ok
    )
    return took


def main():
    """Print the table."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{one.getsockname()[1]}"
    plan = ms.load_plan()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "notebooks"
        folder.mkdir()
        notebooks(folder, number)
        here, there = Path(name) / "here", Path(name) / "there"
        todo = jobs(plan, "", here, folder=folder)
        assert not supervise(Task(todo[0])).error  # both sides are warm
        local = seconds(plan, todo, here, RunSettings(workers=WORKERS))
        python = (sys.executable, "-c")
        scheduler = "from distributed.cli.dask_scheduler import main; main()"
        worker = "from distributed.cli.dask_worker import main; main()"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        port = address.rpartition(":")[2]
        running = [
            subprocess.Popen(
                [
                    *python,
                    scheduler,
                    "--host",
                    "127.0.0.1",
                    "--port",
                    port,
                    "--no-dashboard",
                    "--no-jupyter",
                ],
                **quiet,
            )
        ]
        running += [
            subprocess.Popen(
                [
                    *python,
                    worker,
                    address,
                    "--no-nanny",
                    "--nthreads",
                    "1",
                    "--host",
                    "127.0.0.1",
                    "--no-dashboard",
                ],
                **quiet,
            )
            for _ in range(WORKERS)
        ]
        try:
            few = jobs(plan, "", there / "few", folder=folder)[: 4 * WORKERS]
            seconds(plan, few, there / "few", RunSettings(scheduler=address))
            cluster = seconds(
                plan, jobs(plan, "", there, folder=folder), there, RunSettings(scheduler=address)
            )
        finally:
            for process in running:
                process.kill()
    print(f"{number} reports, {WORKERS} at a time")
    for what, took in (("processes of this machine", local), ("Dask cluster", cluster)):
        print(f"{what:28}{took:8.1f} s {number / took:8.1f} reports/s {local / took:8.2f}")


if __name__ == "__main__":
    main()
