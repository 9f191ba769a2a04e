import numpy as np
import pytest

from minsheng.methods import Case
from minsheng.methods.milestone import milestone
from tests.methods.sketches import said

DUE = {"due_target": 90, "due_observed": 91, "due": True, "meets_due": True}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("met", "")),
        ({"due_observed": 89, "meets_due": False}, ("missed", "")),
        ({"due": False}, ("not_due", "")),
        ({"due": False, "due_observed": np.nan}, ("not_due", "not_due")),
        ({"due_observed": np.nan, "meets_due": False}, ("not_reported", "not_reported")),
        ({"due_target": np.nan}, ("no_target", "no_target")),
        ({"due_target": np.nan, "due": False}, ("no_target", "no_target")),
        ({"due_target": 0, "due_observed": 0}, ("met", "zero_target")),
        ({"due_target": -3, "due_observed": -1.9}, ("met", "negative_number")),
    ],
)
def test_the_verdict(changes, expected):
    assert said(milestone(Case.of(**{**DUE, **changes}))) == expected


def test_the_wording_decides_and_not_the_quotient():
    """超过90% is missed at 90 %, though nine tenths of nine tenths are all."""
    answer = milestone(Case.of(due_target=90, due_observed=90, due=True, meets_due=False))
    assert said(answer) == ("missed", "")
    assert answer.figure.tolist() == [1.0]


def test_a_milestone_is_done_or_not():
    answer = milestone(
        Case.of(due_target=1, due_observed=[1, 0], due=True, meets_due=[True, False])
    )
    assert answer.words == ["met", "missed"]
    assert answer.figure.tolist() == [1.0, 0.0]


def test_the_attainment_so_far_stands_before_the_year_is_over():
    answer = milestone(Case.of(due_target=90, due_observed=45, due=False))
    assert answer.figure.tolist() == [0.5]
