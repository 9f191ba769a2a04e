"""Jupyter kernels: their settings, and the extension that notes which files a kernel reads.

A kernel is another process than the one that asked for it, so what it reads is watched there. A
kernel of another language never writes the note, and nothing is known of its report.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from minsheng.files import write_whole
from minsheng.render.running.task import UsedData
from minsheng.render.settings import LONGEST_SOCKET
from minsheng.render.type_checks import conforms
from minsheng.text.json_text import read_json

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

_LIBRARIES = (
    "minsheng.cli",
    "minsheng.charts",
    "minsheng.demo",
    "minsheng.render.running.engine",
    "minsheng.render.running.execution",
    "minsheng.render.running.tracking",
    "minsheng.render.running.child",
    "minsheng.reports.figures",
    "minsheng.reports.listings",
    "minsheng.reports.sentences",
    "minsheng.reports.writeups",
    "minsheng.writers.html.writer",
    "minsheng.writers.reading_markdown",
    "minsheng.writers.reading",
    "minsheng.writers.results",
    "matplotlib_inline.backend_inline",
    "matplotlib.backends.backend_svg",
    "jinja2",
    "mistune",
    "pylopdf_fonts_zh_cn",
    "encodings.utf_16_be",
    "pandas.core.methods.to_dict",  # pandas and IPython import these lazily
    "pandas.core.reshape.reshape",
    "IPython.core.logger",
    "bdb",
    "stack_data",  # formats tracebacks: too late to import then
)

_ADDRESSES = "rfc3987_syntax"
_NOTE = "used.json"
_SETTINGS = Path("profile_default", "ipython_kernel_config.json")

_SOCKET_NAME = 52  # "/kernel-<uuid>.json" becomes "/kernel-<uuid>-ipc-<n>"


def import_libraries() -> None:
    """Import the libraries that a report needs, once for all processes that are forked afterwards.

    No file of a user is read, no thread is started. pandas is set to show every column of a frame:
    columns that it leaves out, more of them in a kernel, would be in no format of the report.
    """
    import_jsonschema()
    for name in _LIBRARIES:
        with suppress(ImportError):  # a report that needs it will say so
            import_module(name)
    if "pandas" in sys.modules:
        sys.modules["pandas"].options.display.max_columns = 0


def import_jsonschema() -> None:
    """Import jsonschema; let its parser of addresses be made where an address is checked.

    Where that parser is installed, as it is with JupyterLab, jsonschema imports it, which compiles
    its grammar: longer than all other imports of a report, and a notebook has no such address.
    """
    if _ADDRESSES in sys.modules or "jsonschema" in sys.modules or not find_spec(_ADDRESSES):
        return
    later = ModuleType(_ADDRESSES)
    later.__dict__["is_valid_syntax"] = lambda *of, **named: import_module(
        _ADDRESSES
    ).is_valid_syntax(*of, **named)
    sys.modules[_ADDRESSES] = later
    try:
        import_module("jsonschema")
    finally:
        del sys.modules[_ADDRESSES]


def prepare(ipython_folder: Path) -> None:
    """Write settings to an IPython folder: a kernel that uses it records there what it reads."""
    settings = {
        "InteractiveShellApp": {"extensions": [__name__]},
        "HistoryManager": {"enabled": False},  # it would open a database of its own
    }
    write_whole(ipython_folder / _SETTINGS, json.dumps(settings))


def noted(ipython_folder: Path) -> UsedData:
    """Return what a kernel recorded of the data it read; without a record they are unknown.

    A cell may have overwritten the file: content of another form counts as no record.
    """
    try:
        used = UsedData(**read_json((ipython_folder / _NOTE).read_bytes()))
    except (OSError, ValueError, TypeError):
        used = None
    return used if used and conforms(used, UsedData) else UsedData(elsewhere=True)


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Track files from now on, and record after each cell those that were read until then."""
    import_libraries()  # before watching, so that they do not count as imports of the notebook
    from minsheng.render.running.determinism import only_reads_files
    from minsheng.render.running.drawings import name_pictures, show_missing_glyphs
    from minsheng.render.running.ending import end_by_exit
    from minsheng.render.running.frames import show_whole_frames
    from minsheng.render.running.tracking import note_modules, tracking_files

    folder = Path(shell.ipython_dir)
    context = tracking_files([folder.parent], Path.cwd())
    tracker = context.__enter__()
    shell.user_ns_hidden["_tracking"] = context  # kept as long as the kernel lives

    def note(_: object) -> None:
        sources = list(shell.user_ns["In"])[1:]
        note_modules()
        seen_all = not tracker.elsewhere and only_reads_files(sources, tracker.modules)
        used = UsedData(after=tracker.recorded(), elsewhere=not seen_all)
        write_whole(folder / _NOTE, json.dumps(asdict(used)))

    shell.events.register("post_run_cell", note)
    end_by_exit(shell)
    show_missing_glyphs(shell)
    name_pictures(shell)
    show_whole_frames(shell)


@contextmanager
def environment(**values: str) -> Iterator[None]:
    """Set variables of the environment inside the block."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def kernel_settings(runtime: Path) -> Config:
    """Return settings: kernels use file-system sockets where possible, and are ended at once.

    Nobody else on the machine can listen, and no two kernels can meet on one port. Elsewhere, and
    where the path would be too long for a socket, they talk over the loopback interface. A kernel
    that has run everything has nothing to save: asking it to stop first only costs time.
    """
    from traitlets.config import Config

    sockets = sys.platform == "linux" and len(os.fsencode(runtime)) + _SOCKET_NAME <= LONGEST_SOCKET
    # A name that is no whole path would be one beside the notebook, the same for every kernel.
    manager = {"transport": "ipc", "ip": str(runtime / "kernel-ipc")} if sockets else {}
    return Config(
        {
            "KernelManager": {"transport": "tcp", **manager},
            "NotebookClient": {"shutdown_kernel": "immediate"},
        }
    )
