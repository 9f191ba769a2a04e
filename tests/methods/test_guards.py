"""The guards: the first that holds is the reason."""

import numpy as np
import pytest

from minsheng.methods.case import REASONS, Case, first, growing, judged, time_to_tell, way_to_go

SOUND = {"baseline": 82, "observed": 86, "target": 95, "start": 2017, "time": 2018, "end": 2020}


def reason(guards, **changes):
    (code,) = first(*guards(Case.of(**{**SOUND, **changes})))
    return REASONS[code]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ""),
        ({"target": np.nan, "observed": np.nan, "baseline": np.nan}, "no_target"),
        ({"observed": np.nan, "baseline": np.nan}, "not_reported"),
        ({"baseline": np.nan}, "no_baseline"),
        ({"baseline": 95}, "baseline_meets_target"),
        ({"baseline": 98}, "baseline_meets_target"),
        ({"direction": -1}, "baseline_meets_target"),
        ({"baseline": 0, "target": 0, "flow": True}, "nothing_planned"),
        ({"baseline": 0, "direction": -1, "flow": True}, "baseline_meets_target"),
    ],
)
def test_the_way_to_go(changes, expected):
    assert reason(way_to_go, **changes) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ""),
        ({"time": 2017}, "no_time_gone"),
        ({"time": np.nan}, "no_time_gone"),
        ({"end": 2017}, "no_time_left"),
        ({"end": np.nan}, "no_time_left"),
    ],
)
def test_the_time(changes, expected):
    assert reason(time_to_tell, **changes) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ""),
        ({"flow": True, "growth": False}, "flow_has_no_growth"),
        ({"growth": False}, "no_ratio_scale"),
        ({"baseline": 0}, "zero_baseline"),
        ({"baseline": -5}, "negative_number"),
        ({"observed": -1}, "negative_number"),
        ({"direction": -1, "baseline": 5, "target": -1}, "negative_number"),
    ],
)
def test_compound_growth(changes, expected):
    assert reason(growing, **changes) == expected


def test_what_is_refused_has_neither_figure_nor_verdict():
    answer = judged(
        np.array([1.0, 1.0]), np.array([1, 1], dtype=np.int8), np.array([0, 1], dtype=np.int8)
    )
    assert answer.figure[0] == 1 and np.isnan(answer.figure[1])
    assert answer.words == ["met", ""]
    assert answer.reasons == ["", "no_target"]
