"""A plan laid open for the rules: every row where a rule will look for it, in plain dicts.

The book is written once for each audit. Nothing in it depends on the order of the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cached_property, partial
from typing import Any

from minsheng.audit.check import Check, Severity
from minsheng.audit.printed import Figure
from minsheng.audit.relation import Relation, gather
from minsheng.plan.goals import Goal, goals
from minsheng.plan.plan import Plan
from minsheng.plan.wording import (
    department_names,
    indicator_names,
    programme_names,
    section_in_words,
    target_in_words,
)
from minsheng.text.language import Lang, listing, say
from minsheng.text.numerals import amount
from minsheng.text.units import Unit

Word = Callable[[Lang], str]
"""Something a sentence says, in the language it is said in."""

Row = Mapping[Any, Any]


class Book:
    """The rows of `plan` by what a rule asks for."""

    def __init__(self, plan: Plan) -> None:
        self.plan = _with_known_units(plan)
        self.facts = plan.facts
        self.indicators: dict[str, Row] = {
            row["indicator"]: row for row in _records(self.plan, "indicators")
        }
        self.units = {row["unit"]: _unit(row) for row in _records(plan, "units")}
        self.goals: dict[str, Goal] = {
            goal.indicator: goal
            for goal in sorted(goals(self.plan), key=lambda goal: goal.indicator)
        }
        self.baselines = self._figures("baselines")
        self.targets = self._figures("targets")
        self.restatements = self._figures("restatements")

    # What the plan prints

    def _figures(self, table: str) -> Mapping[str, tuple[Figure, ...]]:
        found: dict[str, list[Figure]] = defaultdict(list)
        for row in _records(self.plan, table):
            if row["indicator"] in self.indicators:
                found[row["indicator"]].append(Figure.read(table, row))
        order = partial(sorted, key=lambda figure: (figure.years, figure.section))
        return {indicator: tuple(order(found[indicator])) for indicator in sorted(found)}

    def yearly(self, indicator: str) -> dict[int, Figure]:
        """Return the numbered targets of single years."""
        return {
            figure.years[0]: figure
            for figure in self.targets.get(indicator, ())
            if figure.is_number and figure.statistic == "value"
        }

    def over_years(self, indicator: str, statistic: str) -> Figure | None:
        """Return the target that is a ``total`` or a yearly ``mean``."""
        for figure in self.targets.get(indicator, ()):
            if figure.is_number and figure.statistic == statistic:
                return figure
        return None

    def baseline(self, indicator: str) -> Figure | None:
        """Return the baseline of the baseline year."""
        for figure in self.baselines.get(indicator, ()):
            if figure.is_number and figure.years == (self.facts.baseline_year,) * 2:
                return figure
        return None

    def levels(self) -> list[Goal]:
        """Return the goals that are levels with a number: no flow, no milestone, no words."""
        return [
            goal
            for goal in self.goals.values()
            if goal.aim in ("reach", "hold") and goal.kind not in ("flow", "milestone")
            and goal.final is not None
        ]  # fmt: skip

    def flows(self) -> list[Goal]:
        """Return the goals that are amounts done within the years."""
        return [
            goal
            for goal in self.goals.values()
            if goal.aim in ("reach", "hold") and goal.is_flow and goal.final is not None
        ]

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The relations whose every figure is a number, by name."""
        return gather(
            _records(self.plan, "relations"),
            (
                figure
                for table in (self.targets, self.baselines)
                for rows in table.values()
                for figure in rows
            ),
        )

    def related(self, kind: str) -> list[Relation]:
        """Return the relations of one kind that lead to a figure."""
        return [relation for relation in self.relations if relation.kind == kind
                and relation.results]  # fmt: skip

    @cached_property
    def linked(self) -> frozenset[str]:
        """The indicators that a numbered task stands behind."""
        return frozenset(row["indicator"] for row in _records(self.plan, "task_indicators"))

    @cached_property
    def indicators_of_task(self) -> Mapping[str, frozenset[str]]:
        """The indicators of each task."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in _records(self.plan, "task_indicators"):
            found[row["task"]].add(row["indicator"])
        return {task: frozenset(indicators) for task, indicators in found.items()}

    def rows(self, table: str) -> list[dict[Any, Any]]:
        """Return the records of a table."""
        return _records(self.plan, table)

    @cached_property
    def stated_by_year(self) -> frozenset[str]:
        """The indicators with a target of their own before the last year.

        What is printed once for all years ("at least 90 % in 2018–2020") is not stated by year.
        """
        return frozenset(
            indicator
            for indicator, figures in self.targets.items()
            if len({(figure.printed, figure.section) for figure in figures
                    if figure.statistic == "value"}) > 1
            or all(figure.years[1] < self.facts.last_year for figure in figures)
        )  # fmt: skip

    @cached_property
    def without_year(self) -> frozenset[str]:
        """The indicators with targets of which neither the wording nor the task names a year."""
        undated = {row["section"] for row in self.rows("tasks") if not _is_dated(row["due"])}
        return frozenset(
            indicator
            for indicator, figures in self.targets.items()
            if all({*figure.section.split(";")} <= undated and "年" not in figure.printed
                   for figure in figures)
        )  # fmt: skip

    @cached_property
    def duties(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """The departments of each programme by role, sorted."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in _records(self.plan, "responsibilities"):
            found[row["programme"]][row["role"]].append(row["department"])
        return {
            programme: {role: tuple(sorted(names)) for role, names in roles.items()}
            for programme, roles in found.items()
        }

    def responsible(self, programme: str) -> frozenset[str]:
        """Return the departments that lead the programme or are responsible in it."""
        roles = self.duties.get(programme, {})
        return frozenset((*roles.get("lead", ()), *roles.get("responsible", ())))

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The programmes' order."""
        return {row["programme"]: row["order"] for row in _records(self.plan, "programmes")}

    # What sentences say

    @cached_property
    def _names(self) -> Mapping[Lang, Mapping[str, str]]:
        langs: tuple[Lang, ...] = ("zh", "en")
        return {
            lang: {**programme_names(self.plan, lang), **indicator_names(self.plan, lang)}
            for lang in langs
        }

    @cached_property
    def _departments(self) -> Mapping[Lang, Mapping[str, str]]:
        return {"zh": department_names(self.plan, "zh"), "en": department_names(self.plan, "en")}

    def name(self, thing: str) -> Word:
        """Return the name of an indicator or a programme."""
        return lambda lang: self._names[lang].get(thing, thing)

    def names(self, things: Iterable[str]) -> Word:
        """Return several names in one list."""
        chosen = sorted(set(things))
        return lambda lang: listing([self._names[lang].get(thing, thing) for thing in chosen],
                                    lang)  # fmt: skip

    def departments(self, departments: Iterable[str]) -> Word:
        """Return departments in one list; of none it is whoever issued the plan."""
        chosen = sorted(departments)
        if not chosen:
            return lambda lang: say("audit.issuer", lang)
        return lambda lang: listing(
            [say("audit.department", lang, name=self._departments[lang].get(one, one))
             for one in chosen], lang)  # fmt: skip

    def unit(self, indicator: str) -> Unit:
        """Return the unit of an indicator."""
        return self.units[self.indicators[indicator]["unit"]]

    def said(self, figure: Figure) -> Word:
        """Return a figure with its bound and unit, in words."""
        unit = self.unit(figure.indicator)
        bound = figure.bound or "="
        return lambda lang: target_in_words(bound, figure.value, unit, lang,
                                            high=figure.value_high)  # fmt: skip

    def all_said(self, figures: Iterable[Figure]) -> Word:
        """Return several figures with their years in one list."""
        words = [(figure, self.said(figure)) for figure in figures]
        return lambda lang: listing(
            [say(f"audit.in_year_{figure.statistic}", lang, year=figure.year, figure=word(lang))
             for figure, word in words], lang)  # fmt: skip

    def amount(self, value: Decimal, indicator: str) -> Word:
        """Return a number that is computed, in the unit of an indicator."""
        unit = self.unit(indicator)
        return lambda lang: amount(float(value), unit, lang)

    @staticmethod
    def places(figures: Iterable[Figure]) -> Word:
        """Return where figures are printed."""
        sections = ";".join(dict.fromkeys(figure.section for figure in figures))
        return lambda lang: section_in_words(sections, lang)

    @staticmethod
    def note(relation: Relation) -> Word:
        """Return the note of a relation in brackets, or nothing."""
        notes = {"zh": relation.note_zh.replace("\n", "；"),
                 "en": relation.note_en.replace("\n", "; ")}  # fmt: skip
        return lambda lang: say("audit.note", lang, note=notes[lang]) if notes[lang] else ""

    def check(  # noqa: PLR0913  a check, part by part
        self, rule: str, severity: Severity, case: str, indicators: Iterable[str], *,
        rows: Iterable[str], arithmetic: str = "", programme: str = "",
        **words: Word | str | int,
    ) -> Check:  # fmt: skip
        """Return a check that says the sentence ``rule_case`` of the catalogue ``audit``."""
        concerned = tuple(sorted(set(indicators)))
        if not programme and concerned:
            programme = self.indicators[concerned[0]]["programme"]
        lead = self.duties.get(programme, {}).get("lead", ())
        told = {**words, "ask": self.departments(lead)}

        def sentence(lang: Lang) -> str:
            said = {name: word(lang) if callable(word) else word for name, word in told.items()}
            return say(f"audit.{rule}_{case}", lang, **said)

        return Check(
            rule, severity, programme, concerned, tuple(dict.fromkeys(rows)), arithmetic,
            sentence("zh"), sentence("en"), ";".join(lead),
        )  # fmt: skip

    def related_check(
        self, rule: str, severity: Severity, case: str, relation: Relation, *,
        arithmetic: str = "", **words: Word | str | int,
    ) -> Check:  # fmt: skip
        """Return a check of a relation, which belongs to the programme of what it leads to."""
        result = relation.results[0]
        return self.check(
            rule, severity, case, {figure.indicator for figure in relation.figures},
            rows=(f"relations:{relation.name}", *(figure.row for figure in relation.figures)),
            arithmetic=arithmetic, programme=self.indicators[result.indicator]["programme"],
            name=self.name(result.indicator), note=self.note(relation), **words,
        )  # fmt: skip


def rows_of(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Return the row ids of figures."""
    return tuple(figure.row for figure in figures)


def _records(plan: Plan, table: str) -> list[dict[Any, Any]]:
    """Return the records of a table; a plan made by hand may lack it."""
    return plan.tables[table].to_dict("records") if table in plan.tables else []


def _is_dated(due: object) -> bool:
    """Whether a task has a date; of a missing one (NaT) the year is not a number."""
    return isinstance(getattr(due, "year", None), int)


def _unit(row: Row) -> Unit:
    return Unit(
        row["unit"], row["name_zh"], row["name_en"], row["symbol_zh"], row["symbol_en"],
        bool(row["share"]), bool(row["growth"]), int(row["decimals"]),
    )  # fmt: skip


def _with_known_units(plan: Plan) -> Plan:
    """Return the plan without the indicators that no unit of the list measures."""
    indicators = plan.tables["indicators"]
    known = indicators["unit"].isin(list(plan.tables["units"]["unit"]))
    if known.all():
        return plan
    return Plan(plan.facts, {**plan.tables, "indicators": indicators[known]}, plan.fingerprint)
