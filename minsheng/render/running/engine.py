"""A papermill engine that runs cells in this process, registered as `SHELL`.

papermill stays the way in: it reads the notebook, sets its parameters, raises what went wrong. A
real Jupyter kernel is papermill's own engine; a test holds the reports of both against each other.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode
from papermill.engines import Engine, papermill_engines

from minsheng.render.running.loaded_data import loaded_digest, loading_cell
from minsheng.render.running.shell import Shell
from minsheng.render.type_checks import conforms
from minsheng.text.json_text import read_json

if TYPE_CHECKING:
    from papermill.engines import NotebookExecutionManager

SHELL = "minsheng_shell"
_MAY_FAIL = "raises-exception"
Loaded = Callable[[str], None]


class ShellEngine(Engine):  # type: ignore[misc]  # papermill has no types
    """Run the cells of a notebook one after the other in a shell of this process."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        journal: Path | None = None,
        loaded: Loaded = lambda _: None,
        **_: object,
    ) -> None:
        """Run the cells; the first that fails is the last.

        `journal` takes each cell as it finishes, one a line; see `notebook_so_far`. `loaded` is
        called after the cell that loads, with a digest of what was loaded; an exception of it ends
        the run. There is no kernel.
        """
        shell: Shell = Shell.instance()
        shell.settle()
        cells = nb_man.nb.cells
        nb_man.nb.metadata.language_info = _language()
        loads = loading_cell(cells)
        for number, cell in enumerate(cells):
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            nb_man.cell_start(cell, number)
            cell.outputs = shell.outputs_of(cell.source)
            cell.execution_count = shell.execution_count - 1
            failed = any(output.output_type == "error" for output in cell.outputs)
            stop = failed and _MAY_FAIL not in cell.metadata.get("tags", ())
            if stop:
                nb_man.cell_exception(cell, cell_index=number)
            nb_man.cell_complete(cell, cell_index=number)
            if journal:
                _note(journal, number, cell)
            if stop:
                return
            if number == loads:
                loaded(loaded_digest(shell.user_ns, cells, number))


papermill_engines.register(SHELL, ShellEngine)


def _language() -> NotebookNode:
    """Return the entry ``language_info`` that a kernel would give."""
    return NotebookNode(
        codemirror_mode={"name": "ipython", "version": 3},
        file_extension=".py",
        mimetype="text/x-python",
        name="python",
        nbconvert_exporter="python",
        pygments_lexer="ipython3",
        version=platform.python_version(),
    )


def _note(journal: Path, number: int, cell: NotebookNode) -> None:
    line = json.dumps([number, cell.execution_count, cell.outputs], ensure_ascii=False)
    with journal.open("a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(line + "\n")


def notebook_so_far(notebook: NotebookNode, journal: Path) -> NotebookNode:
    """Return a notebook with the outputs of the cells that finished in a run that was cut short.

    `journal` is what `ShellEngine` left; a last line that was cut off is left out.
    """
    for number, count, outputs in _noted(journal, len(notebook.cells)):
        cell = notebook.cells[number]
        cell.execution_count = count
        cell.outputs = [NotebookNode(_nodes(output)) for output in outputs]
    return notebook


def _nodes(output: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: NotebookNode(value) if isinstance(value, dict) else value
        for name, value in output.items()
    }


def _noted(journal: Path, cells: int) -> Sequence[tuple[int, int, list[dict[str, Any]]]]:
    finished = []
    # Cut off in the middle, never begun, or not ours: a cell may write there.
    with suppress(OSError, ValueError, TypeError):
        for line in journal.read_text(encoding="utf-8").split("\n")[:-1]:
            number, count, outputs = read_json(line)
            well = conforms([number, count], list[int]) and conforms(
                outputs, list[dict[str, object]]
            )
            if not well or not 0 <= number < cells:
                break
            finished.append((number, count, outputs))
    return finished
