"""The planned path; its worked values are among the cases of `test_requirements`."""

import itertools
import math

import pytest
from building import Wish, build
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import minsheng as ms

STATED = st.dictionaries(st.integers(2017, 2024), st.integers(1, 100), min_size=2)


def path(last_year=2020, **wish):
    return ms.trajectory(build(Wish(**wish), last_year=last_year))


@settings(max_examples=10, deadline=None)
@given(STATED)
def test_a_path_goes_through_what_is_stated_and_straight_between(stated):
    targets = {year: value for year, value in stated.items() if year > 2017}
    assume(stated.get(2017, 0) < stated[max(stated)])  # else there is a line to be kept
    points = path(2024, unit="person", baseline=stated.get(2017), targets=targets)
    by_year = points.set_index("year")
    assert by_year["value"].dropna().index.tolist() == list(range(min(stated), max(stated) + 1))
    for year, value in stated.items():
        assert by_year.loc[year, "value"] == value
        assert by_year.loc[year, "basis"] == ("baseline" if year == 2017 else "stated")
    for before, after in itertools.pairwise(sorted(stated)):
        slopes = by_year.loc[before:after, "value"].diff().dropna()
        assert slopes.max() - slopes.min() == pytest.approx(0, abs=1e-9)
        assert by_year.loc[before + 1 : after - 1, "basis"].eq("interpolated").all()
    assert by_year.loc[: min(stated) - 1, "reason"].eq("no_baseline").all()
    assert by_year.loc[max(stated) + 1 :, "reason"].eq("no_target").all()


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(1, 50), min_size=3, max_size=3))
def test_a_flow_adds_up_from_nothing_done(amounts):
    targets = dict(zip((2018, 2019, 2020), amounts, strict=True))
    points = path(unit="person", kind="flow", targets=targets)
    assert points["basis"].tolist() == ["start", *["stated"] * 3]
    assert points["value"][0] == 0
    assert points["value"].diff()[1:].tolist() == amounts == points["amount"][1:].tolist()


def test_an_interval_narrows_to_the_stated_target():
    points = path(baseline=">94", targets={2020: 97})
    width = (points["high"] - points["low"]).tolist()
    assert width == pytest.approx([6, 4, 2, 0])
    assert points["value"].isna().tolist() == [True, True, True, False]
    assert points["reason"].tolist() == ["baseline_is_a_bound"] * 3 + [""]


def test_an_open_side_is_missing_all_the_way():
    points = path(unit="person", baseline=">1000", targets={2020: 1300})
    assert points["low"].tolist() == pytest.approx([1000, 1100, 1200, 1300])
    assert points["high"].isna().tolist() == [True, True, True, False]


def test_a_number_is_both_its_ends(plan):
    points = ms.trajectory(plan)
    known = points[points["value"].notna()]
    assert known["low"].equals(known["value"])
    assert known["high"].equals(known["value"])


def test_every_indicator_has_every_year_once(plan):
    points = ms.trajectory(plan)
    years = points.groupby("indicator")["year"].apply(list)
    assert all(each == [2017, 2018, 2019, 2020] for each in years)


def test_stated_points_of_the_plan_that_ships_are_its_targets(plan):
    points = ms.trajectory(plan).set_index(["indicator", "year"])
    targets = plan.targets.query("statistic == 'value' and value == value")
    targets = targets.merge(plan.indicators[["indicator", "kind"]])
    assert len(targets) > 200
    for row in targets.to_dict("records"):
        point = points.loc[(row["indicator"], int(row["year"]))]
        column = "amount" if row["kind"] == "flow" else "value"
        assert (point[column], point["basis"]) == (row["value"], "stated")
        assert row["kind"] == "milestone" or point["bound"] == row["bound"]


def test_a_goal_in_words_has_no_number_in_any_year():
    points = path(aim="direction", baseline=5, targets={2018: None})
    assert points["reason"].tolist() == ["no_number"] * 4
    assert all(math.isnan(value) for value in points["value"])


@pytest.mark.parametrize(
    ("wish", "line"),
    [
        ({"baseline": 56.3, "targets": {2020: ">=50"}}, 50),
        ({"baseline": 27.1, "targets": {2020: "<=28"}, "direction": "down", "aim": "hold"}, 28),
        ({"baseline": ">96", "targets": {2020: ">=95"}}, 95),
    ],
)
def test_no_plan_schedules_a_fall_to_a_line_that_is_met_already(wish, line):
    points = path(**wish)[1:]
    assert points["value"].tolist() == [line] * 3
    assert points["basis"].tolist() == ["kept", "kept", "stated"]
    assert points["bound"].nunique() == 1
    steps = ms.steps(build(Wish(**wish)))
    assert steps["step"].isna().all()
    assert set(steps["reason"]) == {"baseline_meets_target"}


def test_between_several_lines_the_one_stated_last_is_kept():
    points = path(2022, baseline=60, targets={2019: ">=50", 2022: ">=55"})
    assert points["value"].tolist() == [60, 50, 50, 50, 50, 55]


def test_a_rank_moves_up_in_a_straight_line():
    """By hand: six places in five years are 1.2 a year."""
    points = path(2022, unit="rank", direction="down", baseline=9, targets={2022: "<=3"})
    assert points["value"].tolist() == pytest.approx([9, 7.8, 6.6, 5.4, 4.2, 3])
