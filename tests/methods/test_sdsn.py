import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.methods import Case
from minsheng.methods.achievement import achievement
from minsheng.methods.sdsn import sdsn
from tests.methods.sketches import NO_TIME, NUMBERS, POSITIVE, UNKNOWN, WAY, refusal

SOUND = {**WAY, "baseline": 82, "observed": 86, "target": 95}


@given(baseline=NUMBERS, change=POSITIVE, pace=st.integers(-200, 200))
def test_the_ratio_gives_the_change_back(baseline, change, pace):
    case = Case.of(
        **WAY,
        baseline=baseline,
        observed=baseline + change * pace / 100,
        target=baseline + 3 * change,
    )
    assert sdsn(case).figure.tolist() == pytest.approx([pace / 100], abs=1e-6)


@given(baseline=NUMBERS, change=POSITIVE, way=POSITIVE)
def test_it_is_the_share_of_the_way_over_the_share_of_the_time(baseline, change, way):
    case = Case.of(**WAY, baseline=baseline, observed=baseline + change, target=baseline + way)
    assert sdsn(case).figure.tolist() == pytest.approx(achievement(case).figure.tolist(), rel=1e-6)


@pytest.mark.parametrize(
    ("observed", "verdict"),
    [
        (1, "on_track"),
        (0.9999999, "improving"),
        (0.5, "improving"),
        (0.4999999, "stagnating"),
        (0, "stagnating"),
        (-0.0000001, "decreasing"),
    ],
)
def test_the_cuts(observed, verdict):
    assert sdsn(Case.of(**WAY, baseline=0, observed=observed, target=3)).words == [verdict]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        *UNKNOWN,
        ({"target": 82}, "baseline_meets_target"),
        ({"flow": True}, "flow_has_no_growth"),
        *NO_TIME,
    ],
)
def test_what_it_refuses(changes, reason):
    assert refusal(sdsn(Case.of(**{**SOUND, **changes}))) == reason
