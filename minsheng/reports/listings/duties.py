"""Who does what by when: departments, tasks, the reporting calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.reports.exhibits import Table
from minsheng.text.language import current, listing
from minsheng.reports.listings.rows import Rows, columns, title
from minsheng.text.numerals import MISSING
from minsheng.plan.wording import department_names, programme_names, section_in_words

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


def duties(plan: Plan) -> Table:
    """Return lead and responsible departments of each programme.

    Examples
    --------
    >>> import minsheng as ms
    >>> duties(ms.load_plan().select(programme="housing")).rows[0]["lead"]
    '区住房城乡建委、区规划自然资源局'
    """
    names = department_names(plan)
    table = plan.responsibilities
    rows = []
    for programme, name in programme_names(plan).items():
        own = table[table["programme"] == programme]
        by_role = {
            role: listing([names[row] for row in own.loc[own["role"] == role, "department"]])
            for role in ("lead", "responsible")
        }
        rows.append({"programme": name, **by_role})
    ids = tuple(plan.programmes["programme"])
    return Table(title("duties"), columns("programme", "lead", "responsible"), tuple(rows), ids)


def tasks(plan: Plan) -> Table:
    """Return the numbered tasks under their projects and reforms.

    Examples
    --------
    >>> import minsheng as ms
    >>> len(tasks(ms.load_plan()).rows)
    172
    """
    lang = current()
    rows = Rows(plan)
    groups: list[str] = []
    due = plan.tasks.set_index("task")["due"].dt.strftime("%Y-%m-%d").fillna("")
    by_group = dict(list(plan.tasks.groupby("group", sort=False)))
    for group in plan.groups.to_dict("records"):
        heading = title(group["kind"], number=group["number"], name=group[f"name_{lang}"])
        if group["group"] not in by_group:
            groups.append(heading)
            rows.add(group["programme"], group["group"],
                     {"number": MISSING, "task": title("no_tasks"), "due": "",
                      "section": section_in_words(group["section"])})  # fmt: skip
            continue
        for task in by_group[group["group"]].to_dict("records"):
            groups.append(heading)
            rows.add(
                group["programme"], task["task"],
                {
                    "number": str(task["number"]),
                    "task": task[f"title_{lang}"],
                    "due": due[task["task"]],
                    "section": section_in_words(task["section"]),
                },
            )  # fmt: skip
    several = len(plan.programmes) > 1
    headings = [f"{programme} {group}".strip() if several else group
                for programme, group in zip(rows.groups, groups, strict=True)]  # fmt: skip
    rows.groups = headings
    return rows.table(title("tasks"), columns("number", "task", "due", "section"))


def calendar(plan: Plan) -> Table:
    """Return when the plan wants to be reported on, and by whom.

    Examples
    --------
    >>> import minsheng as ms
    >>> [row["due"] for row in calendar(ms.load_plan()).rows if row["due"]]
    ['06-30;12-31']
    """
    lang = current()
    events = plan.table("calendar").to_dict("records")
    rows = tuple(
        {
            "event": event[f"name_{lang}"],
            "frequency": title(event["frequency"]),
            "due": event["due"],
            "by": event[f"by_{lang}"],
            "section": section_in_words(event["section"]),
        }
        for event in events
    )
    ids = tuple(event["event"] for event in events)
    shown = columns("event", "frequency", "due", "by", "section")
    return Table(title("calendar"), shown, rows, ids)
