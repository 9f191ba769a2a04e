"""Make one report in this process: run its notebook once, and write every format of that run.

Files are written only in the scratch folder of the run; those of the report are returned.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from minsheng.errors import BadInput, UnknownName
from minsheng.render.job import INDEX_PAGE, Job
from minsheng.render.running.redaction import Redaction
from minsheng.render.running.task import EXECUTED, JOURNAL, RunResult, UsedData
from minsheng.render.settings import DEFAULTS
from minsheng.text.json_text import joined_text
from minsheng.text.language import say
from minsheng.writers.origin import travelling

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from minsheng.writers.document import Document
_INJECTED, _IPYTHON = "injected-parameters", "ipython"
_STYLER = re.compile(r"\bT_[0-9a-f]{5}(?![0-9a-f])")
_CODE = re.compile(r"-?\d+")
_HALF = re.compile("[\ud800-\udfff]")
_OF_THE_INPUT = (BadInput.__name__, UnknownName.__name__)
_WITHOUT_IPYMPL = re.compile("'(widget|ipympl)' is not a recognised GUI")
_ASKED = (EOFError.__name__, "EOF when reading a line")  # what `input` raises: nobody is there
_STARTING = (RuntimeError, OSError)


class Unchanged(Exception):
    """The notebook has loaded the same data as last time: the report would be the same."""


def make(
    job: Job,
    scratch: Path,
    *,
    engine: str = DEFAULTS.engine,
    known: str = "",
    tell: Callable[[str], None] = lambda _: None,
) -> RunResult:
    """Make one report; a failure is returned in the result, not raised.

    `scratch` is a folder for this run alone. With the engine ``shell`` the cells run in this
    process, which is to be used once, with ``kernel`` in a Jupyter kernel. `known` is the digest of
    what was loaded last time: where it is the same, the run ends there. `tell` is called with the
    name of each format that is written besides the page.
    """
    from minsheng.render.running.determinism import only_reads_files
    from minsheng.render.running.kernel import noted
    from minsheng.render.running.tracking import tracking_files
    from minsheng.writers.document import warnings
    from minsheng.writers.reading import read

    start = time.monotonic()
    loading = UsedData()

    def loaded(new: str) -> None:
        nonlocal loading
        loading = UsedData(new, tracker.files, {}, tracker.elsewhere)
        if new and new == known:
            raise Unchanged
        # What is read again has been loaded again, and the digest says nothing of it.
        tracker.files, tracker.elsewhere = {}, False

    with tracking_files([scratch], job.notebook.path.parent) as tracker:
        try:
            notebook = _run(job, scratch, engine=engine, loaded=loaded)
        except Unchanged:
            return RunResult(used=loading, unchanged=True, seconds=time.monotonic() - start)
        except Exception as error:
            began = _began(scratch, engine)
            return RunResult(
                error=error_text(error),
                seconds=time.monotonic() - start,
                never_began=isinstance(error, _STARTING) and not began,
            )
        sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        seen_all = only_reads_files(sources, tracker.modules)
        used = UsedData(
            "" if tracker.elsewhere else loading.loaded,
            loading.before,
            tracker.recorded(),
            elsewhere=loading.elsewhere or tracker.elsewhere or not seen_all,
        )
    try:
        if engine == "kernel":
            used = noted(scratch / _IPYTHON)
        # Only now: the code of what is published need not be that which ran.
        notebook, executed = _published(Redaction(job, scratch).content(notebook))
        with tracking_files([scratch]) as pictures:
            document = read(notebook, job.notebook.path.parent)
        used = replace(used, after={**used.after, **pictures.recorded()})
        lost = tuple(warnings(document))
        if lost:  # the index tells them, in later runs too
            notebook.metadata["minsheng"]["warnings"] = list(lost)
            executed = as_file(notebook)
        files, unmade = _files(job, document, executed, tell)
    except Exception as error:
        return RunResult(error=error_text(error), seconds=time.monotonic() - start)
    return RunResult(files, used, unmade, lost, seconds=time.monotonic() - start)


def _began(scratch: Path, engine: str) -> bool:
    return engine == "shell" or (scratch / EXECUTED).is_file()


def _published(notebook: NotebookNode) -> tuple[NotebookNode, bytes]:
    """Return a notebook that can be encoded as UTF-8, and the bytes of its file."""
    try:
        return notebook, as_file(notebook)
    except UnicodeEncodeError:
        notebook = _printable(notebook)
        return notebook, as_file(notebook)


def _files(
    job: Job, document: Document, executed: bytes, tell: Callable[[str], None]
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the files of a report, all of one document, and the formats that could not be made."""
    from minsheng.writers import REPORT_FILES, written

    # The notebook is written first: what lies beside it and is older belongs to another run.
    files = {".ipynb": executed}
    unmade = {}
    for file in REPORT_FILES:
        if file.writer and (file.always or file.name in job.formats):
            tell("" if file.always else file.name)
            try:
                files[file.ending] = written(
                    document, file.name, index=INDEX_PAGE, template=job.word_template
                )
            except Exception as error:
                if file.always:
                    raise
                unmade[file.name] = error_text(error)
    return files, unmade


def _printable(notebook: NotebookNode) -> NotebookNode:
    """Return a notebook with every lone surrogate as its escape, so that it can be encoded."""
    from nbformat import from_dict

    text = json.dumps(notebook, ensure_ascii=False)
    return cast(
        "NotebookNode",
        from_dict(json.loads(_HALF.sub(lambda half: rf"\\u{ord(half[0]):x}", text))),
    )


def as_file(notebook: NotebookNode) -> bytes:
    r"""Return a notebook as JSON in UTF-8, with one cell on each line.

    nbformat puts each line of each drawing on a line of its own: four times the work, and a fifth
    more on the disk, for what nobody reads as text.

    Examples
    --------
    >>> import nbformat
    >>> notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("差距")])
    >>> content = as_file(notebook)
    >>> nbformat.reads(content, as_version=4) == notebook, content.count(b"\n")
    (True, 4)
    """
    rest = {name: part for name, part in notebook.items() if name != "cells"}
    cells = b",\n".join(map(_compact, notebook.cells))
    return b'{"cells":[\n%b\n],\n%b\n' % (cells, _compact(rest).removeprefix(b"{"))


def _compact(part: Mapping[str, object]) -> bytes:
    return json.dumps(part, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def execute(job: Job, scratch: Path) -> NotebookNode:
    """Run the notebook of a report in a Jupyter kernel.

    `scratch` is a folder for this run alone. What its writers need to know stands under
    ``minsheng`` in the metadata of the notebook returned, without secrets and places of this
    machine.
    """
    notebook = _run(job, scratch, engine="kernel")
    return cast("NotebookNode", Redaction(job, scratch).content(notebook))


def _run(job: Job, scratch: Path, *, engine: str, loaded: object = None) -> NotebookNode:
    """Run a notebook; its outputs may still hold secrets and folders of this machine."""
    import papermill

    from minsheng.render.running.kernel import environment, kernel_settings, prepare

    runtime = scratch / "runtime"
    runtime.mkdir()
    # Neither the settings of whoever runs this nor a kernel of somebody else have an influence.
    own = {
        "IPYTHONDIR": str(scratch / _IPYTHON),
        "JUPYTER_RUNTIME_DIR": str(runtime),
        "MINSHENG_LANG": job.lang,
    }
    folder = job.notebook.path.parent
    with environment(**own):
        if engine == "shell":
            notebook = _in_shell(
                prepared(job), folder, scratch / JOURNAL, {"loaded": loaded} if loaded else {}
            )
        else:
            prepare(scratch / _IPYTHON)
            with _quiet_papermill():
                notebook = papermill.execute_notebook(
                    str(job.notebook.path),
                    str(scratch / EXECUTED),
                    parameters=dict(job.parameters),
                    config=kernel_settings(runtime),
                    cwd=str(folder),
                    progress_bar=False,
                    log_output=False,
                )
    describe(job, notebook)
    return notebook


def prepared(job: Job) -> NotebookNode:
    """Return the notebook of a report with its parameters, as papermill sets them; nothing runs."""
    import papermill

    with _quiet_papermill():
        notebook = papermill.execute_notebook(
            str(job.notebook.path),
            None,
            parameters=dict(job.parameters),
            prepare_only=True,
            progress_bar=False,
        )
    return cast("NotebookNode", notebook)


@contextmanager
def _quiet_papermill() -> Iterator[None]:
    """Keep papermill from warning of parameters that it cannot read: they have been checked."""
    logger = logging.getLogger("papermill")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(before)


@contextmanager
def _working_folder(folder: Path) -> Iterator[None]:
    """Work in a folder, and import from it, inside the block, as a kernel of JupyterLab does."""
    with chdir(folder):
        sys.path.insert(0, "")
        try:
            yield
        finally:
            with suppress(ValueError):  # a cell may have taken it out
                sys.path.remove("")


def _in_shell(
    prepared: NotebookNode, folder: Path, journal: Path, own: Mapping[str, object]
) -> NotebookNode:
    """Run the cells of a notebook whose parameters papermill has set, and validate the outputs.

    papermill's own function would also serialise the notebook, even with no file to write: as much
    work as all formats of a report. The outputs are checked against the schema of notebooks, as a
    client of kernels does.
    """
    from nbformat import validate
    from nbformat.v4 import new_code_cell, new_notebook
    from papermill.engines import papermill_engines
    from papermill.execute import raise_for_execution_errors

    from minsheng.render.running.engine import SHELL
    from minsheng.render.running.tracking import note_modules

    kernel = papermill_engines.nb_kernel_name(SHELL, prepared)
    with _working_folder(folder):
        notebook = papermill_engines.execute_notebook_with_engine(
            SHELL, prepared, kernel, journal=journal, progress_bar=False, **own
        )
        note_modules()
    raise_for_execution_errors(notebook, None)
    put_out = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    # All outputs in one cell that was made without them: to make it with them checks them twice.
    checked = new_notebook(cells=[new_code_cell()])
    checked.cells[0].outputs = put_out
    validate(checked)
    return cast("NotebookNode", notebook)


def describe(job: Job, notebook: NotebookNode) -> None:
    """Add to the metadata of a notebook what the writers of its formats need.

    When and where it ran is not part of a report: same input, same bytes.
    """
    from nbformat.v4.rwbase import strip_transient

    strip_transient(notebook)
    notebook.metadata.setdefault("minsheng", {}).update(
        page_title=job.title,
        eyebrow=job.eyebrow,
        index=INDEX_PAGE,
        **job.about,
        notebook=job.notebook.name,
        parameters=travelling(job.parameters),
    )
    for local in ("input_path", "output_path", "start_time", "end_time", "duration"):
        notebook.metadata.get("papermill", {}).pop(local, None)
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            _without_chance(output)
        for local in ("papermill", "execution"):
            cell.metadata.pop(local, None)
        if _INJECTED in cell.metadata.get("tags", ()):
            cell.id = _INJECTED  # papermill draws one by chance


def _without_chance(output: NotebookNode) -> None:
    """Replace in an output what differs from run to run: addresses of objects, ids of Stylers."""
    from minsheng.render.running.frames import ADDRESS

    if output.output_type == "stream":
        output.text = ADDRESS.sub(" at 0x…", joined_text(output.text))
    ids: dict[str, str] = {}
    data = output.get("data", {})
    for mime in data.keys() & {"text/plain", "text/html", "text/markdown"}:
        text = ADDRESS.sub(" at 0x…", joined_text(data[mime]))
        data[mime] = _STYLER.sub(lambda match: ids.setdefault(match[0], f"T_{len(ids):05}"), text)


def error_text(error: Exception) -> str:
    """Return what a notebook's own error says, without the kernel's coloured traceback.

    Of an error of the input it is the message alone; a kernel names only the class of an error.
    """
    name = getattr(error, "ename", type(error).__name__)
    value = getattr(error, "evalue", str(error))
    if name in _OF_THE_INPUT:
        return " ".join(line.strip() for line in value.splitlines()[1:])
    if name == SystemExit.__name__ and _CODE.fullmatch(value):
        return say("rendering.notebook_exit", code=value)
    said = f"{name}: {value}"
    if (name, value) == _ASKED or name == "StdinNotImplementedError":
        said = say("rendering.no_answer")
    elif _WITHOUT_IPYMPL.search(value):
        said = say("rendering.no_ipympl")
    step = getattr(error, "exec_count", None)  # as the page of what failed counts
    return say("rendering.failed_at", n=step, error=said) if step else said
