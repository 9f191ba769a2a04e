"""Pictures in Word, with alternative text; a picture taller than a page is cut into pieces."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Emu

from minsheng.reports.exhibits import Figure
from minsheng.writers import pictures
from minsheng.writers.glyphs import visible
from minsheng.writers.word.ooxml import element, run
from minsheng.writers.word.vector import add_vector, vector_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.parts.story import StoryPart
    from lxml.etree import _Element as Element

    from minsheng.charts.formulas import Formula
    from minsheng.writers.word.file import Paper

_INCH = 914_400  # EMU
_TWIP = 635
_DPI, _ON_SCREEN = 200, 144  # pixels an inch of a drawing, and of a picture of pixels alone
_BESIDE_VECTOR = 150  # of a drawing that stands beside as a vector for whoever prints it
_HIGHEST = 0.82  # of the text's height: the picture and its caption on one page
_EM, _POINTS = 16, 72  # points of the body text, points an inch
_DPI_OF_FORMULA = 100  # the drawing is six times as large as it is set
_WHOLE = 100_000  # Word counts cuts in thousandths of a per cent


def drawings(
    paper: Paper, block: Figure, name: str, continued: str, numbers: Iterator[int]
) -> list[Element]:
    """Return a picture as runs: one for each piece if it is cut for several pages.

    The first piece has the alternative text of the picture, further ones have `continued`.
    `numbers` counts the ids of drawings, which must be unique in the file.

    Raises
    ------
    BadInput
        If the picture is neither a drawing nor a PNG.
    """
    vector = vector_part(paper.file.part, block.svg) if block.svg else ""
    dpi = (_BESIDE_VECTOR if vector else _DPI) if block.svg else _ON_SCREEN
    png = pictures.png(block.svg, dpi) if block.svg else block.png
    pixels = pictures.size(png)
    cuts = pictures.slices(block.svg) if block.svg else ((0.0, 1.0),)
    unit = _INCH / dpi
    width, height = (side * unit for side in pixels)
    highest = max(below - above for above, below in cuts) * height
    fit = min(1.0, paper.width * _TWIP / width, paper.height * _TWIP * _HIGHEST / highest)
    made = []
    for number, (above, below) in enumerate(cuts):
        inline = paper.file.part.new_pic_inline(
            BytesIO(png), Emu(round(width * fit)), Emu(round(height * (below - above) * fit))
        )
        inline.docPr.set("id", str(next(numbers)))
        inline.docPr.set("name", name)
        inline.docPr.set("descr", visible(block.shown_alt()) if number == 0 else continued)
        if vector:
            add_vector(inline, vector)
        if len(cuts) > 1:
            _cut(inline, above, below)
        drawing = run("")
        drawing.append(element("drawing", inline))
        made.append(drawing)
    return made


def formula(part: StoryPart, tex: str, drawn: Formula, number: int) -> Element:
    """Return a formula as a run in the size and on the line of the body text.

    Its alternative text is the TeX; `number` is the id of the drawing in the file.
    """
    size = _EM * _INCH / _POINTS
    png = BytesIO(pictures.png(drawn.svg, _DPI_OF_FORMULA))
    inline = part.new_pic_inline(
        png, Emu(round(drawn.width * size)), Emu(round(drawn.height * size))
    )
    inline.docPr.set("id", str(number))
    inline.docPr.set("name", f"TeX {number}")
    inline.docPr.set("descr", visible(tex))
    # Half points below the line.
    made = run("", element("position", val=-round(drawn.depth * _EM * 2)))
    made.append(element("drawing", inline))
    return made


def _cut(inline: Element, above: float, below: float) -> None:
    """Crop an inline picture to a part of its height; the file stores the whole picture once."""
    part = OxmlElement("a:srcRect")
    part.set("t", str(round(above * _WHOLE)))
    part.set("b", str(round((1 - below) * _WHOLE)))
    blip = next(inline.iter(qn("a:blip")))
    blip.addnext(part)
