"""A drawing as the bytes of a picture."""

from __future__ import annotations

import io
from typing import Literal

from matplotlib.figure import Figure

from minsheng.charts.showing import close
from minsheng.charts.theme import drawn, themed


def saved(fig: Figure, form: Literal["png", "pdf"], dpi: int) -> bytes:
    """Return `fig` as a picture and close it; the same bytes for the same drawing.

    Raises
    ------
    BadInput
        When the font lacks characters.
    """
    buffer = io.BytesIO()
    undated = {"CreationDate": None} if form == "pdf" else None
    try:
        with themed():
            drawn(fig).savefig(buffer, format=form, dpi=dpi, metadata=undated)
    finally:
        close(fig)
    return buffer.getvalue()
