"""The mid-term and the final evaluation, drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.reports import listings
from minsheng.reports.exhibits import marked
from minsheng.reports.figures.making import Exhibit, figure

if TYPE_CHECKING:
    from minsheng.evaluation import Standing


@marked
def halfway(standing: Standing) -> Exhibit:
    """Draw how many goals of each programme are in each class of the mid-term.

    Examples
    --------
    >>> import minsheng as ms
    >>> halfway(ms.stand_midterm(ms.load_plan(), ms.Ledger())).caption
    '各专项中期判断结果（项）'
    """
    from minsheng import charts

    return figure("halfway", charts.halfway, standing, [listings.midterm_counts(standing)])


@marked
def outcome(standing: Standing) -> Exhibit:
    """Draw how many goals of each programme were met at the end.

    Examples
    --------
    >>> import minsheng as ms
    >>> outcome(ms.stand_final(ms.load_plan(), ms.Ledger())).caption
    '各专项目标的最终结果（项）'
    """
    from minsheng import charts

    return figure("outcome", charts.outcome, standing, [listings.outcome_counts(standing)])
