"""What is left: the gap, what is required from here, and how many times as fast as so far."""

import math

import pytest
from building import Wish, build
from hypothesis import given, settings
from hypothesis import strategies as st

from minsheng.evaluation import evaluate
from tests.evaluation.made import YEARS, row, rows, seen, together

PATH = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: 95})


def test_from_86_to_95_in_two_years():
    # METHODS, section 6.
    found = row(PATH, seen((2018, 86)), 2018)
    assert (found["gap"], found["required"], found["so_far"]) == (9, 4.5, 4)
    assert found["required_growth"] == pytest.approx(0.051024, abs=1e-6)
    assert found["faster"] == pytest.approx(1.125)
    assert found["required_reason"] == ""


def test_the_original_pace_is_what_the_baseline_required():
    found = row(PATH, seen((2018, round(82 + 13 / 3, 10))), 2018)
    assert found["required"] == pytest.approx(4.3333, abs=1e-4)
    assert found["faster"] == pytest.approx(1)


def test_from_the_middle_of_a_year():
    found = row(PATH, seen(("2018H1", 83)), "2018H1")
    assert (found["gap"], found["so_far"]) == (12, 2)
    assert found["required"] == pytest.approx(12 / 2.5)


def test_where_less_is_better_the_required_change_is_negative():
    found = row(Wish(direction="down", baseline=18, targets={2020: 5}), seen((2018, 14)), 2018)
    assert (found["gap"], found["required"], found["so_far"]) == (9, -4.5, -4)
    assert found["faster"] == pytest.approx(1.125)
    assert found["required_growth"] == pytest.approx((5 / 14) ** 0.5 - 1)


@pytest.mark.parametrize(
    ("wish", "value", "reason"),
    [
        (PATH, 95, "target_reached"),
        (PATH, 96, "target_reached"),
        (Wish(baseline=98, targets={2020: ">=95"}), 96, "to_hold"),
        (Wish(aim="hold", targets={2020: ">=95"}), 96, "to_hold"),
        (Wish(unit="milestone", kind="milestone", targets={2020: 1}), 0, "milestone"),
        (Wish(aim="direction", baseline=3), 4, "no_target"),
        (Wish(baseline=80, targets={2018: 90}), 89, "no_time_left"),
    ],
)
def test_why_nothing_is_required(wish, value, reason):
    found = row(wish, seen((2018, value)), 2018)
    assert found["required_reason"] == reason
    assert found[["required", "required_growth", "faster"]].isna().all()


def test_without_an_observation_nothing_is_known():
    found = row(PATH, seen(), 2018)
    assert found["required_reason"] == "not_reported"
    assert found[["gap", "required", "so_far", "faster"]].isna().all()


def test_a_broken_line_has_no_time_until_the_last_year_to_come_back():
    found = row(
        Wish(aim="hold", baseline=98, targets=dict.fromkeys(YEARS, ">=95")), seen((2018, 94)), 2018
    )
    assert (found["gap"], found["required_reason"]) == (1, "line_broken")
    assert found[["required", "required_growth", "faster"]].isna().all()


@pytest.mark.parametrize("value", [82, 80])
def test_nothing_gained_so_far_cannot_be_multiplied(value):
    found = row(PATH, seen((2018, value)), 2018)
    assert found["required"] == (95 - value) / 2
    assert math.isnan(found["faster"])


@pytest.mark.parametrize(
    ("wish", "value", "reason"),
    [
        (Wish(unit="index", baseline=82, targets={2020: 95}), 86, "no_ratio_scale"),
        (Wish(unit="person", kind="flow", targets={2018: 10, 2020: 10}), 4, "flow_has_no_growth"),
        (Wish(baseline=0, targets={2020: 95}), 0, "zero_observed"),
        (Wish(direction="down", baseline=5, targets={2020: 0}), 3, "zero_target"),
        (Wish(unit="balance", baseline=2, targets={2020: 5}), -1, "negative_number"),
    ],
)
def test_where_growth_means_nothing_there_is_none(wish, value, reason):
    found = row(wish, seen((2018, value)), 2018)
    assert math.isfinite(found["required"])
    assert math.isnan(found["required_growth"])
    assert found["growth_reason"] == reason


def test_what_is_left_of_a_flow():
    wish = Wish(unit="person", kind="flow", targets=dict.fromkeys(YEARS, 10))
    frame = rows(wish, seen((2018, 8), (2019, 9), (2020, 14)))
    assert frame["gap"].tolist() == [22, 13, -1]
    assert frame["required"].tolist()[:2] == [11, 13]
    assert frame["so_far"].tolist() == pytest.approx([8, 8.5, 31 / 3])
    assert frame["required_reason"].tolist() == ["", "", "target_reached"]


def test_a_gap_is_a_decimal():
    found = row(Wish(baseline=0.1, targets={2020: 0.3}), seen((2018, 0.2)), 2018)
    assert found["gap"] == 0.1


NUMBERS = st.integers(1, 800)


@settings(max_examples=8, deadline=None)
@given(
    st.sampled_from(["2018Q1", "2018H1", "2018", "2019Q3", "2019", "2020Q3"]),
    st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=6, max_size=6),
)
def test_what_is_required_leads_to_the_target(when, cases):
    wishes, reported = [], []
    for number, (base, value, target) in enumerate(cases):
        direction = "up" if target > base else "down"
        targets = {2020: target / 10}
        wishes.append(Wish(f"i{number}", "person", "stock", "reach", direction, base / 10, targets))
        reported.append(seen((when, value / 10), indicator=wishes[-1].indicator))
    frame = evaluate(build(*wishes), together(*reported), when)  # all at once: it is quicker
    for found, case in zip(frame.to_dict("records"), cases, strict=True):
        require_arrival(found, *case)


def require_arrival(found, base, value, target):
    """Require that the change and the growth of a row lead from the value to the target."""
    direction = "up" if target > base else "down"
    left = 2020 - found["time"]
    if found["required_reason"]:
        assert math.isnan(found["required"])
        sign = 1 if direction == "up" else -1
        assert sign * (target - value) <= 0
        return
    assert value / 10 + found["required"] * left == pytest.approx(target / 10)
    assert value / 10 * (1 + found["required_growth"]) ** left == pytest.approx(target / 10)
    gone = 3 - left
    assert base / 10 + found["so_far"] * gone == pytest.approx(value / 10)
    if not math.isnan(found["faster"]):
        assert found["faster"] * found["so_far"] == pytest.approx(found["required"])
        assert found["faster"] > 0
