"""What methods look at and answer."""

import numpy as np
import pytest

from minsheng.evaluation import CLASSES, FAVOURABLE
from minsheng.methods import CLASS_OF, REASONS, VERDICTS, Case
from minsheng.methods.case import answers, banded, reason, verdict


def test_a_case_fills_in_what_is_not_known():
    case = Case.of(baseline=82, observed=[86, 88, 90])
    assert len(case) == 3
    assert case.direction.tolist() == [1, 1, 1]
    assert case.growth.all() and not case.flow.any()
    assert np.isnan(case.target).all()
    assert case.points.tolist() == [0, 0, 0]


def test_a_case_refuses_what_it_does_not_know():
    with pytest.raises(TypeError, match="unknown: baselin"):
        Case.of(baselin=82)


def test_a_case_does_not_share_its_arrays():
    known = np.array([82.0])
    case = Case.of(baseline=known)
    known[0] = 0
    assert case.baseline.tolist() == [82.0]


@pytest.mark.parametrize("word", VERDICTS)
def test_a_verdict_has_one_code(word):
    assert VERDICTS[verdict(word)] == word
    assert VERDICTS.count(word) == 1


@pytest.mark.parametrize("word", REASONS)
def test_a_reason_has_one_code(word):
    assert REASONS[reason(word)] == word
    assert REASONS.count(word) == 1


def test_every_verdict_puts_a_goal_into_a_class():
    assert tuple(CLASS_OF) == VERDICTS
    assert set(CLASS_OF.values()) <= set(CLASSES)


def test_these_verdicts_say_that_all_is_well():
    assert set(FAVOURABLE) == {
        *("met", "on_track", "held", "held_worsening", "right_way", "reached_or_on_track"),
        *("maintain", "on_course", "over_scope", "on_scope"),
    }


def test_a_verdict_has_the_same_class_in_every_method():
    with pytest.raises(ValueError, match="met: kept here, in_line in another method"):
        answers(met="kept")(lambda case: case)
    assert tuple(CLASS_OF) == VERDICTS


def test_bands_include_their_cut():
    codes = banded(np.array([1.0, 0.95, 0.9499999, -0.1, np.nan]), ((0.95, "met"),), "missed")
    assert [VERDICTS[code] for code in codes] == ["met", "met", "missed", "missed", ""]
