"""Paragraphs and lists of sentences made from data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from minsheng.plan.facts import sign_of
from minsheng.reports.exhibits.markup import macro
from minsheng.text.tracing import Number, Told, told

if TYPE_CHECKING:
    from collections.abc import Mapping

PROSE = "application/vnd.minsheng.prose+json"
SCORECARD = "application/vnd.minsheng.scorecard+json"
"""The type of an output that holds what the page over all reports shows of a report."""
TITLE = "title"
"""The role of the sentence that is the title of a report."""


@dataclass(frozen=True)
class Prose:
    """Sentences of a report.

    Parameters
    ----------
    paragraphs
        Plain text, never markup. Marks of `minsheng.text.tracing` are removed; the ids and values
        in them are kept as ``numbers`` of each text. In Chinese the numbers of an indicator have
        one form: all in 万, or none.
    points
        A list after the paragraphs.
    role
        ``title`` for the title of a report, ``answer`` for the summary at the beginning, ``note``
        for caveats, or empty.
    synthetic
        Whether the data are made up, which the first paragraph shown then states.
    hypothetical
        Whether the plan is only assumed; stated likewise.
    scorecard
        Of a title what the scorecard shows of its report (see `minsheng.reports.scorecard`).

    Examples
    --------
    >>> Prose(("2 < 3",), ("one",))._repr_html_()
    '<div class="prose"><p>2 &lt; 3</p><ul><li>one</li></ul></div>'
    >>> print(Prose(("Three goals were met.",), synthetic=True))
    〔演示数据〕
    Three goals were met.
    """

    paragraphs: tuple[str, ...]
    points: tuple[str, ...] = ()
    role: str = ""
    synthetic: bool = False
    hypothetical: bool = False
    scorecard: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "paragraphs", tuple(map(told, self.paragraphs)))
        object.__setattr__(self, "points", tuple(map(told, self.points)))

    def shown_paragraphs(self) -> tuple[str, ...]:
        """Return the paragraphs, after a sign if the data are made up or the plan is assumed."""
        sign = sign_of(synthetic=self.synthetic, hypothetical=self.hypothetical)
        marked = sign and (self.paragraphs or self.points)
        return (told(sign), *self.paragraphs) if marked else self.paragraphs

    def __str__(self) -> str:
        return "\n".join([*self.shown_paragraphs(), *(f"- {point}" for point in self.points)])

    def _repr_html_(self) -> str:
        return str(macro("prose")(self))

    def data(self) -> dict[str, Any]:
        """Return the sentences as a dictionary for JSON.

        Each entry of ``numbers`` has the text that it stands in, its first and last character, its
        id and its value.

        Examples
        --------
        >>> Prose(("甲",), role="note").data()
        {'paragraphs': ['甲'], 'points': [], 'role': 'note', 'numbers': []}
        """
        texts = {"paragraphs": self.paragraphs, "points": self.points}
        numbers = [
            {"in": name, "at": at, **vars(number)}
            for name, own in texts.items()
            for at, text in enumerate(own)
            for number in told(text).numbers
        ]
        return {
            **{name: list(map(str, own)) for name, own in texts.items()},
            "role": self.role,
            "numbers": numbers,
            **({"synthetic": True} if self.synthetic else {}),
            **({"hypothetical": True} if self.hypothetical else {}),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Prose:
        """Return prose from the result of `data`."""
        texts: dict[str, list[Told]] = {}
        for name in ("paragraphs", "points"):
            texts[name] = [Told(text) for text in data[name]]
            for at, text in enumerate(texts[name]):
                text.numbers = tuple(
                    Number(each["id"], each["value"], each["start"], each["end"])
                    for each in data["numbers"]
                    if (each["in"], each["at"]) == (name, at)
                )
        return cls(
            tuple(texts["paragraphs"]),
            tuple(texts["points"]),
            data["role"],
            data.get("synthetic", False),
            data.get("hypothetical", False),
        )

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> dict[str, Any]:  # the protocol of IPython
        return {
            "text/plain": str(self),
            "text/html": self._repr_html_(),
            PROSE: self.data(),
            **({SCORECARD: dict(self.scorecard)} if self.scorecard else {}),
        }
