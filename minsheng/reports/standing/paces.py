"""Must it go faster: the pace achieved so far and the pace required, as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.reports.drawing import Exhibit, make_figure
from minsheng.reports.exhibits import marked
from minsheng.reports.standing.verdicts import outlook

if TYPE_CHECKING:
    from minsheng.evaluation import Standing


@marked
def pace(standing: Standing) -> Exhibit:
    """Draw what each goal gained a year so far as a share of what it must gain from here.

    Of several programmes the headline goals are drawn.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan().select(programme="childcare")
    >>> pace(ms.stand(plan, ms.load_observations(plan, "demo"), "2019")).caption
    '此前与今后所需的速度'
    """
    from minsheng import charts

    part = standing.headlines() if len(standing.plan.programmes) > 1 else standing
    return make_figure("pace", charts.pace, part, [outlook(part)])
