"""Actual against target to date, fifteen per cent either way."""

from __future__ import annotations

import numpy as np

from minsheng.methods.case import Case, Judgement, answers, first, judged, verdict
from minsheng.methods.exact import figure_at_cuts
from minsheng.plan.arrays import Codes, Floats

TOLERANCE = 0.15
"""How far actual may be from target to date on either side; see the source below."""
LOW, HIGH = 1 - TOLERANCE, 1 + TOLERANCE
_CUTS = ((HIGH, "over_scope"), (LOW, "on_scope"))


@answers(over_scope="ahead", on_scope="in_line", under_scope="lagging")
def tolerance(case: Case) -> Judgement:
    """Return actual over target to date, over closed years only.

    Amounts are summed: everything done over everything planned by then. Anything else takes the
    latest: the value of the year over the year's target. Both 0.85 and 1.15 are still `on_scope`.
    The figure is the plain quotient in either direction. Where less is better the words change
    places: below 0.85 is `over_scope`, better than planned, and above 1.15 is `under_scope`. Needs
    ``direction``, ``due``, ``flow``; of a flow ``observed`` and ``planned``, of anything else
    ``due_observed`` and ``due_target``.

    Notes
    -----
    Source: Mercy Corps, TolaData (TolaActivity): 15 per cent on either side of the target to date,
    numbers summed and percentages latest, and over and under exchanged for an indicator that is to
    decrease.

    Examples
    --------
    >>> case = Case.of(due_observed=[84, 85, 115, 116], due_target=100, due=True)
    >>> tolerance(case).words
    ['under_scope', 'on_scope', 'on_scope', 'over_scope']
    >>> tolerance(Case.of(flow=True, observed=8 + 9, planned=10 + 10, due=True)).figure.tolist()
    [0.85]
    """
    actual, to_date = _actual(case), _to_date(case)
    why = first(
        ("no_target", np.isnan(to_date)),
        ("year_not_closed", ~case.due),
        ("not_reported", np.isnan(actual)),
        ("negative_number", (actual < 0) | (to_date < 0)),
        ("nothing_planned", case.flow & (to_date == 0)),
        ("zero_target", to_date == 0),
    )
    figure = figure_at_cuts(_actual_of_target, _CUTS, case)
    falls = case.direction < 0
    better = np.where(falls, figure < LOW, figure > HIGH)
    worse = np.where(falls, figure > HIGH, figure < LOW)
    words: Codes = np.where(better, verdict("over_scope"), verdict("on_scope"))
    return judged(figure, np.where(worse, verdict("under_scope"), words), why)


def _actual(case: Case) -> Floats:
    return np.where(case.flow, case.observed, case.due_observed)


def _to_date(case: Case) -> Floats:
    return np.where(case.flow, case.planned, case.due_target)


def _actual_of_target(case: Case) -> Floats:
    return _actual(case) / _to_date(case)
