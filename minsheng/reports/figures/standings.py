"""Where a plan stands, drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.reports import listings
from minsheng.reports.exhibits import marked
from minsheng.reports.figures.making import Exhibit, figure

if TYPE_CHECKING:
    from minsheng.evaluation import Standing


@marked
def scoreboard(standing: Standing) -> Exhibit:
    """Draw how many goals of each programme are in each class of verdicts.

    Examples
    --------
    >>> import minsheng as ms
    >>> scoreboard(ms.stand(ms.load_plan(), ms.Ledger(), "2019H1")).caption
    '各专项研判结果（项）'
    """
    from minsheng import charts

    return figure("scoreboard", charts.scoreboard, standing, [listings.scoreboard(standing)])


@marked
def lead(standing: Standing) -> Exhibit:
    """Draw how much of the way is done for the time that is gone, goal by goal."""
    from minsheng import charts

    part = standing.headlines() if len(standing.plan.programmes) > 1 else standing
    return figure("lead", charts.lead, part, [listings.leads(part)])


@marked
def progress(standing: Standing) -> Exhibit:
    """Draw one indicator: the path the plan sets out, and what was observed on it."""
    from minsheng import charts

    return figure("progress", charts.progress, standing, [listings.history(standing)])


@marked
def progresses(standing: Standing) -> Exhibit:
    """Draw the headline indicators of a programme side by side, with what was observed."""
    from minsheng import charts

    return figure("progresses", charts.progresses, standing, [listings.verdicts(standing)])
