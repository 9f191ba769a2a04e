"""No rounding flips a verdict: figures that stand on a cut, and just beside it."""

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from minsheng.methods import METHODS, Case
from minsheng.methods.exact import as_typed, figure_at_cuts
from tests.methods.sketches import WAYS

HUNDREDTHS = st.integers(-500_000, 2_500_000).map(lambda n: Fraction(n, 100))
STEPS = st.integers(1, 50_000).map(lambda n: Fraction(n, 100))
MONTHS = st.integers(1, 35)

PACE = {"on_track": "0.95", "behind": "0.6", "far_behind": "0"}
SDSN = {"on_track": "1", "improving": "0.5", "stagnating": "0"}


def is_typed(number):
    """Whether a number is a decimal that somebody may have typed: twelve digits at the most."""
    twos_and_fives = number.denominator
    for prime in (2, 5):
        while twos_and_fives % prime == 0:
            twos_and_fives //= prime
    return twos_and_fives == 1 and len(Decimal(str(float(number))).as_tuple().digits) <= 12


GRADE_CUTS = ("1.05", "0.95")


def judged(method, **known):
    return METHODS[method](Case.of(**{k: float(v) for k, v in known.items()}))


def verdict(method, **known):
    return judged(method, **known).words[0]


@given(d=WAYS, baseline=HUNDREDTHS, step=STEPS, q=st.sampled_from(GRADE_CUTS))
def test_a_pace_on_a_cut_of_the_grades_is_the_cut_and_what_is_just_below_stays_below(
    d, baseline, step, q
):
    planned = baseline + int(d) * step
    observed = baseline + int(d) * step * Fraction(q)
    below = observed - int(d) * Fraction(1, 10**4)
    assume(is_typed(observed) and is_typed(below))
    known = {"direction": d, "baseline": baseline, "planned": planned, "start": 2017, "time": 2018}
    known |= {"target": planned + int(d), "end": 2020}
    assert judged("plan_path", observed=observed, **known).figure[0] == float(q)
    assert judged("plan_path", observed=below, **known).figure[0] < float(q)


@given(
    d=WAYS, baseline=HUNDREDTHS, step=STEPS, rest=STEPS, cut=st.sampled_from(sorted(PACE.items()))
)
def test_a_pace_on_a_cut_of_the_plans_path(d, baseline, step, rest, cut):
    word, q = cut
    way = int(d)
    planned, observed = baseline + way * step, baseline + way * step * Fraction(q)
    assume(is_typed(observed))
    known = {"direction": d, "baseline": baseline, "planned": planned, "start": 2017, "time": 2018}
    known |= {"target": planned + way * rest, "end": 2020}
    assert verdict("plan_path", observed=observed, **known) == word


@given(
    d=WAYS,
    baseline=HUNDREDTHS,
    way=STEPS,
    months=MONTHS,
    cut=st.sampled_from(sorted(PACE.items())),
)
def test_a_pace_on_a_cut_of_the_straight_line(d, baseline, way, months, cut):
    word, q = cut
    observed = baseline + int(d) * way * 36 * Fraction(q) * Fraction(months, 36)
    assume(is_typed(observed))
    known = {"direction": d, "baseline": baseline, "target": baseline + int(d) * way * 36}
    known |= {"start": 2017, "time": 2017 + months / 12, "end": 2020}
    assert verdict("plan_path", observed=observed, **known) == word


@given(
    d=WAYS, before=HUNDREDTHS, step=STEPS, months=st.integers(1, 11), q=st.sampled_from(GRADE_CUTS)
)
def test_a_pace_on_a_cut_of_a_path_between_two_targets(d, before, step, months, q):
    """The path between two stated targets is no decimal: it is held as the fraction it is."""
    now = before + int(d) * step
    planned = float(before) + float(now - before) * (months / 12)
    baseline = before - int(d) * step
    on_path = before + (now - before) * Fraction(months, 12)
    observed = baseline + (on_path - baseline) * Fraction(q)
    assume(is_typed(observed))
    known = {"direction": d, "baseline": baseline, "planned": planned, "target": now + int(d)}
    known |= {"start": 2017, "time": 2018 + months / 12, "end": 2020}
    assert judged("plan_path", observed=observed, **known).figure[0] == float(q)
    assert verdict("plan_path", observed=observed, **known) == "on_track"


@given(
    d=WAYS,
    baseline=HUNDREDTHS,
    way=STEPS,
    years=st.integers(1, 5),
    more=st.integers(1, 5),
    cut=st.sampled_from(sorted(SDSN.items())),
)
def test_a_yearly_change_on_a_cut(d, baseline, way, years, more, cut):
    word, q = cut
    whole = way * (years + more)
    observed = baseline + int(d) * Fraction(q) * way * years
    known = {"direction": d, "baseline": baseline, "target": baseline + int(d) * whole}
    known |= {"start": 2017, "time": 2017 + years, "end": 2017 + years + more}
    assert verdict("sdsn", observed=observed, **known) == word


@given(d=WAYS, baseline=HUNDREDTHS, way=STEPS, years=st.integers(1, 5), more=st.integers(1, 5))
def test_an_anticipated_index_of_nine_only_accelerates(d, baseline, way, years, more):
    whole = way * (years + more)
    observed = baseline + int(d) * Fraction(9, 10) * way * years
    known = {"direction": d, "baseline": baseline, "target": baseline + int(d) * whole}
    known |= {"start": 2017, "time": 2017 + years, "end": 2017 + years + more}
    assert verdict("escap", observed=observed, **known) == "accelerate"


@given(
    d=WAYS,
    observed=HUNDREDTHS,
    left=STEPS,
    span=st.integers(1, 5),
    years=st.integers(1, 9),
    cut=st.sampled_from(["0.05", "0.2"]),
)
def test_an_expected_miss_on_a_cut_is_slight(d, observed, left, span, years, cut):
    """The drift is a mean of up to five changes, so it is seldom a decimal."""
    change = (1 - Fraction(cut)) * left / years * span  # over all years of the mean
    assume(is_typed(change) and is_typed(observed - change))
    known = {"direction": d, "observed": observed, "target": observed + int(d) * left}
    known |= {"drift": int(d) * float(change) / span, "points": 6, "time": 2020}
    assert verdict("destatis", end=2020 + years, **known) == "slight_miss"


@given(target=STEPS, cut=st.sampled_from(["0.85", "1.15"]), d=WAYS)
def test_fifteen_per_cent_either_way_is_on_scope(target, cut, d):
    known = {"due_target": target, "due_observed": target * Fraction(cut), "due": True}
    assert verdict("tolerance", direction=d, **known) == "on_scope"


@given(rate=st.integers(1, 40), years=st.integers(1, 4))
def test_growth_on_a_cut(rate, years):
    """In one year 0.95 of the growth that is required of each: 1,000 by 10 % to 1,095."""
    target = 1000 * (1 + Fraction(rate, 100)) ** years
    observed = 1000 * (1 + Fraction(95 * rate, 10_000))
    assume(is_typed(target))
    known = {"baseline": 1000, "observed": observed, "target": target, "start": 2017, "time": 2018}
    assert verdict("cagr_ratio", end=2017 + years, **known) == "on_track"


@given(rate=st.integers(1, 40), share=st.sampled_from([("0.95", "reached_or_on_track")]))
def test_a_share_of_the_way_on_a_cut(rate, share):
    """Grown by a rate for one more year: the target is where 0.95 of the way ends."""
    led = 1000 * (1 + Fraction(rate, 100)) ** 2
    target = 1000 + (led - 1000) / Fraction(share[0])
    known = {"baseline": 1000, "observed": 1000 * (1 + Fraction(rate, 100)), "target": target}
    assert verdict("un_chart", start=2017, time=2018, end=2019, **known) == share[1]


@pytest.mark.parametrize(("moved", "word"), [(1, "on_track"), (0, "on_track"), (-1, "behind")])
def test_the_last_of_eleven_digits_decides(moved, word):
    """19 of 20 thousand million done, and one more or one less."""
    known = {"baseline": 0, "planned": 20_000_000_000, "target": 30_000_000_000, "start": 2017}
    known |= {"observed": 19_000_000_000 + moved, "time": 2018, "end": 2020}
    assert verdict("plan_path", **known) == word


def test_a_figure_beside_a_cut_is_never_the_cut():
    case = Case.of(observed=[0.95 - 1e-13, 0.95], target=1)
    figures = figure_at_cuts(lambda c: c.observed / c.target, ((0.95, "on_track"),), case)
    assert figures[0] < 0.95 and figures[1] == 0.95


@given(st.integers(-(10**11), 10**11), st.integers(0, 6))
def test_a_typed_decimal_is_read_as_it_was_typed(number, places):
    typed = Fraction(number, 10**places)
    assert as_typed(float(typed)) == typed


@given(HUNDREDTHS, st.integers(1, 60))
def test_a_part_of_a_decimal_is_the_fraction_it_is(number, parts):
    assert as_typed(float(number) / parts) == number / parts


def test_a_quotient_by_zero_is_no_figure():
    case = Case.of(observed=[1, 0], target=0)
    assert np.isnan(figure_at_cuts(lambda c: c.observed / c.target, (), case)).all()
    assert math.isnan(figure_at_cuts(lambda c: c.observed / c.target, (), case)[0])
