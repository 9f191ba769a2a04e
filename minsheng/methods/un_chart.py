"""Where compound growth so far would lead, as a share of the way."""

from __future__ import annotations

import numpy as np

from minsheng.methods.arithmetic import grown_on, growth, progress
from minsheng.methods.case import Case, Judgement, banded, verdict
from minsheng.methods.guards import first, growing, judged

CUTS = ((0.95, "reached_or_on_track"), (0.10, "fair"))


def un_chart(case: Case) -> Judgement:
    """Return the share of the way that is done at the end if growth goes on as it did.

    ``v`` is the observed value, grown on to the target year with the compound growth since the
    baseline (`growth` and `grown_on` of `minsheng.methods.arithmetic`); the figure is
    ``(v - b) / (T - b)``. A latest value that meets the target is `reached_or_on_track` whatever
    the figure says.

    Parameters
    ----------
    case
        Needs ``direction``, ``baseline``, ``observed``, ``target``, ``start``, ``time``, ``end``,
        ``reached``, ``flow``, ``growth``.

    Returns
    -------
    Judgement
        ``figure`` the share; ``verdict`` reached_or_on_track from 0.95, fair from 0.10,
        stagnation below.

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
    rate = growth(case.baseline, case.observed, case.time - case.start)
    share = progress(
        grown_on(case.observed, rate, case.end - case.time), case.baseline, case.target
    )
    words = banded(share, CUTS, "stagnation")
    words = np.where(case.reached, verdict("reached_or_on_track"), words)
    # A growth that no computer can write on to the end of the plan is no projection.
    return judged(share, words, first(*growing(case), ("beyond_reason", np.isnan(share))))
