"""Drawings higher than a page: where they can be cut without cutting what stands in them."""

from __future__ import annotations

import io
import re
from functools import lru_cache

from minsheng.writers import pictures
from minsheng.writers.columns import PAGE_WIDTH

_PAGE = (PAGE_WIDTH, 200.0)  # millimetres that a drawing has on an upright page of A4
_LEGIBLE = 0.75  # a drawing is made smaller than this share of its size only by being cut
_DPI = 36  # enough to tell lines of text from the space between them
_FILLED = 0.7  # of a page at least, before a cut
_ROUND = 4  # lines of pixels above and below that count as round a place
_AS_QUIET = 1.15  # times the least: no matter
_VIEW = re.compile(
    r'<svg\b[^>]*?\bviewBox="\s*[\d.eE+-]+[\s,]+[\d.eE+-]+[\s,]+([\d.]+)[\s,]+([\d.]+)'
)
_SIZE = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)\w*"[^>]*?\bheight="([\d.]+)\w*"')


@lru_cache(32)
def slices(svg: str) -> tuple[tuple[float, float], ...]:
    """Return the pieces in which a drawing is set, as shares of its height.

    Most drawings are one piece, from 0 to 1. One that would become too small to read on one page
    is cut where the least is in the way: between two rows of a chart.

    Examples
    --------
    >>> slices('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"/>')
    ((0.0, 1.0),)
    >>> len(slices('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 350"/>'))
    3
    """
    found = _VIEW.search(svg) or _SIZE.search(svg)
    if not found:
        return ((0.0, 1.0),)
    width, height = float(found[1]), float(found[2])
    if width <= 0 or height / width <= _PAGE[1] / _PAGE[0] / _LEGIBLE:
        return ((0.0, 1.0),)
    share = _PAGE[1] / (_PAGE[0] * height / width)  # of the drawing, on one page at full width
    ink = _ink(svg)
    cuts = [0.0]
    while 1.0 - cuts[-1] > share:
        cuts.append(_quietest(ink, cuts[-1] + _FILLED * share, cuts[-1] + share))
    return tuple(zip(cuts, [*cuts[1:], 1.0], strict=True))


def _ink(svg: str) -> list[int]:
    """Return how much stands in each line of pixels."""
    from PIL import Image

    with Image.open(io.BytesIO(pictures.png(svg, dpi=_DPI))) as image:
        grey = image.convert("L")
        width, height = grey.size
        pixels = grey.tobytes()
    return [sum(255 - p for p in pixels[y * width : (y + 1) * width]) for y in range(height)]


def _quietest(ink: list[int], low: float, high: float) -> float:
    """Return the lowest place between `low` and `high` of those round which the least stands."""
    first = int(low * len(ink))
    lines = range(first, max(first + 1, int(high * len(ink))))
    round_about = {y: sum(ink[max(0, y - _ROUND) : y + _ROUND + 1]) for y in lines}
    enough = _AS_QUIET * min(round_about.values())
    return (max(y for y in lines if round_about[y] <= enough) + 0.5) / len(ink)
