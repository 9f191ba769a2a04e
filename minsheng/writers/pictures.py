"""Drawings in other forms: PNG for Word, PNG and PDF for slides.

typst sets each drawing on a page of its own size. It reads no file and no font of the machine: a
drawing of ours carries its text as paths.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal
from zlib import crc32

from minsheng.errors import BadInput, Fault

_PAGE = """
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set document(title: sys.inputs.title)
#image(bytes(sys.inputs.drawing), format: "svg", alt: sys.inputs.title)
"""
_KEPT = 32
_METRE = 0.0254  # metres in an inch
_HEADER = 33  # bytes of the signature and the first chunk of a PNG


def png(svg: str, dpi: int = 200) -> bytes:
    """Return a drawing as PNG on white.

    Parameters
    ----------
    svg
        The drawing; its size is in points.
    dpi
        Pixels per inch.

    Raises
    ------
    BadInput
        For what is no drawing.

    Examples
    --------
    >>> square = '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt"/>'
    >>> size(png(square, dpi=100))
    (100, 50)
    """
    return _dense(_made(svg, "", "png", dpi), dpi)


def _dense(png: bytes, dpi: int) -> bytes:
    """Return a PNG that says how many pixels go on an inch: programmes for slides size it by that.

    PNG, third edition, 11.3.4.3: the chunk stands after the header, in pixels a metre.
    """
    a_metre = round(dpi / _METRE).to_bytes(4, "big")
    chunk = b"pHYs" + a_metre + a_metre + b"\x01"
    told = (len(chunk) - 4).to_bytes(4, "big") + chunk + crc32(chunk).to_bytes(4, "big")
    return png[:_HEADER] + told + png[_HEADER:]


def pdf(svg: str, title: str = "") -> bytes:
    """Return a drawing as PDF: one page of its own size.

    Examples
    --------
    >>> pdf('<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt"/>')[:5]
    b'%PDF-'
    """
    return _made(svg, title, "pdf", 0)


@lru_cache(_KEPT)
def _made(svg: str, title: str, form: Literal["png", "pdf"], dpi: int) -> bytes:
    import typst

    # XML knows no zero byte, and neither do the inputs of typst.
    inputs = {"drawing": svg.replace("\x00", ""), "title": title}
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
                ignore_system_fonts=True,
                sys_inputs=inputs,
                timestamp=0,
            )
    except typst.TypstError as error:
        raise BadInput([Fault("documents.no_drawing", found=error.message)]) from error


def size(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG in pixels, read from its header.

    Raises
    ------
    BadInput
        For what is no PNG.
    """
    if png[:8] != b"\x89PNG\r\n\x1a\n" or png[12:16] != b"IHDR":
        raise BadInput([Fault("documents.no_png", found=repr(png[:8]))])
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
