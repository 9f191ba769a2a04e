"""Verify a report: read its file, run its notebook on the data of now, compare both."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.errors import BadInput, Fault, MinshengError
from minsheng.text.language import using
from minsheng.text.tracing import FINGERPRINTS
from minsheng.verification.comparing import Report, Verified, compare
from minsheng.verification.pages import read_page
from minsheng.verification.word import read_word
from minsheng.verification.workbooks import read_workbook

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from minsheng.plan.plan import Plan
    from minsheng.render import Job
    from minsheng.writers.origin import Origin, Value

_EXTRA: Mapping[str, Value] = {}


def verify(
    file: str | Path,
    plan: str | Path = "",
    *,
    observations: str = "",
    extra: Mapping[str, Value] = _EXTRA,
    notebooks: Path | None = None,
) -> Verified:
    """Compare each number of a report with the data as they are now.

    The report, an HTML page, a Word document, a workbook or an executed notebook made by ``minsheng
    render``, is read with everything that was edited in it. The same notebook is run with the same
    parameters on the data as they are now, and both are compared id by id. Of the report's own
    metadata only names are trusted, never a path: its file may come from anybody.

    `plan` is the plan's folder where it is none that ships; else the report names it.
    `observations` is the ledger, where it is not the package's own and not made up; `extra` are
    further parameters that did not travel with the report, since they name a place; `notebooks` the
    folder of the notebooks, those that ship when left out. `BadInput` for a file that is no report
    of ours or cannot be read, another plan than that of the report, a parameter that is missing,
    and where the report cannot be made from the data.
    """
    path = Path(file)
    report = _read(path)
    if report.origin is None:
        raise _refusal("no_origin", path)
    known_plan = _plan(report.origin, plan, path)
    parameters = _parameters(report.origin, observations, extra, path)
    job = _job(report.origin, known_plan, str(plan), parameters, notebooks)
    now, ids = _rendered_now(job, path)
    in_report, in_data = (
        [entry for entry in entries if not ids.get(entry.id, entry.id).startswith(FINGERPRINTS)]
        for entries in (report.entries, now.entries)
    )
    return compare(in_report, in_data, ids)


def _refusal(code: str, path: Path, found: str = "", allowed: tuple[str, ...] = ()) -> BadInput:
    return BadInput([Fault(f"verification.{code}", str(path), found=found, allowed=allowed)])


def _read(path: Path) -> Report:
    ending = path.suffix.lower()
    if ending == ".pdf":
        raise _refusal("pdf", path)
    if ending not in _READERS:
        raise _refusal("not_a_format", path, found=ending, allowed=tuple(_READERS))
    try:
        return _READERS[ending](path.read_bytes())
    except FileNotFoundError as error:
        raise BadInput([Fault("missing_file", str(path))]) from error
    except _unreadable() as error:
        words = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise _refusal("not_readable", path, found=words) from error


def _unreadable() -> tuple[type[Exception], ...]:
    """Return the exceptions that readers raise for a file that is damaged or hostile."""
    from lxml.etree import XMLSyntaxError
    from openpyxl.utils.exceptions import InvalidFileException

    from minsheng.writers.archive import DAMAGED

    common = (ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError)
    hostile = (OSError, OverflowError, *DAMAGED)
    return (*common, *hostile, XMLSyntaxError, InvalidFileException)


def _read_notebook(raw: bytes) -> Report:
    import nbformat

    return _report_of(nbformat.reads(raw.decode("utf-8"), as_version=4))


def _report_of(notebook: NotebookNode) -> Report:
    from minsheng.writers.entries import entries
    from minsheng.writers.origin import origin_of
    from minsheng.writers.reading import read

    document = read(notebook)
    with using(document.lang):
        return Report(origin_of(document), tuple(entries(document)))


_READERS: Mapping[str, Callable[[bytes], Report]] = {
    ".html": lambda raw: read_page(raw.decode("utf-8-sig")),
    ".docx": read_word,
    ".xlsx": read_workbook,
    ".ipynb": _read_notebook,
}
"""The endings of the files that can be verified, each with its reader."""


def _plan(origin: Origin, plan: str | Path, path: Path) -> Plan:
    from minsheng.tables import available_plans, load_plan

    ships = tuple(available_plans())
    if not plan and origin.plan not in ships:
        raise _refusal("plan_elsewhere", path, found=origin.plan, allowed=ships)
    loaded = load_plan(plan or origin.plan)
    if loaded.facts.plan != origin.plan:
        raise _refusal("other_plan", path, found=origin.plan, allowed=(loaded.facts.plan,))
    return loaded


def _parameters(
    origin: Origin, observations: str, extra: Mapping[str, Value], path: Path
) -> dict[str, Value]:
    """Return the parameters that the report was made with, without paths that it names."""
    from minsheng.writers.origin import travelling

    given = {**travelling(origin.parameters), **extra}
    if observations:
        given["observations"] = observations
    missing = [
        Fault("verification.needed", str(path), column=name, allowed=(_option(name),))
        for name, value in given.items()
        if value is None
    ]
    if missing:
        raise BadInput(missing)
    return {name: value for name, value in given.items() if value is not None}


def _option(name: str) -> str:
    return "--observations …" if name == "observations" else f"--set {name}=…"


def _job(
    origin: Origin, plan: Plan, source: str, parameters: Mapping[str, Value], notebooks: Path | None
) -> Job:
    from minsheng.render.matrix import AXES, jobs

    def axis(name: str) -> tuple[str, ...]:
        return (str(parameters[name]),) if parameters.get(name) else ()

    (job,) = jobs(
        plan,
        str(Path(source).resolve()) if source and Path(source).exists() else origin.plan,
        Path(tempfile.gettempdir()),
        names=(origin.notebook,),
        programmes=axis("programme"),
        indicators=axis("indicator"),
        periods=axis("period"),
        as_of=str(parameters.get("as_of", "")),
        observations=str(parameters.get("observations", "")),
        langs=(str(parameters.get("lang", "zh")),),
        extra={name: value for name, value in parameters.items() if name not in ("lang", *AXES)},
        folder=notebooks,
    )
    return job


def _rendered_now(job: Job, path: Path) -> tuple[Report, Mapping[str, str]]:
    """Return the report made from the data of now, and the full id for each digest of an id."""
    from minsheng.render.running.execution import error_text, execute
    from minsheng.writers import written
    from minsheng.writers.reading import read
    from minsheng.writers.word.marks import digest

    ending = path.suffix.lower()
    try:
        with tempfile.TemporaryDirectory(prefix="minsheng-") as scratch:
            notebook = execute(job, Path(scratch))
        report = in_format = _report_of(notebook)
        if ending != ".ipynb":
            in_format = _READERS[ending](written(read(notebook), ending[1:]))
    except MinshengError:
        raise
    except Exception as error:
        raise _refusal("not_made", path, found=error_text(error)) from error
    return in_format, {digest(entry.id): entry.id for entry in report.entries}
