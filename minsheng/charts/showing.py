"""Where the figure of a chart goes: shown at the end of a cell, and never the user's current one.

pyplot draws on the figure that was made last. A chart that pyplot knew would take what the user
plots after it in the same cell.
"""

from __future__ import annotations

import sys
from typing import Any, TypeVar

import matplotlib as mpl
from matplotlib import pyplot as plt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

F = TypeVar("F", bound=Figure)

_INLINE = ("inline", "module://matplotlib_inline.backend_inline")
_waiting: list[Figure] = []


def new_figure(kind: type[F], size: tuple[float, float]) -> F:
    """Return a new figure of a kind that is not pyplot's current one, where there is another.

    In a notebook that shows drawings below its cells it is shown when the cell has ended, without
    pyplot. Elsewhere ``plt.show()`` shows it; what was the current figure stays it. `size` is width
    and height in inches.
    """
    shell = _shell()
    if shell is not None and mpl.is_interactive() and mpl.get_backend() in _INLINE:
        figure = kind(figsize=size)
        FigureCanvasAgg(figure)
        _waiting.append(figure)
        if _show_waiting not in shell.events.callbacks["post_execute"]:
            shell.events.register("post_execute", _show_waiting)
        return figure
    current = plt.gcf() if plt.get_fignums() else None
    made = plt.figure(figsize=size, FigureClass=kind)
    if current is not None:
        plt.figure(current)
    return made  # type: ignore[return-value]  # pyplot does not know the class


def close(figure: Figure) -> None:
    """Close a figure: it is shown no more."""
    if figure in _waiting:
        _waiting.remove(figure)
    plt.close(figure)


def _shell() -> Any:  # noqa: ANN401  IPython has no types
    """Return the shell of the notebook that this process runs, or None."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None


def _show_waiting() -> None:
    """Show the figures that charts made in the cell that has ended."""
    from IPython.display import display

    figures = [*_waiting]
    _waiting.clear()
    for figure in figures:
        display(figure)  # type: ignore[no-untyped-call]
