"""Figures for readers: a drawing with a caption, alternative text and notes."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape
from typing import Any


@dataclass(frozen=True)
class Figure:
    """A drawing that carries its words.

    Parameters
    ----------
    svg
        The drawing, text as paths: it needs no font where it is read.
    caption
        What the figure shows.
    alt
        What a reader who cannot see it needs to know: the finding and its numbers.
    notes
        Below the figure.
    """

    svg: str
    caption: str
    alt: str
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.caption}\n{self.alt}"

    def _repr_html_(self) -> str:
        # As an image the drawing keeps its ids to itself, takes alternative text, and prints sharp.
        data = base64.b64encode(self.svg.encode()).decode("ascii")
        notes = "".join(f'<p class="figure-note">{escape(note)}</p>' for note in self.notes)
        label = escape(self.caption, quote=True)
        return (
            f'<figure><div class="drawing" role="region" aria-label="{label}" tabindex="0">'
            f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(self.alt, quote=True)}">'
            f"</div><figcaption>{escape(self.caption)}</figcaption></figure>{notes}"
        )

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:  # the protocol of IPython
        words = {"caption": self.caption, "alt": self.alt, "notes": list(self.notes)}
        bundle = {
            "text/plain": str(self),
            "text/html": self._repr_html_(),
            "image/svg+xml": self.svg,
        }
        return bundle, {"image/svg+xml": {"minsheng": words}}
