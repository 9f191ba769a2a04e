"""What the rules read and write: the rows of a plan by what a rule asks for, and the checks.

A `Book` is made once for each audit. Nothing in it depends on the order of the rows of a table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

from minsheng.audit.printed import CONTRIBUTIONS, PrintedNumber, Relation, read_relations
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
from minsheng.text.quantity import fold
from minsheng.text.units import Unit

Severity = Literal["agreed", "contradiction", "question", "remark"]
SEVERITIES: tuple[Severity, ...] = ("contradiction", "question", "remark", "agreed")
"""From the gravest on; what agrees comes last."""
LANGUAGES: tuple[Lang, ...] = ("zh", "en")

Row = Mapping[Any, Any]
Words = Callable[[Lang], str]
"""A part of a sentence, by the language of the sentence."""
Evidence = Iterable[PrintedNumber | str]
"""What a check was made of: printed numbers, and other rows of the plan by their ids."""


@dataclass(frozen=True)
class Check:
    """One comparison that a rule made.

    Parameters
    ----------
    rule
        The rule's name, that of its file.
    severity
        ``contradiction``: two printed statements cannot both hold. ``question``: only whoever
        leads the programme can settle it. ``remark``: it limits what can be evaluated.
        ``agreed``: nothing to say.
    programme
        The programme (专项) it belongs to; empty where it concerns the whole plan.
    indicators
        The indicators concerned, sorted.
    rows
        The rows concerned, ``table:key``, such as ``targets:childcare.gross_enrolment@2018``.
    arithmetic
        The numbers in one line, such as ``70 + 73 = 143``; empty where nothing is computed.
    zh, en
        What is printed, what follows from it and whom to ask, in one sentence each.
    ask
        The lead departments of the programme, joined by ``;``.

    Examples
    --------
    >>> Check("parts", "agreed", "childcare", ("childcare.kindergartens",), (),
    ...       "70 + 73 = 143", "…", "…", "education").is_finding
    False
    """

    rule: str
    severity: Severity
    programme: str
    indicators: tuple[str, ...]
    rows: tuple[str, ...]
    arithmetic: str
    zh: str
    en: str
    ask: str

    @property
    def is_finding(self) -> bool:
        """Whether the check does not agree."""
        return self.severity != "agreed"


@dataclass(frozen=True)
class Outcome:
    """The severity of a check and the `case` of its rule, which selects the sentence."""

    severity: Severity
    case: str

    @property
    def is_finding(self) -> bool:
        """Whether the check does not agree."""
        return self.severity != "agreed"


AGREED = Outcome("agreed", "same")


class Book:
    """The rows of `plan` by what a rule asks for, and the checks that a rule makes of them."""

    def __init__(self, plan: Plan) -> None:
        self.plan = _with_known_units(plan)
        self.facts = plan.facts
        self.indicators: dict[str, Row] = {row["indicator"]: row for row in self.rows("indicators")}
        self.units = {row["unit"]: _unit(row) for row in self.rows("units")}
        self.goals: dict[str, Goal] = {
            goal.indicator: goal
            for goal in sorted(goals(self.plan), key=lambda goal: goal.indicator)
        }
        self.baselines = self._numbers("baselines")
        self.targets = self._numbers("targets")
        self.restatements = self._numbers("restatements")

    # What the plan prints

    def rows(self, table: str) -> list[dict[Any, Any]]:
        """Return the records of a table; none where a plan made by hand lacks it."""
        tables = self.plan.tables
        return tables[table].to_dict("records") if table in tables else []

    def _numbers(self, table: str) -> Mapping[str, tuple[PrintedNumber, ...]]:
        """Return the rows of a table by indicator, in the order of years and sections."""
        numbers: dict[str, list[PrintedNumber]] = {}
        for row in sorted(self.rows(table), key=lambda row: str(row["indicator"])):
            if row["indicator"] in self.indicators:
                number = PrintedNumber.read(table, row)
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

    def baseline(self, indicator: str) -> PrintedNumber | None:
        """Return the number printed for the baseline year."""
        for baseline in self.baselines.get(indicator, ()):
            if baseline.is_number and baseline.years == (self.facts.baseline_year,) * 2:
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

        What is printed once for all years ("at least 90 % in 2018–2020") is not stated by year.
        """

        def is_by_year(targets: tuple[PrintedNumber, ...]) -> bool:
            single = [target for target in targets if target.statistic == "value"]
            statements = {(target.printed, target.section) for target in single}
            ends_early = all(target.years[1] < self.facts.last_year for target in targets)
            return len(statements) > 1 or ends_early

        return frozenset(name for name, targets in self.targets.items() if is_by_year(targets))

    @cached_property
    def without_year(self) -> frozenset[str]:
        """The indicators with targets of which neither the wording nor the task names a year."""
        undated = {row["section"] for row in self.rows("tasks") if due_year(row) is None}

        def names_no_year(target: PrintedNumber) -> bool:
            return {*target.section.split(";")} <= undated and "年" not in target.printed

        return frozenset(
            name for name, targets in self.targets.items() if all(map(names_no_year, targets))
        )

    @cached_property
    def indicators_with_targets(self) -> Mapping[str, list[str]]:
        """The indicators with targets of each programme, programmes and indicators sorted."""
        return self.by_programme(self.targets)

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

    # The words of sentences

    @cached_property
    def _names(self) -> Mapping[Lang, Mapping[str, str]]:
        return {
            lang: {**programme_names(self.plan, lang), **indicator_names(self.plan, lang)}
            for lang in LANGUAGES
        }

    @cached_property
    def _department_names(self) -> Mapping[Lang, Mapping[str, str]]:
        return {lang: department_names(self.plan, lang) for lang in LANGUAGES}

    def name(self, key: str) -> Words:
        """Return the name of an indicator or a programme."""
        return lambda lang: self._names[lang].get(key, key)

    def names(self, keys: Iterable[str]) -> Words:
        """Return the names of indicators or programmes as one list, sorted by id."""
        chosen = sorted(set(keys))
        return lambda lang: listing([self.name(key)(lang) for key in chosen], lang)

    def departments(self, keys: Iterable[str]) -> Words:
        """Return the names of departments as one list; of none, "whoever issued the plan"."""
        chosen = sorted(keys)

        def words(lang: Lang) -> str:
            names = [self._department_names[lang].get(key, key) for key in chosen]
            named = [say("audit.department", lang, name=name) for name in names]
            return listing(named, lang) if named else say("audit.issuer", lang)

        return words

    def unit(self, indicator: str) -> Unit:
        """Return the unit of an indicator."""
        return self.units[self.indicators[indicator]["unit"]]

    def number(self, number: PrintedNumber) -> Words:
        """Return a printed number with its bound and unit."""
        unit, bound = self.unit(number.indicator), number.bound or "="
        high = number.value_high
        return lambda lang: target_in_words(bound, number.value, unit, lang, high=high)

    def dated_numbers(self, numbers: Iterable[PrintedNumber]) -> Words:
        """Return printed numbers, each with its years, bound and unit, as one list."""
        chosen = list(numbers)

        def dated(number: PrintedNumber, lang: Lang) -> str:
            words = self.number(number)(lang)
            key = f"audit.in_year_{number.statistic}"
            return say(key, lang, year=number.year, figure=words)

        return lambda lang: listing([dated(number, lang) for number in chosen], lang)

    def amount(self, value: Decimal, indicator: str) -> Words:
        """Return a computed value in the unit of an indicator."""
        unit = self.unit(indicator)
        return lambda lang: amount(float(value), unit, lang)

    @staticmethod
    def places(numbers: Iterable[PrintedNumber]) -> Words:
        """Return the sections where numbers are printed."""
        return sections_in_words(number.section for number in numbers)

    def _say(self, value: object, lang: Lang) -> object:
        """Return what stands in a sentence of `lang` for one of its `words` (see `check`)."""
        if isinstance(value, PrintedNumber):
            value = self.number(value)
        elif isinstance(value, list | tuple):
            value = self.dated_numbers(value)
        return value(lang) if callable(value) else value

    # The checks

    def check(  # noqa: PLR0913  a check, part by part
        self,
        rule: str,
        outcome: Outcome,
        rows: Evidence,
        arithmetic: str = "",
        words: Mapping[str, object] = MappingProxyType({}),
        *,
        programme: str = "",
        indicators: Iterable[str] | None = None,
    ) -> Check:
        """Return a check that says the sentence ``rule_case`` of the catalogue ``audit``.

        Parameters
        ----------
        rule, outcome, arithmetic
            As in `Check`.
        rows
            The printed numbers that were compared; other rows of the plan by their ids.
        words
            The placeholders of the sentence. A printed number is written with its bound and unit,
            a list of them with their years; `Words` are asked for the language. ``name`` (of the
            first indicator), ``programme_name`` and ``ask`` (the lead departments) are added.
        programme
            The programme concerned; that of the first indicator when left out.
        indicators
            The indicators concerned; those of the printed numbers when left out.
        """
        rows = list(rows)
        numbers = [row for row in rows if isinstance(row, PrintedNumber)]
        if indicators is None:
            indicators = (number.indicator for number in numbers)
        concerned = tuple(sorted(set(indicators)))
        if not programme and concerned:
            programme = self.indicators[concerned[0]]["programme"]
        leads = self.leads(programme)
        names = {"name": self.name("".join(concerned[:1])), "programme_name": self.name(programme)}
        values = {**names, **words, "ask": self.departments(leads)}
        zh, en = (
            say(
                f"audit.{rule}_{outcome.case}",
                lang,
                **{name: self._say(value, lang) for name, value in values.items()},
            )
            for lang in LANGUAGES
        )
        ids = tuple(dict.fromkeys(row if isinstance(row, str) else row.row for row in rows))
        asked = ";".join(leads)
        return Check(rule, outcome.severity, programme, concerned, ids, arithmetic, zh, en, asked)

    def check_relation(
        self,
        rule: str,
        outcome: Outcome,
        relation: Relation,
        arithmetic: str = "",
        words: Mapping[str, object] = MappingProxyType({}),
    ) -> Check:
        """Return a check of a relation, which belongs to the programme of its result.

        ``name`` is the name of the result, ``note`` the note of the relation in brackets.
        """
        result = relation.results[0].indicator
        rows: Evidence = [f"relations:{relation.name}", *relation.numbers]
        words = {"name": self.name(result), "note": note_in_words(relation), **words}
        programme = self.indicators[result]["programme"]
        return self.check(rule, outcome, rows, arithmetic, words, programme=programme)


def sections_in_words(sections: Iterable[str]) -> Words:
    """Return section numbers as a sentence names them, each once."""
    joined = ";".join(dict.fromkeys(sections))
    return lambda lang: section_in_words(joined, lang)


def note_in_words(relation: Relation) -> Words:
    """Return the note of a relation in brackets, or nothing."""
    zh, en = relation.note_zh.replace("\n", "；"), relation.note_en.replace("\n", "; ")
    notes = {"zh": zh, "en": en}
    return lambda lang: say("audit.note", lang, note=notes[lang]) if notes[lang] else ""


def cell_in_words(rows: Iterable[Row], column: str) -> Words:
    """Return the cells ``column_zh`` or ``column_en`` of rows, by language, as one list."""
    chosen = list(rows)
    return lambda lang: listing([str(row[f"{column}_{lang}"]) for row in chosen], lang)


def due_year(task: Row) -> int | None:
    """Return the year of a task's due date; None where it has none (the year of NaT is a float)."""
    year = getattr(task["due"], "year", None)
    return year if isinstance(year, int) else None


def _unit(row: Row) -> Unit:
    columns = ("unit", "name_zh", "name_en", "symbol_zh", "symbol_en")
    texts = {name: row[name] for name in columns}
    share, growth = bool(row["share"]), bool(row["growth"])
    return Unit(**texts, share=share, growth=growth, decimals=int(row["decimals"]))


def _with_known_units(plan: Plan) -> Plan:
    """Return the plan without the indicators whose unit is not in the table of units."""
    indicators = plan.tables["indicators"]
    known = indicators["unit"].isin(list(plan.tables["units"]["unit"]))
    if known.all():
        return plan
    return Plan(plan.facts, {**plan.tables, "indicators": indicators[known]}, plan.fingerprint)
