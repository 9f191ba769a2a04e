"""The report on a whole plan: goals, how they can be measured, departments, reporting dates."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from minsheng.plan.requirements import HELD_REASONS, MOVING_REASONS, required_growth
from minsheng.plan.wording import (
    department_names,
    indicator_names,
    programme_names,
    section_in_words,
)
from minsheng.reports.changes import goal_of
from minsheng.reports.drawing import Exhibit, make_figure
from minsheng.reports.exhibits import Column, Prose, Table
from minsheng.reports.phrases import (
    count,
    join_with_semicolons,
    plan_year,
    sentence,
)
from minsheng.reports.rows import Rows, columns, count_table, title
from minsheng.text.dates import date_in_words, days_of_year
from minsheng.text.language import current, listing
from minsheng.text.numerals import MISSING
from minsheng.text.tracing import Told, told, traced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minsheng.plan.plan import Plan

# How a goal can be followed, by the reason that its growth is missing.
CLASSES: dict[str, tuple[str, ...]] = {
    "computable": MOVING_REASONS,
    "flows": ("flow_has_no_growth",),
    "held": HELD_REASONS,
    "no_baseline": ("no_baseline", "no_target"),
    "milestones": ("milestone",),
    "words": ("no_number",),
}


def programmes(plan: Plan) -> Table:
    """Return one row per programme: its goals by how they can be measured, and its tasks.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = programmes(ms.load_plan())
    >>> table.rows[0]["programme"], table.rows[0]["tasks"]
    ('幼有所育', '20')
    """
    growth = required_growth(plan)
    state, programme = growth["state"], growth["programme"].astype("str")
    names = programme_names(plan)
    in_class = pd.DataFrame({key: state.isin(codes) for key, codes in CLASSES.items()})
    tasks = plan.tasks["group"].map(plan.groups.set_index("group")["programme"]).value_counts()
    counts = in_class.assign(goals=True).groupby(programme).sum()
    counts = counts.assign(tasks=tasks).reindex(list(names)).fillna(0)
    numbers = ("goals", *CLASSES, "tasks")
    return count_table(
        title("programmes"),
        (
            *columns("programme"),
            *(Column(name, title(f"count_{name}"), "number") for name in numbers),
        ),
        counts,
        names,
    )


def split(plan: Plan) -> Told:
    """Say how many goals of a plan can be measured in which way.

    Examples
    --------
    >>> split(ms.load_plan().select(indicator="childcare.public_centres_built"))
    '目标指标中，1项按年完成量推进。'
    """
    growth = required_growth(plan)
    reason = growth["state"]
    intervals = int(reason.eq("baseline_is_a_bound").sum())
    is_counted = growth["indicator"].map(lambda name: goal_of(plan, name).is_counted).astype(bool)
    in_class = {name: reason.isin(codes) for name, codes in CLASSES.items()}
    moving = in_class.pop("computable")
    in_class = {
        "computable": moving & ~is_counted,
        "counted_changes": moving & is_counted,
    } | in_class
    clauses = []
    for name, chosen in in_class.items():
        n = int(chosen.sum())
        key = f"{name}_intervals" if name == "computable" and intervals else name
        if n:
            clauses.append(
                sentence(
                    key,
                    n=count(plan, name, n),
                    intervals=count(plan, "intervals", intervals),
                    last=plan_year(plan, "last_year"),
                )
            )
    joined = join_with_semicolons(clauses)
    return told(sentence("split", goals=count(plan, "goals", len(reason)), clauses=joined))


def goals_and_tasks(plan: Plan) -> str:
    """Say how many goals and tasks a plan, or a selection of one, holds."""
    goals = count(plan, "goals", int(plan.indicators["aim"].ne("context").sum()))
    if plan.tasks.empty:
        return sentence("counted_goals", goals=goals)
    return sentence("counted", goals=goals, tasks=count(plan, "tasks", len(plan.tasks)))


def plan_answer(plan: Plan) -> Prose:
    """Summarise a plan: its goals and tasks, and how many goals can be measured.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan_answer(ms.load_plan()).paragraphs[0][:15]
    '《重庆市綦江区保障和改善民生行'
    """
    facts = plan.facts
    issuers = [getattr(issuer, current()) for issuer in facts.issuers]
    paragraphs = [
        sentence(
            "plan_facts",
            title=facts.title(),
            issuers=listing(issuers),
            printed=traced(date_in_words(facts.printed), f"facts:{facts.plan}.printed"),
            first=plan_year(plan, "first_year"),
            last=plan_year(plan, "last_year"),
            programmes=count(plan, "programmes", len(plan.programmes)),
            counted=goals_and_tasks(plan),
        ),
        split(plan),
        *_natures(plan),
    ]
    ended = [year for year in facts.years if dt.date(year, 12, 31) < facts.printed]
    for year in ended:
        n = int(plan.targets["year"].eq(year).sum())
        paragraphs.append(
            sentence(
                "plan_retrospective",
                year=traced(str(year), f"facts:{facts.plan}.ended", year),
                n=count(plan, f"targets.{year}", n),
            )
        )
    return Prose((*paragraphs, sentence("no_observation")), role="answer")


def _natures(plan: Plan) -> list[str]:
    """Say how many goals the plan calls binding and how many expected, where it says so."""
    targets = plan.targets
    if "nature" not in targets:
        return []
    each = targets[targets["nature"].ne("")].drop_duplicates("indicator", keep="last")["nature"]
    numbers = {
        name: count(plan, f"nature.{name}", int(each.eq(name).sum()))
        for name in ("binding", "expected")
    }
    return [sentence("natures", **numbers)] if len(each) else []


def departments_by_programme(plan: Plan, role: str, *, in_sentence: bool = False) -> dict[str, str]:
    """Return the departments with a role in each programme, ``lead`` or ``responsible``, as text.

    In a sentence they are named as `minsheng.plan.wording.department_names` does.
    """
    names = department_names(plan, in_sentence=in_sentence)
    duties = plan.responsibilities
    own = duties[duties["role"] == role].groupby("programme", sort=False)["department"]
    return {str(programme): listing([names[one] for one in group]) for programme, group in own}


def duties(plan: Plan) -> Table:
    """Return lead and responsible departments of each programme.

    Examples
    --------
    >>> import minsheng as ms
    >>> duties(ms.load_plan().select(programme="housing")).rows[0]["lead"]
    '区住房城乡建委、区规划自然资源局'
    """
    roles = {role: departments_by_programme(plan, role) for role in ("lead", "responsible")}
    rows = tuple(
        {"programme": name, **{role: by.get(programme, "") for role, by in roles.items()}}
        for programme, name in programme_names(plan).items()
    )
    ids = tuple(plan.programmes["programme"])
    return Table(title("duties"), columns("programme", *roles), rows, ids)


def tasks(plan: Plan) -> Table:
    """Return the numbered tasks under their projects and reforms.

    Examples
    --------
    >>> import minsheng as ms
    >>> len(tasks(ms.load_plan()).rows)
    172
    """
    rows = Rows(plan)
    groups: list[str] = []
    by_group = dict(list(plan.tasks.groupby("group", sort=False)))
    for group in plan.groups.to_dict("records"):
        heading = _heading(group)
        if group["group"] not in by_group:
            groups.append(heading)
            rows.add(
                group["programme"],
                group["group"],
                {
                    "number": MISSING,
                    "task": title("no_tasks"),
                    "due": "",
                    "section": section_in_words(group["section"]),
                },
            )
            continue
        for task in by_group[group["group"]].to_dict("records"):
            groups.append(heading)
            rows.add(group["programme"], task["task"], _task(task))
    several = len(plan.programmes) > 1
    headings = [
        f"{programme} {group}".strip() if several else group
        for programme, group in zip(rows.groups, groups, strict=True)
    ]
    rows.groups = headings
    return rows.table(title("tasks"), columns("number", "task", "due", "section"))


def indicator_tasks(plan: Plan, indicator: str) -> Table:
    """Return the numbered tasks that serve an indicator, under their projects and reforms.

    Parameters
    ----------
    plan
        A plan or a selection of one.
    indicator
        Its id or its name.

    Raises
    ------
    UnknownName
        For an indicator that does not exist, with the nearest match.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = indicator_tasks(ms.load_plan(), "childcare.yingpanshan_started")
    >>> table.rows[0]["due"], table.ids
    ('2019-12-31', ('childcare.project1.1',))
    """
    name = plan.indicator(indicator).indicator
    links = plan.tables["task_indicators"]
    tasks = plan.tasks[plan.tasks["task"].isin(links.loc[links["indicator"] == name, "task"])]
    groups = plan.groups.set_index("group").to_dict("index")
    rows = tasks.to_dict("records")
    return Table(
        title("tasks_of", name=indicator_names(plan)[name]),
        columns("number", "task", "due", "section"),
        tuple(map(_task, rows)),
        tuple(row["task"] for row in rows),
        groups=tuple(_heading(groups[row["group"]]) for row in rows),
    )


def _heading(group: Mapping[Any, Any]) -> str:
    return title(group["kind"], number=group["number"], name=group[f"name_{current()}"])


def _task(task: Mapping[Any, Any]) -> dict[str, str]:
    return {
        "number": str(task["number"]),
        "task": task[f"title_{current()}"],
        "due": "" if task["due"] != task["due"] else f"{task['due']:%Y-%m-%d}",
        "section": section_in_words(task["section"]),
    }


def calendar(plan: Plan) -> Table:
    """Return the plan's reporting calendar: event, frequency, due date, author.

    Examples
    --------
    >>> import minsheng as ms
    >>> [row["due"] for row in calendar(ms.load_plan()).rows if row["due"]]
    ['6月30日、12月31日']
    """
    lang = current()
    events = plan.table("calendar").to_dict("records")
    rows = tuple(
        {
            "event": event[f"name_{lang}"],
            "frequency": title(event["frequency"]),
            "due": days_of_year(event["due"]),
            "by": event[f"by_{lang}"],
            "section": section_in_words(event["section"]),
        }
        for event in events
    )
    ids = tuple(event["event"] for event in events)
    shown = columns("event", "frequency", "due", "by", "section")
    return Table(title("calendar"), shown, rows, ids)


def overview(plan: Plan) -> Exhibit:
    """Draw how many goals of each programme can be measured in which way.

    Examples
    --------
    >>> import minsheng as ms
    >>> overview(ms.load_plan()).caption
    '各专项目标指标的可跟踪程度（项）'
    """
    from minsheng import charts

    return make_figure("overview", charts.overview, plan, [programmes(plan)])
