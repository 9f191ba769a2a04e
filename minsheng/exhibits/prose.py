"""Paragraphs and lists of sentences made from data."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Prose:
    """Sentences of a report.

    Parameters
    ----------
    paragraphs
        One text each; plain text, never markup.
    points
        A list after the paragraphs.
    role
        ``answer`` for what a report says first, ``note`` for caveats, else empty.

    Examples
    --------
    >>> Prose(("2 < 3",), ("one",))._repr_html_()
    '<div class="prose"><p>2 &lt; 3</p><ul><li>one</li></ul></div>'
    """

    paragraphs: tuple[str, ...]
    points: tuple[str, ...] = ()
    role: str = ""

    def __str__(self) -> str:
        return "\n".join([*self.paragraphs, *(f"- {point}" for point in self.points)])

    def _repr_html_(self) -> str:
        body = "".join(f"<p>{escape(text)}</p>" for text in self.paragraphs)
        if self.points:
            body += f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in self.points)}</ul>"
        return f'<div class="{" ".join(filter(None, ("prose", self.role)))}">{body}</div>'
