"""Verdicts on targets that are a change: growth a year, a cut since the baseline, an own start."""

import pytest
from building import Wish, build

import minsheng as ms
from tests.evaluation.made import seen

GROWTH = Wish(unit="person", baseline=100, targets={2020: 10}, changes={2020: "growth"})


def row(wish, observations, period):
    return ms.evaluate(build(wish), observations, str(period)).iloc[0]


def test_growth_at_the_rate_that_was_stated_is_exactly_on_the_path():
    """By hand: 100, 110, 121, 133.1; the straight line would ask for 111.03 in 2018."""
    found = row(GROWTH, seen((2018, 110)), 2018)
    assert found["planned"] == pytest.approx(110)
    assert found["pace"] == pytest.approx(1)
    assert (found["verdict"], found["class"]) == ("on_track", "in_line")
    assert found["progress"] == pytest.approx(10 / 33.1)
    assert found["lead"] == pytest.approx(0, abs=1e-9)


def test_what_was_achieved_and_what_is_needed_are_averages_a_year():
    """By hand: from 100 to 105 in one year is 5 %; 1.267619^(1/2) - 1 = 12.5886 %."""
    found = row(GROWTH, seen((2018, 105)), 2018)
    assert found["growth_so_far"] == pytest.approx(0.05)
    assert found["required_growth"] == pytest.approx(0.125886, abs=1e-6)
    assert found["faster"] == pytest.approx(2.51772, abs=1e-5)
    assert 105 * (1 + found["required_growth"]) ** 2 == pytest.approx(133.1)


def test_the_progress_of_a_growth_is_a_share_of_the_increase():
    """By hand: of the 33.1 that three years of 10 % add to 100, 10 are due in 2018 and 5 done."""
    found = row(GROWTH, seen((2018, 105)), 2018)
    assert found["progress"] == pytest.approx(5 / 33.1)
    assert found["planned_share"] == pytest.approx(10 / 33.1)
    assert found["lead"] == pytest.approx(-100 * 5 / 33.1)
    assert found["pace"] == pytest.approx(found["progress"] / found["planned_share"])


def test_a_growth_that_must_be_faster_was_not_left_to_later_years_by_the_plan():
    plan = build(GROWTH)
    here = ms.stand(plan, ms.Ledger(seen((2018, 109.9), source="b", note="")), "2018")
    assert here.verdicts["class"].iloc[0] == "in_line"
    assert ms.evaluation.next_paces(plan, here.verdicts).tolist() == ["faster"]


def test_what_has_gone_to_nothing_is_far_behind():
    found = row(GROWTH, seen((2018, 0)), 2018)
    assert found["progress"] == pytest.approx(-100 / 33.1)
    assert (found["verdict"], found["class"]) == ("moving_away", "lagging")


def test_methods_that_expect_equal_changes_do_not_speak_of_growth():
    standing = ms.stand(build(GROWTH), ms.Ledger(seen((2018, 110), source="b", note="")), "2018")
    found = ms.evaluation.compared(standing).set_index("method")
    silent = found.loc[["achievement", "escap", "destatis", "sdsn"]]
    assert set(silent["reason"]) <= {"average_growth", "too_few_points"}
    assert silent[["figure"]].isna().all().all()
    assert set(silent["verdict"]) == {""}
    assert found.loc["cagr_ratio", "figure"] == pytest.approx(1)


def test_an_average_growth_is_no_line_to_be_held_every_year():
    """One year below 10 % is no breach; the average decides, in the last year."""
    found = [
        row(GROWTH, seen((2018, 105), (2019, 121), (2020, last)), 2020)["verdict"]
        for last in (133.1, 133.0)
    ]
    assert found == ["met", "missed"]


def test_a_cut_that_is_counted_itself():
    """By hand: 18 % in three years is 6 a year; 5.7 of the 6 by 2018 is a pace of 0.95."""
    wish = Wish(kind="cumulative", targets={2020: 18}, changes={2020: "decrease_percent"})
    found = row(wish, seen((2018, 5.7)), 2018)
    assert (found["baseline"], found["planned"], found["pace"]) == (0, 6, 0.95)
    assert found["verdict"] == "on_track"


def test_the_pace_runs_from_the_year_of_the_baseline():
    """By hand: 60 in 2015 to 90 in 2020 is 6 a year: 78 by 2018, 18 of 30; 3 of 5 years gone."""
    wish = Wish(unit="person", baseline=60, since=2015, targets={2020: 90})
    found = row(wish, seen((2018, 78)), 2018)
    assert (found["planned"], found["pace"]) == (78, 1)
    assert (found["so_far"], found["required"]) == (6, 6)
    assert found["time_share"] == pytest.approx(0.6)
