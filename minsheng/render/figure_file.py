"""Write one figure to a file of its own, for slides: SVG, PNG or PDF."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.errors import BadInput, Fault, require_known
from minsheng.render.settings import FIGURE_DPI
from minsheng.reports.exhibits import Figure

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Plan


def figure_names() -> list[str]:
    """Return the sorted names of the figures that can be drawn.

    Examples
    --------
    >>> {"gaps", "scoreboard"} <= set(figure_names())
    True
    """
    return sorted(_figures())


def needs_standing(name: str) -> bool:
    """Return whether a figure shows where a plan stands, and so needs observations.

    `UnknownName` for an unknown figure, with the nearest match.

    Examples
    --------
    >>> needs_standing("gaps"), needs_standing("scoreboard")
    (False, True)
    """
    require_known("figure", name, figure_names())
    return "standing" in signature(_figures()[name]).parameters


def _figures() -> dict[str, Callable[[Plan | Standing], object]]:
    from minsheng.reports import figures

    return {name: getattr(figures, name) for name in figures.__all__}


def draw(subject: Plan | Standing, name: str, file: Path, *, dpi: int = FIGURE_DPI) -> Figure:
    """Draw a figure into a file whose ending decides the format: SVG, PNG or PDF.

    Parameters
    ----------
    subject
        A plan or a selection; for a figure that `needs_standing` its standing.
    name
        The name of a figure in `minsheng.reports.figures`.
    file
        Where to; written whole.
    dpi
        Pixels per inch of a PNG.

    Returns
    -------
    Figure
        The figure, with its caption and alternative text.

    Raises
    ------
    BadInput
        For an unknown figure or ending, each with the nearest match, where the selection has
        nothing to draw, and where nothing can be written.
    """
    require_known("figure", name, figure_names())
    figure = _figures()[name](subject)
    if not isinstance(figure, Figure):
        raise BadInput([Fault("nothing_to_draw", found=str(figure))])
    figure.save(file, dpi=dpi)
    return figure
