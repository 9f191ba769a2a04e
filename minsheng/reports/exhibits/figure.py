"""Figures for readers: a drawing with a caption, alternative text and notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from minsheng.reports.exhibits import markup
from minsheng.reports.exhibits.marking import SIGN

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
    synthetic
        Whether the data are made up; then caption, alternative text and finding are shown with a
        sign that says so.
    """

    svg: str
    caption: str
    alt: str
    notes: tuple[str, ...] = ()
    finding: str = ""
    tables: tuple[Table, ...] = ()
    synthetic: bool = False

    def __str__(self) -> str:
        words = self.words()
        return f"{words['caption']}\n{words['alt']}"

    def words(self) -> dict[str, Any]:
        """Return everything but the drawing, as it travels in a notebook."""
        sign = f"{SIGN} " if self.synthetic else ""
        return {
            "caption": f"{self.caption} {SIGN}" if self.synthetic else self.caption,
            "alt": sign + self.alt,
            "finding": sign + self.finding if self.finding else "",
            "notes": list(self.notes),
            "tables": [table.data() for table in self.tables],
            **({"synthetic": True} if self.synthetic else {}),
        }

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
