"""Student's t against the published tables."""

import math
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.methods.projection import inside, quantile

# NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2: upper critical values, the columns
# 0.90 (two-sided 80 %), 0.975 (95 %) and 0.995 (99 %).
PUBLISHED = {
    1: (3.078, 12.706, 63.657),
    2: (1.886, 4.303, 9.925),
    3: (1.638, 3.182, 5.841),
    4: (1.533, 2.776, 4.604),
    5: (1.476, 2.571, 4.032),
    6: (1.440, 2.447, 3.707),
    7: (1.415, 2.365, 3.499),
    8: (1.397, 2.306, 3.355),
    9: (1.383, 2.262, 3.250),
    10: (1.372, 2.228, 3.169),
    15: (1.341, 2.131, 2.947),
    20: (1.325, 2.086, 2.845),
    30: (1.310, 2.042, 2.750),
    60: (1.296, 2.000, 2.660),
    100: (1.290, 1.984, 2.626),
}


@pytest.mark.parametrize("freedom", PUBLISHED)
def test_the_published_quantiles(freedom):
    found = [round(quantile(share, freedom), 3) for share in (0.80, 0.95, 0.99)]
    assert found == pytest.approx(PUBLISHED[freedom], abs=1e-9)


def test_one_degree_is_the_cauchy_distribution():
    assert quantile(0.5, 1) == pytest.approx(1)
    assert quantile(0.8, 1) == pytest.approx(math.tan(0.4 * math.pi), rel=1e-12)


def test_two_degrees_have_a_closed_form():
    """P(|t| < x) = x / √(2 + x²)."""
    assert quantile(0.8, 2) == pytest.approx(0.8 * math.sqrt(2 / (1 - 0.64)), rel=1e-12)


@given(share=st.floats(0.01, 0.999), freedom=st.integers(1, 60))
def test_what_lies_inside_the_quantile_is_the_share(share, freedom):
    assert inside(quantile(share, freedom), freedom) == pytest.approx(share, abs=1e-10)


@given(share=st.floats(0.1, 0.99), freedom=st.integers(1, 60))
def test_more_degrees_come_closer_to_the_normal(share, freedom):
    normal = NormalDist().inv_cdf((1 + share) / 2)
    assert normal < quantile(share, freedom + 1) < quantile(share, freedom)
