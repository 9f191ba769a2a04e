"""Which reports are to be made: notebooks × programmes × languages of one plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.errors import BadInput, Fault, nearest, require_known
from minsheng.language import LANGUAGES, Lang
from minsheng.render.notebooks import Notebook, chosen
from minsheng.render.parameters import Value, faults_of, parameters

if TYPE_CHECKING:
    from minsheng.plan import Plan


_SET_BY_THE_MATRIX = ("plan", "programme", "lang")


@dataclass(frozen=True)
class Job:
    """One report to make.

    Parameters
    ----------
    notebook
        The notebook it is made from.
    parameters
        What the notebook is run with.
    lang
        Its language.
    programme
        Its programme, or empty for the whole plan.
    title, eyebrow
        What its page is called and what stands above.
    page
        The HTML file it becomes.
    """

    notebook: Notebook
    parameters: Mapping[str, Value]
    lang: Lang
    programme: str
    title: str
    eyebrow: str
    page: Path

    @property
    def executed(self) -> Path:
        """The executed notebook beside the page."""
        return self.page.with_suffix(".ipynb")

    @property
    def name(self) -> str:
        """A short name for messages: language and file."""
        return f"{self.lang}/{self.page.stem}"


def jobs(  # noqa: PLR0913  the axes of the matrix
    plan: Plan,
    source: str,
    output: Path,
    *,
    names: tuple[str, ...] = (),
    programmes: tuple[str, ...] = (),
    langs: Iterable[str] = ("zh",),
    extra: Mapping[str, Value] | None = None,
    folder: Path | None = None,
) -> list[Job]:
    """Return the reports to make, checked: nothing has run yet when something is wrong.

    Parameters
    ----------
    plan
        The plan, already loaded.
    source
        What the notebooks load it from; empty for the plan that ships.
    output
        The folder of all reports; a plan and a language have folders of their own in it.
    names, programmes, langs
        Which notebooks, programmes and languages; all notebooks and programmes when empty.
    extra
        Further parameters for every notebook.
    folder
        Where the notebooks are; those that ship when left out.

    Raises
    ------
    BadInput
        For an unknown notebook, programme, language or parameter, or a value of the wrong type.
    """
    known = list(plan.programmes["programme"])
    for programme in programmes:
        require_known("programme", programme, known)
    _require_free(extra or {})
    wanted = tuple(dict.fromkeys(programmes)) or tuple(known)
    made = [
        job
        for notebook in chosen(tuple(dict.fromkeys(names)), folder)
        for lang in _languages(langs)
        for job in _of_notebook(plan, source, output, notebook, wanted, lang,
                                dict(extra or {}))
    ]  # fmt: skip
    choices = {"programme": tuple(known), "lang": tuple(LANGUAGES)}
    faults = {
        fault: None
        for notebook, given in {job.notebook.name: (job.notebook, job.parameters)
                                for job in made}.values()
        for fault in faults_of(notebook, given, choices)
    }  # fmt: skip
    if faults:
        raise BadInput(faults)
    return made


def _require_free(extra: Mapping[str, Value]) -> None:
    """Refuse further parameters that the matrix itself sets: they would be lost in silence."""
    faults = [
        Fault("reserved_parameter", found=name) for name in extra if name in _SET_BY_THE_MATRIX
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
    programmes: tuple[str, ...],
    lang: Lang,
    extra: dict[str, Value],
) -> list[Job]:
    """Return one job, or one for each programme where the notebook has that parameter."""
    folder = output / plan.facts.plan / lang
    shared: dict[str, Value] = {"plan": source, "lang": lang, **extra}
    eyebrow, title = plan.facts.title(lang), notebook.title(lang)
    if "programme" not in parameters(notebook):
        page = folder / f"{notebook.name}.html"
        return [Job(notebook, shared, lang, "", title, eyebrow, page)]
    made = []
    for programme in programmes:
        name = plan.programme(programme).name(lang)
        made.append(
            Job(
                notebook, {**shared, "programme": programme}, lang, programme,
                f"{name} · {title}", f"{eyebrow} · {name}",
                folder / f"{notebook.name}-{programme}.html",
            )
        )  # fmt: skip
    return made
