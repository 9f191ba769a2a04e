"""The rows of a plan by what a rule asks for: numbers by indicator, goals, relations, duties."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from minsheng.audit.printed import CONTRIBUTIONS, PrintedNumber, Relation, read_relations
from minsheng.plan.goals import Goal, goals
from minsheng.plan.plan import Plan
from minsheng.text.written_numbers import fold

Row = Mapping[Any, Any]

# 未来五年 is a period, and 老年人 and 受教育年限 are names; 五年新建 says by when.
_DATED = re.compile(
    r"\d{4}年|[-—]\d{4}|[每逐各当本]年|年(?:度|均|底|末|初|内|时间|累计|共|新[增建]|完成)", re.ASCII
)


class PlanRows:
    """The rows of `plan`. No result depends on the order of the rows of a table."""

    def __init__(self, plan: Plan) -> None:
        self.plan = _with_known_units(plan)
        self.facts = plan.facts
        self.indicators: dict[str, Row] = {row["indicator"]: row for row in self.rows("indicators")}
        self.units = {unit: plan.unit(unit) for unit in plan.tables["units"]["unit"]}
        self.goals: dict[str, Goal] = {
            goal.indicator: goal
            for goal in sorted(goals(self.plan), key=lambda goal: goal.indicator)
        }
        self.baselines = self._numbers("baselines")
        self.targets = self._numbers("targets")
        self.restatements = self._numbers("restatements")

    def rows(self, table: str) -> list[dict[Any, Any]]:
        """Return the records of a table; none where a plan made by hand lacks it."""
        tables = self.plan.tables
        return tables[table].to_dict("records") if table in tables else []

    def _numbers(self, table: str) -> Mapping[str, tuple[PrintedNumber, ...]]:
        """Return the rows of a table by indicator, in the order of years and sections."""
        numbers: dict[str, list[PrintedNumber]] = {}
        for row in sorted(self.rows(table), key=lambda row: str(row["indicator"])):
            if row["indicator"] in self.indicators:
                least = self.goals[row["indicator"]].least
                number = PrintedNumber.read(table, row, least)
                numbers.setdefault(number.indicator, []).append(number)
        return {
            indicator: tuple(sorted(rows, key=lambda number: (number.years, number.section)))
            for indicator, rows in numbers.items()
        }

    def yearly(self, indicator: str) -> dict[int, PrintedNumber]:
        """Return the targets with a number for a single year, by year."""
        return {
            target.years[0]: target
            for target in self.targets.get(indicator, ())
            if target.is_number and target.statistic == "value"
        }

    def over_years(self, indicator: str, statistic: str) -> PrintedNumber | None:
        """Return the target that is a ``total`` or a yearly ``mean`` of several years."""
        for target in self.targets.get(indicator, ()):
            if target.is_number and target.statistic == statistic:
                return target
        return None

    def beside_total(self, indicator: str) -> list[PrintedNumber]:
        """Return the yearly amounts of a flow that lie outside the years of its total."""
        total = self.over_years(indicator, "total")
        first, last = total.years if total else (0, 0)
        amounts = self.yearly(indicator).items()
        return [amount for year, amount in amounts if not first <= year <= last]

    def baseline(self, indicator: str) -> PrintedNumber | None:
        """Return the number printed for the baseline year of the goal."""
        for baseline in self.baselines.get(indicator, ()):
            if baseline.is_number and baseline.years == (self.goals[indicator].baseline_year,) * 2:
                return baseline
        return None

    def levels(self) -> list[Goal]:
        """Return the goals that are levels with a number: no flow, no milestone, no words."""
        return [goal for goal in self._with_number() if goal.kind not in ("flow", "milestone")]

    def levels_with_baseline(self) -> Iterator[tuple[Goal, PrintedNumber]]:
        """Yield each level that has a number for the baseline year, with that number."""
        for goal in self.levels():
            if baseline := self.baseline(goal.indicator):
                yield goal, baseline

    def flows(self) -> list[Goal]:
        """Return the goals that are amounts done within a year or several."""
        return [goal for goal in self._with_number() if goal.is_flow]

    def _with_number(self) -> list[Goal]:
        return [
            goal
            for goal in self.goals.values()
            if goal.aim in ("reach", "hold") and goal.final is not None
        ]

    def is_headline(self, indicator: str) -> bool:
        """Return whether an indicator is a main goal (主要目标) of the plan."""
        return bool(self.indicators[indicator]["headline"])

    def targets_with_words(self, words: re.Pattern[str]) -> dict[str, list[PrintedNumber]]:
        """Return by indicator the targets in whose wording `words` is found."""
        chosen = {
            indicator: [target for target in targets if words.search(fold(target.printed))]
            for indicator, targets in self.targets.items()
        }
        return {indicator: targets for indicator, targets in chosen.items() if targets}

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The relations whose members all have a value, by name."""
        tables = (self.targets, self.baselines)
        numbers = (number for table in tables for rows in table.values() for number in rows)
        return read_relations(self.rows("relations"), numbers)

    def related(self, kind: str) -> list[Relation]:
        """Return the relations of one kind that have a result."""
        return [each for each in self.relations if each.kind == kind and each.results]

    def in_role(self, kind: str, role: str) -> set[str]:
        """Return the indicators that take a role in a relation of one kind."""
        return {number.indicator for each in self.related(kind) for number in each[role]}

    @cached_property
    def contributions(self) -> Mapping[str, frozenset[str]]:
        """By indicator, the indicators that bring it about, such as beds added for all beds."""
        contributions: dict[str, set[str]] = defaultdict(set)
        for relation in self.relations:
            numbers = [number for role in CONTRIBUTIONS for number in relation[role]]
            for result in relation.results if numbers else ():
                contributions[result.indicator].update(number.indicator for number in numbers)
        return {result: frozenset(indicators) for result, indicators in contributions.items()}

    @cached_property
    def linked(self) -> frozenset[str]:
        """The indicators that a numbered task is linked to."""
        return frozenset(row["indicator"] for row in self.rows("task_indicators"))

    @cached_property
    def indicators_of_task(self) -> Mapping[str, frozenset[str]]:
        """The indicators of each task."""
        indicators: dict[str, set[str]] = defaultdict(set)
        for row in self.rows("task_indicators"):
            indicators[row["task"]].add(row["indicator"])
        return {task: frozenset(linked) for task, linked in indicators.items()}

    @cached_property
    def stated_by_year(self) -> frozenset[str]:
        """The indicators with a target of their own before the last year.

        What is printed once for all years ("at least 90 % in 2018–2020") is not stated by year. The
        only year of a milestone is its date, and that of a total or a mean ends its period.
        """

        def is_by_year(name: str, targets: tuple[PrintedNumber, ...]) -> bool:
            single = [target for target in targets if target.years[0] == target.years[1]]
            statements = {(target.printed, target.section) for target in single}
            if len(statements) > 1 or not single or self.goals[name].kind == "milestone":
                return len(statements) > 1
            return all(target.years[1] < self.facts.last_year for target in targets)

        return frozenset(name for name in self.targets if is_by_year(name, self.targets[name]))

    @cached_property
    def _undated_sections(self) -> frozenset[str]:
        """The sections of the tasks without a due date."""
        return frozenset(row["section"] for row in self.rows("tasks") if due_year(row) is None)

    def prints_year(self, number: PrintedNumber) -> bool:
        """Return whether the wording of a number, or the task that prints it, names a year.

        A section that holds no task stands under a heading or in a sentence with years.
        """
        sections = {*number.section.split(";")}
        is_dated = _DATED.search(number.printed) is not None
        return is_dated or not sections <= self._undated_sections

    @cached_property
    def without_year(self) -> frozenset[str]:
        """The indicators with targets of which none prints a year."""
        return frozenset(
            name
            for name, targets in self.targets.items()
            if not any(map(self.prints_year, targets))
        )

    def by_programme(self, indicators: Iterable[str]) -> dict[str, list[str]]:
        """Return `indicators` by programme, in their order; the programmes are sorted."""
        programmes: dict[str, list[str]] = defaultdict(list)
        for indicator in indicators:
            programmes[self.goals[indicator].programme].append(indicator)
        return dict(sorted(programmes.items()))

    def groups(self) -> list[Row]:
        """Return the projects and reforms (工程、改革), sorted by their ids."""
        return sorted(self.rows("groups"), key=lambda row: str(row["group"]))

    def groups_by_programme(self) -> dict[str, list[Row]]:
        """Return the projects and reforms of each programme, programmes and groups sorted."""
        programmes: dict[str, list[Row]] = defaultdict(list)
        for row in self.groups():
            programmes[row["programme"]].append(row)
        return dict(sorted(programmes.items()))

    @cached_property
    def duties(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """The departments of each programme by role; programmes and departments are sorted."""
        duties: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in self.rows("responsibilities"):
            duties[row["programme"]][row["role"]].append(row["department"])
        return {
            programme: {role: tuple(sorted(names)) for role, names in roles.items()}
            for programme, roles in sorted(duties.items())
        }

    def leads(self, programme: str) -> tuple[str, ...]:
        """Return the departments that lead a programme."""
        return self.duties.get(programme, {}).get("lead", ())

    def responsible(self, programme: str) -> frozenset[str]:
        """Return the departments that lead a programme or are responsible in it."""
        others = self.duties.get(programme, {}).get("responsible", ())
        return frozenset((*self.leads(programme), *others))

    def programme_rank(self, programme: str) -> int:
        """Return the place of a programme in the plan; of what has none, after the last."""
        return self._programme_order.get(programme, len(self._programme_order) + 1)

    @cached_property
    def _programme_order(self) -> Mapping[str, int]:
        return {row["programme"]: row["order"] for row in self.rows("programmes")}


def due_year(task: Row) -> int | None:
    """Return the year of a task's due date; None where it has none (the year of NaT is a float)."""
    year = getattr(task["due"], "year", None)
    return year if isinstance(year, int) else None


def _with_known_units(plan: Plan) -> Plan:
    """Return the plan without the indicators whose unit is not in the table of units."""
    indicators = plan.tables["indicators"]
    known = indicators["unit"].isin(list(plan.tables["units"]["unit"]))
    if known.all():
        return plan
    return Plan(plan.facts, {**plan.tables, "indicators": indicators[known]}, plan.fingerprint)
