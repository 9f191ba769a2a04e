"""Make one report: run the notebook once in a kernel of its own.

Every format is made from that one run.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from traitlets.config import Config

from minsheng.errors import BadInput
from minsheng.files import write_whole
from minsheng.language import say, using
from minsheng.render.matrix import Job
from minsheng.writers.origin import travelling

if TYPE_CHECKING:
    from nbformat import NotebookNode

INDEX_PAGE = "index.html"
# "/kernel-<uuid>.json" becomes "/kernel-<uuid>-ipc-<n>"; Linux allows a path of 107 bytes.
_SOCKET_NAME, _LONGEST_SOCKET = 52, 107


@dataclass(frozen=True)
class Outcome:
    """What became of one report.

    Parameters
    ----------
    job
        The report.
    seconds
        How long it took.
    error
        What went wrong, in the words of the kernel, or empty.
    partial
        The notebook as far as it came, where it failed.
    unmade
        The formats that could not be made of a notebook that ran well, each with what went wrong.
    """

    job: Job
    seconds: float
    error: str = ""
    partial: Path | None = None
    unmade: Mapping[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether the report was made, in every format."""
        return not self.error and not self.unmade

    @property
    def words(self) -> str:
        """What went wrong, or empty."""
        lang = self.job.lang
        told = [
            say("labels.format_unmade", lang, format=self._format(name), error=error)
            for name, error in self.unmade.items()
        ]
        return self.error or say("labels.format_unmade_stop", lang).join(told)

    def _format(self, name: str) -> str:
        return say(f"labels.format_{name}", self.job.lang)


def make(job: Job) -> Outcome:
    """Make one report; a failure is an outcome, not an exception.

    The page and the executed notebook are written whole, after everything has gone well: until
    then the last good report stays where it is. A failed run leaves its partial notebook as
    ``….failed.ipynb``. Another format that cannot be made is said, its last file is taken away,
    since it belongs to an older run, and the rest is made all the same.
    """
    start = time.monotonic()
    failed = job.page.with_suffix(".failed.ipynb")
    with tempfile.TemporaryDirectory(prefix="minsheng-") as scratch:
        executed = Path(scratch) / "executed.ipynb"
        try:
            notebook = execute(job, executed)
            page = exported(job, "html", notebook)
            write_whole(job.executed, executed.read_bytes())
            write_whole(job.page, page)
            _write_results(job, notebook)
        except Exception as error:
            kept = _keep(executed, failed)
            return Outcome(job, time.monotonic() - start, in_short(error), kept)
        failed.unlink(missing_ok=True)
    unmade = dict(_unmade(job, notebook))
    return Outcome(job, time.monotonic() - start, unmade=unmade)


def _write_results(job: Job, notebook: NotebookNode) -> None:
    """Write the numbers of the report beside it."""
    from minsheng.writers.reading import read
    from minsheng.writers.results import as_csv, as_json, results

    with using(job.lang):
        found = results(read(notebook))
    write_whole(job.page.with_suffix(".results.json"), as_json(found))
    write_whole(job.page.with_suffix(".results.csv"), as_csv(found))


def _unmade(job: Job, notebook: NotebookNode) -> Iterator[tuple[str, str]]:
    """Make the formats besides the page; yield those that cannot be made, each with why."""
    for name in job.formats:
        if name == "html":
            continue
        file = job.page.with_suffix(f".{name}")
        try:
            write_whole(file, exported(job, name, notebook))
        except Exception as error:
            yield name, in_short(error)
            with suppress(OSError):
                file.unlink(missing_ok=True)


def _keep(executed: Path, failed: Path) -> Path | None:
    """Keep a partial notebook beside the report, if there is one and the disk takes it."""
    if not executed.is_file():
        return None
    try:
        write_whole(failed, executed.read_bytes())
    except OSError:
        return None
    return failed


def exported(job: Job, name: str, notebook: NotebookNode) -> str | bytes:
    """Return a format of an executed notebook."""
    from minsheng.writers import exporter

    settings = Config({"WordExporter": {"word_template": job.word_template}})
    made, _ = exporter(name)(config=settings).from_notebook_node(notebook)
    return cast("str | bytes", made)


def execute(job: Job, executed: Path) -> NotebookNode:
    """Run the notebook of a report in a kernel of its own.

    Parameters
    ----------
    job
        The report.
    executed
        Where the notebook goes that has run; its folder is for this run alone.

    Returns
    -------
    nbformat.NotebookNode
        With what its writers need to know under ``minsheng`` in its metadata.
    """
    import nbformat
    import papermill

    runtime = _own_runtime_folder(executed.parent)
    notebook = papermill.execute_notebook(
        str(job.notebook.path), str(executed), parameters=dict(job.parameters),
        progress_bar=False, log_output=False, cwd=str(executed.parent),
        config=_settings(runtime),
    )  # fmt: skip
    describe(job, notebook)
    for local in ("input_path", "output_path", "start_time", "end_time", "duration"):
        # When and where it ran is not part of a report: same input, same page.
        notebook.metadata.get("papermill", {}).pop(local, None)
    nbformat.write(notebook, str(executed))
    return cast("NotebookNode", notebook)


def describe(job: Job, notebook: NotebookNode) -> None:
    """Note in a notebook what its writers need to know of its report."""
    notebook.metadata.setdefault("minsheng", {}).update(
        page_title=job.title, eyebrow=job.eyebrow, index=INDEX_PAGE, **job.about,
        notebook=job.notebook.name, parameters=travelling(job.parameters),
    )  # fmt: skip


def _own_runtime_folder(scratch: Path) -> Path:
    """Give this run's kernel a folder of its own for its connection file and its sockets."""
    runtime = scratch / "runtime"
    runtime.mkdir()
    os.environ["JUPYTER_RUNTIME_DIR"] = str(runtime)
    return runtime


def _settings(runtime: Path) -> Config:
    """Let kernels talk over sockets of the file system where that is possible, and end at once.

    Nobody else on the machine can listen, and no two kernels can meet on one port. Elsewhere, and
    where the path would be too long for a socket, they talk over the loopback interface. A kernel
    that has run everything has nothing to save: asking it to stop first only costs time.
    """
    sockets = sys.platform == "linux" and len(str(runtime)) + _SOCKET_NAME < _LONGEST_SOCKET
    return Config(
        {
            "KernelManager": {"transport": "ipc" if sockets else "tcp"},
            "NotebookClient": {"shutdown_kernel": "immediate"},
        }
    )


def in_short(error: Exception) -> str:
    """Return what a notebook's own error says, without the kernel's coloured traceback."""
    if isinstance(error, BadInput):
        return " ".join(line.strip() for line in str(error).splitlines()[1:])
    name = getattr(error, "ename", type(error).__name__)
    value = getattr(error, "evalue", str(error))
    return f"{name}: {value}"
