"""Make one report: run the notebook once in a kernel of its own, make its page from that run."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from traitlets.config import Config

from minsheng.files import write_whole
from minsheng.render.matrix import Job

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
    """

    job: Job
    seconds: float
    error: str = ""
    partial: Path | None = None

    @property
    def ok(self) -> bool:
        """Whether the report was made."""
        return not self.error


def make(job: Job) -> Outcome:
    """Make one report; a failure is an outcome, not an exception.

    The page and the executed notebook are written whole, after everything has gone well: until
    then the last good report stays where it is. A failed run leaves its partial notebook as
    ``….failed.ipynb``.
    """
    start = time.monotonic()
    failed = job.page.with_suffix(".failed.ipynb")
    with tempfile.TemporaryDirectory(prefix="minsheng-") as scratch:
        executed = Path(scratch) / "executed.ipynb"
        try:
            page = _execute(job, executed)
            write_whole(job.executed, executed.read_bytes())
            write_whole(job.page, page)
        except Exception as error:
            kept = _keep(executed, failed)
            return Outcome(job, time.monotonic() - start, _in_short(error), kept)
        failed.unlink(missing_ok=True)
    return Outcome(job, time.monotonic() - start)


def _keep(executed: Path, failed: Path) -> Path | None:
    """Keep a partial notebook beside the report, if there is one and the disk takes it."""
    if not executed.is_file():
        return None
    try:
        write_whole(failed, executed.read_bytes())
    except OSError:
        return None
    return failed


def _execute(job: Job, executed: Path) -> str:
    """Run the notebook into `executed` and return its page."""
    import nbformat
    import papermill

    from minsheng.writers.html import ReportExporter

    runtime = _own_runtime_folder(executed.parent)
    notebook = papermill.execute_notebook(
        str(job.notebook.path), str(executed), parameters=dict(job.parameters),
        progress_bar=False, log_output=False, cwd=str(executed.parent),
        config=_settings(runtime),
    )  # fmt: skip
    notebook.metadata.setdefault("minsheng", {}).update(
        page_title=job.title, eyebrow=job.eyebrow, index=INDEX_PAGE
    )
    for local in ("input_path", "output_path", "start_time", "end_time", "duration"):
        # When and where it ran is not part of a report: same input, same page.
        notebook.metadata.get("papermill", {}).pop(local, None)
    nbformat.write(notebook, str(executed))
    exporter = ReportExporter()  # type: ignore[no-untyped-call]
    page, _ = exporter.from_notebook_node(notebook)
    return str(page)


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


def _in_short(error: Exception) -> str:
    """Return what a notebook's own error says, without the kernel's coloured traceback."""
    name = getattr(error, "ename", type(error).__name__)
    value = getattr(error, "evalue", str(error))
    return f"{name}: {value}"
