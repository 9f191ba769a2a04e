"""Several exhibits one after the other, with headings between them: a chapter of a write-up."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from minsheng.reports.exhibits.figure import Figure
    from minsheng.reports.exhibits.prose import Prose
    from minsheng.reports.exhibits.table import Table

_MARKS = re.compile(r"([\\`*_\[\]<>#~|])")


@dataclass(frozen=True)
class Place:
    """A place of a report in which analysts write."""

    key: str  # period, programme and section: ``2019H1/childcare/problems``
    title: str  # programme and section as readers know them
    digest: str = ""  # digest of the paragraphs that stand there; empty if there are none

    @classmethod
    def from_data(cls, data: object) -> Place | None:
        """Return the place in the metadata of an output; None if there is none.

        Examples
        --------
        >>> Place.from_data({"key": "2019H1/overall/problems", "title": "问题"}).digest
        ''
        """
        fields = ("key", "title", "digest")
        words = {name: data.get(name, "") for name in fields} if isinstance(data, dict) else {}
        known = words.get("key") and all(isinstance(each, str) for each in words.values())
        return cls(**words) if known else None


@dataclass(frozen=True)
class Markdown:
    """A piece of Markdown: a heading or the paragraphs of an analyst.

    Examples
    --------
    >>> Markdown("### 幼有所育")._repr_mimebundle_()["text/markdown"]
    '### 幼有所育'
    """

    source: str  # Markdown in which HTML is already escaped
    # The place that the paragraphs stand in. One in which nothing is written has an empty source.
    place: Place | None = None

    def __str__(self) -> str:
        return self.source

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> dict[str, Any] | tuple[dict[str, Any], dict[str, Any]]:  # the protocol of IPython
        bundle = {"text/plain": self.source, "text/markdown": self.source}
        if self.place is None:
            return bundle
        return bundle, {"text/markdown": {"minsheng": {"place": asdict(self.place)}}}


def heading(text: str, level: int = 3) -> Markdown:
    r"""Return a heading; Markdown characters in `text` are escaped.

    Examples
    --------
    >>> print(heading("A * B"))
    ### A \* B
    """
    return Markdown(f"{'#' * level} {escaped(text)}")


def escaped(text: str) -> str:
    r"""Return a text in which no character means anything to Markdown.

    Examples
    --------
    >>> escaped("A * B")
    'A \\* B'
    """
    return _MARKS.sub(r"\\\1", text)


@dataclass(frozen=True)
class Sections:
    """Exhibits that a notebook cell shows one after the other, each as a separate output.

    Examples
    --------
    >>> from minsheng.reports.exhibits.prose import Prose
    >>> print(Sections((heading("甲"), Prose(("一。",)))))
    ### 甲
    <BLANKLINE>
    一。
    """

    parts: tuple[Markdown | Table | Figure | Prose, ...]  # the exhibits in their order

    def __str__(self) -> str:
        return "\n\n".join(filter(None, map(str, self.parts)))

    def _ipython_display_(self) -> None:  # the protocol of IPython
        from IPython.display import display

        display(*self.parts)  # type: ignore[no-untyped-call]
