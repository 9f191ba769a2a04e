"""Convert drawings: SVG to PNG and PDF, other pictures to PNG; cut tall drawings into pieces.

typst renders each drawing on a page of its size, without files and fonts of the machine: our
drawings have their text as paths.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from zlib import crc32

import numpy as np

from minsheng.errors import BadInput, Fault
from minsheng.writers import glyphs

_PAGE = """
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.drawing), format: "svg")
"""
# What browsers show. Pillow hands others, such as EPS, to programs that run them.
_OF_PIXELS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "ICO")
_KEPT = 32
_METRE = 0.0254  # metres in an inch
_HEADER = 33  # bytes of the signature and the first chunk of a PNG
# Millimetres that a drawing has beside its caption on the official page, our smallest.
_PORTRAIT = (156.0, 184.0)
_DPI = 36  # enough to tell lines of text from the space between them
_LEAST = 0.4  # of an even piece, which every piece has
_ROW = 0.3  # of an even piece: a row of a chart begins or ends within as much
_ROUND = 4  # lines of pixels above and below that count as round a place
_AS_EMPTY = 1.15  # times the least: no matter
_MEDIA_BOX = re.compile(rb"/MediaBox *\[ *0 +0 +([\d.]+) +([\d.]+)")
_LONGEST_SIDE = 14_400.0  # points: ISO 32000-1, annex C
_LARGEST_AREA = 12e6  # square points: at 200 dots an inch 93 million pixels
_VIEW = re.compile(
    r'<svg\b[^>]*?\bviewBox="\s*[\d.eE+-]+[\s,]+[\d.eE+-]+[\s,]+([\d.]+)[\s,]+([\d.]+)'
)
_CUTS = re.compile(r'<svg\b[^>]*?\bdata-cuts="([\d. ]+)"')
_SIZE = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)\w*"[^>]*?\bheight="([\d.]+)\w*"')


def png(svg: str, dpi: int = 200) -> bytes:
    """Return an SVG drawing as PNG on a white background.

    Its size is in points; `dpi` are the pixels per inch. `BadInput` if `svg` is no drawing.

    Examples
    --------
    >>> square = '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt"/>'
    >>> size(png(square, dpi=100))
    (100, 50)
    """
    return _with_density(_compiled(svg, "png", dpi), dpi)


def require_drawing(svg: str) -> None:
    """Check that an SVG can be drawn, and that its pixels would not take all memory.

    `BadInput` if it is no drawing, or a side or the area of it is beyond what a page can have.
    """
    box = _MEDIA_BOX.search(pdf(svg))
    width, height = (float(box[1]), float(box[2])) if box else (0.0, 0.0)
    if max(width, height) > _LONGEST_SIDE or width * height > _LARGEST_AREA:
        raise BadInput([Fault("documents.no_drawing", found=f"{width:g} × {height:g} pt")])


def _with_density(png: bytes, dpi: int) -> bytes:
    """Return a PNG with its resolution, by which presentation software sizes it.

    PNG, third edition, 11.3.4.3: the chunk follows the header and is in pixels per metre.
    """
    a_metre = round(dpi / _METRE).to_bytes(4, "big")
    chunk = b"pHYs" + a_metre + a_metre + b"\x01"
    density_chunk = (len(chunk) - 4).to_bytes(4, "big") + chunk + crc32(chunk).to_bytes(4, "big")
    return png[:_HEADER] + density_chunk + png[_HEADER:]


def pdf(svg: str) -> bytes:
    """Return an SVG drawing as a PDF of one page of its size.

    Examples
    --------
    >>> pdf('<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt"/>')[:5]
    b'%PDF-'
    """
    return _compiled(svg, "pdf", 0)


@lru_cache(_KEPT)
def _compiled(svg: str, form: Literal["png", "pdf"], dpi: int) -> bytes:
    import typst

    # XML knows no zero byte, and neither do the inputs of typst.
    inputs = {"drawing": svg.replace("\x00", "")}
    try:
        # A drawing may name files; in a folder of its own it finds none.
        with TemporaryDirectory(prefix="minsheng-picture-") as folder:
            page = Path(folder) / "page.typ"
            page.write_text(_PAGE, encoding="utf-8")
            return typst.compile(
                page,
                root=page.parent,
                format=form,
                ppi=dpi or None,
                font_paths=glyphs.fonts(),
                sys_inputs=inputs,
                timestamp=0,
            )
    except typst.TypstError as error:
        raise BadInput([Fault("documents.no_drawing", found=error.message)]) from error
    except BaseException as error:
        # What Rust ends with on a drawing beyond all measure is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise BadInput([Fault("documents.no_drawing", found=str(error))]) from error


def as_png(content: bytes) -> bytes:
    """Return a bitmap picture, such as a JPEG, as PNG; of an animation, the first frame.

    A photograph is rotated as its camera recorded. `BadInput` if the format is none of
    `_OF_PIXELS`, or the picture is incomplete.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(content), formats=_OF_PIXELS) as image:
            image.load()
            if image.format == "PNG":
                return content
            buffer = BytesIO()
            colours = "RGBA" if image.has_transparency_data else "RGB"
            ImageOps.exif_transpose(image).convert(colours).save(buffer, "png")
            return buffer.getvalue()
    # A PNG that breaks off is a SyntaxError for Pillow.
    except (Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise BadInput([Fault("documents.no_picture", found=repr(content[:8]))]) from error


def size(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG in pixels, from its header; `BadInput` if it is none."""
    if png[:8] != b"\x89PNG\r\n\x1a\n" or png[12:16] != b"IHDR":
        raise BadInput([Fault("documents.no_png", found=repr(png[:8]))])
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


@lru_cache(_KEPT)
def slices(svg: str, page: tuple[float, float] = _PORTRAIT) -> tuple[tuple[float, float], ...]:
    """Return start and end of the pieces into which a drawing is cut, as shares of its height.

    Most drawings are one piece, from 0 to 1. A drawing that would have to be made smaller than the
    `page` is wide, in millimetres, is cut: its type stays legible. The cut goes between two panels
    where the drawing says that they end (``data-cuts``), else where it is emptiest, between two
    rows of a chart; the first page is filled.

    Examples
    --------
    >>> slices('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"/>')
    ((0.0, 1.0),)
    >>> len(slices('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 250"/>'))
    3
    """
    dimensions = _VIEW.search(svg) or _SIZE.search(svg)
    if not dimensions:
        return ((0.0, 1.0),)
    width, height = float(dimensions[1]), float(dimensions[2])
    if width <= 0 or height / width <= page[1] / page[0]:
        return ((0.0, 1.0),)
    share = page[1] / (page[0] * height / width)  # of the drawing, on one page at full width
    named = _CUTS.search(svg)
    panels = [float(cut) for cut in named[1].split()] if named else []
    cuts = [0.0]
    while (left := 1.0 - cuts[-1]) > share:
        pieces = math.ceil(left / share)
        even = left / pieces
        least = max(left - (pieces - 1) * share, _LEAST * even)  # or there would be one piece more
        between = [cut for cut in panels if least <= cut - cuts[-1] <= share]
        if between:
            cuts.append(max(between))  # the page is filled
        else:
            high = min(share, left - _LEAST * even)
            low = high - _ROW * even
            cuts.append(_emptiest_line(_ink(svg), cuts[-1] + low, cuts[-1] + high))
    return tuple(zip(cuts, [*cuts[1:], 1.0], strict=True))


@lru_cache(_KEPT)
def _ink(svg: str) -> list[int]:
    """Return the sum of darkness in each row of pixels."""
    from PIL import Image

    with Image.open(BytesIO(png(svg, dpi=_DPI))) as image:
        pixels = np.asarray(image.convert("L"), dtype=np.int64)
    ink: list[int] = (255 - pixels).sum(axis=1).tolist()
    return ink


def _emptiest_line(ink: list[int], low: float, high: float) -> float:
    """Return where to cut: the lowest of the emptiest rows between `low` and `high`."""
    first = int(low * len(ink))
    lines = range(first, max(first + 1, int(high * len(ink))))
    round_about = {y: sum(ink[max(0, y - _ROUND) : y + _ROUND + 1]) for y in lines}
    enough = _AS_EMPTY * min(round_about.values())
    return (max(y for y in lines if round_about[y] <= enough) + 0.5) / len(ink)
