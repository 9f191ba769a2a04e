import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.methods import Case
from minsheng.methods.achievement import achievement, lead, progress, time_share
from tests.methods.sketches import NO_TIME, NUMBERS, POSITIVE, UNKNOWN, WAY, WAYS, refusal, said

SOUND = {**WAY, "baseline": 82, "observed": 86, "target": 95}


def test_the_known_answer_in_its_parts():
    """METHODS.md section 6: g 30.77 %, τ 33.33 %, -2.56 points."""
    case = Case.of(**SOUND)
    assert progress(case).tolist() == pytest.approx([0.3077], abs=1e-4)
    assert time_share(case).tolist() == pytest.approx([0.3333], abs=1e-4)
    assert lead(case).tolist() == pytest.approx([-2.56], abs=5e-3)


@given(d=WAYS, baseline=NUMBERS, way=POSITIVE, month=st.integers(1, 36))
def test_who_goes_with_the_time_has_one(d, baseline, way, month):
    share = month / 36
    case = Case.of(
        direction=d,
        baseline=baseline,
        observed=baseline + d * way * share,
        target=baseline + d * way,
        start=2017,
        time=2017 + month / 12,
        end=2020,
    )
    assert achievement(case).figure.tolist() == pytest.approx([1], abs=1e-6)
    assert lead(case).tolist() == pytest.approx([0], abs=1e-6)
    assert said(achievement(case)) == ("", "")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        *UNKNOWN,
        ({"target": 82}, "baseline_meets_target"),
        ({"baseline": 0, "target": 0, "flow": True}, "nothing_planned"),
        *NO_TIME,
    ],
)
def test_what_it_refuses(changes, reason):
    assert refusal(achievement(Case.of(**{**SOUND, **changes}))) == reason


def test_a_flow_has_its_share_too():
    case = Case.of(**WAY, flow=True, baseline=0, observed=10, target=30)
    assert achievement(case).figure.tolist() == [1.0]
