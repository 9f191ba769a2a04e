"""Tables of targets by year, milestones, goals in words, and definitions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from minsheng.plan.changes import CHANGES, StatedChange
from minsheng.plan.goals import Goal, Target, goals
from minsheng.plan.wording import change_in_words, section_in_words
from minsheng.plan.years import years_text
from minsheng.reports.baselines import amount_notes, baseline_number
from minsheng.reports.changes import change_notes
from minsheng.reports.exhibits import Column, Table
from minsheng.reports.rows import Rows, columns, title
from minsheng.reports.target_words import notes_on_totals
from minsheng.text.bounded import stated, stated_number
from minsheng.text.dates import date_in_words, year_span
from minsheng.text.language import current, listing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit

_SIGNS = str.maketrans({"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "})


def targets(plan: Plan) -> Table:
    """Return the baseline and the targets of each year for all goals with numbers.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = targets(ms.load_plan().select(indicator="childcare.gross_enrolment"))
    >>> [table.rows[0][year] for year in ("2017", "2018", "2019", "2020")]
    ['86', '≥87', '≥89', '≥90']
    """
    facts = plan.facts
    rows = Rows(plan)
    by_year = plan.targets.sort_values(["first_year", "last_year"], kind="stable")
    in_order = by_year.to_dict("records")
    last = {row["indicator"]: row for row in in_order}
    nature = {row["indicator"]: row["nature"] for row in in_order if row.get("nature")}
    for goal in goals(plan):
        if goal.kind == "milestone" or goal.final is None or goal.aim == "context":
            continue
        unit = rows.unit(goal.unit)
        shown = {
            "indicator": rows.names[goal.indicator],
            "unit": unit.name(),
            str(facts.baseline_year): baseline_number(plan, goal),
            "total": total(goal, unit),
            "strength": _strength(goal.final.strength),
            **({"nature": _nature(nature.get(goal.indicator, ""))} if nature else {}),
            "section": section_in_words(last[goal.indicator]["section"]),
        }
        values: dict[str, float | None] = {}
        for year in facts.years:
            stated = goal.yearly.get(year)
            shown[str(year)] = target_number(stated, unit)
            values[str(year)] = stated.value if stated else None
        rows.add(goal.programme, goal.indicator, shown, values)
    first = str(facts.baseline_year)
    return rows.table(
        title("targets"),
        (
            *columns("indicator", "unit"),
            Column(first, title("baseline_year", year=first), "number"),
            *(Column(str(year), title("year", year=year), "number") for year in facts.years),
            *columns("total", numbers=("total",)),
            Column("strength", plan.title("targets", "strength"), "short"),
            *_nature_column(rows),
            *columns("section"),
        ),
        [
            *_target_notes(rows),
            *amount_notes(plan, rows.ids),
            *_derivations(plan, rows),
            *change_notes(plan, rows.ids),
        ],
    )


def _nature(nature: str) -> str:
    """Return 约束性 or 预期性 in the language in force; empty if the plan states neither."""
    return title(nature) if nature else ""


def _nature_column(rows: Rows) -> tuple[Column, ...]:
    """Return the column ``nature`` (binding or expected) if the plan marks any goal so."""
    marked = any("nature" in row for row in rows.shown)
    return (Column("nature", rows.plan.title("targets", "nature"), "short"),) if marked else ()


def _derivations(plan: Plan, rows: Rows) -> list[str]:
    """Return a note on the derivation of the numbers shown that the plan does not print."""
    derived = [
        row
        for figures in (plan.baselines, plan.targets)
        for row in figures.to_dict("records")
        if row.get("basis") == "derived" and row["indicator"] in rows.ids
    ]
    units = dict(zip(plan.indicators["indicator"], plan.indicators["unit"], strict=True))
    figures = [
        title(
            "derived_figure",
            name=rows.names[row["indicator"]],
            year=year_span(row["first_year"], row["last_year"]),
            value=_derived(row, plan.unit(units[row["indicator"]])),
            formula=row["derivation"].translate(_SIGNS),
        )
        for row in derived
    ]
    return [title("note_derived", figures=listing(figures))] if figures else []


def _derived(row: Mapping[Any, Any], unit: Unit) -> str:
    """Return a derived figure; in words where it is a change of the level, not a level."""
    if row.get("change") in CHANGES:
        change = StatedChange(row["change"], row["bound"], row["value"], row["value_high"])
        return change_in_words(change, unit)
    figure = stated(row["bound"], row["value"], unit, high=row["value_high"])
    is_one_year = row["statistic"] == "value"
    return figure if is_one_year else title(f"amount_{row['statistic']}", value=figure)


def _strength(strength: str) -> str:
    """Return the qualifier of a target as the plan words it; empty for a firm target."""
    return "" if strength == "firm" else title(strength)


def _target_notes(rows: Rows) -> list[str]:
    """Return the notes that the rows of the table need."""
    notes = []
    if any(row["strength"] for row in rows.shown):
        notes.append(title("note_strength"))
    return [*notes, *notes_on_starred(rows)]


def notes_on_starred(rows: Rows) -> list[str]:
    """Return how the totals with an asterisk were made; see `total`."""
    cells = zip(rows.ids, rows.shown, strict=True)
    return notes_on_totals(rows.plan, [name for name, row in cells if "*" in row["total"]])


def target_number(target: Target | None, unit: Unit) -> str:
    """Return a target with its bound but without its unit; empty where none is stated."""
    if target is None:
        return ""
    return stated_number(target.bound, target.printed, unit, high=target.high)


def total(goal: Goal, unit: Unit) -> str:
    """Return a flow's total; an asterisk if we added it up, its years if it covers only some.

    Lines to keep to in each year are not added up.
    """
    if not goal.is_flow or goal.final is None:
        return ""
    whole = target_number(goal.total if goal.is_by_year else goal.final, unit)
    years = title("over_years", first=goal.span[0], last=goal.span[1]) if goal.is_over_part else ""
    if not goal.is_total_ours:
        return f"{whole}{years}" if whole else ""
    if goal.total is None:
        return f"{whole}*{years}"
    return title(
        "part_and_whole", part=f"{target_number(goal.total, unit)}{years}", whole=f"{whole}*"
    )


def milestones(plan: Plan) -> Table:
    """Return the milestones in the order of their years.

    Examples
    --------
    >>> import minsheng as ms
    >>> milestones(ms.load_plan().select(programme="childcare")).columns[0].name
    'indicator'
    """
    return _in_words(
        plan,
        "milestones",
        plan.indicators["kind"].eq("milestone")
        & ~plan.indicators["aim"].isin(["listed", "direction"]),
    )


def words(plan: Plan) -> Table:
    """Return the goals without numbers, which are only a direction or words.

    Examples
    --------
    >>> import minsheng as ms
    >>> len(words(ms.load_plan()).rows) > 0
    True
    """
    return _in_words(plan, "words", plan.indicators["aim"].isin(["listed", "direction"]))


def _due(row: Mapping[Any, Any]) -> str:
    """Return the due date of a target: the day that the plan prints, or else the year."""
    day = row.get("due")
    if isinstance(day, dt.date) and day.year == row["first_year"]:  # an empty cell has no year
        return date_in_words(day)
    return title("year", year=years_text(row))


def _in_words(plan: Plan, caption: str, chosen: object) -> Table:
    rows = Rows(plan)
    indicators = plan.indicators[chosen]
    stated = plan.targets[plan.targets["indicator"].isin(indicators["indicator"])]
    order = {name: rank for rank, name in enumerate(plan.programmes["programme"])}
    stated = stated.assign(rank=stated["programme"].map(order))
    stated = stated.sort_values(["rank", "first_year", "last_year"], kind="stable")
    marked = "nature" in stated and bool(stated["nature"].ne("").any())
    for row in stated.to_dict("records"):
        rows.add_goal(
            row,
            {
                "due": _due(row),
                "strength": _strength(row["strength"]),
                **({"nature": _nature(row["nature"])} if marked else {}),
                "section": section_in_words(row["section"]),
                **({"printed": row["printed"]} if current() == "zh" else {}),
            },
        )
    printed = ("printed",) if current() == "zh" else ()
    return rows.table(
        title(caption),
        (
            *columns("indicator", "due", "strength"),
            *_nature_column(rows),
            *columns(*printed, "section"),
        ),
    )


def definitions(plan: Plan) -> Table:
    """Return the definition notes of indicators.

    Examples
    --------
    >>> import minsheng as ms
    >>> rate = ms.load_plan().select(indicator="childcare.inclusive_share")
    >>> definitions(rate).rows[0]["indicator"]
    '普惠率'
    """
    rows = Rows(plan)
    note = f"note_{current()}"
    for row in plan.indicators[plan.indicators["aim"] != "context"].to_dict("records"):
        if row[note]:
            rows.add_goal(row, {"definition": row[note]})
    return rows.table(title("definitions"), columns("indicator", "definition"))
