import numpy as np
import pytest

from minsheng.methods import Case
from minsheng.methods.hold import hold
from tests.methods.sketches import refusal, said

FLOOR = {"observed": 96, "target": 95, "points": 4}


@pytest.mark.parametrize(
    ("inside", "drift", "verdict"),
    [
        (True, 1, "held"),
        (True, 0, "held"),
        (True, -1e-9, "held_worsening"),
        (True, -1, "held_worsening"),
        (False, 1, "recovering"),
        (False, 1e-9, "recovering"),
        (False, 0, "breached"),
        (False, -1, "breached"),
    ],
)
def test_a_floor(inside, drift, verdict):
    assert said(hold(Case.of(**FLOOR, inside=inside, drift=drift))) == (verdict, "")


@pytest.mark.parametrize(
    ("mean", "last", "verdict"),
    [
        (1, 1, "right_way"),
        (1, -1, "stalled"),
        (1, 0, "stalled"),
        (-1, 1, "turning"),
        (0, 1, "turning"),
        (-1, -1, "wrong_way"),
        (0, -1, "wrong_way"),
        (0, 0, "wrong_way"),
        (-1, 0, "wrong_way"),
    ],
)
def test_a_direction(mean, last, verdict):
    case = Case.of(observed=50, drift=mean, last_change=last, points=4)
    assert said(hold(case)) == (verdict, "")
    less = Case.of(direction=-1, observed=50, drift=-mean, last_change=-last, points=4)
    assert said(hold(less)) == (verdict, "")


@pytest.mark.parametrize(("inside", "verdict"), [(True, "held"), (False, "breached")])
@pytest.mark.parametrize("drift", [-1, 1])
def test_few_points_say_inside_or_outside_and_no_more(inside, drift, verdict):
    answer = hold(Case.of(**{**FLOOR, "points": 3}, inside=inside, drift=drift))
    assert said(answer) == (verdict, "too_few_points")
    assert np.isnan(answer.figure).all()


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        (
            {"observed": np.nan, "target": 95, "inside": True, "drift": 1, "points": 5},
            "not_reported",
        ),
        ({"observed": np.nan, "drift": 1, "last_change": 1, "points": 5}, "not_reported"),
        ({"observed": 50, "drift": 1, "last_change": 1, "points": 3}, "too_few_points"),
        ({"observed": 50, "drift": 1, "points": 5}, "too_few_points"),
    ],
)
def test_what_it_refuses(known, reason):
    assert refusal(hold(Case.of(**known))) == reason


def test_the_noise_of_a_mean_is_no_drift():
    """0.1, 0.2, -0.3: the changes of three years bring nothing, whatever a computer adds up."""
    noise = (0.1 + 0.2 - 0.3) / 3
    assert noise != 0
    case = Case.of(observed=95.3, target=95, inside=[True, False], drift=-noise, points=4)
    assert hold(case).words == ["held", "breached"]
    assert hold(case).figure.tolist() == [0, 0]
