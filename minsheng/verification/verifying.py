"""From a report file to what no longer matches."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.errors import BadInput, Fault, MinshengError
from minsheng.text.tracing import FINGERPRINTS
from minsheng.verification.comparing import Verified, compare
from minsheng.verification.report import Report

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from minsheng.plan.plan import Plan
    from minsheng.render import Job
    from minsheng.writers.origin import Origin, Value

_OF_THE_MATRIX = ("lang", "programme", "indicator", "period", "as_of", "observations")
_EXTRA: Mapping[str, Value] = {}


def verify(
    file: str | Path,
    plan: str | Path = "",
    *,
    observations: str = "",
    extra: Mapping[str, Value] = _EXTRA,
    notebooks: Path | None = None,
) -> Verified:
    """Hold each number of a report against the data as they are now.

    The report is read as it stands, whatever was edited in it. The same notebook is run with the
    same parameters on the data as they are now, and both are compared id by id. Of what the
    report says of itself only names are believed, never a place: its file may come from anybody.

    Parameters
    ----------
    file
        An HTML page, a Word document, a workbook or an executed notebook made by
        ``minsheng render``.
    plan
        The plan's folder where it is none that ships; else the report names it.
    observations
        The ledger, where it is not the package's own and not made up.
    extra
        Further parameters that did not travel with the report, since they name a place.
    notebooks
        Folder of the notebooks; those that ship when left out.

    Raises
    ------
    BadInput
        For a file that is no report of ours or cannot be read, another plan than that of the
        report, a parameter that is missing, and where the report cannot be made from the data.
    """
    path = Path(file)
    report = _read(path)
    if report.origin is None:
        raise BadInput([Fault("verification.no_origin", str(path))])
    whole = _plan(report.origin, plan, path)
    job = _job(report.origin, whole, str(plan), observations, extra, notebooks, path)
    now, ids = _made_anew(job, path)
    said, given = ([entry for entry in each.entries if not _says_which_data(entry.id, ids)]
                   for each in (report, now))  # fmt: skip
    return compare(said, given, ids)


def _says_which_data(entry_id: str, ids: Mapping[str, str]) -> bool:
    return ids.get(entry_id, entry_id).startswith(FINGERPRINTS)


def _read(path: Path) -> Report:
    ending = path.suffix.lower()
    if ending == ".pdf":
        raise BadInput([Fault("verification.pdf", str(path))])
    if ending not in _READERS:
        raise BadInput([
            Fault("verification.not_a_format", str(path), found=ending, allowed=tuple(_READERS)),
        ])  # fmt: skip
    try:
        return _READERS[ending](path.read_bytes())
    except FileNotFoundError as error:
        raise BadInput([Fault("missing_file", str(path))]) from error
    except _broken() as error:
        words = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise BadInput([Fault("verification.not_readable", str(path), found=words)]) from error


def _broken() -> tuple[type[Exception], ...]:
    from lxml.etree import XMLSyntaxError
    from openpyxl.utils.exceptions import InvalidFileException

    common = (ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError)
    hostile = (OSError, RecursionError, OverflowError, zipfile.BadZipFile)
    return (*common, *hostile, XMLSyntaxError, InvalidFileException)


def _page(raw: bytes) -> Report:
    from minsheng.verification.pages import read_page

    return read_page(raw.decode("utf-8-sig"))


def _word(raw: bytes) -> Report:
    from minsheng.verification.word import read_word

    return read_word(raw)


def _workbook(raw: bytes) -> Report:
    from minsheng.verification.workbooks import read_workbook

    return read_workbook(raw)


def _notebook(raw: bytes) -> Report:
    import nbformat

    return _of_notebook(nbformat.reads(raw.decode("utf-8"), as_version=4))


def _of_notebook(notebook: NotebookNode) -> Report:
    from minsheng.writers.entries import entries
    from minsheng.writers.origin import origin_of
    from minsheng.writers.reading import read

    document = read(notebook)
    return Report(origin_of(document), tuple(entries(document)))


_READERS: Mapping[str, Callable[[bytes], Report]] = {
    ".html": _page, ".docx": _word, ".xlsx": _workbook, ".ipynb": _notebook,
}  # fmt: skip


def _plan(origin: Origin, plan: str | Path, path: Path) -> Plan:
    from minsheng.tables import available_plans, load_plan

    ships = tuple(available_plans())
    if not plan and origin.plan not in ships:
        raise BadInput([
            Fault("verification.plan_elsewhere", str(path), found=origin.plan, allowed=ships),
        ])  # fmt: skip
    whole = load_plan(plan or origin.plan)
    if whole.facts.plan != origin.plan:
        raise BadInput([
            Fault("verification.other_plan", str(path), found=origin.plan,
                  allowed=(whole.facts.plan,)),
        ])  # fmt: skip
    return whole


def _job(  # noqa: PLR0913
    origin: Origin,
    plan: Plan,
    source: str,
    observations: str,
    extra: Mapping[str, Value],
    notebooks: Path | None,
    path: Path,
) -> Job:
    from minsheng.render import jobs
    from minsheng.writers.origin import travelling

    # A report may come from anybody: no place that it names is looked at.
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
    known = {name: value for name, value in given.items() if value is not None}
    one = {name: (str(known[name]),) if known.get(name) else ()
           for name in ("programme", "indicator", "period")}  # fmt: skip
    (job,) = jobs(
        plan, str(Path(source).resolve()) if source and Path(source).exists() else origin.plan,
        Path(tempfile.gettempdir()), names=(origin.notebook,), programmes=one["programme"],
        indicators=one["indicator"], periods=one["period"], as_of=str(known.get("as_of", "")),
        observations=str(known.get("observations", "")), langs=(str(known.get("lang", "zh")),),
        extra={name: value for name, value in known.items() if name not in _OF_THE_MATRIX},
        folder=notebooks,
    )  # fmt: skip
    return job


def _option(name: str) -> str:
    return "--observations …" if name == "observations" else f"--set {name}=…"


def _made_anew(job: Job, path: Path) -> tuple[Report, Mapping[str, str]]:
    """Return the report as the data give it now, and what ids that are digests stand for."""
    from minsheng.render.running.execution import execute, in_short
    from minsheng.writers import written
    from minsheng.writers.reading import read
    from minsheng.writers.word.marks import digest

    ending = path.suffix.lower()
    try:
        with tempfile.TemporaryDirectory(prefix="minsheng-") as scratch:
            notebook = execute(job, Path(scratch))
        every = _of_notebook(notebook)
        now = every
        if ending != ".ipynb":
            now = _READERS[ending](written(read(notebook), ending[1:]))
    except MinshengError:
        raise
    except Exception as error:
        found = in_short(error)
        raise BadInput([Fault("verification.not_made", str(path), found=found)]) from error
    return now, {digest(entry.id): entry.id for entry in every.entries}
