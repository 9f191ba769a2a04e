"""The report on required change: gap, yearly growth and pace, or the reason why there is none."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from minsheng.plan.goals import goals
from minsheng.plan.requirements import HELD_REASONS, MOVING_REASONS, required_growth
from minsheng.plan.spreads import spreads
from minsheng.plan.trajectory import steps
from minsheng.plan.wording import printed_end, quoted_names
from minsheng.reports.baselines import amount_notes, baseline_number, baseline_with_unit
from minsheng.reports.changes import change_notes, goal_of
from minsheng.reports.drawing import Exhibit, make_figure
from minsheng.reports.exhibits import Column, Prose, Table
from minsheng.reports.phrases import count, sentence
from minsheng.reports.plan import split
from minsheng.reports.programme import (
    below_baseline,
    change_in_words,
    end_in_words,
    growth_and_gaps,
    source_id,
)
from minsheng.reports.rows import Rows, columns, title
from minsheng.reports.targets import notes_on_starred, target_number, targets, total
from minsheng.text.amounts import computed_number, difference_number, difference_unit, way
from minsheng.text.language import current, listing, say
from minsheng.text.numerals import plain
from minsheng.text.tracing import traced

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from minsheng.plan.plan import Plan


def requirements_answer(plan: Plan) -> Prose:
    """Summarise the required growth: how many goals have one, and which goals must move fastest.

    Examples
    --------
    >>> import minsheng as ms
    >>> len(requirements_answer(ms.load_plan()).points)
    3
    """
    growth = required_growth(plan)
    counted = growth["indicator"].map(lambda name: goal_of(plan, name).is_counted).astype(bool)
    growth = growth[~counted]
    points = []
    shares = growth[growth["growth_is_marked"].astype(bool) & growth["change"].notna()]
    others = growth[~growth["growth_is_marked"].astype(bool) & growth["growth"].notna()]
    if not shares.empty:
        points.append(_fastest(plan, shares, "change", "growth_fastest_share"))
    if not others.empty:
        points.append(_fastest(plan, others, "growth", "growth_fastest_rate"))
    loading = _loading(plan)
    return Prose((split(plan), *below_baseline(plan)), (*points, *loading), role="answer")


def _fastest(plan: Plan, rows: pd.DataFrame, column: str, key: str) -> str:
    """Name the goal with the largest yearly growth, and all that tie with it."""
    size = rows[column].abs()
    first = rows[size >= size.max() - 1e-9]
    names = quoted_names(plan)
    paths = []
    for row in first.to_dict("records"):
        unit = plan.unit(row["unit"])
        ends = {
            end: end_in_words(row, end, unit, source_id(plan, row, end))
            for end in ("baseline", "target")
        }
        paths.append(sentence("path", name=names[row["indicator"]], **ends))
    row = first.to_dict("records")[0]
    growth = traced(
        f"{plain(abs(row['growth']) * 100, 1)}%",
        f"growth:{row['indicator']}.growth",
        row["growth"] * 100,
    )
    return sentence(
        key,
        n=len(first),
        names=listing(paths),
        change=change_in_words(row, plan.unit(str(row["unit"]))),
        rate=sentence("rate_up" if row["growth"] >= 0 else "rate_down", rate=growth),
    )


def _loading(plan: Plan) -> tuple[str, ...]:
    """Say how many goals put more than an even share into the first or the last year."""
    each = steps(plan)
    # What is to be held, or is not set out, is no change that could be spread over the years.
    each = each[each["indicator"].isin(one.indicator for one in spreads(plan) if not one.reason)]
    # A path that the plan does not spread over its years says nothing of how it is loaded.
    stated = each.groupby("indicator", sort=False)["basis"].transform(
        lambda b: b.eq("stated").all()
    )
    each = each[stated.astype(bool)]
    if each.empty:
        return ()
    table = each.pivot_table(
        index="indicator", columns="year", values="share_of_change", sort=False
    )
    complete = table.dropna()
    if complete.empty or len(complete.columns) < 2:
        return ()
    even = 1 / len(complete.columns) + 1e-9
    first, last = complete.iloc[:, 0], complete.iloc[:, -1]
    return (
        sentence(
            "loading_answer",
            n=count(plan, "loading", len(complete)),
            front=count(plan, "front_loaded", int((first > even).sum())),
            back=count(plan, "back_loaded", int((last > even).sum())),
        ),
    )


def _number_or_range(row: Mapping[Any, Any], name: str, write: Callable[[float], str]) -> str:
    """Return a number as `write` does, or its range if baseline or target is only a bound."""
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    if math.isnan(low) or math.isnan(high):
        known = high if math.isnan(low) else low
        sign = "≤" if math.isnan(low) else "≥"
        return "" if math.isnan(known) else f"{sign}{write(known)}"
    if low == high:
        return write(low)
    return say("labels.from_to", low=write(low), high=write(high))


def _percent(growth: float) -> str:
    return plain(100 * growth, 2)


def requirements(plan: Plan) -> Table:
    """Return gap, required change and growth a year for each goal with a baseline to start from.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = requirements(ms.load_plan().select(indicator="childcare.gross_enrolment"))
    >>> table.rows[0]["gap"], table.rows[0]["change"], table.rows[0]["growth"]
    ('4', '1.33', '1.53')
    """
    rows = Rows(plan)
    growth = growth_and_gaps(plan)
    chosen = growth[growth["state"].isin(MOVING_REASONS)]
    write = computed_number
    for row in chosen.to_dict("records"):
        unit = rows.unit(row["unit"])
        rows.add_goal(
            row,
            {
                "baseline": baseline_with_unit(plan, goal_of(plan, row["indicator"])),
                "target": printed_end(row, "target", unit),
                "gap": _number_or_range(row, "gap", partial(difference_number, unit=unit)),
                "change": _number_or_range(row, "change", partial(way, unit=unit, write=write)),
                "gap_unit": difference_unit(unit),
                "growth": _number_or_range(row, "growth", _percent),
            },
            {"gap": row["gap"], "change": row["change"], "growth": row["growth"] * 100},
        )
    notes = []
    if chosen["growth_is_marked"].astype(bool).any():
        notes.append(title("note_share_growth"))
    if chosen["reason"].eq("baseline_is_a_bound").any():
        notes.append(title("note_interval"))
    notes += change_notes(plan, rows.ids)
    return rows.table(
        title("requirements"),
        columns(
            "indicator",
            "baseline",
            "target",
            "gap",
            "change",
            "gap_unit",
            "growth",
            numbers=("gap", "change", "growth"),
        ),
        notes,
    )


def paces(plan: Plan) -> Table:
    """Return the planned amount of each flow: by year, in total, and on average per year.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = paces(ms.load_plan().select(indicator="childcare.public_centres_built"))
    >>> [table.rows[0][year] for year in ("2018", "2019", "2020", "total", "pace")]
    ['9', '7', '3', '19', '6.3']
    """
    rows = Rows(plan)
    years = [str(year) for year in plan.facts.years]
    pace = required_growth(plan).set_index("indicator")["pace"]
    for goal in goals(plan):
        if not goal.adds_up or goal.final is None or goal.aim == "context":
            continue
        unit = rows.unit(goal.unit)
        a_year = float(pace[goal.indicator])
        shown = {
            "indicator": rows.names[goal.indicator],
            "unit": unit.name(),
            "baseline": baseline_number(plan, goal),
            "total": total(goal, unit),
            "pace": computed_number(a_year, unit),
        }
        for year in plan.facts.years:
            shown[str(year)] = target_number(goal.yearly.get(year), unit)
        rows.add(goal.programme, goal.indicator, shown, {"total": goal.final.value, "pace": a_year})
    known = columns("baseline") if any(row["baseline"] for row in rows.shown) else ()
    notes = [*notes_on_starred(rows), *amount_notes(plan, rows.ids)]
    notes += [title("note_pace")] if rows.shown else []
    return rows.table(
        title("paces"),
        (
            *columns("indicator", "unit"),
            *known,
            *(Column(year, title("year", year=year), "number") for year in years),
            *columns("total", "pace", numbers=("total", "pace")),
        ),
        notes,
    )


def held(plan: Plan) -> Table:
    """Return the targets that the baseline already meets or that need only be held, with headroom.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = held(ms.load_plan().select(indicator="employment.registered_unemployment"))
    >>> table.rows[0]["baseline"], table.rows[0]["target"], table.rows[0]["headroom"]
    ('≤3.5%', '≤4%', '0.5至4')
    """
    rows = Rows(plan)
    growth = required_growth(plan)
    for row in growth[growth["state"].isin(HELD_REASONS)].to_dict("records"):
        unit = rows.unit(row["unit"])
        rows.add_goal(
            row,
            {
                "baseline": baseline_with_unit(plan, goal_of(plan, row["indicator"])),
                "target": printed_end(row, "target", unit),
                "headroom": _number_or_range(
                    row, "headroom", partial(difference_number, unit=unit)
                ),
                "gap_unit": difference_unit(unit),
                "reason": say(f"reasons.{row['reason']}"),
            },
            {"headroom": row["headroom"]},
        )
    return rows.table(
        title("held"),
        columns(
            "indicator",
            "baseline",
            "target",
            "headroom",
            "gap_unit",
            "reason",
            numbers=("headroom",),
        ),
    )


def undefined(plan: Plan) -> Table:
    """Return the goals with numbers that have no required growth, and the reasons.

    Examples
    --------
    >>> import minsheng as ms
    >>> undefined(ms.load_plan().select(indicator="childcare.public_share")).rows[0]["reason"]
    '无基期值'
    """
    rows = Rows(plan)
    growth = required_growth(plan)
    for row in growth[growth["reason"].isin(["no_baseline", "no_target"])].to_dict("records"):
        unit = rows.unit(row["unit"])
        year = row["target_year"]
        rows.add_goal(
            row,
            {
                "target": printed_end(row, "target", unit),
                "due": title("year", year=year) if isinstance(year, int) else "",
                "reason": say(f"reasons.{row['reason']}"),
            },
        )
    return rows.table(title("undefined"), columns("indicator", "target", "due", "reason"))


def reasons(plan: Plan) -> Prose:
    """Explain each reason why a number is missing in `plan`.

    Examples
    --------
    >>> import minsheng as ms
    >>> reasons(ms.load_plan().select(indicator="childcare.public_share")).points
    ('无基期值：规划没有写明基期值，差距和增速无法计算。',)
    """
    growth = required_growth(plan)
    codes = dict.fromkeys([*growth["reason"], *growth["growth_reason"]])
    mark = "。" if current() == "zh" else "."
    colon = "：" if current() == "zh" else ": "
    points = [
        f"{say(f'reasons.{code}')}{colon}{say(f'reasons.{code}_long')}{mark}"
        for code in codes
        if code
    ]
    return Prose((), tuple(points), role="note")


def gaps_figure(plan: Plan) -> Exhibit:
    """Draw the gap from baseline to final target, unit by unit."""
    from minsheng import charts

    return make_figure("gaps", charts.gap, plan, [requirements(plan), held(plan)])


def growth(plan: Plan) -> Exhibit:
    """Draw the required change a year, ranked."""
    from minsheng import charts

    return make_figure("growth", charts.growth, plan, [requirements(plan), paces(plan)])


def loading(plan: Plan) -> Exhibit:
    """Draw how the planned change is spread over the years."""
    from minsheng import charts

    multi_year = [goal for goal in goals(plan) if len(goal.yearly) > 1]
    tables = [targets(plan)] if multi_year else []
    return make_figure("loading", charts.loading, plan, tables)
