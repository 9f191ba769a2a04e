"""The ledger of what was observed: vintages, and the ledger as it stood on a day.

No input and no output: `minsheng.tables` reads a ledger, `minsheng.evaluation` holds it against a
plan. A correction is a new row with a later ``reported_on``, never a changed one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from minsheng.errors import Fault
from minsheng.plan.facts import SYNTHETIC
from minsheng.plan.periods import Period, period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from minsheng.plan.plan import Plan

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "observations": {
        "indicator": "str",
        "period": "str",
        "reported_on": "datetime64[us]",
        "value": "float64",
        "numerator": "float64",
        "denominator": "float64",
        "decimals": "Int64",
        "status": "str",
        "source": "str",
        "note": "str",
    },
    "explanations": {
        "indicator": "str",
        "period": "str",
        "reported_on": "datetime64[us]",
        "achieved": "str",
        "problem": "str",
        "cause": "str",
        "action": "str",
        "next_step": "str",
        "department": "str",
        "due": "datetime64[us]",
        "source": "str",
    },
    "task_status": {
        "task": "str",
        "period": "str",
        "reported_on": "datetime64[us]",
        "status": "str",
        "note": "str",
        "source": "str",
    },
}
"""The tables of a ledger with their columns and types. ``decimals`` is read off the value as typed:
how many decimals it was given with."""

STATUSES = ("provisional", "final", "revised")
TASK_STATUSES = ("started", "continuing", "completed")
"""启动实施, 延续推进, 完成销号."""

WITHDRAWN = "withdrawn"
"""The status of a row that takes back what was booked by mistake (撤回). It holds no figure; its
source says who took it back and its note why. What it takes back stays in the ledger."""


def blank(table: str) -> pd.DataFrame:
    """Return a table of the ledger without rows.

    Examples
    --------
    >>> blank("task_status").columns.tolist()
    ['task', 'period', 'reported_on', 'status', 'note', 'source']
    """
    return pd.DataFrame(columns=list(COLUMNS[table])).astype(dict(COLUMNS[table]))


@dataclass(frozen=True)
class LedgerWarning(Fault):
    """What is improbable in a row but not wrong; see `~minsheng.errors.Fault`.

    Parameters
    ----------
    indicator
        Whose figure it is.
    since
        The day since when there is a reason to doubt it: that on which the last of the rows that
        give one was reported.

    Examples
    --------
    >>> LedgerWarning("warnings.total_falls", "observations.csv", 3, indicator="a").place("en")
    'observations.csv, row 3'
    """

    indicator: str = ""
    since: dt.date = dt.date.min


@dataclass(frozen=True, eq=False, repr=False)
class Ledger:
    """What was observed and reported, with every correction.

    Parameters
    ----------
    observations
        One row per indicator, period and day of reporting; see `COLUMNS`.
    explanations
        What departments say of an indicator in a period.
    task_status
        How far a numbered task has come.
    origin
        Where it was read from, for readers.
    fingerprint
        SHA-256 of what was read; of a part (see `about`) of the rows that it kept.
    warnings
        What is improbable but not wrong; it travels into the reports.
    made_up
        Whether it is part of a ledger that was made up, whatever rows it has.

    Attributes
    ----------
    checked_against
        Id and fingerprint of the plan, as stated, that its rows were held against, empty for a
        ledger that was made by hand. A copy with other rows (`dataclasses.replace`) is unchecked
        again.

    Examples
    --------
    >>> Ledger().is_empty
    True
    """

    observations: pd.DataFrame = field(default_factory=lambda: blank("observations"))
    explanations: pd.DataFrame = field(default_factory=lambda: blank("explanations"))
    task_status: pd.DataFrame = field(default_factory=lambda: blank("task_status"))
    origin: str = ""
    fingerprint: str = ""
    warnings: tuple[LedgerWarning, ...] = ()
    made_up: bool = False
    checked_against: str = field(default="", init=False)

    def __repr__(self) -> str:
        mark = f" ({SYNTHETIC})" if self.synthetic else ""
        return f"<Ledger: {len(self.observations)} observations{mark}>"

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all has been reported."""
        return not any(map(len, (self.observations, self.explanations, self.task_status)))

    @cached_property
    def synthetic(self) -> bool:
        """Whether any row was made up, of it or of the ledger that it is a part of."""
        return self.made_up or any(
            bool(table["source"].str.startswith(SYNTHETIC).any())
            for table in (self.observations, self.explanations, self.task_status)
            if "source" in table
        )

    def marked_as_checked(self, plan: Plan) -> Ledger:
        """Return the ledger, marked as held against a plan as it is stated."""
        return self._with_mark(_mark(plan))

    def is_checked_against(self, plan: Plan) -> bool:
        """Return whether the rows were checked against `plan`, or the plan that it is made of.

        A selection is made of its whole plan; a plan with assumptions of the plan as it is stated.
        """
        return self.checked_against == _mark(plan)

    def _with_mark(self, mark: str) -> Ledger:
        marked = replace(self)
        object.__setattr__(marked, "checked_against", mark)
        return marked

    def as_of(self, day: dt.date | None) -> Ledger:
        """Return the ledger as it stood at the end of `day`; as it stands when left out.

        What had been taken back by then is left out, and so are the rows that took it back.

        Examples
        --------
        >>> Ledger().as_of(dt.date(2019, 6, 30)).is_empty
        True
        """
        if day is None and not any(map(_has_withdrawals, (self.observations, self.task_status))):
            return self
        observations, explanations, task_status = (
            _in_force(table, day)
            for table in (self.observations, self.explanations, self.task_status)
        )
        return replace(
            self,
            observations=observations,
            explanations=explanations,
            task_status=task_status,
            made_up=self.synthetic,
            warnings=tuple(one for one in self.warnings if day is None or one.since <= day),
        )._with_mark(self.checked_against)

    def about(self, indicators: Sequence[str], tasks: Sequence[str]) -> Ledger:
        """Return the part that tells of some indicators and tasks.

        Its rows stand in the order of those, of their periods and of the days they were reported
        on, wherever they stood before. Its fingerprint is the SHA-256 of these rows alone, cell by
        cell and in that order: not of the file they came from, nor of the warnings, which name rows
        of that file.

        Examples
        --------
        >>> part = Ledger().about(["childcare.gross_enrolment"], [])
        >>> part.is_empty, len(part.fingerprint)
        (True, 64)
        """
        kept = set(indicators)
        part = replace(
            self,
            observations=_about(self.observations, "indicator", indicators),
            explanations=_about(self.explanations, "indicator", indicators),
            task_status=_about(self.task_status, "task", tasks),
            made_up=self.synthetic,
            warnings=tuple(one for one in self.warnings if one.indicator in kept),
        )
        return replace(part, fingerprint=_digest(part))._with_mark(self.checked_against)

    def latest(self, table: str) -> pd.DataFrame:
        """Return the rows of a table that no later row corrects, in the order of the table."""
        frame = _in_force(getattr(self, table))
        key = _key(frame)
        in_order = frame.sort_values("reported_on", kind="stable")
        return in_order.drop_duplicates(key, keep="last").sort_index().reset_index(drop=True)

    def withdrawn(self, when: Period) -> dict[str, dt.date]:
        """Return by indicator on which day its figure for a period was withdrawn, if none followed.

        Examples
        --------
        >>> Ledger().withdrawn(period("2019"))
        {}
        """
        return {
            one.indicator: one.since
            for one in self.warnings
            if one.code == "warnings.withdrawn" and period(one.found) == when
        }

    @property
    def last_period(self) -> Period | None:
        """The period that ends last among those observed, the longest of them; None for none."""
        observed = [period(text) for text in _in_force(self.observations)["period"].unique()]
        return max(observed, key=lambda one: one.rank, default=None)


def _mark(plan: Plan) -> str:
    return f"{plan.facts.plan} {plan.stated.fingerprint}"


def _key(table: pd.DataFrame) -> list[str]:
    """Return the columns that say which figure a row is about."""
    return [name for name in ("plan", "indicator", "task", "period") if name in table]


def _has_withdrawals(table: pd.DataFrame) -> bool:
    return "status" in table and bool(table["status"].eq(WITHDRAWN).any())


def _in_force(table: pd.DataFrame, day: dt.date | None = None) -> pd.DataFrame:
    """Return the rows reported by the end of a day that were not taken back by then."""
    if day is not None:
        end = pd.Timestamp(day) + pd.Timedelta(days=1)
        table = table[table["reported_on"] < end].reset_index(drop=True)
    if not _has_withdrawals(table):
        return table
    key = _key(table)
    taken_back = table[table["status"].eq(WITHDRAWN)].groupby(key, observed=True)["reported_on"]
    last = table[key].merge(taken_back.max().reset_index(), on=key, how="left")["reported_on"]
    later = last.isna() | (table["reported_on"].reset_index(drop=True) > last)
    return table[later.to_numpy()].reset_index(drop=True)


def _about(table: pd.DataFrame, column: str, names: Sequence[str]) -> pd.DataFrame:
    """Return the rows of some names in their order, of each in the order of time."""
    place = {name: rank for rank, name in enumerate(names)}
    own = table[table[column].isin(place)]
    when = {text: period(text) for text in own["period"].unique()}
    keyed = own.assign(
        _name=own[column].map(place),
        _end=own["period"].map({text: one.time for text, one in when.items()}),
        _begin=own["period"].map({text: one.begin for text, one in when.items()}),
    )
    keyed = keyed.sort_values(["_name", "_end", "_begin", "reported_on"], kind="stable")
    return keyed[own.columns].reset_index(drop=True)


def _digest(ledger: Ledger) -> str:
    digest = hashlib.sha256()
    for name in COLUMNS:
        digest.update(f"{name}\0{getattr(ledger, name).to_csv(index=False)}\0".encode())
    return digest.hexdigest()
