"""The reports to make: notebooks × programmes × indicators × periods × languages of one plan.

Every axis is checked before anything runs: a report of a wrong period is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, cast

from minsheng.errors import BadInput, Fault, UnknownName, nearest, require_known
from minsheng.evaluation import periods_in, stand
from minsheng.loading import DEMO, load_observations
from minsheng.plan.observations import Ledger
from minsheng.render.job import (
    Job,
    Notebook,
    Value,
    choose_notebooks,
    folder_of,
    keep_password,
    parameter_faults,
    parameters,
)
from minsheng.secrets import has_secret
from minsheng.text.language import LANGUAGES, Lang
from minsheng.writers import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from minsheng.plan.periods import Period
    from minsheng.plan.plan import Plan

AXES = ("programme", "indicator", "period", "as_of", "observations")
"""Parameters of notebooks that the matrix sets from an axis of its own."""
SET_BY_MATRIX = ("plan", "lang", *AXES)
"""Parameters of notebooks that the matrix sets; no others can be given for them."""


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

    def given(self) -> tuple[str, ...]:
        """Return the names of the axes that are not empty."""
        values = (self.programmes, self.indicators, self.periods, self.as_of, self.observations)
        return tuple(name for name, value in zip(AXES, values, strict=True) if value)

    def points(
        self, plan: Plan, defaults: Mapping[str, str]
    ) -> Iterator[tuple[str, str, Period | None]]:
        """Yield programme, indicator and period of each report of a notebook.

        Parameters
        ----------
        plan
            The plan: a notebook of one programme is made for every one when none is asked for.
        defaults
            The parameters of the notebook with their defaults.
        """
        programmes = self.programmes or tuple(plan.programmes["programme"])
        indicators = self.indicators or (defaults.get("indicator", ""),)
        yield from product(
            programmes if "programme" in defaults else ("",),
            indicators if "indicator" in defaults else ("",),
            (self.periods or (None,)) if "period" in defaults else (None,),
        )


def checked_axes(  # noqa: PLR0913  one for each axis
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
        Fault("context_indicator", found=indicator)
        for indicator in dict.fromkeys(indicators)
        if aims.get(indicator) == "context"
    ]
    known_periods: list[Period] = []
    _collect(faults, lambda: known_periods.extend(periods_in(periods, [plan])))
    _collect(faults, lambda: stand(plan, Ledger(), "", as_of))
    if faults:
        raise BadInput(faults)
    return Axes(
        tuple(dict.fromkeys(programmes)),
        tuple(dict.fromkeys(indicators)),
        tuple(dict.fromkeys(known_periods)),
        as_of,
        observations,
    )


def _collect(faults: list[Fault], check: Callable[[], object]) -> None:
    try:
        check()
    except BadInput as error:
        faults.extend(error.faults)


def _require(kind: str, names: Iterable[str], known: Sequence[str]) -> None:
    faults = [
        Fault(f"unknown_{kind}", found=name, allowed=tuple(known), nearest=nearest(name, known))
        for name in names
        if name not in known
    ]
    if faults:
        raise UnknownName(faults)


def require_used(axes: Axes, notebooks: Mapping[str, Iterable[str]]) -> None:
    """Refuse an axis that no notebook has a parameter for: it would be lost in silence.

    Parameters
    ----------
    axes
        The axes.
    notebooks
        The parameters of each notebook, by file name.
    """
    known = {name for names in notebooks.values() for name in names}
    faults = [
        Fault("unknown_parameter", ", ".join(notebooks), found=name)
        for name in axes.given()
        if name not in known
    ]
    if faults:
        raise BadInput(faults)


def require_ledger(plan: Plan, axes: Axes) -> None:
    """Refuse a source of observations that is none, or has faults: nothing has run yet."""
    load_observations(plan, axes.observations)


def jobs(  # noqa: PLR0913  the axes of the matrix
    plan: Plan,
    source: str,
    output: Path,
    *,
    names: tuple[str, ...] = (),
    programmes: tuple[str, ...] = (),
    indicators: tuple[str, ...] = (),
    periods: tuple[str, ...] = (),
    as_of: str = "",
    observations: str = "",
    langs: Iterable[str] = ("zh",),
    extra: Mapping[str, Value] | None = None,
    folder: Path | None = None,
    formats: Iterable[str] = (),
    word_template: Path | None = None,
) -> list[Job]:
    """Return the reports to make, checked: nothing has run yet when something is wrong.

    Parameters
    ----------
    plan
        The plan, already loaded.
    source
        What the notebooks load it from; empty for the plan that ships.
    output
        The folder of all reports; a plan and a language have folders of their own in it, and so
        have made-up data (see `minsheng.render.job.folder_of`).
    names, programmes, langs
        Which notebooks, programmes and languages; all programmes, and all notebooks but those
        made on request, when empty.
    indicators, periods
        For notebooks that ask for one: which; the default of the notebook when empty.
    as_of, observations
        The day on which the ledger is read, and its source; the package's own when empty. The
        password in the address of a database is kept for this run and stands in no job.
    extra
        Further parameters for every notebook. They are written down: none may hold a password.
    folder
        Where the notebooks are; those that ship when left out.
    formats
        What to make besides the HTML page, to which the index leads: ``docx``, ``pdf``, ``xlsx``.
    word_template
        A department's own Word file, whose page and styles win; it asks for ``docx``.

    Raises
    ------
    BadInput
        For an unknown notebook, programme, indicator, language, format or parameter, a period
        outside the plan, an unreadable day, a ledger with faults, a value of the wrong type, an
        axis that no notebook has a use for, or a Word template that cannot be used.
    """
    observations = keep_password(observations)
    axes = checked_axes(
        plan,
        programmes=programmes,
        indicators=indicators,
        periods=periods,
        as_of=as_of,
        observations=observations,
    )
    _require_free(extra or {})
    chosen = choose_notebooks(tuple(dict.fromkeys(names)), folder)
    known = {notebook.path.name: parameters(notebook) for notebook in chosen}
    require_used(axes, known)
    if any("observations" in names for names in known.values()):
        require_ledger(plan, axes)
    shared = {"plan": source, **(extra or {})}
    place = folder_of(output, observations)
    listed = [
        job
        for notebook in chosen
        for lang in _languages(langs)
        for job in _jobs_of_notebook(plan, place, notebook, axes, {**shared, "lang": lang})
    ]
    choices = {"lang": tuple(LANGUAGES)}
    last = {job.notebook.name: job for job in listed}
    faults = [
        fault
        for job in last.values()
        for fault in parameter_faults(job.notebook, job.parameters, choices)
    ]
    if faults:
        raise BadInput(dict.fromkeys(faults))
    template = _template(word_template)
    wanted = _formats([*formats, *(["docx"] if template else [])])
    return [replace(job, formats=wanted, word_template=template) for job in listed]


def _formats(asked: Iterable[str]) -> tuple[str, ...]:
    """Return the formats asked for, and the page, in the order of `FORMATS`."""
    wanted = {"html", *asked}
    for name in sorted(wanted):
        require_known("format", name, list(FORMATS))
    return tuple(name for name in FORMATS if name in wanted)


def _template(path: Path | None) -> str:
    """Return where a Word template is, once it is known to be one: nothing has run yet."""
    if path is None:
        return ""
    from minsheng.writers.word.template import template_of

    template_of(path)
    return str(path.resolve())


def _require_free(extra: Mapping[str, Value]) -> None:
    """Refuse further parameters that the matrix itself sets, and those that hold a password."""
    faults = [Fault("reserved_parameter", found=name) for name in extra if name in SET_BY_MATRIX]
    faults += [
        Fault("secret_parameter", found=name)
        for name, value in extra.items()
        if isinstance(value, str) and has_secret(value)
    ]
    if faults:
        raise BadInput(faults)


def _languages(langs: Iterable[str]) -> list[Lang]:
    asked = list(langs)
    faults = [
        Fault("unknown_language", found=lang, allowed=LANGUAGES, nearest=nearest(lang, LANGUAGES))
        for lang in asked
        if lang not in LANGUAGES
    ]
    if faults:
        raise BadInput(faults)
    return [lang for lang in LANGUAGES if lang in asked]


def _jobs_of_notebook(
    plan: Plan, output: Path, notebook: Notebook, axes: Axes, shared: Mapping[str, Value]
) -> Iterator[Job]:
    """Yield one job for each point of the axes that the notebook has parameters for."""
    known = parameters(notebook)
    lang = cast("Lang", shared["lang"])
    ledger = {"as_of": axes.as_of, "observations": axes.observations}
    shared = {**shared, **{name: text for name, text in ledger.items() if text and name in known}}
    defaults = {name: parameter.default.strip("\"'") for name, parameter in known.items()}
    about = {"plan": plan.facts.plan, "fingerprint": plan.fingerprint}
    prefix = DEMO if axes.observations == DEMO else ""
    for programme, indicator, period in axes.points(plan, defaults):
        point = {"programme": programme, "indicator": indicator, "period": str(period or "")}
        names, size = _named(plan, programme, indicator, lang)
        period_name = [period.name(lang)] if period else []
        stem = "-".join(filter(None, [prefix, notebook.name, *point.values()]))
        given = {**shared, **{name: value for name, value in point.items() if value}}
        yield Job(
            notebook=notebook,
            # In one order, whether the list of reports is made now or cached.
            parameters=dict(sorted(given.items())),
            lang=lang,
            programme=programme,
            title=" · ".join([*names, notebook.title(lang), *period_name]),
            eyebrow=" · ".join([plan.facts.title(lang), *names]),
            page=output / plan.facts.plan / lang / f"{stem}.html",
            about=about | ({"period": period_name[0]} if period_name else {}),
            size=size,
        )


def _named(plan: Plan, programme: str, indicator: str, lang: Lang) -> tuple[list[str], int]:
    """Return what a report of one programme or indicator is called after, and of how many it is."""
    if indicator:
        return [plan.indicator(indicator).name(lang)], 1
    if programme:
        part = plan.programme(programme)
        return [part.name(lang)], len(part.plan)
    return [], len(plan)
