import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.methods import VERDICTS, Case
from minsheng.methods.case import banded
from minsheng.methods.un_chart import CUTS, un_chart
from tests.methods.sketches import NO_TIME, POSITIVE, UNKNOWN, WAY, refusal

SOUND = {**WAY, "baseline": 82, "observed": 86, "target": 95}


@pytest.mark.parametrize(
    ("observed", "start", "time", "end", "v"),
    [
        (86, 2017, 2018, 2020, 94.594884),
        (77, 2015, 2022, 2030, 102.4017),
        (66, 2015, 2022, 2030, 73.5953),
        (60.5, 2015, 2022, 2030, 61.0765),
    ],
)
def test_where_growth_leads(observed, start, time, end, v):
    """METHODS.md section 6."""
    baseline = 82 if end == 2020 else 60
    target = 95 if end == 2020 else 100
    case = Case.of(
        baseline=baseline, observed=observed, target=target, start=start, time=time, end=end
    )
    led = baseline + un_chart(case).figure * (target - baseline)
    assert led.tolist() == pytest.approx([v], abs=1e-4)


@given(baseline=POSITIVE, rate=st.integers(1, 80), years=st.integers(1, 9), more=st.integers(0, 9))
def test_growth_that_arrives_is_the_whole_way(baseline, rate, years, more):
    observed = baseline * (1 + rate / 100) ** years
    target = baseline * (1 + rate / 100) ** (years + more)
    case = Case.of(
        baseline=baseline,
        observed=observed,
        target=target,
        start=2017,
        time=2017 + years,
        end=2017 + years + more,
    )
    assert un_chart(case).figure.tolist() == pytest.approx([1], abs=1e-6)


@pytest.mark.parametrize(
    ("share", "verdict"),
    [
        (0.95, "reached_or_on_track"),
        (0.9499999, "fair"),
        (0.10, "fair"),
        (0.0999999, "stagnation"),
        (-5, "stagnation"),
    ],
)
def test_the_cuts(share, verdict):
    (code,) = banded(np.array([share]), CUTS, "stagnation")
    assert VERDICTS[code] == verdict


def test_a_latest_value_that_meets_the_target_decides():
    case = Case.of(
        **{**WAY, "end": 2018}, baseline=82, observed=83, target=95, reached=[True, False]
    )
    assert un_chart(case).words == ["reached_or_on_track", "stagnation"]
    assert un_chart(case).figure.tolist() == pytest.approx([1 / 13, 1 / 13])


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        *UNKNOWN,
        ({"baseline": 0}, "zero_baseline"),
        ({"baseline": -1}, "negative_number"),
        ({"target": 82}, "baseline_meets_target"),
        ({"flow": True}, "flow_has_no_growth"),
        ({"growth": False}, "no_ratio_scale"),
        *NO_TIME,
        (
            {"baseline": 1e-9, "observed": 1e12, "target": 1e13, "time": 2017.1, "end": 2030},
            "beyond_reason",
        ),
    ],
)
def test_what_it_refuses(changes, reason):
    assert refusal(un_chart(Case.of(**{**SOUND, **changes}))) == reason


def test_a_target_of_zero_can_be_led_to():
    case = Case.of(**WAY, direction=-1, baseline=10, observed=5, target=0)
    assert un_chart(case).figure.tolist() == pytest.approx([0.875])
