"""How long the suite of the plan that ships takes: ours, the plain way, and what cannot be beaten.

Not a test: ratios measured side by side in one run are printed, nobody is failed.

- the plain way: ``papermill``, then ``jupyter nbconvert --to html``, for each report in turn;
- the limit: the same cells as plain functions, shown as Jupyter would show them, in processes that
  have everything imported and have run such cells before, on all cores; once as Python is, once
  with garbage looked for as seldom as in our processes, which is the harder limit;
- ours: ``minsheng render`` from the shell into an empty folder, and again with nothing changed, and
  again with one observation changed.

Run it as ``python tests/benchmarks/bench_rendering.py [--without-the-plain-way]``.
"""

import ast
import gc
import multiprocessing
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import nbformat
import psutil

import minsheng as ms
from minsheng.render import jobs
from minsheng.render.running import preload
from minsheng.render.running.child import GC_THRESHOLD

BIN = Path(sys.executable).parent
CORES = os.cpu_count() or 1
LEDGER = (
    "indicator,period,reported_on,value,status,source\n"
    "childcare.gross_enrolment,2018,2019-01-20,{value},final,benchmark\n"
)


def seconds(*command):
    """Return the wall time of one process, and what it said."""
    start = time.perf_counter()
    done = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True)
    return time.perf_counter() - start, done.stdout


def plain_way(todo, folder):
    """Return how long papermill and nbconvert take for the reports, one after the other."""
    total = 0.0
    for job in todo:
        executed = folder / f"{job.page.stem}.ipynb"
        given = [part for name, value in job.parameters.items() for part in ("-p", name, value)]
        total += seconds(BIN / "papermill", job.notebook.path, executed, *given)[0]
        total += seconds(BIN / "jupyter", "nbconvert", "--to", "html", executed)[0]
    return total


def cells(asked):
    """Run the cells of a notebook as one plain function."""
    path, parameters = asked
    names = {}
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None
        show = getattr(value, "_repr_mimebundle_", None)
        if show:
            show(None, None)
        if "parameters" in cell.metadata.get("tags", ()):
            names.update(parameters)


def as_python_is():
    """Look for garbage as often as Python does, also among what has been imported."""
    gc.unfreeze()


def as_ours():
    """Look for garbage as seldom as a process of a report does."""
    gc.set_threshold(*GC_THRESHOLD)


def limit(todo, settings):
    """Return how long the cells alone take in warm processes on all cores."""
    asked = [(str(job.notebook.path), dict(job.parameters)) for job in todo]
    asked.sort(key=lambda one: "programme" in one[1])
    assert preload  # it has imported everything, and the processes are forked off this one
    with multiprocessing.get_context("fork").Pool(CORES, settings) as pool:
        pool.map(cells, asked, chunksize=1)  # fonts, caches: what warm means
        start = time.perf_counter()
        pool.map(cells, asked, chunksize=1)
        return time.perf_counter() - start


def peak(*command):
    """Return the most memory that a command and all its processes have at once, in MiB."""
    run = psutil.Popen(
        list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most = 0

    def look():
        nonlocal most
        while run.poll() is None:
            total = 0
            for process in [run, *run.children(recursive=True)]:
                try:
                    total += process.memory_full_info().pss
                except psutil.Error:
                    continue
            most = max(most, total)
            time.sleep(0.1)

    watch = threading.Thread(target=look)
    watch.start()
    run.wait()
    watch.join()
    return most / 2**20


def main():
    """Print the table."""
    ours = BIN / "minsheng"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        todo = jobs(ms.load_plan(), "", folder / "suite")
        plain_cells, best = limit(todo, as_python_is), limit(todo, as_ours)
        start_up = seconds(sys.executable, "-c", "import minsheng.render.running.preload")[0]
        cold, _ = seconds(ours, "render", "-o", folder / "suite")
        again, said = seconds(ours, "render", "-o", folder / "suite")
        assert f"{len(todo)}份未变化" in said or f"{len(todo)} unchanged" in said
        ledger = folder / "ledger.csv"
        ledger.write_text(LEDGER.format(value=85))
        with_ledger = (ours, "render", "-o", folder / "observed", "--observations", ledger)
        seconds(*with_ledger)
        ledger.write_text(LEDGER.format(value=86))
        changed, told = seconds(*with_ledger)
        most = peak(ours, "render", "--force", "-o", folder / "suite")
        plain = float("nan")
        if "--without-the-plain-way" not in sys.argv:
            plain = plain_way(todo, folder)
    print(f"{len(todo)} reports, {CORES} cores")
    print(f"{'':44}{'seconds':>9}{'× plain way':>13}{'× limit':>9}{'× harder':>10}")
    rows = (
        ("papermill, then nbconvert", plain),
        ("cells alone, warm processes", plain_cells),
        ("the same, garbage looked for seldom", best),
        ("start-up: importing everything", start_up),
        ("minsheng render, cold", cold),
        ("the same, less start-up", cold - start_up),
        ("nothing changed", again),
        ("one observation changed", changed),
    )
    for what, took in rows:
        ratios = f"{took / plain:13.3f}{took / plain_cells:9.2f}{took / best:10.2f}"
        print(f"{what:44}{took:9.2f}{ratios}")
    print(f"one observation changed: {told.strip()}")
    print(f"most memory of all processes at once: {most:.0f} MiB")


if __name__ == "__main__":
    main()
