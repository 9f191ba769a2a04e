"""Builders of tables, by row or from counts, with titles from the catalogue ``listings``."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from minsheng.evaluation import grade_of
from minsheng.plan.wording import indicator_names, programme_names
from minsheng.reports.exhibits import Column, Table
from minsheng.text.language import current, say
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from minsheng.plan.plan import Plan
    from minsheng.reports.exhibits.cells import Align
    from minsheng.text.units import Unit


_SHORT: tuple[str, ...] = ("due", "frequency", "number", "reason", "strength")


def title(name: str, /, **values: object) -> str:
    """Return a title of the catalogue ``listings`` in the language in force."""
    return say(f"listings.{name}", **values)


def columns(*names: str, numbers: Iterable[str] = ()) -> tuple[Column, ...]:
    """Return columns with titles from the catalogue; those in `numbers` hold numbers."""
    aligned: Mapping[str, Align] = {
        **dict.fromkeys(_SHORT, "short"),
        **dict.fromkeys(numbers, "number"),
    }
    return tuple(Column(name, title(name), aligned.get(name, "text")) for name in names)


def scope_name(plan: Plan, *, in_sentence: bool = False) -> str:
    """Return the name of the programme of a selection; words for a plan of several programmes.

    In a sentence the Chinese name does not stand beside the English one.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> scope_name(plan.select(programme="childcare")), scope_name(plan)
    ('幼有所育', '计划全文')
    """
    names = list(programme_names(plan, in_sentence=in_sentence).values())
    return names[0] if len(names) == 1 else title("whole_plan")


def fixed_number(value: float, decimals: int = 1) -> str:
    """Return a number with a fixed number of decimals; empty for NaN."""
    return "" if math.isnan(value) else plain(value, decimals, fixed=True)


def decimals_of_difference(one: float, other: float) -> int:
    """Return with how many decimals two numbers and their difference, all rounded, still agree.

    Examples
    --------
    >>> decimals_of_difference(33.3, 40.0), decimals_of_difference(38.75, 40.0)
    (1, 2)
    """
    for decimals in (1, 2):
        shown = [float(plain(n, decimals, lang="en").replace("−", "-")) for n in (one, other)]
        whole = plain(shown[0] - shown[1], decimals)
        if whole == plain(one - other, decimals):
            return decimals
    return 3


def pace_number(pace: float) -> str:
    """Return a pace with two decimals, with three where two would put it on another grade.

    Examples
    --------
    >>> pace_number(0.9454), pace_number(1.2)
    ('0.945', '1.20')
    """
    shown = fixed_number(pace, 2)
    crosses = bool(shown) and grade_of(round(pace, 2)) != grade_of(pace)
    return fixed_number(pace, 3) if crosses else shown


@dataclass
class Rows:
    """Collects the rows of a table, programme by programme."""

    plan: Plan
    shown: list[Mapping[str, str]] = field(default_factory=list)
    values: list[Mapping[str, float | None]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.names = indicator_names(self.plan)
        self._programmes = programme_names(self.plan)
        self._units: dict[str, Unit] = {}

    def unit(self, unit: str) -> Unit:
        """Return a unit of the plan from a cache."""
        if unit not in self._units:
            self._units[unit] = self.plan.unit(unit)
        return self._units[unit]

    def add(
        self,
        programme: str,
        row_id: str,
        shown: Mapping[str, str],
        values: Mapping[str, float | None] | None = None,
    ) -> None:
        """Add one row."""
        name = self._programmes.get(programme) or title("whole_plan")
        self.groups.append(name if len(self._programmes) > 1 else "")
        self.ids.append(row_id)
        self.shown.append(shown)
        self.values.append(values or {})

    def add_goal(
        self,
        goal: Mapping[Any, Any],
        shown: Mapping[str, str],
        values: Mapping[str, float | None] | None = None,
    ) -> None:
        """Add the row of a goal, with its name in the column ``indicator``.

        `goal` has ``programme`` and ``indicator``, as a row of `minsheng.evaluate`. `shown` are the
        texts of the other cells by column, `values` the numbers behind them.
        """
        name = goal["indicator"]
        self.add(goal["programme"], name, {"indicator": self.names[name], **shown}, values)

    def table(
        self,
        caption: str,
        columns: tuple[Column, ...],
        notes: Iterable[str] = (),
        *,
        synthetic: bool = False,
    ) -> Table:
        """Return the table; `synthetic` says whether its data are made up.

        In English the Chinese name of an indicator stands beside.
        """
        return Table(
            caption,
            columns,
            tuple(self._in_both_languages()),
            tuple(self.ids),
            tuple(self.values),
            tuple(self.groups),
            tuple(notes),
            synthetic,
        )

    def _in_both_languages(self) -> list[Mapping[str, str]]:
        if current() == "zh":
            return self.shown
        chinese = indicator_names(self.plan, "zh")
        return [
            {**row, "indicator": f"{row['indicator']} ({chinese[name]})"}
            if "indicator" in row and name in chinese
            else row
            for row, name in zip(self.shown, self.ids, strict=True)
        ]


def count_table(
    caption: str,
    columns: tuple[Column, ...],
    counts: pd.DataFrame,
    labels: Mapping[str, str],
    notes: Iterable[str] = (),
) -> Table:
    """Return counts as a table with one row per group.

    The first column holds the label of the group, the others are columns of `counts`: whole
    numbers, whose index is the groups and has a name.
    """
    groups = {
        str(group): {str(name): int(n) for name, n in row.items()}
        for group, row in counts.to_dict("index").items()
    }
    head = columns[0].name
    return Table(
        caption,
        columns,
        tuple(
            {head: labels[group], **{name: str(n) for name, n in row.items()}}
            for group, row in groups.items()
        ),
        tuple(group or str(counts.index.name) for group in groups),
        tuple({name: float(n) for name, n in row.items()} for row in groups.values()),
        notes=tuple(notes),
    )
