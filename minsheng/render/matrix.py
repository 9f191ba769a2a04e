"""Which reports are to be made: notebooks × programmes × periods × languages of one plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.errors import BadInput, Fault, nearest, require_known
from minsheng.render.axes import DEMO, Axes, axes, folder_of, require_ledger, require_of_use
from minsheng.render.axes import NAMES as AXES
from minsheng.render.job import Job
from minsheng.render.notebook import Notebook, chosen
from minsheng.render.parameters import Value, faults_of, keep_password, parameters
from minsheng.secrets import has_secret
from minsheng.text.language import LANGUAGES, Lang
from minsheng.writers import FORMATS

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


_SET_BY_THE_MATRIX = ("plan", "lang", *AXES)


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
        have made-up data (see `minsheng.render.axes.folder_of`).
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
    given_axes = axes(plan, programmes=programmes, indicators=indicators, periods=periods,
                      as_of=as_of, observations=observations)  # fmt: skip
    _require_free(extra or {})
    asked = chosen(tuple(dict.fromkeys(names)), folder)
    known = {notebook.path.name: parameters(notebook) for notebook in asked}
    require_of_use(given_axes, known)
    if any("observations" in each for each in known.values()):
        require_ledger(plan, given_axes)
    made = [
        job
        for notebook in asked
        for lang in _languages(langs)
        for job in _of_notebook(plan, source, folder_of(output, observations), notebook,
                                given_axes, lang, dict(extra or {}))
    ]  # fmt: skip
    choices = {"lang": tuple(LANGUAGES)}
    faults = {
        fault: None
        for notebook, given in {job.notebook.name: (job.notebook, job.parameters)
                                for job in made}.values()
        for fault in faults_of(notebook, given, choices)
    }  # fmt: skip
    if faults:
        raise BadInput(faults)
    template = _template(word_template)
    wanted = _formats([*formats, *(["docx"] if template else [])])
    return [replace(job, formats=wanted, word_template=template) for job in made]


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
    faults = [
        Fault("reserved_parameter", found=name) for name in extra if name in _SET_BY_THE_MATRIX
    ]
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


def _of_notebook(  # noqa: PLR0913
    plan: Plan,
    source: str,
    output: Path,
    notebook: Notebook,
    given: Axes,
    lang: Lang,
    extra: dict[str, Value],
) -> Iterator[Job]:
    """Yield one job for each point of the axes that the notebook has parameters for."""
    known = parameters(notebook)
    shared: dict[str, Value] = {"plan": source, "lang": lang, **extra}
    shared |= {name: value for name, value in (("as_of", given.as_of),
                                               ("observations", given.observations))
               if value and name in known}  # fmt: skip
    defaults = {name: one.default.strip("\"'") for name, one in known.items()}
    for programme, indicator, period in given.points(plan, defaults):
        point = {"programme": programme, "indicator": indicator,
                 "period": str(period) if period else ""}  # fmt: skip
        names, size = _named(plan, programme, indicator, lang)
        about = {"plan": plan.facts.plan, "fingerprint": plan.fingerprint}
        stem = [DEMO if given.made_up else "", notebook.name, *point.values()]
        asked = shared | {name: value for name, value in point.items() if value}
        yield Job(
            # In one order, whether the list of reports is made now or remembered.
            notebook, dict(sorted(asked.items())), lang, programme,
            " · ".join([*names, notebook.title(lang), *([period.name(lang)] if period else [])]),
            " · ".join([plan.facts.title(lang), *names]),
            output / plan.facts.plan / lang / f"{'-'.join(filter(None, stem))}.html",
            about | ({"period": period.name(lang)} if period else {}), size=size,
        )  # fmt: skip


def _named(plan: Plan, programme: str, indicator: str, lang: Lang) -> tuple[list[str], int]:
    """Return what a report of one programme or indicator is called after, and of how many it is."""
    if indicator:
        return [plan.indicator(indicator).name(lang)], 1
    if programme:
        part = plan.programme(programme)
        return [part.name(lang)], len(part.plan)
    return [], len(plan)
