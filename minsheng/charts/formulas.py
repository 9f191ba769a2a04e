"""Formulas in TeX as drawings, set by matplotlib's mathtext: no TeX is needed."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from typing import NamedTuple

from matplotlib import mathtext, style
from matplotlib.font_manager import FontProperties, findfont

from minsheng.charts.theme import INK, characters_of, font_family

_SIZE = 100  # points: the drawing is measured in whole points
_ROMAN = "STIXGeneral"
_UNDRAWN = re.compile(r"\\(?:displaystyle|textstyle)(?![A-Za-z])")
_DATE = re.compile(r" *<dc:date>.*</dc:date>\n")  # of the clock: a formula is the same every day
_TEXT = re.compile(r"\\text\s*\{([^{}]*)\}")


class Formula(NamedTuple):
    """A formula as a drawing."""

    svg: str
    # Its size in ems of the text around it.
    width: float
    height: float
    depth: float  # how far it reaches below the line that the text stands on, in ems


@lru_cache(256)
def formula(tex: str) -> Formula:
    r"""Draw a formula in TeX, as it stands between dollar signs. Chinese may stand in it.

    `ValueError` for TeX that mathtext does not know, such as ``\begin{cases}``, and for characters
    that neither font has.

    Examples
    --------
    >>> drawn = formula(r"\frac{实际值}{目标值}")
    >>> drawn.svg[:5], drawn.height > 1 > drawn.depth > 0
    ('<?xml', True)
    """
    settings = {
        "svg.fonttype": "path",
        "svg.hashsalt": "minsheng",
        "mathtext.fontset": "custom",
        "mathtext.fallback": "stix",
        "mathtext.bf": f"{_ROMAN}:bold",
        **dict.fromkeys(("mathtext.rm", "mathtext.sf"), _ROMAN),
        **dict.fromkeys(("mathtext.it", "mathtext.cal"), f"{_ROMAN}:italic"),
        "mathtext.tt": font_family(),
    }
    buffer = io.BytesIO()
    with style.context(["default", settings]):
        depth = mathtext.math_to_image(
            f"${_drawable(tex)}$",
            buffer,
            prop=FontProperties(size=_SIZE),
            dpi=72,
            format="svg",
            color=INK,
        )
    svg = _DATE.sub("", buffer.getvalue().decode())
    width, height = re.findall(r'(?:width|height)="([\d.]+)pt"', svg)[:2]
    return Formula(svg, float(width) / _SIZE, float(height) / _SIZE, float(depth) / _SIZE)


def _drawable(tex: str) -> str:
    """Return TeX as mathtext takes it: on one line, what Latin fonts lack in the Chinese one.

    The Chinese font takes the place of typewriter type: mathtext knows no other face to choose.
    """
    latin = characters_of(str(findfont(_ROMAN)))
    chinese = characters_of(str(findfont(font_family())))
    foreign = {char for char in tex if char.isprintable() and ord(char) not in latin}
    if lacking := {char for char in foreign if ord(char) not in chinese}:
        raise ValueError(" ".join(sorted(lacking)))
    line = _UNDRAWN.sub("", " ".join(tex.split()))
    if not foreign:
        return line
    run = re.compile(f"[{re.escape(''.join(sorted(foreign)))}]+")
    outside = _TEXT.sub(lambda text: _parted(text[1], run), line)
    return re.sub(
        rf"\\mathtt\{{[^{{}}]*\}}|{run.pattern}",
        lambda found: found[0] if found[0].startswith("\\") else rf"\mathtt{{{found[0]}}}",
        outside,
    )


def _parted(text: str, run: re.Pattern[str]) -> str:
    r"""Return the pieces of a ``\text``, each in the face that has its characters."""
    pieces = re.split(f"({run.pattern})", text)
    return "".join(
        rf"\mathtt{{{piece}}}" if run.fullmatch(piece) else rf"\text{{{piece}}}"
        for piece in pieces
        if piece
    )
