"""What the explorer shows of one indicator: exhibits of the reports, each with its line of code."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minsheng.errors import BadInput, Fault
from minsheng.evaluation import Standing, stand
from minsheng.loading import load_observations
from minsheng.plan.goals import goals
from minsheng.plan.naming import as_plan
from minsheng.plan.observations import Ledger
from minsheng.reports import listings, sentences
from minsheng.reports.exhibits import Figure, Prose, Table, as_hypothetical
from minsheng.reports.exhibits.markup import in_notebook, macro
from minsheng.tables.frames import checked_ledger
from minsheng.text.language import Lang, current, say, using

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pandas as pd

    from minsheng.plan.naming import Part as PlanPart
    from minsheng.plan.plan import Plan

_ROOMS = {"listings": listings, "sentences": sentences}
# The parts of each page: room, function, what it takes, and what else.
_PAGES: dict[str, tuple[tuple[str, str, str, tuple[str, ...]], ...]] = {
    "requirement": (
        ("listings", "requirements", "part", ()),
        ("listings", "held", "part", ()),
        ("listings", "undefined", "part", ()),
        ("listings", "targets", "part", ()),
    ),
    "methods": (
        ("sentences", "method_answer", "standing", ("method",)),
        ("listings", "methods_compared", "standing", ()),
        ("listings", "history", "standing", ()),
    ),
    "findings": (
        ("listings", "indicator_findings", "plan", ("indicator",)),
        ("listings", "warnings", "standing", ()),
    ),
    "tasks": (("listings", "indicator_tasks", "plan", ("indicator",)),),
    "source": (
        ("listings", "definitions", "part", ()),
        ("listings", "observations", "standing", ()),
        ("sentences", "provenance", "standing", ()),
    ),
}
PAGES = tuple(_PAGES)


@dataclass(frozen=True)
class Choice:
    """What is looked at."""

    indicator: str
    period: str  # the period, as ``2019H1``
    method: str = ""  # a method of assessment, or empty for the one that judges the goal
    lang: Lang = "zh"  # the language
    # The year by which the last target is due, and that target, where others are assumed.
    year: int | None = None
    target: float | None = None


@dataclass(frozen=True)
class Slides:
    """How far the last target of an indicator and its year can be moved."""

    # Of the target, in its unit.
    least: float
    most: float
    step: float
    decimals: int  # of the unit: what is assumed is no finer
    target: float  # what the plan states
    years: tuple[int, int]  # the first and the last
    year: int  # that of the target


@dataclass(frozen=True)
class Part:
    """One exhibit that is shown, and the line of code that makes it."""

    exhibit: Prose | Table | Figure
    code: str

    def html(self) -> str:
        """Return the exhibit as HTML, and its line below; one click on the line selects all."""
        exhibit = self.exhibit
        shown = macro("prose")(exhibit) if isinstance(exhibit, Prose) else exhibit.html()
        if not self.code:
            return str(shown)
        style = "user-select:all;overflow-wrap:anywhere;opacity:.75"
        return f'{shown}<p><code style="{style}">{escape(self.code)}</code></p>'

    def __str__(self) -> str:
        return f"{self.exhibit}\n\n>>> {self.code}" if self.code else str(self.exhibit)


@dataclass(frozen=True, eq=False)
class View:
    """A plan with what was observed, and what is shown of a choice in them."""

    plan: Plan  # a plan or a selection of one
    ledger: Ledger  # what was observed
    # What stands for both in lines of code: the variables that hold them in the session.
    plan_code: str = "plan"
    ledger_code: str = "observations"
    _stand: Callable[[Choice], tuple[Standing, Plan, str]] = field(init=False, repr=False)
    slides: Callable[[str], Slides | None] = field(init=False, repr=False)
    _part: Callable[[str], Plan] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_stand", lru_cache(maxsize=8)(self._standing))
        object.__setattr__(self, "slides", lru_cache(maxsize=8)(self._slides))
        select = lru_cache(maxsize=8)(lambda indicator: self.plan.select(indicator=indicator))
        object.__setattr__(self, "_part", select)

    @classmethod
    def of(cls, part: PlanPart, observations: Ledger | pd.DataFrame | str | Path | None) -> View:
        """Return the view of a plan or a part of one; see `minsheng.explorer.explore`."""
        plan = as_plan(part)
        if not len(plan):
            raise BadInput([Fault("nothing_to_explore")])
        plan_code = (_variable(part) or "plan") + ("" if part is plan else ".plan")
        if observations is None or isinstance(observations, str | Path):
            ledger = load_observations(plan.whole, observations or "")
            whole = plan_code if plan.whole is plan else f"{plan_code}.whole"
            source = f', "{observations}"' if observations else ""
            return cls(plan, ledger, plan_code, f"ms.load_observations({whole}{source})")
        ledger = checked_ledger(plan, observations)
        return cls(plan, ledger, plan_code, _variable(observations) or "observations")

    def first(self) -> Choice:
        """Return what is shown at first: the first indicator, in the last observed period."""
        name = str(self.plan.tables["indicators"]["indicator"].iloc[0])
        period = str(stand(self._part(name), self.ledger).period)
        return Choice(name, period, lang=current())

    def _slides(self, indicator: str) -> Slides | None:
        """Return how far target and year of an indicator can be moved; None where it has none."""
        (goal,) = goals(self._part(indicator))
        if goal.kind == "milestone" or goal.changes or not goal.final or not goal.yearly:
            return None
        year = max(goal.yearly)
        value = goal.yearly[year].value
        ends = [value, *((goal.baseline.low, goal.baseline.high) if goal.baseline else ())]
        known = [end for end in ends if math.isfinite(end)]
        room = max(known) - min(known) or abs(value) / 4 or 1.0
        decimals = self.plan.unit(goal.unit).decimals
        step = 10.0 ** max(-decimals, math.floor(math.log10(room)) - 2)
        least, most = max(min(known) - room, goal.least), min(max(known) + room, goal.most)
        last = max(year, goal.last_year)
        years = self.plan.facts.first_year, last
        return Slides(least, most, step, decimals, value, years, year)

    def answer(self, choice: Choice) -> Part:
        """Return the sentences that say where the indicator stands."""
        return next(self._parts(choice, [("sentences", "indicator_answer", "standing", ())]))

    def path(self, choice: Choice) -> Part:
        """Return the chart of what was observed on the planned path."""
        from minsheng import charts

        standing, code = self._of(choice)["standing"]
        with using(choice.lang):
            sheet: Any = charts.progress(standing).figure
            drawing = charts.as_svg(sheet)
            caption = say("charts.caption_progress")
        figure = Figure(drawing, caption, sheet.finding, synthetic=standing.synthetic)
        if standing.plan.assumptions:
            figure = as_hypothetical(figure)
        return Part(figure, _line(f"ms.charts.progress({code})", choice))

    def page(self, choice: Choice, page: str) -> list[Part]:
        """Return the parts of one of the `PAGES`; those with nothing to say are left out."""
        parts = [
            part
            for part in self._parts(choice, _PAGES[page])
            if not isinstance(part.exhibit, Table) or part.exhibit.rows
        ]
        with using(choice.lang):
            return parts or [Part(Prose((say("explorer.nothing"),)), "")]

    def _parts(
        self, choice: Choice, parts: Sequence[tuple[str, str, str, tuple[str, ...]]]
    ) -> Iterator[Part]:
        of = self._of(choice)
        for room, function, argument, more in parts:
            given, code = of[argument]
            others = [value for value in (getattr(choice, name) for name in more) if value]
            written = ", ".join([code, *(f'"{value}"' for value in others)])
            with using(choice.lang):
                exhibit = getattr(_ROOMS[room], function)(given, *others)
            yield Part(exhibit, _line(f"ms.{room}.{function}({written})", choice))

    def _of(self, choice: Choice) -> dict[str, tuple[Any, str]]:
        """Return what functions take, each with its code: plan, part of it, and standing."""
        standing, plan, plan_code = self._stand(replace(choice, method="", lang="zh"))
        part = f'{plan_code}.select(indicator="{choice.indicator}")'
        stood = f'ms.stand({part}, {self.ledger_code}, "{choice.period}")'
        return {
            "plan": (plan, plan_code),
            "part": (standing.plan, part),
            "standing": (standing, stood),
        }

    def _standing(self, choice: Choice) -> tuple[Standing, Plan, str]:
        """Return where the indicator stands, and the code of its plan, as it is or as assumed."""
        plan, code = self.plan, self.plan_code
        slides = self.slides(choice.indicator)
        assumed: list[dict[str, Any]] = []  # the year of the last target, then its number
        if choice.year is not None:
            assumed.append({"year": choice.year})
        if choice.target is not None:
            year = slides.year if slides and choice.year is None else choice.year
            assumed.append({"target": choice.target, **({} if year is None else {"year": year})})
        for values in assumed:
            plan = plan.assume(choice.indicator, **values)
            written = ", ".join(f"{name}={value}" for name, value in values.items())
            code = f'{code}.assume("{choice.indicator}", {written})'
        named = choice.indicator
        part = plan.select(indicator=named) if assumed else self._part(named)
        return stand(part, self.ledger, choice.period), plan, code


def _line(code: str, choice: Choice) -> str:
    """Return a line of code that speaks the language that is chosen."""
    return code if choice.lang == current() else f'ms.set_language("{choice.lang}"); {code}'


def html_of(parts: Sequence[Part], lang: Lang) -> str:
    """Return parts as HTML for a notebook, in a language."""
    with using(lang):
        return in_notebook("".join(part.html() for part in parts))


@dataclass(frozen=True)
class Plain:
    """What the explorer shows where there are no widgets: all of the first indicator of a plan."""

    view: View
    choice: Choice = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "choice", self.view.first())

    def parts(self) -> list[Part]:
        """Return all that is shown, from the answer to the sources."""
        pages = [part for page in PAGES for part in self.view.page(self.choice, page)]
        install = Part(Prose((say("explorer.install"),), role="note"), "")
        top = self.view.answer(self.choice), self.view.path(self.choice)
        return [install, *top, *(part for part in pages if part.code)]

    def __str__(self) -> str:
        return "\n\n".join(map(str, self.parts()))

    def _repr_html_(self) -> str:
        return html_of(self.parts(), self.choice.lang)


def _variable(value: Any) -> str:  # noqa: ANN401  whatever a session holds
    """Return the name under which the session holds an object; empty where it holds it not."""
    session = vars(sys.modules["__main__"])
    names = (name for name, held in session.items() if held is value and name[0] != "_")
    return next(names, "")
