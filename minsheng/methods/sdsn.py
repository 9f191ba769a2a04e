"""Yearly change achieved over yearly change required."""

from __future__ import annotations

from minsheng.methods.arithmetic import difference
from minsheng.methods.case import (
    Case,
    Judgement,
    answers,
    banded,
    first,
    judged,
    time_to_tell,
    way_to_go,
)
from minsheng.methods.exact import figure_at_cuts
from minsheng.plan.arrays import Floats

CUTS = ((1.0, "on_track"), (0.5, "improving"), (0.0, "stagnating"))


@answers(on_track="in_line", improving="lagging", stagnating="lagging", decreasing="lagging")
def sdsn(case: Case) -> Judgement:
    """Return the observed yearly change over the required yearly change, both since the baseline.

    The verdict is on_track from 1, improving from 0.5, stagnating from 0, decreasing below. Needs
    ``direction``, ``baseline``, ``observed``, ``target``, ``start``, ``time``, ``end``, ``flow``.

    Notes
    -----
    Source: Sustainable Development Solutions Network, *Sustainable Development Report*, the arrows
    of the SDG trend dashboards.

    Examples
    --------
    >>> case = Case.of(baseline=82, observed=[86, 84, 81], target=95, start=2017, time=2018,
    ...                end=2020)
    >>> sdsn(case).figure.round(4).tolist(), sdsn(case).words
    ([0.9231, 0.4615, -0.2308], ['improving', 'stagnating', 'decreasing'])
    """
    figure = figure_at_cuts(_achieved_of_required, CUTS, case)
    why = first(("flow_has_no_growth", case.flow), *way_to_go(case), *time_to_tell(case))
    return judged(figure, banded(figure, CUTS, "decreasing"), why)


def _achieved_of_required(case: Case) -> Floats:
    done, whole = difference(case.observed, case.baseline), difference(case.target, case.baseline)
    return done * (case.end - case.start) / (whole * (case.time - case.start))
