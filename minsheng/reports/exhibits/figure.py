"""Figures for readers: a drawing with a caption, alternative text and notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from minsheng.reports.exhibits import markup

if TYPE_CHECKING:
    from minsheng.reports.exhibits.table import Table


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
    finding
        The finding alone, for where `alt` is too long to be heard in one piece.
    tables
        The numbers behind the drawing.
    """

    svg: str
    caption: str
    alt: str
    notes: tuple[str, ...] = ()
    finding: str = ""
    tables: tuple[Table, ...] = ()

    def __str__(self) -> str:
        return f"{self.caption}\n{self.alt}"

    def words(self) -> dict[str, Any]:
        """Return everything but the drawing, as it travels in a notebook."""
        return {
            "caption": self.caption, "alt": self.alt, "finding": self.finding,
            "notes": list(self.notes), "tables": [table.data() for table in self.tables],
        }  # fmt: skip

    def _repr_html_(self) -> str:
        return markup.figure(markup.drawing(self.svg), self.words())

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:  # the protocol of IPython
        bundle = {
            "text/plain": str(self),
            "text/html": self._repr_html_(),
            "image/svg+xml": self.svg,
        }
        return bundle, {"image/svg+xml": {"minsheng": self.words()}}
