"""Several exhibits one after the other, with headings between them: a chapter of a write-up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from minsheng.reports.exhibits.figure import Figure
    from minsheng.reports.exhibits.prose import Prose
    from minsheng.reports.exhibits.table import Table

_MARKS = re.compile(r"([\\`*_\[\]<>#~|])")


@dataclass(frozen=True)
class Markdown:
    """A piece of Markdown: a heading or a paragraph by an analyst.

    Parameters
    ----------
    source
        Markdown in which HTML is already escaped.

    Examples
    --------
    >>> Markdown("### 幼有所育")._repr_mimebundle_()["text/markdown"]
    '### 幼有所育'
    """

    source: str

    def __str__(self) -> str:
        return self.source

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> dict[str, Any]:  # the protocol of IPython
        return {"text/plain": self.source, "text/markdown": self.source}


def heading(text: str, level: int = 3) -> Markdown:
    r"""Return a heading; Markdown characters in `text` are escaped.

    Examples
    --------
    >>> print(heading("A * B"))
    ### A \* B
    """
    words = _MARKS.sub(r"\\\1", text)
    return Markdown(f"{'#' * level} {words}")


@dataclass(frozen=True)
class Sections:
    """Exhibits that a notebook cell shows one after the other, each as a separate output.

    Parameters
    ----------
    parts
        The exhibits in their order.

    Examples
    --------
    >>> from minsheng.reports.exhibits.prose import Prose
    >>> print(Sections((heading("甲"), Prose(("一。",)))))
    ### 甲
    <BLANKLINE>
    一。
    """

    parts: tuple[Markdown | Table | Figure | Prose, ...]

    def __str__(self) -> str:
        return "\n\n".join(map(str, self.parts))

    def _ipython_display_(self) -> None:  # the protocol of IPython
        from IPython.display import display

        display(*self.parts)  # type: ignore[no-untyped-call]
