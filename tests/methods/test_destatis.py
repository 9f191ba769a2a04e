import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.methods import Case
from minsheng.methods.destatis import destatis, expected_miss
from tests.methods.sketches import NUMBERS, POSITIVE, WAYS, refusal, said

SOUND = {"observed": 81.1, "target": 83, "time": 2023, "end": 2030, "drift": 0.24, "points": 6}


def missed_by(observed, drift, years, target):
    case = Case.of(observed=observed, drift=drift, time=2020, end=2020 + years, target=target)
    return expected_miss(case).tolist()


@pytest.mark.parametrize(
    ("value", "drift", "years", "p"),
    [(86, 4, 2, 94), (80.6, 0.58, 11, 86.98), (81.1, 0.24, 7, 82.78), (81.3, 0.14, 6, 82.14)],
)
def test_where_the_drift_leads(value, drift, years, p):
    """METHODS.md section 6."""
    (miss,) = missed_by(value, drift, years, 95)
    assert 95 - miss * (95 - value) == pytest.approx(p)


def test_the_miss_can_be_had_where_the_points_are_too_few():
    """METHODS.md section 6: p = 94, miss 0.111111."""
    assert missed_by(86, 4, 2, 95) == pytest.approx([0.111111], abs=1e-6)


@given(d=WAYS, observed=NUMBERS, still=POSITIVE, missed=st.integers(0, 99))
def test_the_miss_gives_the_drift_back(d, observed, still, missed):
    target = observed + d * still
    drift = (target - observed) * (1 - missed / 100) / 4
    assert missed_by(observed, drift, 4, target) == pytest.approx([missed / 100], abs=1e-6)


@pytest.mark.parametrize(
    ("drift", "verdict"),
    [
        (0.9500001, "on_course"),
        (0.95, "slight_miss"),
        (0.80, "slight_miss"),
        (0.7999999, "far_off"),
        (0.0000001, "far_off"),
        (0.0, "wrong_way"),
        (-0.1, "wrong_way"),
        (2, "on_course"),
    ],
)
def test_the_cuts(drift, verdict):
    """From 0 to 10 in ten years: a drift of 0.95 a year misses five per cent."""
    case = Case.of(observed=0, target=10, time=2020, end=2030, drift=drift, points=4)
    assert destatis(case).words == [verdict]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"flow": True}, "flow_has_no_growth"),
        ({"target": np.nan}, "no_target"),
        ({"observed": np.nan}, "not_reported"),
        ({"reached": True}, "target_reached"),
        ({"observed": 83}, "target_reached"),
        ({"points": 3}, "too_few_points"),
        ({"drift": np.nan}, "too_few_points"),
        ({"time": 2030}, "no_time_left"),
    ],
)
def test_what_it_refuses(changes, reason):
    assert refusal(destatis(Case.of(**{**SOUND, **changes}))) == reason


def test_no_baseline_is_needed():
    assert np.isnan(Case.of(**SOUND).baseline).all()
    assert said(destatis(Case.of(**SOUND))) == ("slight_miss", "")
