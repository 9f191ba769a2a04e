"""The anticipated progress index: where the same yearly change would lead, out of ten."""

from __future__ import annotations

import numpy as np

from minsheng.methods.achievement import steady_pace
from minsheng.methods.arithmetic import progress, settled
from minsheng.methods.case import (
    Case,
    Judgement,
    answers,
    first,
    judged,
    time_to_tell,
    verdict,
    way_to_go,
)
from minsheng.methods.exact import figure_at_cuts
from minsheng.plan.arrays import Codes, Floats, Numbers

MAINTAIN_ABOVE, ACCELERATE_ABOVE = 9, 0
"""The cuts of the anticipated index, of ten; see the source below."""
_CUTS = ((MAINTAIN_ABOVE, "maintain"), (ACCELERATE_ABOVE, "accelerate"))


@answers(maintain="in_line", accelerate="lagging", reverse="lagging")
def escap(case: Case) -> Judgement:
    """Return the anticipated progress index; it decides the verdict.

    The value is carried on to the target year with the mean yearly change since the baseline, and
    held against the way by `index_of`: maintain above 9, accelerate above 0, reverse from 0 down.
    The status index is the same of the value as it stands. Needs ``direction``, ``baseline``,
    ``observed``, ``target``, ``start``, ``time``, ``end``, ``flow``.

    Notes
    -----
    Source: United Nations ESCAP, *Asia and the Pacific SDG Progress Report*, technical annex; the
    cuts as UNICEF's office for the Middle East and North Africa runs it.

    Examples
    --------
    >>> case = Case.of(baseline=82, observed=86, target=95, start=2017, time=2018, end=2020)
    >>> escap(case).figure.round(4).tolist(), escap(case).words
    ([9.2308], ['maintain'])
    """
    index = figure_at_cuts(_anticipated, _CUTS, case)
    words: Codes = np.where(index > ACCELERATE_ABOVE, verdict("accelerate"), verdict("reverse"))
    words = np.where(index > MAINTAIN_ABOVE, verdict("maintain"), words)
    why = first(("flow_has_no_growth", case.flow), *way_to_go(case), *time_to_tell(case))
    return judged(index, words, why)


def _anticipated(case: Case) -> Floats:
    """Return ten times the share of the way that is done at the end at the same yearly change."""
    return 10 * steady_pace(case)


def index_of(value: Numbers, baseline: Numbers, target: Numbers) -> Floats:
    """Return the index of a value, ``10 · d · (x - b) / |T - b|``: 0 at the baseline, 10 at T.

    With the target ahead of the baseline the direction cancels out: it is ten times the share of
    the way. Of the observed value it is the status index.

    Examples
    --------
    >>> float(index_of(72, 60, 100)), float(index_of(14, 20, 5)), float(index_of(55, 60, 100))
    (3.0, 4.0, -1.25)
    """
    return settled(10 * progress(value, baseline, target))
