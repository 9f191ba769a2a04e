import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.methods import Case
from minsheng.methods.arithmetic import difference
from minsheng.methods.plan_path import plan_path
from tests.methods.sketches import NUMBERS, POSITIVE, UNKNOWN, WAY, WAYS, refusal, said

ON_PATH = {**WAY, "baseline": 82, "observed": 86, "planned": 86, "target": 95}


@given(d=WAYS, baseline=NUMBERS, step=POSITIVE, rest=POSITIVE)
def test_a_path_followed_exactly_has_a_pace_of_one(d, baseline, step, rest):
    planned = float(difference(baseline, -d * step))
    case = Case.of(
        **WAY,
        direction=d,
        baseline=baseline,
        observed=planned,
        planned=planned,
        target=planned + d * rest,
    )
    assert plan_path(case).figure.tolist() == [1.0]
    assert plan_path(case).words == ["on_track"]


@given(baseline=NUMBERS, step=POSITIVE, rest=POSITIVE, pace=st.integers(-300, 300))
def test_the_pace_gives_the_observation_back(baseline, step, rest, pace):
    observed = baseline + step * pace / 100
    case = Case.of(
        **WAY,
        baseline=baseline,
        observed=observed,
        planned=baseline + step,
        target=baseline + step + rest,
    )
    assert plan_path(case).figure.tolist() == pytest.approx([pace / 100], abs=1e-9)


@given(baseline=NUMBERS, way=POSITIVE, share=st.integers(1, 36))
def test_without_a_stated_path_the_straight_line_is_the_path(baseline, way, share):
    time = 2017 + share / 12
    known = {
        "baseline": baseline,
        "observed": baseline + way / 3,
        "target": baseline + way,
        "start": 2017,
        "time": time,
        "end": 2020,
    }
    silent, stated = Case.of(**known), Case.of(**known, planned=baseline + way * share / 36)
    assert plan_path(silent).figure.tolist() == pytest.approx(
        plan_path(stated).figure.tolist(), abs=1e-6
    )


@pytest.mark.parametrize(
    ("observed", "verdict"),
    [
        (91.5, "on_track"),
        (91.4999999, "behind"),
        (88, "behind"),
        (87.9999999, "far_behind"),
        (82, "far_behind"),
        (81.9999999, "moving_away"),
    ],
)
def test_the_cuts(observed, verdict):
    """From 82 to a planned 92: a pace of 0.95 at 91.5, of 0.60 at 88, of 0 at 82."""
    case = Case.of(**{**ON_PATH, "planned": 92, "observed": observed})
    assert plan_path(case).words == [verdict]


@given(baseline=st.integers(0, 99_999), step=st.integers(1, 500))
def test_noise_flips_no_verdict(baseline, step):
    """In hundredths: 19 of 20 steps done are 0.95 wherever the baseline lies."""
    observed, planned = (baseline + 19 * step) / 100, (baseline + 20 * step) / 100
    case = Case.of(
        **WAY, baseline=baseline / 100, observed=observed, planned=planned, target=planned + 1
    )
    assert plan_path(case).words == ["on_track"]


def test_an_interim_target_below_the_baseline_is_told():
    """Nurses of the plan that ships: 3.14, then 2.72 planned for 2018, 3.21 in 2020."""
    case = Case.of(
        **{**ON_PATH, "baseline": 3.14, "observed": 3.2, "planned": 2.72, "target": 3.21}
    )
    assert said(plan_path(case)) == ("", "interim_below_baseline")
    assert math.isnan(plan_path(case).figure[0])


def test_an_interim_target_at_the_baseline_is_no_path_either():
    case = Case.of(**{**ON_PATH, "planned": 82})
    assert said(plan_path(case)) == ("behind", "interim_below_baseline")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        *UNKNOWN,
        ({"target": 82}, "baseline_meets_target"),
        ({"target": 80}, "baseline_meets_target"),
        ({"baseline": 0, "planned": 0, "target": 0, "flow": True}, "nothing_planned"),
        ({"baseline": 0, "planned": 0, "flow": True}, "nothing_planned"),
        ({"planned": np.nan, "time": 2017}, "no_time_gone"),
        ({"planned": 80, "time": 2017}, "no_time_gone"),
        ({"planned": np.nan, "end": 2017}, "no_time_left"),
    ],
)
def test_what_it_refuses(changes, reason):
    assert refusal(plan_path(Case.of(**{**ON_PATH, **changes}))) == reason


def test_a_flow_is_done_over_planned_to_date():
    case = Case.of(**WAY, flow=True, baseline=0, observed=[17, 20, 12], planned=20, target=30)
    assert plan_path(case).figure.tolist() == [0.85, 1.0, 0.6]
    assert plan_path(case).words == ["behind", "on_track", "behind"]
