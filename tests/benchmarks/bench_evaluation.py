"""How long 2,846 plans of 200 indicators are held against twelve quarters, and in what memory.

Not a test: figures are printed, nobody is failed. Run it with ``python
tests/benchmarks/bench_evaluation.py``; a first argument asks for another number of plans. Each
figure is that of a process of its own, with a small run before it, so that imports do not count.
No two plans share a frame or a figure: kinds, wording, gaps in the years and numbers all differ.
Wanted: 30 seconds and 6 GiB on two cores, and at most eleven times as long for ten times as
much. On a machine that is busy with something else the seconds of the processor, both cores added
up, tell more.
"""

import datetime as dt
import json
import resource
import subprocess
import sys
import time

import numpy as np
import pandas as pd

from minsheng.evaluation import evaluate
from minsheng.plan.facts import Issuer, PlanFacts
from minsheng.plan.plan import Plan
from minsheng.tables.schema import COLUMNS

PLANS, INDICATORS = 2846, 200
YEARS = (2018, 2019, 2020)
QUARTERS = [f"{year}Q{number}" for year in YEARS for number in (1, 2, 3, 4)]
IDS = np.array([f"made.indicator_{number:03}" for number in range(INDICATORS)], dtype=object)
UNITS = pd.DataFrame(
    {
        "unit": ["percent", "person", "index", "milestone"],
        "name_zh": "单位",
        "name_en": "unit",
        "symbol_zh": "",
        "symbol_en": "",
        "share": [True, False, False, False],
        "growth": [True, True, False, False],
        "decimals": [2, 0, 2, 0],
    }
)
KINDS = (
    "stock reach",
    "stock hold",
    "stock direction",
    "cumulative reach",
    "flow reach",
    "milestone reach",
)
SHARES = (0.50, 0.10, 0.08, 0.06, 0.20, 0.06)


def frame(name, columns):
    """Return a table of a plan with all its columns, empty where nothing is said."""
    given = pd.DataFrame(columns)
    return given.reindex(columns=[*COLUMNS[name]], fill_value="")


def drawn_plan(number, chance):
    """Return a plan of its own and its observations, quarter by quarter."""
    n = INDICATORS
    kind, aim = np.array([word.split() for word in KINDS], dtype=object)[
        chance.choice(len(KINDS), n, p=SHARES)
    ].T
    flow, done = kind == "flow", kind == "milestone"
    falls = ~flow & ~done & (chance.random(n) < 0.15)
    unit = np.select(
        [done, flow], ["milestone", "person"], chance.choice(["percent", "index"], n)
    ).astype(object)
    base = np.round(chance.uniform(20, 60, n), 1)
    step = np.where(falls, -1, 1) * chance.uniform(0.5, 5, n)
    ends = np.round(base[:, None] + step[:, None] * np.arange(1, 4), 1)
    ends = np.where(flow[:, None], np.round(chance.uniform(10, 99, (n, 3))), ends)
    ends = np.where((aim == "hold")[:, None], base[:, None], ends)
    ends = np.where(done[:, None], 1.0, ends)
    stated = chance.random((n, 3)) < np.where(done, 0.0, 0.7)[:, None]
    stated[np.arange(n), np.where(done, chance.integers(0, 3, n), 2)] = True
    stated &= (aim != "direction")[:, None]
    total = flow & (chance.random(n) < 0.2)
    stated &= ~total[:, None]
    row, year = np.nonzero(stated)
    better = np.where(falls, "<=", ">=").astype(object)
    spelled = np.where(chance.random(n) < 0.5, better, "=").astype(object)
    spelled = np.where(done, "=", spelled)
    known = np.flatnonzero(~flow & ~done & (chance.random(n) < 0.85))
    figures = pd.concat(
        [
            pd.DataFrame(
                {
                    "indicator": IDS[row],
                    "year": np.array(YEARS, dtype=object)[year],
                    "statistic": "value",
                    "bound": spelled[row],
                    "value": ends[row, year],
                }
            ),
            pd.DataFrame(
                {
                    "indicator": IDS[total],
                    "year": "2018-2020",
                    "statistic": "total",
                    "bound": spelled[total],
                    "value": ends[total].sum(axis=1),
                }
            ),
        ]
    )
    strength = chance.choice(["firm", "aspired", "approximate"], len(figures), p=[0.9, 0.06, 0.04])
    figures = figures.assign(value_high=np.nan, strength=strength)
    baselines = pd.DataFrame(
        {
            "indicator": IDS[known],
            "year": "2017",
            "statistic": "value",
            "bound": np.where(chance.random(len(known)) < 0.07, ">", "=").astype(object),
            "value": base[known],
            "value_high": np.nan,
        }
    )
    indicators = pd.DataFrame(
        {
            "indicator": IDS,
            "programme": chance.choice(["work", "school", "health"], n),
            "name_zh": "某指标",
            "name_en": "An indicator",
            "scope": "district",
            "unit": unit,
            "kind": kind,
            "aim": aim,
            "direction": np.where(falls, "down", "up"),
            "headline": chance.random(n) < 0.3,
            "holder": chance.choice(["one", "two"], n),
        }
    )
    texts = {"indicator": "str", "year": "str", "statistic": "str", "bound": "str"}
    tables = {
        "indicators": frame(
            "indicators",
            indicators.astype(dict.fromkeys(indicators.columns.drop("headline"), "str")),
        ),
        "baselines": frame("baselines", baselines.astype(texts)),
        "targets": frame("targets", figures.astype({**texts, "strength": "str"})),
        "units": frame("units", UNITS.copy()),
    }
    facts = PlanFacts(
        f"plan-{number}",
        "规划",
        "Plan",
        "某区",
        "A district",
        (Issuer("某区", "A district"),),
        "",
        "",
        dt.date(2018, 3, 1),
        2018,
        2020,
        2017,
    )
    quarter = np.arange(1, 13) / 4
    path = base[:, None] + (step[:, None] * chance.uniform(0.2, 1.5, (n, 1))) * quarter
    path += chance.normal(0, 0.5, path.shape)
    amount = np.round(np.repeat(ends, 4, axis=1) / 4 * chance.uniform(0.5, 1.4, path.shape))
    seen = np.where(flow[:, None], amount, np.round(np.maximum(path, 0), 1))
    seen = np.where(done[:, None], np.arange(12) >= chance.integers(0, 16, (n, 1)), seen)
    return Plan(facts, tables, "0" * 64), seen


def drawn(plans, seed):
    """Return plans and the ledger of them all, as words, as a ledger is read."""
    chance = np.random.default_rng(seed)
    made, values = zip(*[drawn_plan(number, chance) for number in range(plans)], strict=True)
    rows = plans * INDICATORS * len(QUARTERS)
    names = np.array([plan.facts.plan for plan in made], dtype=object)
    days = pd.PeriodIndex(QUARTERS, freq="Q").end_time.normalize().to_numpy()
    late = chance.integers(5, 40, rows).astype("timedelta64[D]")
    said = np.array(["final", "provisional", "revised"], dtype=object)
    ledger = pd.DataFrame(
        {
            "plan": pd.Series(np.repeat(names, INDICATORS * 12), dtype="str"),
            "indicator": pd.Series(np.tile(np.repeat(IDS, 12), plans), dtype="str"),
            "period": pd.Series(
                np.tile(np.array(QUARTERS, dtype=object), plans * INDICATORS), dtype="str"
            ),
            "reported_on": np.tile(days, plans * INDICATORS).astype("datetime64[s]") + late,
            "value": np.concatenate([part.ravel() for part in values]),
            "status": pd.Series(said[chance.integers(0, 3, rows)], dtype="str"),
        }
    )
    return list(made), ledger


def peak():
    """Return the peak memory of this process and its children, in GiB."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(one).ru_maxrss for one in who) / 2**20


def measured(plans):
    """Return seconds, rows and peak memory of one evaluation, in this process."""
    evaluate(*drawn(2, seed=1), QUARTERS)
    made, ledger = drawn(plans, seed=2)
    before = peak()
    start, busy = time.perf_counter(), time.process_time()
    frame = evaluate(made, ledger, QUARTERS)
    return {
        "seconds": time.perf_counter() - start,
        "processor": time.process_time() - busy,
        "observations": len(ledger),
        "rows": len(frame),
        "before": before,
        "peak": peak(),
    }


def apart(plans):
    """Return what a process of its own measured."""
    command = [sys.executable, __file__, str(plans), "--here"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def main():
    """Print the table."""
    plans = int(sys.argv[1]) if len(sys.argv) > 1 else PLANS
    if "--here" in sys.argv:
        print(json.dumps(measured(plans)))
        return
    part, whole = apart(plans // 10), apart(plans)
    print(
        f"{'plans':>7}{'observations':>14}{'seconds':>9}{'processor':>11}{'rows a second':>15}"
        f"{'GiB before':>12}{'GiB at most':>13}"
    )
    for number, told in ((plans // 10, part), (plans, whole)):
        pace = told["observations"] / told["seconds"]
        print(
            f"{number:7,}{told['observations']:14,}{told['seconds']:9.1f}{told['processor']:11.1f}"
            f"{pace:15,.0f}{told['before']:12.2f}{told['peak']:13.2f}"
        )
    grown = whole["observations"] / part["observations"]
    for name in ("seconds", "processor"):
        print(f"{grown:.1f} times the data: {whole[name] / part[name]:.1f} times the {name}")


if __name__ == "__main__":
    main()
