"""A plan: its facts, its tables, its selections. No input, no output, no arithmetic."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from minsheng.errors import BadInput, Fault, require_known
from minsheng.plan import views
from minsheng.plan.assumptions import Assumption
from minsheng.plan.facts import HYPOTHETICAL, PlanFacts
from minsheng.plan.frozen_tables import Tables
from minsheng.plan.remembering import by_language
from minsheng.plan.selection import CRITERIA, Wish, narrowed, one_id, rows_with, values_beginning
from minsheng.text.language import Lang, current
from minsheng.text.units import Unit

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False, repr=False)
class Plan:
    """A plan as printed: frozen, made of tidy frames.

    Each part is a `pandas.DataFrame` of its own; changing one does not change the plan. Text
    columns are never missing (an absent text is empty), numbers are float, percentages read 90.

    Parameters
    ----------
    facts
        What the plan says of itself.
    tables
        The tables of the data package by name; each look-up returns a copy.
    fingerprint
        SHA-256 of the package's bytes.
    origin
        The folder it was read from; empty for a plan made in memory.
    titles
        The titles of the columns in Chinese and in English, by table and column, as the package
        declares them.
    selected_from
        Of a selection the whole plan that it is a part of.
    assumptions
        What is only assumed of it; see `assume`. Whatever shows such a plan is marked.
    assumed_from
        Of a whole plan with assumptions the plan as it is stated.
    checked_by
        Returns the faults of tables, as the package they were read from must have none, in the
        rows about an indicator where one is named; None for a plan made in memory, which nothing
        checks.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> plan.select(programme="childcare", headline=True, aim="reach").indicators["unit"].unique()
    <StringArray>
    ['percent', 'institution', 'milestone']
    Length: 3, dtype: str
    """

    facts: PlanFacts
    tables: Mapping[str, pd.DataFrame]
    fingerprint: str = ""
    origin: str = ""
    titles: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    selected_from: Plan | None = None
    assumptions: tuple[Assumption, ...] = ()
    assumed_from: Plan | None = None
    checked_by: Callable[..., list[Fault]] | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "tables", Tables(self.tables))

    def __repr__(self) -> str:
        years = f"{self.facts.first_year}–{self.facts.last_year}"
        mark = f" ({HYPOTHETICAL})" if self.assumptions else ""
        return f"<Plan {self.facts.plan} {years}: {len(self)} indicators>{mark}"

    def __reduce__(self) -> tuple[type[Plan], tuple[object, ...]]:
        """Travel to another process: the tables as a plain dictionary."""
        tables = dict(self.tables)
        kept = (self.fingerprint, self.origin, self.titles, self.selected_from)
        assumed = (self.assumptions, self.assumed_from)
        return Plan, (self.facts, tables, *kept, *assumed, self.checked_by)

    @property
    def whole(self) -> Plan:
        """The plan that this is a selection of, or the plan itself.

        Examples
        --------
        >>> import minsheng as ms
        >>> plan = ms.load_plan()
        >>> plan.select(programme="childcare").select(headline=True).whole is plan
        True
        """
        return self if self.selected_from is None else self.selected_from

    @property
    def stated(self) -> Plan:
        """The whole plan as it is stated, without what is assumed of it.

        Examples
        --------
        >>> import minsheng as ms
        >>> plan = ms.load_plan()
        >>> plan.assume("childcare.gross_enrolment", target=92).stated is plan
        True
        """
        return self.whole.assumed_from or self.whole

    def table(self, name: str) -> pd.DataFrame:
        """Return a copy of the table `name` as its file has it: a change stays outside the plan."""
        return self.tables[name]

    def title(self, table: str, column: str, lang: Lang | None = None) -> str:
        """Return the title of a column as the package declares it, else the column's name.

        Examples
        --------
        >>> import minsheng as ms
        >>> ms.load_plan().title("targets", "strength", "zh")
        '约束程度'
        """
        zh, en = self.titles.get(table, {}).get(column, ("", ""))
        return (zh if (lang or current()) == "zh" else en) or column

    @property
    def programmes(self) -> pd.DataFrame:
        """The programmes (专项) in their order: programme, order, names, annex, section."""
        return self._named("programmes")

    @property
    def departments(self) -> pd.DataFrame:
        """The departments: names as printed and what became of them."""
        return self._named("departments")

    @property
    def responsibilities(self) -> pd.DataFrame:
        """Who leads and who is responsible: programme, department, role."""
        return self._named("responsibilities")

    @property
    def units(self) -> pd.DataFrame:
        """The closed list of units: names, whether a share, whether growth makes sense."""
        return self.table("units")

    @property
    def indicators(self) -> pd.DataFrame:
        """The indicators (指标), one a row, with the names of programme and holder."""
        return self._named("indicators")

    @property
    def baselines(self) -> pd.DataFrame:
        """The baselines (基期值): indicator, years, statistic, bound, value, source."""
        return self._named("baselines")

    @property
    def targets(self) -> pd.DataFrame:
        """The targets (目标值): indicator, years, statistic, bound, value, strength, source.

        Where the number is a change of the level (``change``), ``unit`` is what the change is
        counted in: ``percent``, ``percentage_point`` of a share, else the indicator's unit.
        """
        return self._with_units_of_changes("targets")

    @property
    def restatements(self) -> pd.DataFrame:
        """What the plan prints again of a target elsewhere (重复表述); `targets` governs.

        Its columns are those of `targets`; ``section`` is where it is printed again.
        """
        return self._with_units_of_changes("restatements")

    def _with_units_of_changes(self, table: str) -> pd.DataFrame:
        frame = self._named(table)
        if "change" in frame:
            units = zip(frame["change"], frame["unit"], strict=True)
            frame["unit"] = [views.unit_of_change(word, self.unit(unit)) for word, unit in units]
        return frame

    @property
    def groups(self) -> pd.DataFrame:
        """The projects, action plans and reforms."""
        return self._named("groups")

    @property
    def tasks(self) -> pd.DataFrame:
        """The numbered tasks (任务), with who is to do them by when.

        Returns
        -------
        pandas.DataFrame
            One row per task: ``programme``, ``group`` and ``task``, each with its name (of a task
            its title); ``number``; ``due``, the day that is printed, and ``due_year`` (Int64), both
            missing where there is none; ``lead_departments`` and ``responsible_departments``, the
            names of those that lead the programme and of those that are responsible in it; the
            other columns of the table.

        Examples
        --------
        >>> import minsheng as ms
        >>> tasks = ms.load_plan().tasks
        >>> tasks[tasks["due_year"] == 2018]["task"].tolist()
        ['education.reform2.8', 'amenities.project1.1']
        >>> tasks.loc[tasks["task"] == "education.reform2.8", "lead_departments"].item()
        '区教委'
        """
        return views.tasks(self.tables)

    def _named(self, table: str) -> pd.DataFrame:
        known = _tables_with_names(self)
        if table not in known:
            known[table] = views.with_names(self.tables[table], self.tables)
        return known[table].copy()

    def unit(self, unit: str) -> Unit:
        """Return one unit of the closed list.

        Examples
        --------
        >>> import minsheng as ms
        >>> ms.load_plan().unit("percent").share
        True
        """
        require_known("unit", unit, list(self._units))
        return self._units[unit]

    @cached_property
    def _units(self) -> Mapping[str, Unit]:
        return {
            row["unit"]: Unit(
                unit=row["unit"],
                name_zh=row["name_zh"],
                name_en=row["name_en"],
                symbol_zh=row["symbol_zh"],
                symbol_en=row["symbol_en"],
                share=bool(row["share"]),
                growth=bool(row["growth"]),
                decimals=int(row["decimals"]),
            )
            for row in self.tables["units"].to_dict("records")
        }

    def select(  # noqa: PLR0913  one argument a criterion, which Tab offers
        self,
        *,
        programme: Wish = None,
        indicator: Wish = None,
        unit: Wish = None,
        department: Wish = None,
        holder: Wish = None,
        kind: Wish = None,
        aim: Wish = None,
        direction: Wish = None,
        scope: Wish = None,
        headline: Wish = None,
        **others: Wish,
    ) -> Plan:
        """Return the part of the plan whose indicators meet all criteria.

        Each is one value or several; what is left out does not matter.

        Parameters
        ----------
        programme, indicator, unit, department, holder
            Ids, or names in either language. A department chooses the goals of the programmes that
            it leads or is responsible in; a holder those whose figures it would hold.
        kind, aim, direction, scope, headline
            Words of the table of indicators, see `minsheng.plan.selection`.
        **others
            There are no others: they are named as unknown.

        Raises
        ------
        UnknownName
            For a criterion or a value that does not exist, with the nearest match.

        Examples
        --------
        >>> import minsheng as ms
        >>> ms.load_plan().select(programme=["childcare", "education"]).programmes["programme"]
        0    childcare
        1    education
        Name: programme, dtype: str
        """
        criteria: dict[str, Wish] = {
            "programme": programme,
            "indicator": indicator,
            "unit": unit,
            "department": department,
            "holder": holder,
            "kind": kind,
            "aim": aim,
            "direction": direction,
            "scope": scope,
            "headline": headline,
        }
        require_known("criterion", others, list(CRITERIA))
        tables = narrowed(self.tables, criteria)
        return replace(self, tables=tables, selected_from=self.whole)

    def values_beginning(self, criterion: str, start: str, lang: Lang | None = None) -> list[str]:
        """Return the values of a criterion of `select` that begin so; empty for no criterion.

        Examples
        --------
        >>> import minsheng as ms
        >>> plan = ms.load_plan()
        >>> plan.values_beginning("programme", "幼"), plan.values_beginning("kind", "s")
        (['幼有所育'], ['stock'])
        """
        return values_beginning(self.tables, criterion, start, lang)

    def find(self, word: str) -> pd.DataFrame:
        """Return the programmes, indicators and tasks whose id or name contains a word.

        Parameters
        ----------
        word
            In either language; case and full or half width do not matter.

        Returns
        -------
        pandas.DataFrame
            One row each: ``what`` (``programme``, ``indicator`` or ``task``), ``id``, ``name_zh``
            and ``name_en`` (of a task its title; empty where the package has none).

        Examples
        --------
        >>> import minsheng as ms
        >>> ms.load_plan().find("幼有所育")[["what", "id"]].values.tolist()
        [['programme', 'childcare']]
        """
        return rows_with(self.tables, word)

    def assume(
        self,
        indicator: str | Assumption,
        *,
        target: float | None = None,
        year: int | None = None,
        baseline: float | None = None,
        change_per_year: float | None = None,
    ) -> Plan:
        """Return the plan as it would be if something else were stated of one indicator.

        It is a plan like any other, and marked as hypothetical in whatever shows it. Several
        assumptions are made one after the other.

        Parameters
        ----------
        indicator
            Its id or its name in either language; or an assumption that is ready, such as those
            of `minsheng.audit.assumptions`. What is given besides is assumed with it.
        target
            Another target, in the unit of the indicator (percentages read 90), with the bound
            that the plan has. Of a flow with a total over several years it is that total.
        year
            The year of the target; the last one with a target when left out. Without a target:
            the year by which the last target is due, in place of its own.
        baseline
            Another baseline, as a number without bound.
        change_per_year
            In place of a target: how much the level changes a year from the baseline on, below
            zero where it falls. All targets up to the last are put on that line, rounded as the
            unit is.

        Returns
        -------
        Plan
            With ``assumptions`` and a fingerprint of its own. Relations of the audit with a
            figure that is stated no longer are left out of it.

        Raises
        ------
        UnknownName
            For an indicator that does not exist, with the nearest match.
        BadInput
            With every fault that a package with these figures would have, and where the
            assumption is about no number or about several.

        Examples
        --------
        >>> import minsheng as ms
        >>> plan = ms.load_plan().assume("childcare.gross_enrolment", target=92)
        >>> ms.required_growth(plan.select(indicator="childcare.gross_enrolment"))["change"][0]
        np.float64(2.0)
        """
        given: dict[str, Any] = {
            "target": target,
            "year": year,
            "baseline": baseline,
            "change_per_year": change_per_year,
        }
        ready = indicator if isinstance(indicator, Assumption) else Assumption(indicator)
        known = {name: value for name, value in given.items() if value is not None}
        assumed = replace(
            ready, indicator=one_id(self.tables, "indicator", ready.indicator), **known
        )
        if faults := assumed.faults():
            raise BadInput(faults)
        tables = Tables(self.tables).with_changed(assumed.applied(self.tables, self.facts))
        digest = hashlib.sha256(f"{self.fingerprint}\0{assumed}".encode()).hexdigest()
        made = replace(
            self, tables=tables, fingerprint=digest, assumptions=(*self.assumptions, assumed)
        )
        if self.selected_from is not None:
            return replace(made, selected_from=self.selected_from.assume(assumed))
        if self.checked_by and (faults := self.checked_by(tables, assumed.indicator)):
            raise BadInput(faults)
        return replace(made, assumed_from=self.stated)

    def headlines(self) -> Plan:
        """Return the part with the headline goals; the whole where the plan marks none.

        Examples
        --------
        >>> import minsheng as ms
        >>> bool(ms.load_plan().headlines().indicators["headline"].all())
        True
        """
        marked = bool(self.tables["indicators"]["headline"].any())
        return self.select(headline=True) if marked else self

    def programme(self, programme: str) -> Programme:
        """Return one programme (专项), by its id or its name in either language.

        Examples
        --------
        >>> import minsheng as ms
        >>> ms.load_plan().programme("childcare").name("zh")
        '幼有所育'
        """
        programme = one_id(self.tables, "programme", programme)
        return Programme(self.select(programme=programme), programme)

    def indicator(self, indicator: str) -> Indicator:
        """Return one indicator (指标), by its id or its name in either language.

        Examples
        --------
        >>> import minsheng as ms
        >>> ms.load_plan().indicator("childcare.gross_enrolment").name("en")
        'Gross enrolment rate in three-year pre-school education'
        """
        indicator = one_id(self.tables, "indicator", indicator)
        return Indicator(self.select(indicator=indicator), indicator)

    def __len__(self) -> int:
        """Return the number of indicators."""
        return len(self.tables["indicators"])


@dataclass(frozen=True, eq=False)
class Programme:
    """One programme (专项) of a plan: `plan` is the plan narrowed to it."""

    plan: Plan
    programme: str

    def name(self, lang: Lang | None = None) -> str:
        """Return its name."""
        return str(self._row[f"name_{lang or current()}"])

    @property
    def annex(self) -> str:
        """The annex that sets it out, as printed."""
        return str(self._row["annex"])

    @property
    def _row(self) -> pd.Series:
        return self.plan.programmes.iloc[0]

    def departments(self, role: str, lang: Lang | None = None) -> list[str]:
        """Return the departments in a role, ``lead`` or ``responsible``, in printed order."""
        duties = self.plan.responsibilities
        ids = duties.loc[duties["role"] == role, "department"]
        names = self.plan.departments.set_index("department")[f"name_{lang or current()}"]
        return [str(names[department]) for department in ids]


@dataclass(frozen=True, eq=False)
class Indicator:
    """One indicator (指标) of a plan: `plan` is the plan narrowed to it."""

    plan: Plan
    indicator: str

    def __getattr__(self, column: str) -> object:
        """Return a column of the indicator's row: unit, kind, aim, direction, scope …."""
        if column.startswith("_"):
            raise AttributeError(column)
        row = self.plan.tables["indicators"].iloc[0]
        if column not in row.index:
            raise AttributeError(column)
        return row[column]

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.plan.tables["indicators"]]

    def name(self, lang: Lang | None = None) -> str:
        """Return its name."""
        return str(self.plan.tables["indicators"].iloc[0][f"name_{lang or current()}"])


@by_language
def _tables_with_names(plan: Plan) -> dict[str, pd.DataFrame]:
    """Return the tables of a plan with names, by table, as far as they have been asked for."""
    return {}
