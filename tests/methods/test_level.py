import pytest
from hypothesis import given

from minsheng.methods import Case
from minsheng.methods.achievement import progress
from minsheng.methods.level import level
from tests.methods.sketches import POSITIVE, refusal


@given(observed=POSITIVE, target=POSITIVE)
def test_more_and_less_are_each_other_turned_over(observed, target):
    more = level(Case.of(observed=observed, target=target)).figure
    less = level(Case.of(direction=-1, observed=target, target=observed)).figure
    assert more.tolist() == less.tolist()
    assert (more > 0).all() and (more <= 1).all()


@given(target=POSITIVE, more=POSITIVE)
def test_what_is_reached_is_all_and_no_more(target, more):
    case = Case.of(observed=[target, target + more], target=target)
    assert level(case).figure.tolist() == [1.0, 1.0]


def test_it_flatters():
    """METHODS.md section 3: 82 to 86 toward 95 reads 90.5 % where 30.8 % of the way is done."""
    case = Case.of(baseline=82, observed=86, target=95)
    assert level(case).figure.round(3).tolist() == [0.905]
    assert progress(case).round(3).tolist() == [0.308]


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        ({"observed": 86}, "no_target"),
        ({"target": 95}, "not_reported"),
        ({"observed": 86, "target": 0}, "zero_target"),
        ({"observed": 86, "target": 0, "direction": -1}, "zero_target"),
        ({"observed": 0, "target": 5, "direction": -1}, "zero_observed"),
        ({"observed": -1, "target": 5}, "negative_number"),
        ({"observed": 1, "target": -5}, "negative_number"),
    ],
)
def test_what_it_refuses(known, reason):
    assert refusal(level(Case.of(**known))) == reason


def test_nothing_of_something_is_nothing():
    assert level(Case.of(observed=0, target=5)).figure.tolist() == [0.0]
