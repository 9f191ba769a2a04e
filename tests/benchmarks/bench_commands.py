"""How long the commands take, as ratios measured side by side in one run.

Not a test: a ratio is printed, nobody is failed. Each figure is the median wall time of whole
processes after one warm-up: ``minsheng --help`` and ``minsheng growth`` against ``python -c "import
pandas"``. The suite has a benchmark of its own, ``bench_rendering.py``.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

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


def main() -> None:
    """Print the table."""
    pandas = median(sys.executable, "-c", "import pandas")
    command = str(BIN / "minsheng")
    print(f"{'whole process':34}{'seconds':>9}{'× import pandas':>17}")
    print(f"{'python -c import pandas':34}{pandas:9.2f}{1:17.2f}")
    for arguments in (("--help",), ("growth",)):
        took = median(command, *arguments)
        print(f"{'minsheng ' + ' '.join(arguments):34}{took:9.2f}{took / pandas:17.2f}")


if __name__ == "__main__":
    main()
