"""Where each goal stands: the path to date, the line in force, the year that counts."""

import math

import pytest
from building import Wish, build

from minsheng.evaluation import evaluate
from minsheng.evaluation.readings import Readings
from minsheng.evaluation.situation import Situation
from minsheng.plan.observations import Ledger
from minsheng.plan.periods import period
from minsheng.plan.reading_goals import goal_arrays
from minsheng.plan.trajectory import trajectory
from tests.evaluation.made import YEARS, named, row, rows, same, seen, together

PARTS = tuple(f"2018{part}" for part in ("Q1", "H1", "Q3", "Q4"))


def at(wish, table, when):
    """Return the situation of one indicator at the end of a period."""
    goals = goal_arrays([build(wish)])
    return Situation(goals, Readings(goals, table, ["test-plan"]), period(str(when)))


def planned(wish, *periods):
    return [float(at(wish, seen(), when).planned[0]) for when in periods]


# The planned path to date.


def test_within_a_year_a_stock_s_path_goes_on_with_the_elapsed_share():
    wish = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: 95})
    assert planned(wish, *PARTS) == [83, 84, 85, 86]
    assert planned(wish, "2019H1", "2020Q1", "2020-06") == [88, 91.25, 92.5]


def test_within_a_year_a_flow_accrues_with_the_elapsed_share():
    wish = Wish(unit="person", kind="flow", targets={2018: 10, 2019: 20, 2020: 30})
    assert planned(wish, *PARTS) == [2.5, 5, 7.5, 10]
    assert planned(wish, "2019H1", "2020Q1", "2020") == [20, 37.5, 60]


def test_a_flow_with_nothing_but_a_total_accrues_evenly():
    wish = Wish(unit="person", kind="flow", total=36)
    assert planned(wish, "2018", "2019H1", "2020-03", "2020") == [12, 18, 27, 36]


def test_a_mean_is_a_year_s_amount():
    wish = Wish(unit="person", kind="flow", mean=">=200")
    assert planned(wish, *YEARS, "2018H1") == [200, 400, 600, 100]


def test_a_year_without_an_amount_adds_nothing():
    wish = Wish(unit="person", kind="flow", targets={2018: 10, 2020: 30})
    assert planned(wish, *YEARS) == [10, 10, 40]


def test_the_path_goes_through_a_gap_in_the_years():
    wish = Wish(baseline=80, targets={2020: 95})
    assert planned(wish, "2018H1", 2018, 2019, 2020) == [82.5, 85, 90, 95]


def test_before_the_first_stated_target_there_is_no_path_without_a_baseline():
    found = planned(Wish(targets={2018: 86, 2020: 90}), "2018H1", 2018, "2019H1", 2020)
    assert found == pytest.approx([math.nan, 86, 87, 90], nan_ok=True)


def test_a_baseline_that_is_a_bound_gives_no_point():
    found = planned(Wish(baseline=">94", targets={2018: 96, 2020: 98}), "2018H1", *YEARS)
    assert found == pytest.approx([math.nan, 96, 97, 98], nan_ok=True)


def test_the_path_at_year_ends_is_the_one_that_readers_are_shown(plan):
    shown = trajectory(plan).set_index(["indicator", "year"])["value"]
    frame = evaluate(plan, seen(), [str(year) for year in plan.facts.years])
    due = frame["time"].le(frame["target_year"]) & frame["aim"].eq("reach")
    frame = frame[due & frame["kind"].ne("milestone")]
    expected = shown.loc[list(zip(frame["indicator"], frame["time"].astype(int), strict=True))]
    # A flow's year without an amount has no point of the path and adds nothing to what is due.
    known = expected.notna().to_numpy()
    assert known.sum() > 200
    assert frame["planned"].to_numpy()[known] == pytest.approx(expected.to_numpy()[known])
    assert set(frame["kind"].to_numpy()[~known & frame["planned"].notna()]) <= {"flow"}


# The line to be held.


def line(wish, *years):
    found = [at(wish, seen(), year).line for year in years]
    return [float(value[0]) for value, _ in found]


def test_the_line_of_each_year_is_its_own():
    wish = Wish(aim="hold", direction="down", targets={2018: "<=4", 2019: "<=3.8", 2020: "<=3.5"})
    assert line(wish, *YEARS) == [4, 3.8, 3.5]
    assert line(wish, "2018H1", "2019Q3") == [4, 3.8]


def test_before_the_first_stated_year_the_first_line_holds():
    assert line(Wish(aim="hold", targets={2020: ">=95"}), *YEARS) == [95, 95, 95]


def test_after_the_last_stated_year_the_last_line_holds():
    assert line(Wish(aim="hold", targets={2018: ">=95"}), *YEARS) == [95, 95, 95]


def test_between_two_stated_years_no_line_is_broken_that_is_not_due():
    # A ceiling of 4.0 in 2018 and of 3.5 in 2020: 3.8 in 2019 breaks neither.
    wish = Wish(aim="hold", direction="down", targets={2018: "<=4", 2020: "<=3.5"})
    assert row(wish, seen((2019, 3.8)), 2019)["verdict"] == "held"


@pytest.mark.parametrize(
    ("direction", "bound", "value", "verdict"),
    [
        ("up", ">=95", 95, "held"),
        ("up", ">95", 95, "breached"),
        ("up", ">95", 95.1, "held"),
        ("down", "<=4", 4, "held"),
        ("down", "<4", 4, "breached"),
        ("up", "100", 100, "held"),
        ("up", "100", 99.9, "breached"),
        ("down", "0", 0, "held"),
        ("down", "0", 1, "breached"),
        ("up", "30..50", 30, "held"),
        ("up", "30..50", 29.9, "breached"),
        ("down", "30..50", 50, "held"),
        ("down", "30..50", 50.1, "breached"),
        ("up", "~20", 20, "held"),
        ("up", "~20", 19.5, "held"),
        ("up", "~20", 19.4, "breached"),
    ],
)
def test_a_line_is_held_by_its_wording(direction, bound, value, verdict):
    wish = Wish(aim="hold", direction=direction, targets=dict.fromkeys(YEARS, bound))
    found = row(wish, seen((2018, value)), 2018)
    assert (found["verdict"], found["method"]) == (verdict, "hold")
    assert found["annual"] == ("met" if verdict == "held" else "missed")


def test_a_half_year_is_held_against_the_line_of_its_year():
    wish = Wish(aim="hold", direction="down", targets={2018: "<=4", 2019: "<=3.5"})
    found = row(wish, seen(("2019H1", 3.6)), "2019H1")
    assert (found["verdict"], found["annual"]) == ("breached", "not_due")


@pytest.mark.parametrize(
    ("direction", "bound", "yearly", "verdicts"),
    [
        ("down", "<=5", (3, 3, 3), ["held"] * 3),
        ("down", "<=5", (3, 6, 3), ["held", "breached", "held"]),
        ("up", ">=5", (6, 5, 4), ["held", "held", "breached"]),
    ],
)
def test_a_yearly_amount_is_held_against_its_own_year(direction, bound, yearly, verdicts):
    wish = Wish(
        unit="person",
        kind="flow",
        aim="hold",
        direction=direction,
        targets=dict.fromkeys(YEARS, bound),
    )
    table = seen(*zip(YEARS, yearly, strict=True))
    # Three amounts and no baseline: the drift is not known yet.
    assert rows(wish, table)["verdict"].tolist() == verdicts


def test_a_ceiling_on_a_total():
    # At most fifteen in three years: 3, 6 and 7 are sixteen.
    wish = Wish(unit="person", kind="flow", direction="down", total="<=15")
    frame = rows(wish, seen((2018, 3), (2019, 6), (2020, 7)))
    assert frame["annual"].tolist() == ["no_target", "no_target", "missed"]
    assert frame["verdict"].tolist() == ["held", "held", "breached"]
    assert frame["gap"].tolist() == [-12, -6, 1]


def test_a_broken_yearly_line_requires_nothing_of_later_years():
    wish = Wish(
        unit="person",
        kind="flow",
        aim="hold",
        direction="down",
        targets=dict.fromkeys(YEARS, "<=5"),
    )
    found = row(wish, seen((2018, 6)), 2018)
    assert (found["verdict"], found["gap"]) == ("breached", 1)
    assert (math.isnan(found["required"]), found["required_reason"]) == (True, "to_hold")


# Drift.


@pytest.mark.parametrize(
    ("values", "verdict", "drift"),
    [
        ((98, 97, 98, 99), "held", 1 / 3),
        ((98, 97, 97, 96), "held_worsening", -2 / 3),
        ((90, 91, 92, 94), "recovering", 4 / 3),
        ((94, 93, 94, 94), "breached", 0),
        ((98, 98, 98, 98), "held", 0),
        ((98, 97, 96, 94), "breached", -4 / 3),
    ],
)
def test_a_line_and_the_drift_of_three_years(values, verdict, drift):
    # METHODS, section 2.3: four points are enough, the baseline is one of them.
    base, *yearly = values
    wish = Wish(aim="hold", baseline=base, targets=dict.fromkeys(YEARS, ">=95"))
    found = row(wish, seen(*zip(YEARS, yearly, strict=True)), 2020)
    assert found["verdict"] == verdict
    assert found["drift"] == pytest.approx(drift)


def test_with_three_points_only_inside_or_outside_is_said():
    wish = Wish(aim="hold", baseline=98, targets=dict.fromkeys(YEARS, ">=95"))
    found = row(wish, seen((2018, 97), (2019, 96)), 2019)
    assert (found["hold"], found["hold_reason"]) == ("held", "too_few_points")
    assert math.isnan(found["drift"])


def test_a_drift_reaches_over_five_changes_and_no_further():
    # Changes of 10, 1, 2, 3, 4, 5: the mean of the last five is 3, of the first five 4.
    yearly = (60, 61, 63, 66, 70, 75)
    plan = build(Wish(unit="index", aim="direction", baseline=50), last_year=2023)
    table = seen(*zip(range(2018, 2024), yearly, strict=True))
    assert evaluate(plan, table, ["2022", "2023"])["drift"].tolist() == [4, 3]


@pytest.mark.parametrize(
    ("direction", "values", "verdict"),
    [
        ("up", (50, 51, 52, 53), "right_way"),
        ("up", (50, 51, 53, 52), "stalled"),
        ("up", (50, 51, 52, 52), "stalled"),
        ("up", (50, 48, 47, 48), "turning"),
        ("up", (50, 49, 48, 47), "wrong_way"),
        ("up", (50, 51, 51, 50), "wrong_way"),
        ("down", (50, 51, 52, 53), "wrong_way"),
        ("down", (50, 49, 47, 48), "stalled"),
    ],
)
def test_a_direction_by_its_mean_and_its_last_change(direction, values, verdict):
    base, *yearly = values
    wish = Wish(aim="direction", direction=direction, baseline=base, targets=dict.fromkeys(YEARS))
    found = row(wish, seen(*zip(YEARS, yearly, strict=True)), 2020)
    assert (found["verdict"], found["method"], found["annual"]) == (verdict, "hold", "")


def test_a_direction_without_enough_years_has_a_reason_and_no_verdict():
    found = row(Wish(aim="direction", baseline=50), seen((2018, 51), (2019, 52)), 2019)
    assert (found["verdict"], found["reason"]) == ("", "too_few_points")


def test_a_direction_of_amounts_looks_at_amounts():
    wish = Wish(unit="person", kind="flow", aim="direction", baseline=50)
    found = row(wish, seen((2018, 51), (2019, 52), (2020, 53)), 2020)
    assert (found["verdict"], found["drift"]) == ("right_way", 1)


def test_a_last_change_needs_the_year_before():
    found = row(Wish(aim="direction", baseline=50), seen((2018, 51), (2020, 53)), 2020)
    assert (found["verdict"], found["reason"]) == ("", "too_few_points")


# A goal whose target year is over.


def test_an_outcome_stands():
    wish = Wish(baseline=80, targets={2018: 85})
    frame = rows(wish, seen((2018, 84), (2019, 90), (2020, 70)))
    for name in ("judged", "planned", "annual", "pace", "verdict", "gap", "progress", "status"):
        assert frame[name].nunique() == 1, name
    assert frame["observed"].tolist() == [84, 90, 70]
    assert frame["due_year"].tolist() == [2018] * 3
    assert frame["annual"].unique().tolist() == ["missed"]
    assert frame["required_reason"].unique().tolist() == ["no_time_left"]


def test_an_outcome_of_amounts_stands():
    wish = Wish(unit="person", kind="flow", targets={2018: 10, 2019: 10})
    frame = rows(wish, seen((2018, 10), (2019, 9), (2020, 50)))
    assert frame["judged"].tolist() == [10, 19, 19]
    assert frame["observed"].tolist() == [10, 9, 50]
    assert frame["done"].tolist() == [10, 19, 69]
    assert frame["planned"].tolist() == [10, 20, 20]
    assert frame["annual"].tolist() == ["met", "missed", "missed"]


def test_an_outcome_stands_whatever_is_observed_later():
    wish = Wish(aim="hold", baseline=98, targets=dict.fromkeys((2018, 2019), ">=95"))
    frame = rows(wish, seen((2018, 97), (2019, 96), (2020, 90)))
    assert frame["observed"].tolist() == [97, 96, 90]
    assert frame["judged"].tolist() == [97, 96, 96]
    assert frame["since"].tolist() == ["", "", "not_kept"]
    assert frame["verdict"].tolist() == ["held"] * 3
    assert frame["hold_reason"].tolist() == ["too_few_points"] * 3


def test_what_was_reported_last_is_observed_and_the_outcome_stands_beside_it():
    # Very large classes: none by 2018 and no later target; 0 for 2018, 3 for 2019, 7 for 2020.
    wish = Wish(unit="person", direction="down", targets={2018: 0})
    frame = rows(wish, seen((2018, 0), (2019, 3), (2020, 7)))
    assert frame["observed"].tolist() == [0, 3, 7]
    assert frame["observed_in"].tolist() == ["2018", "2019", "2020"]
    assert frame["judged"].tolist() == [0, 0, 0]
    assert frame["verdict"].tolist() == ["met"] * 3
    assert frame["since"].tolist() == ["", "not_kept", "not_kept"]


def test_a_value_carried_forward_keeps_its_own_date():
    wish = Wish(unit="person", direction="down", targets={2018: 0})
    frame = rows(wish, seen((2018, 0), ("2019H1", 0)))
    assert frame["observed_in"].tolist() == ["2018", "2019H1", "2019H1"]
    assert frame["since"].tolist() == ["", "kept", "kept"]
    flow = Wish(unit="person", kind="flow", targets={2018: 10})
    later = rows(flow, seen((2018, 12)))
    assert (later["observed"].tolist(), later["done"].tolist()) == ([12] * 3, [12] * 3)
    assert later["observed_in"].tolist() == ["2018"] * 3


def test_a_later_report_does_not_make_up_for_the_one_that_was_due():
    wish = Wish(unit="person", direction="down", targets={2018: 0})
    found = row(wish, seen((2019, 3)), 2020)
    assert (found["verdict"], found["observed"], found["observed_in"]) == (
        "not_reported",
        3,
        "2019",
    )


def test_a_correction_changes_an_outcome():
    wish = Wish(baseline=80, targets={2018: 85})
    table = seen((2018, 84, "2019-01-31"), (2018, 85, "2020-06-30"))
    assert rows(wish, table)["annual"].tolist() == ["met"] * 3


@pytest.mark.parametrize("mid_year", [84, 85])
@pytest.mark.parametrize("when", ["2018", "2019H1", "2020"])
def test_a_value_before_the_day_does_not_answer_the_target_that_is_due(when, mid_year):
    wish = Wish(baseline=80, targets={2018: 85})
    found = row(wish, seen(("2018H1", mid_year)), when)
    assert (found["observed"], found["observed_in"]) == (mid_year, "2018H1")
    assert math.isnan(found["judged"])
    assert (found["annual"], found["verdict"], found["class"]) == ("not_reported",) * 3
    assert found["annual_reason"] == found["reason"] == "value_before_due"


# Milestones.


def milestone(*years):
    return Wish(unit="milestone", kind="milestone", targets=dict.fromkeys(years, 1))


@pytest.mark.parametrize(
    ("told", "when", "verdict"),
    [
        ([], 2018, "not_due"),
        ([], "2019H1", "not_due"),
        ([], 2019, "not_reported"),
        ([], 2020, "not_reported"),
        ([(2018, 0)], 2018, "not_due"),
        ([(2019, 0)], 2019, "missed"),
        ([("2019H1", 0)], "2019H1", "not_due"),
        ([("2019H1", 0)], 2019, "missed"),
        ([("2019Q2", 1)], "2019Q1", "not_due"),
        ([("2019Q2", 1)], "2019Q2", "met"),
        ([("2019Q2", 1)], "2019Q3", "met"),
        ([("2019Q2", 1)], 2019, "met"),
        ([("2018H2", 1)], 2018, "met"),
        ([("2018H2", 1)], 2020, "met"),
        ([("2019H1", 0), ("2019H2", 1)], "2019H1", "not_due"),
        ([("2019H1", 0), ("2019H2", 1)], 2019, "met"),
        ([(2019, 0), ("2020H1", 1)], 2019, "missed"),
        ([(2019, 0), ("2020H1", 1)], "2020Q1", "missed"),
        # Open after its day: it was not done by then, whatever was reported at the time.
        ([("2020H1", 0)], 2020, "missed"),
        ([("2020H1", 1)], 2020, "not_reported"),
        # Done late: of its day it stays missed, see test_values_and_dates.
        ([(2019, 0), ("2020H1", 1)], 2020, "missed"),
    ],
)
def test_a_milestone_due_in_2019(told, when, verdict):
    found = row(milestone(2019), seen(*told), when)
    assert (found["verdict"], found["method"]) == (verdict, "milestone")
    if not told:
        assert found["reason"] == verdict


def test_a_milestone_brings_the_status_of_its_report_along():
    found = row(milestone(2018), seen((2018, 1, "2019-02-01", "provisional")), 2019)
    assert (found["observed"], found["status"]) == (1, "provisional")
    assert found["reported_on"].isoformat()[:10] == "2019-02-01"


def test_a_milestone_is_as_it_was_last_reported():
    # What is done stays done while nobody says otherwise.
    assert row(milestone(2020), seen((2018, 1)), 2019)["verdict"] == "met"
    assert row(milestone(2020), seen((2018, 1), (2019, 0)), 2019)["verdict"] == "not_due"
    corrected = seen((2018, 1, "2019-01-31"), (2018, 0, "2019-06-30"))
    assert row(milestone(2020), corrected, 2019)["verdict"] == "not_due"


def test_a_milestone_of_every_year_is_done_anew_each_year():
    table = seen((2018, 1), (2019, 0), (2020, 1))
    assert rows(milestone(*YEARS), table)["verdict"].tolist() == ["met", "missed", "met"]
    assert row(milestone(*YEARS), seen((2018, 1)), 2019)["verdict"] == "not_reported"
    assert row(milestone(*YEARS), seen((2018, 1)), "2019H1")["verdict"] == "not_due"


def test_a_milestone_of_two_years_keeps_its_outcome():
    frame = rows(milestone(2018, 2019), seen((2018, 1), (2019, 1)))
    assert frame["verdict"].tolist() == ["met"] * 3
    frame = rows(milestone(2018, 2019), seen((2018, 1), (2019, 0)))
    assert frame["verdict"].tolist() == ["met", "missed", "missed"]


def test_a_milestone_has_neither_gap_nor_pace():
    found = row(milestone(2019), seen((2018, 0)), 2018)
    assert found[["gap", "required", "so_far", "pace", "progress", "planned"]].isna().all()
    assert found["required_reason"] == "milestone"


# Plans of different years, side by side.


def test_a_younger_plan_s_amounts_begin_with_its_own_years():
    older = named(build(Wish("old", baseline=5, targets={2020: 9})), "older")
    flow = Wish(unit="person", kind="flow", targets={2020: 10, 2021: 10})
    younger = named(build(flow, baseline_year=2019, first_year=2020, last_year=2022), "younger")
    frame = evaluate([older, younger], seen((2020, 10), plan="younger"), "2020")
    found = frame.set_index("plan").loc["younger"]
    assert (found["done"], found["pace"], found["verdict"]) == (10, 1, "on_track")


def test_observations_from_before_a_plan_are_no_points_of_its_history():
    plan = build(
        Wish(aim="direction", baseline=50), baseline_year=2019, first_year=2020, last_year=2022
    )
    own = seen((2020, 51), (2021, 52))
    # A file or a frame is refused where it holds such rows.
    with_earlier = Ledger(together(seen((2017, 80), (2018, 70)), own)).marked_as_checked(plan)
    same(evaluate(plan, with_earlier, "2021"), evaluate(plan, own, "2021"))
