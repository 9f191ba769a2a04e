"""How long the suite of a large plan takes, how much memory, and how large its pages are.

Not a test: figures are printed, nobody is failed. Run it as ``python
tests/benchmarks/bench_large.py [INDICATORS …]``; each plan has 15 years, 50 indicators a programme
and a ledger with a value every year. The suite is every report that ships, in four formats.
Wanted for 2,000 indicators on two cores: 300 seconds, 2,048 MiB, no page over 5 MB, and twice as
much for twice as many indicators.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.bench_rendering import BIN, peak
from large_plan import write_large_ledger, write_large_plan

YEARS = 15
SIZES = (250, 500, 1000, 2000)


def main():
    """Print the table."""
    print(
        f"{'indicators':>10}{'reports':>9}{'seconds':>9}{'s/100':>7}{'MiB':>7}{'largest page':>14}"
    )
    for indicators in map(int, sys.argv[1:] or SIZES):
        folder = Path(tempfile.mkdtemp(prefix="minsheng-large-"))
        try:
            plan = write_large_plan(folder / "plan", indicators, YEARS)
            ledger = write_large_ledger(folder / "ledger", plan)
            reports = folder / "reports"
            command = (BIN / "minsheng", "render", "--plan", plan, "--observations", ledger)
            start = time.perf_counter()
            most = peak(*command, "--to", "all", "-o", reports)
            took = time.perf_counter() - start
            pages = [path for path in reports.rglob("*.html") if path.name != "index.html"]
            failed = [path.name for path in pages if path.name.endswith(".failed.html")]
            largest = max(pages, key=lambda path: path.stat().st_size, default=None)
            size = largest.stat().st_size / 1e6 if largest else 0
            print(
                f"{indicators:10}{len(pages):9}{took:9.1f}{100 * took / indicators:7.1f}{most:7.0f}"
                f"{size:10.2f} MB  {largest.stem if largest else ''}{' FAILED: ' if failed else ''}"
                f"{', '.join(failed)}",
                flush=True,
            )
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
