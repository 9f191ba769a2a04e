import pytest
from hypothesis import given

from minsheng.methods import Case
from minsheng.methods.escap import escap, index_of
from tests.methods.sketches import NO_TIME, NUMBERS, POSITIVE, UNKNOWN, WAY, WAYS, refusal

SOUND = {**WAY, "baseline": 82, "observed": 86, "target": 95}


@pytest.mark.parametrize(
    ("baseline", "value", "target", "status"),
    [(82, 86, 95, 3.0769), (60, 72, 100, 3.0), (20, 14, 5, 4.0), (60, 55, 100, -1.25)],
)
def test_the_status_index(baseline, value, target, status):
    """METHODS.md section 6."""
    assert float(index_of(value, baseline, target)) == pytest.approx(status, abs=1e-4)


@given(d=WAYS, baseline=NUMBERS, way=POSITIVE)
def test_the_index_is_none_at_the_baseline_and_ten_at_the_target(d, baseline, way):
    target = baseline + d * way
    assert float(index_of(baseline, baseline, target)) == 0
    assert float(index_of(target, baseline, target)) == 10


@given(baseline=NUMBERS, change=POSITIVE)
def test_the_same_change_every_year_arrives(baseline, change):
    case = Case.of(
        **WAY, baseline=baseline, observed=baseline + change, target=baseline + 3 * change
    )
    assert escap(case).figure.tolist() == pytest.approx([10], abs=1e-6)


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (3.0000001, "maintain"),
        (3.0, "accelerate"),
        (0.0000001, "accelerate"),
        (0.0, "reverse"),
        (-1.0, "reverse"),
    ],
)
def test_the_cuts(change, verdict):
    """Toward 10 in three years, 3 a year anticipate nine."""
    case = Case.of(**WAY, baseline=0, observed=change, target=10)
    assert escap(case).words == [verdict]


def test_at_the_end_the_anticipated_is_the_status():
    case = Case.of(baseline=82, observed=86, target=95, start=2017, time=2020, end=2020)
    assert escap(case).figure.tolist() == pytest.approx([float(index_of(86, 82, 95))])


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
    assert refusal(escap(Case.of(**{**SOUND, **changes}))) == reason
