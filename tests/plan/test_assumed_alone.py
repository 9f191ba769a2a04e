"""An assumption changes one goal: what is said of it does not depend on how much is looked at."""

import pickle

import pandas as pd
import pytest

import minsheng as ms
from minsheng.explorer.view import Choice, View
from minsheng.plan.frozen_tables import Tables


def _one_of_each_kind(plan):
    """Return goals with a target of a single year, one for each kind, aim and direction.

    Shares, which cannot be above 100, and amounts are of two kinds.
    """
    goals = plan.indicators
    targets = plan.targets
    numbered = set(targets.loc[targets["year"].notna() & targets["value"].notna(), "indicator"])
    goals = goals[goals["indicator"].isin(numbered) & goals["kind"].ne("milestone")]
    kinds = goals.assign(share=goals["unit"].eq("percent"))
    kinds = kinds.drop_duplicates(["kind", "aim", "direction", "share"])
    return kinds["indicator"].tolist()


@pytest.fixture(scope="module")
def indicators(plan):
    return _one_of_each_kind(plan)


def _last_target(plan, indicator):
    own = plan.targets[plan.targets["indicator"].eq(indicator) & plan.targets["value"].notna()]
    own = own[own["year"].notna()].sort_values("last_year")
    return int(own["year"].iloc[-1]), float(own["value"].iloc[-1])


def test_rows_of_one_indicator_have_the_faults_that_they_have_in_the_whole(plan, indicators):
    targets = plan.tables["targets"]
    targets["value"] = targets["value"] * 1.01 + 0.000_01  # finer than any unit, some impossible
    frames = Tables(plan.tables).with_changed({"targets": targets})
    whole = plan.checked_by(frames)
    of_row = targets["indicator"].to_dict()
    assert {fault.file for fault in whole} == {"targets.csv"}
    for indicator in indicators:
        own = [fault for fault in whole if of_row[fault.row - 2] == indicator]
        assert plan.checked_by(frames, indicator) == own
    assert len({fault.code for fault in whole}) > 1


def test_the_explorer_shows_what_the_whole_plan_says_of_each_goal(plan, made_up, indicators):
    assumed, choices = plan, []
    for indicator in indicators:
        year, value = _last_target(plan, indicator)
        target = min(value + 1, 100) if value <= 100 else value + 1
        assumed = assumed.assume(indicator, target=target, year=year)
        choices.append(Choice(indicator, "2019", target=target))
    whole = ms.stand(assumed, made_up, "2019").verdicts.set_index("indicator")
    view = View.of(plan, made_up)
    rows = [view._of(choice)["standing"][0].verdicts for choice in choices]
    alone = pd.concat(rows).set_index("indicator")
    pd.testing.assert_frame_equal(
        alone.astype("str"), whole.loc[alone.index].astype("str"), check_names=False
    )
    assert len(alone) > 8


def test_rows_that_were_checked_are_not_checked_against_an_assumption(plan, made_up):
    # One in place of 15,000 people: against it the figures would be in the wrong unit.
    indicator = "employment.new_urban_jobs"
    assumed = plan.assume(indicator, target=1)
    assert assumed.stated is plan
    assert made_up.is_checked_against(assumed)
    standing = ms.stand(assumed.select(indicator=indicator), made_up, "2019")
    by_hand = ms.stand(assumed, ms.Ledger(made_up.observations), "2019")
    assert standing.ledger.warnings == ()
    assert by_hand.ledger.is_checked_against(plan)


def test_the_plan_as_stated_travels_with_an_assumed_one(small_plan):
    indicator = _one_of_each_kind(small_plan)[0]
    twice = small_plan.assume(indicator, year=small_plan.facts.last_year - 1)
    twice = twice.assume(indicator, target=_last_target(twice, indicator)[1] + 1)
    travelled = pickle.loads(pickle.dumps(twice.select(indicator=indicator)))
    assert travelled.stated.fingerprint == small_plan.fingerprint
    assert not travelled.stated.assumptions
    assert twice.stated is small_plan
