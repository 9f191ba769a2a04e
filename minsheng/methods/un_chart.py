"""Where compound growth so far would lead, as a share of the way."""

from __future__ import annotations

import numpy as np

from minsheng.methods.case import Case, Judgement, answers, banded, first, growing, judged, verdict
from minsheng.methods.exact import figure_at_cuts
from minsheng.plan.arrays import Floats

CUTS = ((0.95, "reached_or_on_track"), (0.10, "fair"))


@answers(reached_or_on_track="in_line", fair="lagging", stagnation="lagging")
def un_chart(case: Case) -> Judgement:
    """Return the share of the way that is done at the end if growth goes on as it did.

    ``v`` is the observed value, grown on to the target year with the compound growth since the
    baseline; the figure is ``(v - b) / (T - b)``, the verdict reached_or_on_track from 0.95, fair
    from 0.10, stagnation below. A latest value that meets the target is `reached_or_on_track`
    whatever the figure says. Needs ``direction``, ``baseline``, ``observed``, ``target``,
    ``start``, ``time``, ``end``, ``reached``, ``flow``, ``growth``.

    Notes
    -----
    Source: the rule of the United Nations' *Sustainable Development Goals Progress Chart* (trend
    assessment), as Eustat, the Basque statistical office, restates it.

    Examples
    --------
    >>> case = Case.of(baseline=60, observed=[77, 66, 60.5], target=100, start=2015, time=2022,
    ...                end=2030)
    >>> un_chart(case).figure.round(4).tolist(), un_chart(case).words
    ([1.06, 0.3399, 0.0269], ['reached_or_on_track', 'fair', 'stagnation'])
    """
    share = figure_at_cuts(_share_at_the_end, CUTS, case)
    words = banded(share, CUTS, "stagnation")
    words = np.where(case.reached, verdict("reached_or_on_track"), words)
    # A growth that no computer can write on to the end of the plan is no projection.
    return judged(share, words, first(*growing(case), ("beyond_reason", np.isnan(share))))


def _share_at_the_end(case: Case) -> Floats:
    left = np.maximum(case.end - case.time, 0)
    grown = case.observed * (case.observed / case.baseline) ** (left / (case.time - case.start))
    return (grown - case.baseline) / (case.target - case.baseline)
