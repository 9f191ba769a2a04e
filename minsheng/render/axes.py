"""The axes of the matrix: programmes, indicators, periods, and what is known of them.

All of them are checked before anything runs: a report of a wrong period is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from minsheng.errors import BadInput, Fault, UnknownName, nearest
from minsheng.evaluation import periods_in, stand
from minsheng.plan.observations import Ledger
from minsheng.tables import load_observations

if TYPE_CHECKING:
    from pathlib import Path

    from minsheng.plan.periods import Period
    from minsheng.plan.plan import Plan

DEMO = "demo"
NAMES = ("programme", "indicator", "period", "as_of", "observations")
"""Parameters of notebooks that the matrix sets from an axis of its own."""


@dataclass(frozen=True)
class Axes:
    """What the reports are multiplied by; an empty axis leaves a notebook its default.

    Parameters
    ----------
    programmes, indicators, periods
        Those asked for, each once.
    as_of, observations
        The day on which the ledger is read, and where it is read from.
    """

    programmes: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    as_of: str = ""
    observations: str = ""

    @property
    def made_up(self) -> bool:
        """Whether the reports are made from the demonstration data."""
        return self.observations == DEMO

    def asked(self) -> tuple[str, ...]:
        """Return the axes that something was asked of."""
        given = (self.programmes, self.indicators, self.periods, self.as_of, self.observations)
        return tuple(name for name, values in zip(NAMES, given, strict=True) if values)

    def points(
        self, plan: Plan, wanted: Mapping[str, str]
    ) -> Iterator[tuple[str, str, Period | None]]:
        """Yield programme, indicator and period of each report of a notebook.

        Parameters
        ----------
        plan
            The plan: a notebook of one programme is made for every one when none is asked for.
        wanted
            The parameters of the notebook with their defaults.
        """
        programmes = self.programmes or tuple(plan.programmes["programme"])
        indicators = self.indicators or (wanted.get("indicator", ""),)
        yield from product(
            programmes if "programme" in wanted else ("",),
            indicators if "indicator" in wanted else ("",),
            (self.periods or (None,)) if "period" in wanted else (None,),
        )


def axes(  # noqa: PLR0913  one for each axis
    plan: Plan,
    *,
    programmes: Iterable[str],
    indicators: Iterable[str],
    periods: Iterable[str],
    as_of: str,
    observations: str,
) -> Axes:
    """Return the axes, checked against the plan.

    Raises
    ------
    BadInput
        For every unknown programme, indicator, period or day, and every indicator that is a figure
        of context, all at once.
    """
    faults: list[Fault] = []
    _collect(faults, lambda: _require("programme", programmes, list(plan.programmes["programme"])))
    _collect(faults, lambda: _require("indicator", indicators, list(plan.indicators["indicator"])))
    aims = dict(zip(plan.indicators["indicator"], plan.indicators["aim"], strict=True))
    faults += [
        Fault("context_indicator", found=one)
        for one in dict.fromkeys(indicators)
        if aims.get(one) == "context"
    ]
    found: list[Period] = []
    _collect(faults, lambda: found.extend(periods_in(periods, [plan])))
    _collect(faults, lambda: stand(plan, Ledger(), "", as_of))
    if faults:
        raise BadInput(faults)
    return Axes(tuple(dict.fromkeys(programmes)), tuple(dict.fromkeys(indicators)),
                tuple(dict.fromkeys(found)), as_of, observations)  # fmt: skip


def _collect(faults: list[Fault], check: Callable[[], object]) -> None:
    try:
        check()
    except BadInput as error:
        faults.extend(error.faults)


def _require(kind: str, asked: Iterable[str], known: Sequence[str]) -> None:
    faults = [
        Fault(f"unknown_{kind}", found=one, allowed=tuple(known), nearest=nearest(one, known))
        for one in asked
        if one not in known
    ]
    if faults:
        raise UnknownName(faults)


def require_of_use(given: Axes, notebooks: Mapping[str, Iterable[str]]) -> None:
    """Refuse an axis that no notebook has a parameter for: it would be lost in silence.

    Parameters
    ----------
    given
        The axes.
    notebooks
        The parameters of each notebook, by file name.
    """
    known = {name for names in notebooks.values() for name in names}
    faults = [
        Fault("unknown_parameter", ", ".join(notebooks), found=name)
        for name in given.asked()
        if name not in known
    ]
    if faults:
        raise BadInput(faults)


def require_ledger(plan: Plan, given: Axes) -> None:
    """Refuse a source of observations that is none, or has faults: nothing has run yet."""
    load_observations(plan, given.observations)


def folder_of(output: Path, observations: str) -> Path:
    """Return the folder of all reports: those of made-up data have one of their own.

    Examples
    --------
    >>> from pathlib import Path
    >>> folder_of(Path("reports"), "demo").as_posix(), folder_of(Path("reports"), "").as_posix()
    ('reports/demo', 'reports')
    """
    return output / DEMO if observations == DEMO else output
