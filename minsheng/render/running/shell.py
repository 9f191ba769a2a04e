"""An IPython shell that runs cells in this process and collects outputs as a kernel sends them.

No sockets and no second process: whoever uses it sees to it that the process is used once.
"""

from __future__ import annotations

import io
import json
import os
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from traceback import format_exception
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.jsonutil import json_default
from nbformat import NotebookNode
from traitlets import Type
from traitlets.config import Config

from minsheng.notebook import lend_font, show_cards
from minsheng.render.running.drawings import name_pictures, show_missing_glyphs
from minsheng.render.running.ending import end_by_exit
from minsheng.render.running.frames import show_whole_frames

Bundle = Mapping[str, Any]


class Outputs:
    """Collects the outputs of one notebook; `found` are those of the cell that runs now."""

    def __init__(self) -> None:
        self.found: list[NotebookNode] = []
        self._shown: dict[str, list[NotebookNode]] = {}
        self._clear = False

    def begin(self) -> list[NotebookNode]:
        """Start a cell and return the list to which its outputs will be added."""
        self.found, self._clear = [], False
        return self.found

    def add(self, kind: str, **content: object) -> NotebookNode:
        """Add one output."""
        if self._clear:
            self.found.clear()
            self._clear = False
        output = NotebookNode()
        # `nbformat.v4.new_output` would turn each row of a table into a node and hold each output
        # against the schema: the notebook is, once, at its end.
        dict.update(output, output_type=kind, **content)
        self.found.append(output)
        return output

    def stream(self, name: str, text: str) -> None:
        """Add text of a stream, to the last output where that is of the same stream."""
        last = self.found[-1] if self.found and not self._clear else None
        if last is not None and last.output_type == "stream" and last.name == name:
            last.text += text
        else:
            self.add("stream", name=name, text=text)

    def display(self, data: Bundle, metadata: Bundle, name: str, *, update: bool) -> None:
        """Add a MIME bundle, or update those that were displayed under the same name."""
        metadata = _sent(metadata)
        if update:
            for output in self._shown.get(name, ()):
                output.update(data=_text(data), metadata=metadata)
            return
        output = self.add("display_data", data=_text(data), metadata=metadata)
        if name:
            self._shown.setdefault(name, []).append(output)

    def clear(self, *, wait: bool) -> None:
        """Remove the outputs of the cell; with `wait` only when the next output comes."""
        self._clear = wait
        if not wait:
            self.found.clear()


def _text(data: Bundle) -> dict[str, Any]:
    """Return a MIME bundle as a kernel sends it: bytes in base64, other content as JSON values."""
    return {
        kind: content if isinstance(content, str) else _sent(content)
        for kind, content in data.items()
    }


def _sent(content: object) -> Any:  # noqa: ANN401  whatever JSON holds
    if isinstance(content, bytes):
        return b64encode(content).decode()
    # numpy's numbers become plain ones, tuples lists: what a writer gets must not depend on us.
    return json.loads(json.dumps(content, default=json_default))


class _Stream(io.TextIOBase):
    def __init__(self, outputs: Outputs, name: str) -> None:
        super().__init__()
        self._outputs, self._name = outputs, name

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False

    def write(self, text: str) -> int:
        if text:
            self._outputs.stream(self._name, text)
        return len(text)


class _Hook(DisplayHook):
    """Keeps the value of a cell's last expression instead of printing it."""

    def write_output_prompt(self) -> None:
        """Print no prompt."""

    def write_format_data(self, format_dict: Bundle, md_dict: Bundle | None = None) -> None:
        """Keep the value in every form that it has."""
        if format_dict and isinstance(self.shell, Shell):
            self.shell.outputs.add(
                "execute_result",
                data=_text(format_dict),
                metadata=_sent(md_dict or {}),
                execution_count=self.prompt_count,
            )

    def finish_displayhook(self) -> None:
        """Print no line after it."""
        self._is_active = False


class _Publisher(DisplayPublisher):
    """Collects what is displayed instead of printing it."""

    def publish(  # type: ignore[override]  # IPython passes further words that are of no use here
        self,
        data: Bundle,
        metadata: Bundle | None = None,
        *,
        transient: Bundle | None = None,
        update: bool = False,
        **_: object,
    ) -> None:
        """Keep a bundle."""
        name = str((transient or {}).get("display_id", ""))
        self.shell.outputs.display(data, metadata or {}, name, update=update)

    def clear_output(self, wait: bool = False) -> None:
        """Remove the outputs of the cell."""
        self.shell.outputs.clear(wait=wait)


class Shell(InteractiveShell):
    """IPython without a terminal and without a kernel.

    One process has one: ``Shell.instance()``, which is what ``display`` of a cell looks for.
    """

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)

    def __init__(self) -> None:
        self.outputs = Outputs()
        settings = Config()
        settings.HistoryManager.enabled = False  # it would write a file of whoever runs this
        super().__init__(config=settings)  # type: ignore[no-untyped-call]
        show_cards(self)
        lend_font()
        end_by_exit(self)
        # Drawings that a cell leaves open are shown at its end, as notebooks do.
        self.enable_matplotlib("inline")  # type: ignore[no-untyped-call]
        show_missing_glyphs(self)
        name_pictures(self)
        show_whole_frames(self)

    def enable_gui(self, gui: str | None = None) -> None:
        """Do nothing: there is no event loop of a window."""

    def init_io(self) -> None:
        """Leave the standard streams alone; they are redirected for each cell."""

    def _showtraceback(
        self, etype: type[BaseException], evalue: BaseException | None, stb: list[str]
    ) -> None:
        self.outputs.add("error", ename=etype.__name__, evalue=str(evalue), traceback=list(stb))

    def settle(self) -> None:
        """Become the shell of this process after a fork.

        ``__main__``, where pickle looks, becomes the module of the cells; IPython's own files go to
        the folders of this run.
        """
        self.init_sys_modules()  # type: ignore[no-untyped-call]
        self.init_ipython_dir(None)  # type: ignore[no-untyped-call]
        self.init_profile_dir(None)  # type: ignore[no-untyped-call]
        self.starting_dir = os.getcwd()  # noqa: PTH109  IPython has it as text
        self.user_ns["_dh"][:] = [Path.cwd()]

    def outputs_of(self, source: str) -> list[NotebookNode]:
        """Run a cell and return its outputs as nbformat has them; an exception is an output too."""
        outputs = self.outputs.begin()
        with _redirected(self.outputs):
            result = self.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
        error = result.error_before_exec or result.error_in_exec
        if error is not None and not any(one.output_type == "error" for one in outputs):
            # IPython could not even format it; that must not make a failure look like success.
            self.outputs.add(
                "error",
                ename=type(error).__name__,
                evalue=str(error),
                traceback=format_exception(error),
            )
        return outputs


@contextmanager
def _redirected(outputs: Outputs) -> Iterator[None]:
    """Redirect standard output and error to the outputs; standard input is empty."""
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = io.StringIO()
    sys.stdout, sys.stderr = _Stream(outputs, "stdout"), _Stream(outputs, "stderr")
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
