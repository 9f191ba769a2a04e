import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.methods import Case
from minsheng.methods.tolerance import tolerance
from tests.methods.sketches import POSITIVE, refusal, said

SOUND = {"due_observed": 90, "due_target": 100, "due": True}


@pytest.mark.parametrize(
    ("figure", "more", "less"),
    [
        (0.84, "under_scope", "over_scope"),
        (0.8499999, "under_scope", "over_scope"),
        (0.85, "on_scope", "on_scope"),
        (1.15, "on_scope", "on_scope"),
        (1.1500001, "over_scope", "under_scope"),
        (1.16, "over_scope", "under_scope"),
    ],
)
def test_the_cuts(figure, more, less):
    """METHODS.md section 6; where less is better the words change places."""
    case = Case.of(direction=[1, -1], due_observed=figure, due_target=1, due=True)
    assert tolerance(case).words == [more, less]
    assert tolerance(case).figure.tolist() == [figure, figure]


@given(target=st.integers(1, 10**6))
def test_noise_flips_no_verdict(target):
    hundredth = target / 100
    case = Case.of(due_observed=[hundredth * 85, hundredth * 115], due_target=target, due=True)
    assert tolerance(case).words == ["on_scope", "on_scope"]


@given(amounts=st.lists(POSITIVE, min_size=1, max_size=3))
def test_who_does_what_was_planned_is_on_scope(amounts):
    case = Case.of(flow=True, observed=sum(amounts), planned=sum(reversed(amounts)), due=True)
    assert tolerance(case).figure.tolist() == [1.0]
    assert tolerance(case).words == ["on_scope"]


def test_an_amount_is_summed_and_a_share_takes_the_latest():
    case = Case.of(
        flow=[True, False], observed=17, planned=20, due_observed=9, due_target=10, due=True
    )
    assert tolerance(case).figure.tolist() == [0.85, 0.9]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"due_target": np.nan}, "no_target"),
        ({"due": False}, "year_not_closed"),
        ({"due_observed": np.nan}, "not_reported"),
        ({"due_observed": -1}, "negative_number"),
        ({"due_target": 0}, "zero_target"),
        ({"flow": True, "observed": 0, "planned": 0}, "nothing_planned"),
        ({"flow": True, "observed": 1}, "no_target"),
    ],
)
def test_what_it_refuses(changes, reason):
    assert refusal(tolerance(Case.of(**{**SOUND, **changes}))) == reason


def test_nothing_left_of_what_is_to_fall_is_better_than_planned():
    case = Case.of(direction=-1, due_observed=0, due_target=5, due=True)
    assert said(tolerance(case)) == ("over_scope", "")
