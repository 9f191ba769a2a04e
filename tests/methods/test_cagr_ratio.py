import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.methods import VERDICTS, Case
from minsheng.methods.arithmetic import ratio
from minsheng.methods.cagr_ratio import CUTS, cagr_ratio
from minsheng.methods.case import banded
from tests.methods.sketches import POSITIVE, WAY, refusal, said

SOUND = {**WAY, "baseline": 82, "observed": 86, "target": 95}


@given(
    baseline=POSITIVE,
    rate=st.integers(1, 80),
    years=st.integers(1, 12),
    more=st.integers(0, 12),
    d=st.sampled_from([1, -1]),
)
def test_the_growth_required_is_a_ratio_of_one(baseline, rate, years, more, d):
    observed = baseline * (1 + d * rate / 100) ** years
    target = baseline * (1 + d * rate / 100) ** (years + more)
    case = Case.of(
        direction=d,
        baseline=baseline,
        observed=observed,
        target=target,
        start=2017,
        time=2017 + years,
        end=2017 + years + more,
    )
    assert cagr_ratio(case).figure.tolist() == pytest.approx([1], abs=1e-9)


@given(pace=st.integers(-90, 200))
def test_the_ratio_gives_the_growth_back(pace):
    required = (95 / 82) ** (1 / 3) - 1
    observed = 82 * (1 + required * pace / 100)
    case = Case.of(**{**SOUND, "observed": observed})
    assert cagr_ratio(case).figure.tolist() == pytest.approx([pace / 100], abs=1e-9)


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (0.95, "on_track"),
        (0.9499999999999999, "on_track"),
        (0.9499999, "behind"),
        (0.60, "behind"),
        (0.5999999999999999, "behind"),
        (0.5999999, "far_behind"),
        (0.0, "far_behind"),
        (-1e-9, "moving_away"),
    ],
)
def test_the_edges(figure, verdict):
    """METHODS.md section 6, and the same with the noise of binary numbers."""
    (code,) = banded(np.atleast_1d(ratio(figure, 1.0)), CUTS, "moving_away")
    assert VERDICTS[code] == verdict


def test_deterioration_is_never_turned_into_progress():
    """98 to 94 with a floor of 95: -3.9589 if it were computed, never +3.9589."""
    required = (95 / 98) ** (1 / 3) - 1
    assert (94 / 98 - 1) / abs(required) == pytest.approx(-3.9589, abs=1e-4)
    assert said(cagr_ratio(Case.of(**{**SOUND, "baseline": 98, "observed": 94}))) == (
        "",
        "baseline_meets_target",
    )


def test_a_target_reached_is_tested_first():
    """20 to 4.9 in twelve years where one was given: slow by the figure, and yet there."""
    known = {
        "direction": -1,
        "baseline": 20,
        "observed": 4.9,
        "target": 5,
        "start": 2017,
        "time": 2029,
        "end": 2018,
    }
    assert cagr_ratio(Case.of(**known)).words == ["far_behind"]
    reached = cagr_ratio(Case.of(**known, reached=True))
    assert said(reached) == ("on_track", "")
    assert reached.figure[0] < 0.6


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"baseline": np.nan}, "no_baseline"),
        ({"baseline": 0}, "zero_baseline"),
        ({"time": 2017}, "no_time_gone"),
        ({"end": 2017}, "no_time_left"),
        ({"baseline": -1}, "negative_number"),
        ({"direction": -1, "target": 0}, "zero_target"),
    ],
)
def test_without_a_figure_what_is_reached_is_reached_all_the_same(changes, reason):
    missing = cagr_ratio(Case.of(**{**SOUND, **changes}))
    assert said(missing) == ("", reason)
    reached = cagr_ratio(Case.of(**{**SOUND, **changes}, reached=True))
    assert said(reached) == ("on_track", reason)
    assert np.isnan(reached.figure).all()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"target": np.nan}, "no_target"),
        ({"observed": np.nan}, "not_reported"),
        ({"target": 82}, "baseline_meets_target"),
        ({"flow": True}, "flow_has_no_growth"),
        ({"growth": False}, "no_ratio_scale"),
    ],
)
def test_what_it_refuses_reached_or_not(changes, reason):
    for reached in (False, True):
        assert refusal(cagr_ratio(Case.of(**{**SOUND, **changes}, reached=reached))) == reason


def test_a_fall_to_nothing_where_more_is_better_moves_away():
    assert said(cagr_ratio(Case.of(**{**SOUND, "observed": 0}))) == ("moving_away", "")
