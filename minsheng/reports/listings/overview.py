"""The programmes at a glance: how much of each can be followed in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.reports.exhibits import Column, Table
from minsheng.reports.listings.rows import columns, title
from minsheng.plan.requirements import HELD, MOVING, required_growth
from minsheng.plan.wording import programme_names

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

# How a goal can be followed, by the reason that its growth is missing.
CLASSES: dict[str, tuple[str, ...]] = {
    "computable": MOVING,
    "flows": ("flow_has_no_growth",),
    "held": HELD,
    "no_baseline": ("no_baseline", "no_target"),
    "milestones": ("milestone",),
    "words": ("no_number",),
}


def programmes(plan: Plan) -> Table:
    """Return for each programme its goals by how they can be followed, and its tasks.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = programmes(ms.load_plan())
    >>> table.rows[0]["programme"], table.rows[0]["tasks"]
    ('幼有所育', '20')
    """
    growth = required_growth(plan)
    groups = plan.groups.set_index("group")["programme"]
    tasks = plan.tasks["group"].map(groups).value_counts()
    rows, values = [], []
    for programme, name in programme_names(plan).items():
        own = growth[growth["programme"] == programme]
        counts = {key: int(own["state"].isin(codes).sum()) for key, codes in CLASSES.items()}
        counts |= {"goals": len(own), "tasks": int(tasks.get(programme, 0))}
        rows.append({
            "programme": name,
            **{key: str(count) for key, count in counts.items()},
        })  # fmt: skip
        values.append({key: float(count) for key, count in counts.items()})
    numbers = ("goals", *CLASSES, "tasks")
    return Table(
        title("programmes"),
        _columns(numbers),
        tuple(rows),
        tuple(plan.programmes["programme"]),
        tuple(values),
    )


def _columns(numbers: tuple[str, ...]) -> tuple[Column, ...]:
    counts = tuple(Column(name, title(f"count_{name}"), "number") for name in numbers)
    return (*columns("programme"), *counts)
