"""A part of a plan depends on what was reported of it, and on nothing else."""

from dataclasses import replace

import pandas as pd
import pytest
from building import Wish, build
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from standings import ROOMS, ledger, offered

from minsheng.evaluation import Standing, evaluate, stand
from minsheng.evaluation.tasks import task_progress
from minsheng.plan.facts import SYNTHETIC
from minsheng.plan.observations import LedgerWarning
from minsheng.reports.exhibits import Prose, Table

TABLES = ("observations", "explanations", "task_status")
PERIODS = ("2018", "2019H1", "2020")
PROGRAMMES = ("childcare", "housing", "amenities")
SPOKEN = [
    (room, name)
    for room in ("sentences", "listings")
    for name in offered(ROOMS[room])
    if name not in ("indicator_answer", "history")
]
"""Of one indicator only are the two left out; see the test of one indicator."""


def spoilt(whole, table, at, column, value):
    """Return the ledger with one cell changed."""
    frame = getattr(whole, table).copy()
    frame.loc[frame.index[at], column] = value
    return replace(whole, **{table: frame})


def _may_be_halved(plan, seen):
    """Return the rows that are neither done or not done nor a quotient."""
    nodes = plan.indicators.query("kind == 'milestone'")["indicator"]
    return ~seen["indicator"].isin(nodes) & seen["denominator"].isna()


def of(plan, whole, programme, period="2019H1"):
    return stand(plan.select(programme=programme), whole, period)


def told(where: Standing, names=SPOKEN):
    """Return every sentence and table of a standing, as text."""
    found = {}
    for room, name in names:
        exhibit = getattr(ROOMS[room], name)(where)
        assert isinstance(exhibit, Prose | Table)
        found[name] = repr(exhibit)
    return found


@pytest.mark.parametrize("period", PERIODS)
def test_verdicts_tasks_and_explanations_are_those_of_the_whole_ledger(plan, made_up, period):
    for programme in plan.programmes["programme"]:
        part = plan.select(programme=programme)
        where = stand(part, made_up, period)
        assert_frame_equal(where.verdicts, evaluate(part, made_up, period))
        tasks = where.tasks.drop(columns="contradicted")
        assert_frame_equal(tasks, task_progress(part, made_up, where.period))
        said = Standing(part, made_up, where.period).explanations
        key = ["indicator", "period"]
        assert_frame_equal(
            where.explanations.sort_values(key, ignore_index=True),
            said.sort_values(key, ignore_index=True),
        )


@pytest.fixture(scope="module")
def parts_as_reported(plan, made_up):
    """The parts by programme, each with the fingerprint of what was reported of it."""
    parts = {name: plan.select(programme=name) for name in PROGRAMMES}
    return {
        name: (part, stand(part, made_up, "2019H1").ledger.fingerprint)
        for name, part in parts.items()
    }


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(PROGRAMMES), st.sampled_from(TABLES), st.data())
def test_the_fingerprint_moves_with_the_rows_of_the_part_and_no_others(
    made_up, parts_as_reported, programme, table, data
):
    frame = getattr(made_up, table)
    at = data.draw(st.integers(0, len(frame) - 1))
    column = {"observations": "value", "explanations": "problem", "task_status": "note"}[table]
    if column == "value":
        assume(pd.isna(frame["denominator"].iloc[at]))
        another = 0.0 if frame["value"].iloc[at] else 1.0
    else:
        another = "另一说明"
    other = spoilt(made_up, table, at, column, another)
    column = "task" if table == "task_status" else "indicator"
    part, before = parts_as_reported[programme]
    own = frame[column].iloc[at] in set(part.tables[f"{column}s"][column])
    assert (stand(part, other, "2019H1").ledger.fingerprint != before) == own


def test_what_another_programme_reports_changes_no_sentence_and_no_table(plan, made_up):
    """Every figure, explanation, status and warning of the eight others is another one or gone."""
    own = set(plan.select(programme="childcare").tables["indicators"]["indicator"])
    tasks = set(plan.select(programme="childcare").tables["tasks"]["task"])
    seen, said, done = (getattr(made_up, name).copy() for name in TABLES)
    seen.loc[~seen["indicator"].isin(own) & _may_be_halved(plan, seen), "value"] *= 0.5
    said = said[said["indicator"].isin(own)]
    done.loc[~done["task"].isin(tasks), "status"] = "started"
    kept = tuple(one for one in made_up.warnings if one.indicator in own)
    other = replace(
        made_up,
        observations=seen,
        explanations=said,
        task_status=done,
        warnings=kept,
        fingerprint="another",
    )
    assert len(kept) < len(made_up.warnings)
    here, there = (of(plan, one, "childcare") for one in (made_up, other))
    assert here.ledger.fingerprint == there.ledger.fingerprint
    assert told(here) == told(there)
    values = [("listings", "verdicts")]
    assert told(of(plan, made_up, "housing"), values) != told(of(plan, other, "housing"), values)


def test_what_another_indicator_reports_changes_nothing_of_one_indicator(plan, made_up):
    name = "childcare.gross_enrolment"
    part = plan.select(indicator=name)
    seen = made_up.observations.copy()
    seen.loc[seen["indicator"].ne(name) & _may_be_halved(plan, seen), "value"] *= 0.5
    here, there = (
        stand(part, one, "2019H1") for one in (made_up, replace(made_up, observations=seen))
    )
    assert here.ledger.fingerprint == there.ledger.fingerprint
    both = [*SPOKEN, ("sentences", "indicator_answer"), ("listings", "history")]
    assert told(here, both) == told(there, both)


@pytest.fixture(scope="module")
def as_ordered(plan, made_up):
    standing = of(plan, made_up, "childcare", "2020")
    return standing.ledger.fingerprint, told(standing)


# An order drawn by chance is another one in every table: few of them show what more would.
@settings(max_examples=2, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_order_of_rows_means_nothing(plan, made_up, as_ordered, seed):
    other = replace(
        made_up,
        **{name: getattr(made_up, name).sample(frac=1, random_state=seed) for name in TABLES},
    )
    there = of(plan, other, "childcare", "2020")
    assert (there.ledger.fingerprint, told(there)) == as_ordered


def test_a_part_of_a_standing_is_the_standing_of_the_part(plan, made_up):
    whole = stand(plan, made_up, "2019")
    for part, same in (
        (whole.select(programme="housing"), of(plan, made_up, "housing", "2019")),
        (whole.headlines(), stand(plan.headlines(), made_up, "2019")),
    ):
        assert part.ledger.fingerprint == same.ledger.fingerprint != whole.ledger.fingerprint
        assert part.ledger.warnings == same.ledger.warnings
        assert_frame_equal(part.verdicts, same.verdicts)


def test_a_part_without_rows_of_a_made_up_ledger_is_made_up():
    plan = build(Wish(targets={2018: 86}), Wish("other", targets={2018: 86}))
    made_up = ledger(("test.other", "2018", 86), source=SYNTHETIC)
    part = stand(plan.select(indicator="test.indicator"), made_up, "2018")
    assert part.ledger.is_empty and part.synthetic
    assert part.select(indicator="test.indicator").synthetic
    assert stand(plan, made_up, as_of="2017-12-31").synthetic


def test_the_last_period_is_that_of_the_whole_ledger():
    plan = build(Wish(targets={2018: 86, 2020: 90}), Wish("other", targets={2018: 86, 2020: 90}))
    known = ledger(("test.indicator", "2018", 86), ("test.other", "2019H1", 86))
    assert str(stand(plan.select(indicator="test.indicator"), known).period) == "2019H1"


def test_warnings_go_with_their_indicator_and_with_the_day_they_arose():
    plan = build(Wish(targets={2018: 86}), Wish("other", targets={2018: 86}))
    day = pd.Timestamp("2019-03-31").date()
    doubts = tuple(
        LedgerWarning("warnings.total_falls", "o.csv", row, indicator=name, since=day)
        for row, name in ((2, "test.indicator"), (3, "test.other"))
    )
    known = replace(ledger(("test.indicator", "2018", 86, "2019-01-31")), warnings=doubts)
    part = plan.select(indicator="test.indicator")
    assert stand(part, known, "2018").ledger.warnings == doubts[:1]
    assert stand(part, known, "2018", "2019-03-31").ledger.warnings == doubts[:1]
    assert stand(plan, known, "2018", "2019-03-30").ledger.warnings == ()
