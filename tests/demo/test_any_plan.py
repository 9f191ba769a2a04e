"""Any plan gets a ledger, the same one always; what it has no room for is left out."""

import json
import subprocess
import sys

import pandas as pd
import pytest
from building import PROGRAMME, UNITS, Wish, build
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng import demo
from minsheng.evaluation import evaluate
from minsheng.plan.facts import SYNTHETIC
from minsheng.plan.periods import period


def test_two_processes_make_the_same_bytes(plan):
    ledger = demo.ledger(plan)
    code = (
        "import hashlib, json, minsheng as ms; from minsheng import demo; "
        "plan = ms.load_plan(); texts = demo.csv_tables(plan).values(); "
        "print(json.dumps([demo.ledger(plan).fingerprint, *(hashlib.sha256(t.encode()).hexdigest() "
        "for t in [*texts, json.dumps(dict(demo.markdown_texts(plan)))])]))"
    )
    runs = [
        json.loads(
            subprocess.run(
                [sys.executable, "-c", code],
                env={"PYTHONHASHSEED": seed},
                capture_output=True,
                check=True,
                text=True,
            ).stdout
        )
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0][0] == ledger.fingerprint
    assert len(set(runs[0])) == 5


def test_an_indicator_added_at_the_end_changes_no_other():
    wishes = [Wish(f"i{n}", baseline=50 + n, targets={2020: 80}) for n in range(14)]
    fewer, more = (demo.ledger(build(*wishes[:n])) for n in (13, 14))
    added = more.observations["indicator"].eq(wishes[13].indicator)
    assert added.any()
    pd.testing.assert_frame_equal(
        more.observations[~added].reset_index(drop=True), fewer.observations
    )


def test_another_plan_has_other_numbers(plan):
    wish = Wish(baseline=50, targets={2020: 80})
    here, there = build(wish), build(wish, last_year=2021)
    there_facts = type(here.facts)(**{**vars(here.facts), "plan": "other"})
    other = type(here)(there_facts, here.tables)
    values = [demo.ledger(one).observations["value"].tolist() for one in (here, other)]
    assert values[0] != values[1]
    assert len(demo.ledger(there).observations) > len(values[0])


FIGURES = st.one_of(
    st.integers(0, 100).map(float),
    st.builds("{}{}".format, st.sampled_from([">=", "<=", ">", "<", "~"]), st.integers(0, 100)),
    st.builds("{}..{}".format, st.integers(0, 40), st.integers(50, 100)),
)


@st.composite
def wishes(draw):
    kind = draw(st.sampled_from(["stock", "flow", "cumulative", "milestone"]))
    aim = draw(st.sampled_from(["reach", "hold", "direction", "listed", "context"]))
    units = ["milestone"] if kind == "milestone" else sorted(set(UNITS) - {"milestone"})
    unit = draw(st.sampled_from([u for u in units if not (kind == "flow" and UNITS[u][0])]))
    figures = st.just(1.0) if kind == "milestone" else FIGURES
    years = draw(st.lists(st.integers(2018, 2020), unique=True, max_size=3))
    numbered = aim in ("reach", "hold")
    return Wish(
        unit=unit,
        kind=kind,
        aim=aim,
        direction=draw(st.sampled_from(["up", "down"])),
        baseline=draw(st.none() | FIGURES) if kind in ("stock", "cumulative") else None,
        targets={year: draw(figures) if numbered else None for year in years},
        total=draw(st.none() | FIGURES) if numbered and kind == "flow" else None,
    )


@given(st.lists(wishes(), min_size=1, max_size=9), st.integers(2020, 2023))
@settings(max_examples=15, deadline=None)
def test_any_plan_gets_a_ledger(drawn, last_year):
    named = [Wish(**{**vars(wish), "name": f"i{n}"}) for n, wish in enumerate(drawn)]
    plan = build(*named, last_year=last_year)
    made = demo.ledger(plan)
    observed = made.observations
    below_zero = [wish.indicator for wish in named if wish.unit in ("balance", "temperature")]
    assert observed.loc[~observed["indicator"].isin(below_zero), "value"].ge(0).all()
    assert observed["value"].gt(-1e4).all()
    assert observed["value"].lt(1e6).all()
    assert set(observed["period"].map(lambda text: period(text).year)) <= {*plan.facts.years}
    assert observed["source"].str.startswith(SYNTHETIC).all()
    assert not observed.duplicated(["indicator", "period", "reported_on"]).any()
    assert set(demo.case_by_indicator(plan)) >= set(observed["indicator"])
    seen = evaluate(plan, made, str(last_year))
    assert len(seen) == sum(wish.aim != "context" for wish in named)
    assert demo.markdown_texts(plan)


@pytest.mark.parametrize(
    "wish",
    [
        Wish(baseline=50, targets={2018: 60}),
        Wish(targets={2018: 60}),
        Wish(kind="flow", unit="person", targets={2018: 1}),
        Wish(kind="milestone", unit="milestone", targets={2018: 1}),
        Wish(aim="direction"),
        Wish(aim="hold", targets={2018: ">=90"}),
        Wish(aim="listed"),
    ],
)
def test_a_plan_of_one_indicator_and_one_year(wish):
    plan = build(wish, last_year=2018)
    made = demo.ledger(plan)
    expected = 0 if wish.aim == "listed" else 1
    assert made.observations["indicator"].nunique() == expected
    assert set(demo.markdown_texts(plan)) <= {
        f"{when}/{name}.md" for when in ("2018H1", "2018") for name in ("overall", PROGRAMME)
    }
    assert made.task_status.empty


def test_a_small_package_gets_a_ledger(small_plan):
    made = demo.ledger(small_plan)
    first, last = small_plan.facts.first_year, small_plan.facts.last_year
    years = {period(text).year for text in made.observations["period"]}
    assert years == set(range(first, last + 1))
    assert set(demo.case_by_indicator(small_plan).values()) >= {
        "in_time",
        "right_way",
        "falling_once",
    }
    assert made.task_status["task"].isin(small_plan.tasks["task"]).all()


def test_a_share_below_one_per_cent_is_no_fraction():
    """From 3 to 1 per cent: a value of 0.94 means 0.94 per cent."""
    wishes = [Wish(f"i{n}", baseline=3, direction="down", targets={2020: "<=1"}) for n in range(30)]
    observed = demo.ledger(build(*wishes)).observations["value"]
    assert observed.lt(1).any() and observed.le(10).all()
