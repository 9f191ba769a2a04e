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
    from minsheng.plan.plan import Plan


def figure_names() -> list[str]:
    """Return the sorted names of the figures that can be drawn.

    Examples
    --------
    >>> "gaps" in figure_names()
    True
    """
    return sorted(_figures())


def _figures() -> dict[str, Callable[[Plan], object]]:
    from minsheng.reports import figures

    functions = {name: getattr(figures, name) for name in figures.__all__}
    return {name: each for name, each in functions.items() if "plan" in signature(each).parameters}


def draw(plan: Plan, name: str, file: Path, *, dpi: int = FIGURE_DPI) -> Figure:
    """Draw a figure into a file whose ending decides the format: SVG, PNG or PDF.

    Parameters
    ----------
    plan
        A plan or a selection.
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
    figure = _figures()[name](plan)
    if not isinstance(figure, Figure):
        raise BadInput([Fault("nothing_to_draw", found=str(figure))])
    figure.save(file, dpi=dpi)
    return figure
