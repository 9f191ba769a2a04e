"""The reports to make: notebooks × programmes × indicators × periods × languages of one plan.

Every axis is checked before anything runs: a report of a wrong period is worse than none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from minsheng.errors import BadInput, Fault, collecting, require_known
from minsheng.evaluation import (
    periods_in,
    require_final_period,
    require_midterm_period,
    stand,
)
from minsheng.loading import DEMO, load_observations
from minsheng.plan.observations import Ledger
from minsheng.render.job import (
    Job,
    Value,
    folder_of,
    keep_password,
)
from minsheng.render.parameters import Template, parameter_faults, templates
from minsheng.text.language import LANGUAGES, Lang
from minsheng.text.secrets import has_secret
from minsheng.writers import FORMATS

if TYPE_CHECKING:
    from minsheng.plan.periods import Period
    from minsheng.plan.plan import Plan

AXES = ("programme", "indicator", "period", "as_of", "observations")
"""Parameters of notebooks that the matrix sets from an axis of its own."""
SET_BY_MATRIX = ("plan", "lang", *AXES)
"""Parameters of notebooks that the matrix sets; no others can be given for them."""
_PERIOD_CHECKS = {"midterm": require_midterm_period, "final": require_final_period}
_MADE_UP = ("midterm", "writing")
"""The parameters of notebooks that take `DEMO`, beside the ledger."""


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
    langs: Collection[str] = ("zh",),
    extra: Mapping[str, Value] | None = None,
    folder: Path | None = None,
    formats: Iterable[str] = (),
    word_template: Path | None = None,
) -> list[Job]:
    """Return the reports to make; everything is checked before any notebook runs.

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
        made on request, when empty. Of all notebooks those that no report can be made of are left
        out: `minsheng.render.parameters.templates` says why.
    indicators, periods
        For notebooks that ask for one: which; the default of the notebook when empty. A notebook
        that has a period of its own, as an evaluation has, is given another one only by name.
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
        outside the plan, that begins after the day of the ledger, or that an evaluation cannot be
        about, an unreadable day, a ledger with faults, a value of the wrong type, an
        axis that no notebook has a use for, a Word template that cannot be used, or a notebook
        that names a plan of its own where none is asked for.
    """
    observations = keep_password(observations)
    periods_asked = _checked_axes(plan, programmes, indicators, periods, as_of)
    values = (_unique(programmes), _unique(indicators), periods_asked, as_of, observations)
    axes = dict(zip(AXES, values, strict=True))
    _require_free(extra or {})
    known, unfit = templates(_unique(names), folder)
    if unfit and (names or not known):
        raise BadInput(unfit)
    if not source:
        _require_no_plan_of_their_own(known)
    _require_used(axes, known)
    if any("observations" in own for _, own in known):
        load_observations(plan, observations)  # a source with faults is refused
    require_known("language", langs, LANGUAGES)
    place, shared = folder_of(output, observations), {"plan": source, **(extra or {})}
    faults: list[Fault] = []
    listed: list[Job] = []
    for template in known:
        keeps_its_own = template[0].own_period and not names
        own_axes = {**axes, "period": ()} if keeps_its_own else axes
        check = _PERIOD_CHECKS.get(template[0].evaluation)
        if check and not keeps_its_own:
            for one in periods_asked:
                with collecting(faults):
                    check(plan, one)
        made = [
            job
            for lang in (lang for lang in LANGUAGES if lang in langs)
            for job in _jobs_of_notebook(plan, place, template, own_axes, {**shared, "lang": lang})
        ]
        faults += [
            fault for job in made[-1:] for fault in parameter_faults(*template, job.parameters)
        ]
        listed += made
    if faults:
        raise BadInput(dict.fromkeys(faults))
    wanted = {"html", *formats}
    if word_template:
        from minsheng.writers.word.template import template_of

        template_of(word_template)  # one that cannot be used is refused
        wanted.add("docx")
    require_known("format", sorted(wanted), list(FORMATS))
    chosen = tuple(name for name in FORMATS if name in wanted)
    word_file = str(word_template.resolve()) if word_template else ""
    return [replace(job, formats=chosen, word_template=word_file) for job in listed]


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _checked_axes(
    plan: Plan,
    programmes: Iterable[str],
    indicators: Iterable[str],
    periods: Iterable[str],
    as_of: str,
) -> tuple[Period, ...]:
    """Check the axes against the plan, refuse all faults at once, and return the periods."""
    faults: list[Fault] = []
    parsed: list[Period] = []
    nothing = Ledger().marked_as_checked(plan)
    aims = dict(zip(plan.indicators["indicator"], plan.indicators["aim"], strict=True))
    with collecting(faults):
        require_known("programme", programmes, list(plan.programmes["programme"]))
    with collecting(faults):
        require_known("indicator", indicators, list(aims))
    faults += [
        Fault("context_indicator", found=indicator)
        for indicator in _unique(indicators)
        if aims.get(indicator) == "context"
    ]
    with collecting(faults):
        parsed += periods_in(periods, [plan])
    with collecting(faults):
        stand(plan, nothing, "", as_of)  # a day that is none is refused
    for one in parsed if not faults else ():
        with collecting(faults):
            stand(plan, nothing, one, as_of)  # as is a period that begins after it
    if faults:
        raise BadInput(faults)
    return tuple(dict.fromkeys(parsed))


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


def _require_no_plan_of_their_own(known: Iterable[Template]) -> None:
    """Refuse notebooks whose default plan is not the one that ships: they are about another."""
    faults = [
        Fault("notebook_of_another_plan", notebook.path.name, column="plan", found=own)
        for notebook, parameters in known
        if (own := parameters["plan"].default.strip("\"'")) not in ("", "None")
    ]
    if faults:
        raise BadInput(faults)


def _require_used(axes: Mapping[str, object], known: Iterable[Template]) -> None:
    """Refuse an axis that no notebook has a parameter for: it would be ignored silently."""
    named = {name for _, own in known for name in own}
    files = ", ".join(notebook.path.name for notebook, _ in known)
    faults = [
        Fault("unknown_parameter", files, found=name)
        for name, values in axes.items()
        if values and name not in named
    ]
    if faults:
        raise BadInput(faults)


def _jobs_of_notebook(
    plan: Plan,
    output: Path,
    template: Template,
    axes: Mapping[str, Any],
    shared: Mapping[str, Value],
) -> Iterator[Job]:
    """Yield one report for each point of the axes that the notebook has parameters for.

    For an axis that is left empty, a notebook gets every programme, its own default
    indicator and its own default period.
    """
    notebook, known = template
    lang = cast("Lang", shared["lang"])
    default = known["indicator"].default.strip("\"'") if "indicator" in known else ""
    programmes = axes["programme"] or tuple(plan.programmes["programme"])
    ledger = {name: axes[name] for name in ("as_of", "observations") if name in known}
    about = {"plan": plan.facts.plan, "fingerprint": plan.fingerprint}
    prefix = DEMO if axes["observations"] == DEMO else ""
    # What goes with a made-up ledger is made up, too, unless somebody names his own.
    made_up = {name: DEMO for name in _MADE_UP if prefix and name in known}
    for programme, indicator, period in product(
        programmes if "programme" in known else ("",),
        (axes["indicator"] or (default,)) if "indicator" in known else ("",),
        (axes["period"] or (None,)) if "period" in known else (None,),
    ):
        point = {"programme": programme, "indicator": indicator, "period": str(period or "")}
        names, size = _named(plan, programme, indicator, lang)
        period_name = [period.name(lang)] if period else []
        stem = "-".join(filter(None, [prefix, notebook.name, *point.values()]))
        given = {name: value for name, value in {**point, **ledger}.items() if value}
        yield Job(
            notebook=notebook,
            # In one order, whether the list of reports is made now or cached.
            parameters=dict(sorted({**made_up, **shared, **given}.items())),
            lang=lang,
            programme=programme,
            title=" · ".join([*names, notebook.title(lang), *period_name]),
            eyebrow=" · ".join([plan.facts.title(lang), *names]),
            page=output / plan.facts.plan / lang / f"{stem}.html",
            about=about | ({"period": period_name[0]} if period_name else {}),
            size=size,
        )


def _named(plan: Plan, programme: str, indicator: str, lang: Lang) -> tuple[list[str], int]:
    """Return the name in the title of a report, if any, and how many indicators it is about."""
    if indicator:
        return [plan.indicator(indicator).name(lang)], 1
    if programme:
        part = plan.programme(programme)
        return [part.name(lang)], len(part.plan)
    return [], len(plan)
