"""How long the commands and the suite take, as ratios measured side by side in one run.

Not a test: a ratio is printed, nobody is failed. Run it with ``make benchmark``. Each figure is
the median wall time of whole processes after one warm-up.

- ``minsheng --help`` and ``minsheng growth`` against ``python -c "import pandas"``;
- the suite of the plan that ships, one command, against the plain way: ``papermill`` and then
  ``jupyter nbconvert --to html`` for each of the same notebooks in turn.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import minsheng as ms
from minsheng.render import jobs

BIN = Path(sys.executable).parent


def seconds(*command: str) -> float:
    """Return the wall time of one process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def median(*command: str, runs: int = 5) -> float:
    """Return the median wall time after one warm-up."""
    seconds(*command)
    return statistics.median(seconds(*command) for _ in range(runs))


def plain_way(folder: Path) -> float:
    """Return how long papermill and nbconvert take for the same reports, one after the other."""
    total = 0.0
    for job in jobs(ms.load_plan(), "", folder):
        executed = folder / f"{job.page.stem}.ipynb"
        given = [
            part for name, value in job.parameters.items() for part in ("-p", name, str(value))
        ]
        total += seconds(str(BIN / "papermill"), str(job.notebook.path), str(executed), *given)
        total += seconds(str(BIN / "jupyter"), "nbconvert", "--to", "html", str(executed))
    return total


def main() -> None:
    """Print the table."""
    pandas = median(sys.executable, "-c", "import pandas")
    command = str(BIN / "minsheng")
    print(f"{'whole process':34}{'seconds':>9}{'× import pandas':>17}")
    print(f"{'python -c import pandas':34}{pandas:9.2f}{1:17.2f}")
    for arguments in (("--help",), ("growth",)):
        took = median(command, *arguments)
        print(f"{'minsheng ' + ' '.join(arguments):34}{took:9.2f}{took / pandas:17.2f}")
    with tempfile.TemporaryDirectory() as scratch:
        ours = seconds(command, "render", "-o", scratch)
        theirs = plain_way(Path(scratch))
    print(f"\n{'the suite':34}{'seconds':>9}{'× papermill + nbconvert':>25}")
    print(f"{'papermill, then nbconvert':34}{theirs:9.1f}{1:25.2f}")
    print(f"{'minsheng render':34}{ours:9.1f}{ours / theirs:25.2f}")


if __name__ == "__main__":
    main()
