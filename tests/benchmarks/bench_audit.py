"""How long the audit of a plan takes, beside the loading of it, and what a thousand plans would.

Not a test: figures are printed, nobody is failed. Run it with ``python
tests/benchmarks/bench_audit.py``. Each figure is the median of several runs in one process after a
warm-up, so that imports count for neither side. ``bench_audit.py 1000`` loads and audits so many
plans one after another instead of reckoning what they would take.
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable

import minsheng as ms
from minsheng.audit import audit, measurability, summary
from minsheng.audit.report import checks

PLANS = 1000


def median(work: Callable[[], object], runs: int = 7) -> float:
    """Return the median wall time after one warm-up; nothing kept from the run before."""
    work()
    times = []
    for _ in range(runs):
        checks.cache_clear()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def peak() -> float:
    """Return the most memory used so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_a_row(plans: int) -> None:
    """Print how long it takes to load and audit so many plans, and how much memory."""
    start = time.perf_counter()
    for _ in range(plans):
        audit(ms.load_plan())
        checks.cache_clear()
    took = time.perf_counter() - start
    print(f"{plans:,} plans loaded and audited: {took:.1f} s; peak memory {peak():.0f} MiB")


def main() -> None:
    """Print the table."""
    if len(sys.argv) > 1:
        in_a_row(int(sys.argv[1]))
        return
    plan = ms.load_plan()
    loading = median(ms.load_plan)
    works = {
        "load_plan": ms.load_plan,
        "audit": lambda: audit(plan),
        "summary": lambda: summary(plan),
        "measurability": lambda: measurability(plan),
    }
    print(f"{'':16}{'seconds a plan':>16}{'× loading':>12}{f'minutes for {PLANS:,}':>20}")
    for name, work in works.items():
        took = median(work)
        print(f"{name:16}{took:16.3f}{took / loading:12.2f}{took * PLANS / 60:20.1f}")
    print(f"\nchecks made: {len(audit(plan))}; peak memory {peak():.0f} MiB")


if __name__ == "__main__":
    main()
