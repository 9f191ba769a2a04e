"""How long a ledger of 100,000 rows takes to read, check and hold against the plan that ships.

Not a test: figures are printed, nobody is failed. Run it with ``python
tests/benchmarks/bench_ledger.py``.
"""

import itertools
import resource
import tempfile
import time
from pathlib import Path

import minsheng as ms
from minsheng.plan.periods import parts
from minsheng.plan.plan import Plan
from minsheng.tables.expectations import expectations

ROWS = 100_000
HEAD = "indicator,period,reported_on,value,numerator,denominator,status,source,note"


def rows(plan: Plan) -> itertools.chain[str]:
    """Yield rows without a fault, for ever: every goal, every period, day after day."""
    known = {name: of for name, of in expectations(plan).items() if of.aim != "listed"}
    periods = [str(part) for year in plan.facts.years for part in parts(year)]
    days = (f"{year}-{month:02}-28" for year in range(2021, 9000) for month in range(1, 13))
    return itertools.chain.from_iterable(
        (
            f"{name},{period},{day},{1 if of.kind == 'milestone' else of.high or 50:.2f},,,final,"
            f"某局,{number % 500}"
            for number, (period, (name, of)) in enumerate(itertools.product(periods, known.items()))
        )
        for day in days
    )


def main() -> None:
    """Print wall and processor time."""
    plan = ms.load_plan()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "observations.csv"
        lines = [HEAD, *itertools.islice(rows(plan), ROWS)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        wall, processor = time.perf_counter(), time.process_time()
        ledger = ms.load_observations(plan, path)
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(ledger.observations):,} rows: {wall:.1f} s, processor {processor:.1f} s")
    print(f"warnings {len(ledger.warnings)}; peak memory {peak:.0f} MiB")


if __name__ == "__main__":
    main()
