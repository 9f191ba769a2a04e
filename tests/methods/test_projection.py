"""Lines into the years to come: known answers, and what is refused."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.methods.projection import (
    History,
    Projected,
    continued,
    fitted,
    from_log_odds,
    log_odds,
    scenarios,
    trend,
)
from minsheng.text.language import catalogue

SHARE = (0, 100)
COUNT = (0, math.inf)
INSIDE = st.floats(0.001, 99.999)
YEARS = (2017, 2018, 2019, 2020)


def test_two_points_carried_on():
    """METHODS.md section 6: continue 94; log odds 91.7826; no interval."""
    plain = scenarios(History((2017, 2018), (82, 86)), 2020, 95)
    assert plain == {"hold": Projected(86), "continue": Projected(94.0), "plan": Projected(95)}
    line = scenarios(History((2017, 2018), (82, 86), SHARE), 2020, 95)["continue"]
    assert line.value == pytest.approx(91.7826, abs=1e-4)
    assert line.log_odds
    assert math.isnan(line.low) and math.isnan(line.high)


def test_three_points_have_a_line_that_is_not_shown():
    """METHODS.md section 6: 91.3333; 80 % from 86.7454 to 95.9213."""
    known = fitted((2017, 2018, 2019), (82, 86, 88), 2020, 0.80)
    assert known == pytest.approx((91.3333, 86.7454, 95.9213), abs=1e-4)
    shown = trend(History((2017, 2018, 2019), (82, 86, 88)), 2020)
    assert shown.reason == "too_few_points"
    assert math.isnan(shown.value) and math.isnan(shown.low) and math.isnan(shown.high)


def test_four_points_have_an_interval():
    """METHODS.md section 6: 94.0; 95 % from 89.9752 to 98.0248."""
    line = trend(History(YEARS, (82, 86, 88, 91)), 2021, share=0.95)
    assert (line.value, line.low, line.high) == pytest.approx((94.0, 89.9752, 98.0248), abs=1e-4)
    assert line.reason == ""


def test_eighty_per_cent_are_narrower_than_ninety_five():
    history = History(YEARS, (82, 86, 88, 91))
    usual, wide = trend(history, 2021), trend(history, 2021, share=0.95)
    assert wide.low < usual.low < usual.value == wide.value < usual.high < wide.high


@given(first=st.integers(0, 500), change=st.integers(-50, 50), more=st.integers(1, 5))
def test_points_on_a_line_go_on_along_it(first, change, more):
    values = [first + change * step for step in range(4)]
    value, low, high = fitted(YEARS, values, 2020 + more, 0.8)
    assert (value, low, high) == pytest.approx([first + change * (3 + more)] * 3, abs=1e-6)
    assert continued(YEARS, values, 2020 + more) == pytest.approx(value)


@given(st.lists(st.integers(0, 1000), min_size=4, max_size=8))
def test_the_fitted_line_goes_through_the_middle(values):
    times = range(2017, 2017 + len(values))
    middle = 2017 + (len(values) - 1) / 2
    value, low, high = fitted(times, values, middle, 0.8)
    assert value == pytest.approx(sum(values) / len(values), abs=1e-9)
    assert low + high == pytest.approx(2 * value, abs=1e-6)


@given(INSIDE)
def test_log_odds_are_turned_back(value):
    assert from_log_odds(log_odds(value, SHARE), SHARE) == pytest.approx(value, abs=1e-9)
    assert log_odds(value, SHARE) == pytest.approx(-log_odds(100 - value, SHARE), abs=1e-8)


@given(st.floats(-1000, 1000))
def test_log_odds_never_pass_a_bound(odds):
    assert 0 <= from_log_odds(odds, SHARE) <= 100


@given(first=INSIDE, last=INSIDE, years=st.integers(1, 12))
def test_a_share_stays_a_share(first, last, years):
    line = scenarios(History((2017, 2018), (first, last), SHARE), 2018 + years, 50)["continue"]
    assert line.reason or 0 <= line.value <= 100


@given(values=st.lists(INSIDE, min_size=4, max_size=4), years=st.integers(1, 12))
def test_an_interval_of_a_share_stays_inside_too(values, years):
    line = trend(History(YEARS, values, SHARE), 2020 + years)
    assert line.reason or 0 <= line.low <= line.value <= line.high <= 100


@given(first=INSIDE, last=INSIDE, years=st.integers(1, 3))
def test_the_covered_and_the_uncovered_are_carried_on_alike(first, last, years):
    lines = [
        scenarios(History((2017, 2018), values, SHARE), 2018 + years, 50)["continue"]
        for values in ((first, last), (100 - first, 100 - last))
    ]
    if not lines[0].reason and not lines[1].reason:
        assert lines[0].value + lines[1].value == pytest.approx(100, abs=1e-6)


def test_in_the_middle_the_straight_line_stays():
    line = scenarios(History((2017, 2018), (40, 44), SHARE), 2020, 50)["continue"]
    assert line == Projected(52.0)


@pytest.mark.parametrize(
    ("values", "near"), [((70, 75), False), ((70, 75.1), True), ((30, 25), False), ((81, 75), True)]
)
def test_near_is_a_fifth_of_the_range(values, near):
    """From 70 to 75 the straight line leads to 80, just not near."""
    line = scenarios(History((2017, 2018), values, SHARE), 2019, 50)["continue"]
    assert line.log_odds is near


@pytest.mark.parametrize(
    ("history", "reason"),
    [
        (History((2017, 2018), (5, 9), flow=True), "flow_has_no_growth"),
        (History((2017, 2018), (82, 86), redefined=True), "definition_changed"),
        (History((2017, 2018), (82, 96), reached=True), "target_reached"),
        (History((2018,), (86,)), "too_few_points"),
        (History((2017, 2018), (99, 101), SHARE), "leaves_range"),
        (History((2017, 2020), (82, 86)), "no_time_left"),
    ],
)
def test_what_no_line_is_drawn_from(history, reason):
    lines = scenarios(history, 2020, 95)
    assert {line.reason for line in lines.values()} == {reason}
    assert all(math.isnan(line.value) for line in lines.values())


@pytest.mark.parametrize(
    ("history", "reason"),
    [
        (History((2017, 2018), (98, 100), SHARE), "at_its_bound"),
        (History((2017, 2018), (10, 4), COUNT), "leaves_range"),
        (History((2017, 2017.25), (82, 86)), "beyond_reason"),
    ],
)
def test_what_cannot_be_continued_can_still_be_held(history, reason):
    lines = scenarios(history, 2020, 95)
    assert lines["continue"].reason == reason
    assert math.isnan(lines["continue"].value)
    assert lines["hold"].value == history.values[-1]


@given(tenths=st.integers(1, 500))
def test_ten_times_all_movement_is_as_far_as_a_line_goes(tenths):
    history = History((2017, 2018), (82, 82 + tenths / 10))
    assert scenarios(history, 2028, 95)["continue"].value == pytest.approx(82 + 1.1 * tenths)
    assert scenarios(history, 2028.01, 95)["continue"].reason == "beyond_reason"


def test_what_stood_still_goes_on_standing_still():
    assert scenarios(History((2017, 2018), (86, 86)), 2030, 95)["continue"] == Projected(86)


def test_the_plan_may_say_nothing():
    line = scenarios(History((2017, 2018), (82, 86)), 2020, math.nan)["plan"]
    assert line.reason == "no_target"


def test_a_collapse_out_of_nothing_is_refused():
    """A published projection led from 98.2 to 0.00003; a last change of one point tells no such."""
    history = History((2017, 2018), (99.9, 98.2), SHARE)
    led = from_log_odds(
        continued(history.times, [log_odds(v, SHARE) for v in history.values], 2023), SHARE
    )
    assert led < 0.01
    assert scenarios(history, 2023, 99)["continue"].reason == "beyond_reason"


@pytest.mark.parametrize(
    ("history", "reason"),
    [
        (History(YEARS, (82, 86, 88, 91), flow=True), "flow_has_no_growth"),
        (History(YEARS, (82, 86, 88, 91), redefined=True), "definition_changed"),
        (History(YEARS, (82, 86, 88, 96), reached=True), "target_reached"),
        (History(YEARS, (82, 86, 88, 100), SHARE), "at_its_bound"),
        (History(YEARS, (30, 20, 10, 0), COUNT), "leaves_range"),
        (History((2018, 2019, 2020, 2021), (82, 86, 88, 91)), "no_time_left"),
    ],
)
def test_what_has_no_trend(history, reason):
    line = trend(history, 2021)
    assert line.reason == reason
    assert math.isnan(line.value)


def test_a_trend_near_its_bound_runs_through_the_log_odds():
    line = trend(History(YEARS, (82, 86, 88, 91), SHARE), 2021)
    assert line.log_odds
    assert 91 < line.value < 94
    assert line.high - line.value < line.value - line.low


def test_an_interval_is_cut_off_at_the_bounds():
    line = trend(History(YEARS, (30, 75, 25, 70), SHARE), 2021, share=0.95)
    assert not line.log_odds
    assert (line.low, line.high) == (0, 100)


@pytest.mark.parametrize(
    "reason", ["at_its_bound", "leaves_range", "beyond_reason", "definition_changed"]
)
def test_every_refusal_can_be_said(reason):
    assert {reason, f"{reason}_long"} <= set(catalogue("reasons"))
