"""Figures for readers: a drawing with a caption, alternative text and notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from minsheng.errors import BadInput, Fault
from minsheng.files import refused_as, write_whole
from minsheng.plan.facts import sign_of
from minsheng.reports.exhibits.markup import image_address, in_notebook, macro
from minsheng.reports.exhibits.saving import output_file
from minsheng.reports.exhibits.table import Table
from minsheng.text.language import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from markupsafe import Markup

    from minsheng.charts.sheet import Sheet

LONGEST_ALT = 250  # what a screen reader says in one breath; longer texts cannot be paused or read


@dataclass(frozen=True)
class Figure:
    """A drawing with its caption, its alternative text and the tables behind it.

    A notebook stores its texts and tables as JSON (`words`, `from_words`) beside the drawing.

    Parameters
    ----------
    svg
        The drawing. Empty if there is only a PNG.
    caption
        What the figure shows.
    alt
        Alternative text for a reader who cannot see the drawing: the finding and its numbers.
    notes
        Below the figure.
    finding
        The finding alone, used where `alt` is too long for a screen reader.
    tables
        The numbers behind the drawing.
    synthetic
        Whether the data are made up; then caption, alternative text and finding are shown with a
        sign that says so.
    png
        The picture as PNG, if a notebook holds no SVG.
    chart
        Draws the figure anew; None for one that was read from a notebook.
    hypothetical
        Whether the plan is only assumed; marked as `synthetic` is.
    """

    svg: str
    caption: str
    alt: str
    notes: tuple[str, ...] = ()
    finding: str = ""
    tables: tuple[Table, ...] = ()
    synthetic: bool = False
    png: bytes = field(default=b"", repr=False)
    chart: Callable[[], Sheet] | None = field(default=None, repr=False, compare=False)
    hypothetical: bool = False

    def __str__(self) -> str:
        return f"{self.shown_caption()}\n{self.shown_alt()}"

    def shown_caption(self) -> str:
        """Return the caption, marked if the data are made up or the plan is assumed."""
        return f"{self.caption} {self._sign}" if self._sign else self.caption

    def shown_alt(self) -> str:
        """Return the alternative text, marked if the data are made up."""
        return f"{self._sign} {self.alt}" if self._sign else self.alt

    def shown_finding(self) -> str:
        """Return the finding, marked if the data are made up; empty if there is none."""
        return f"{self._sign} {self.finding}" if self._sign and self.finding else self.finding

    @property
    def _sign(self) -> str:
        return sign_of(synthetic=self.synthetic, hypothetical=self.hypothetical)

    def drawing(self) -> Sheet:
        """Return the drawing as a new `matplotlib.figure.Figure`, to go on with.

        Raises
        ------
        BadInput
            For a figure that was read from a notebook, which has only its picture.
        """
        if self.chart is None:
            raise BadInput([Fault("no_drawing", found=self.caption)])
        return self.chart()

    def save(self, path: str | Path, *, dpi: int = 200) -> None:
        """Write the drawing to a file whose ending decides the format: SVG, PNG or PDF.

        Parameters
        ----------
        path
            The file, which is written whole or not at all; its folder is made as needed.
        dpi
            Pixels per inch of a PNG.

        Raises
        ------
        BadInput
            For a folder, for another ending, for PNG and PDF of a figure that was read from a
            notebook, and where the file cannot be written.
        """
        file = output_file(path, (".svg", ".png", ".pdf"), "figure_format")
        content: str | bytes = self.svg
        if (ending := file.suffix.lower()) != ".svg":
            from minsheng.charts.theme import saved

            form: Literal["png", "pdf"] = "png" if ending == ".png" else "pdf"
            content = saved(self.drawing(), form, dpi, self.shown_caption())
        with refused_as("cannot_write", path):
            write_whole(file, content)

    def words(self) -> dict[str, Any]:
        """Return all fields but the drawing, ready for JSON."""
        return {
            "caption": self.caption,
            "alt": self.alt,
            "finding": self.finding,
            "notes": list(self.notes),
            "tables": [table.data() for table in self.tables],
            **({"synthetic": True} if self.synthetic else {}),
            **({"hypothetical": True} if self.hypothetical else {}),
        }

    @classmethod
    def from_words(cls, svg: str, words: Mapping[str, Any]) -> Figure:
        """Return a figure from a drawing and the result of `words`."""
        return cls(
            svg,
            words["caption"],
            words["alt"],
            tuple(words["notes"]),
            words["finding"],
            tuple(map(Table.from_data, words["tables"])),
            words.get("synthetic", False),
            hypothetical=words.get("hypothetical", False),
        )

    def html(
        self,
        *,
        below: str = "",
        tables: Iterable[Table] | None = None,
        inline: Callable[[str, str], Markup | None] | None = None,
        caption: str = "",
    ) -> str:
        """Return the figure as HTML with caption, alternative text and the numbers behind it.

        If the alternative text is too long for a screen reader, only the finding is used and the
        numbers follow the figure as collapsed tables.

        Parameters
        ----------
        below
            HTML to be added below the caption.
        tables
            The tables to show with the figure; all of them when left out. A page leaves out those
            that it shows in full anyway.
        inline
            Returns the drawing and its alternative text as HTML; None where it has to be an image.
        caption
            What stands below the drawing in place of `shown_caption`.
        """
        from markupsafe import Markup

        alt = self.shown_alt()
        caption = caption or self.shown_caption()
        details = "".join(table.html() for table in (self.tables if tables is None else tables))
        if len(alt) > LONGEST_ALT:
            if not self.tables:
                details = macro("paragraph")(alt)
            alt = say("labels.short_alt", finding=self.shown_finding() or caption)
        drawn = inline(self.svg, alt) if inline and self.svg else None
        picture = drawn or macro("image")(image_address(self.svg or self.png), alt)
        return str(macro("figure")(self, picture, caption, Markup(details), below))

    def _repr_html_(self) -> str:
        rows = max((len(table.rows) for table in self.tables), default=0)
        return in_notebook(self.html(), rows)

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:  # the protocol of IPython
        bundle = {
            "text/plain": str(self),
            "text/html": self._repr_html_(),
            "image/svg+xml": self.svg,
        }
        return bundle, {"image/svg+xml": {"minsheng": self.words()}}
