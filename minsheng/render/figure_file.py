"""Write one figure to a file of its own, for slides: SVG, PNG or PDF."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.errors import BadInput, Fault, require_known
from minsheng.files import require_writable, write_whole
from minsheng.render.settings import FIGURE_DPI
from minsheng.reports.exhibits import Figure

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

ENDINGS = (".svg", ".png", ".pdf")


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
    ending = file.suffix.lower()
    if ending not in ENDINGS:
        raise BadInput([Fault.unknown("figure_format", ending, ENDINGS, str(file))])
    figure = _figures()[name](plan)
    if not isinstance(figure, Figure):
        raise BadInput([Fault("nothing_to_draw", found=str(figure))])
    require_writable(file.absolute().parent)
    write_whole(file, _content(figure, ending, dpi))
    return figure


def _content(figure: Figure, ending: str, dpi: int) -> str | bytes:
    from minsheng.writers import pictures

    if ending == ".svg":
        return figure.svg
    if ending == ".png":
        return pictures.png(figure.svg, dpi)
    return pictures.pdf(figure.svg, figure.caption)
