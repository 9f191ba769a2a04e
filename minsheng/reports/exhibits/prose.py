"""Paragraphs and lists of sentences made from data."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from minsheng.text.tracing import told

PROSE = "application/vnd.minsheng.prose+json"


@dataclass(frozen=True)
class Prose:
    """Sentences of a report.

    Parameters
    ----------
    paragraphs
        One text each; plain text, never markup. Marks of `minsheng.text.tracing` are taken out; each
        text keeps what they said under ``numbers``.
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

    def __post_init__(self) -> None:
        for name in ("paragraphs", "points"):
            object.__setattr__(self, name, tuple(map(told, getattr(self, name))))

    def __str__(self) -> str:
        return "\n".join([*self.paragraphs, *(f"- {point}" for point in self.points)])

    def _repr_html_(self) -> str:
        body = "".join(f"<p>{escape(text)}</p>" for text in self.paragraphs)
        if self.points:
            body += f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in self.points)}</ul>"
        return f'<div class="{" ".join(filter(None, ("prose", self.role)))}">{body}</div>'

    def data(self) -> dict[str, Any]:
        """Return the sentences as data, for writers that make no HTML.

        Each number says in which text it stands, from which character to which, its id and its
        value.

        Examples
        --------
        >>> Prose(("甲",), role="note").data()
        {'paragraphs': ['甲'], 'points': [], 'role': 'note', 'numbers': []}
        """
        numbers = [
            {"in": name, "at": at, "start": number.start, "end": number.end, "id": number.id,
             "value": number.value}
            for name, texts in (("paragraphs", self.paragraphs), ("points", self.points))
            for at, text in enumerate(texts)
            for number in told(text).numbers
        ]  # fmt: skip
        return {
            "paragraphs": list(map(str, self.paragraphs)), "points": list(map(str, self.points)),
            "role": self.role, "numbers": numbers,
        }  # fmt: skip

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> dict[str, Any]:  # the protocol of IPython
        return {"text/plain": str(self), "text/html": self._repr_html_(), PROSE: self.data()}
