"""An extension of IPython that notes what a Jupyter kernel reads, in a file of its run.

A kernel is another process than the one that asked for it, so what it reads is watched there. A
kernel of another language never writes the file, and nothing is known of its report.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.files import write_whole
from minsheng.json_text import read_json
from minsheng.render.forms import conforms
from minsheng.render.running.made import Used

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

_NOTE = "used.json"
_SETTINGS = Path("profile_default", "ipython_kernel_config.json")


def prepare(ipython_folder: Path) -> None:
    """Have a kernel that takes its settings from a folder note there what it reads."""
    settings = {"InteractiveShellApp": {"extensions": [__name__]}}
    write_whole(ipython_folder / _SETTINGS, json.dumps(settings))


def noted(ipython_folder: Path) -> Used:
    """Return what a kernel has read; where it noted nothing, whatever it was is not known.

    A cell may write where it notes it: what has another form was not noted by a kernel.
    """
    try:
        used = Used(**read_json((ipython_folder / _NOTE).read_bytes()))
    except (OSError, ValueError, TypeError):
        used = None
    return used if used and conforms(used, Used) else Used(elsewhere=True)


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Watch from now on; after each cell note what was read until then."""
    from minsheng.render.running.code import only_reads_files
    from minsheng.render.running.watching import watching

    import_module("minsheng.render.running.warm")  # so that it is not taken for the notebook's
    folder = Path(shell.ipython_dir)
    context = watching([folder.parent])
    watch = context.__enter__()
    shell.user_ns_hidden["_watching"] = context  # kept as long as the kernel lives

    def note(_: object) -> None:
        sources = list(shell.user_ns["In"])[1:]
        seen_all = not watch.elsewhere and only_reads_files(sources, watch.modules)
        used = Used(after=watch.taken(), elsewhere=not seen_all)
        write_whole(folder / _NOTE, json.dumps(asdict(used)))

    shell.events.register("post_run_cell", note)
