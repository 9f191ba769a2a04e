"""Deal the stories out to the goals of a plan, in turn, so that none is left out where it fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from minsheng.demo.ground import Ground, grounds
from minsheng.demo.stories import STORIES, Story, role

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


def deal(plan: Plan) -> Iterator[tuple[Ground, Story]]:
    """Yield each goal that is observed, in the order of the plan, with its story.

    A goal takes the first story of its kind that it has room for, which then goes to the end of
    the row. So an indicator added at the end changes nobody else's story.
    """
    rows = {name: list(stories) for name, stories in STORIES.items()}
    for ground in grounds(plan):
        row = rows.get(role(ground), [])
        story = next((one for one in row if one.fits(ground)), None)
        if story is not None:
            row.append(row.pop(row.index(story)))
            yield ground, story


def cast(plan: Plan) -> Mapping[str, str]:
    """Return the name of the story that is told of each indicator.

    Examples
    --------
    >>> import minsheng as ms
    >>> cast(ms.load_plan())["childcare.gross_enrolment"]
    'steady'
    """
    return {ground.goal.indicator: story.name for ground, story in deal(plan)}
