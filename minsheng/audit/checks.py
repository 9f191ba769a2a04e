"""One comparison that a rule makes: its severity, its arithmetic and its two sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from minsheng.audit.printed import PrintedNumber
from minsheng.text.language import Lang

Severity = Literal["agreed", "contradiction", "question", "remark"]
SEVERITIES: tuple[Severity, ...] = ("contradiction", "question", "remark", "agreed")
"""From the gravest on; what agrees comes last."""
LANGUAGES: tuple[Lang, ...] = ("zh", "en")

Words = Callable[[Lang], str]
"""A part of a sentence, by the language of the sentence."""
Evidence = Iterable[PrintedNumber | str]
"""What a check was made of: printed numbers, and other rows of the plan by their ids."""


@dataclass(frozen=True)
class Check:
    """One comparison that a rule made.

    Parameters
    ----------
    rule
        The rule's name, that of its function.
    severity
        ``contradiction``: two printed statements cannot both hold. ``question``: only whoever
        leads the programme can settle it. ``remark``: it limits what can be evaluated.
        ``agreed``: nothing to say.
    programme
        The programme (专项) it belongs to; empty where it concerns the whole plan.
    indicators
        The indicators concerned, sorted.
    rows
        The rows concerned, ``table:key``, such as ``targets:childcare.gross_enrolment@2018``.
    arithmetic
        The numbers in one line, such as ``70 + 73 = 143``; empty where nothing is computed.
    ask
        The lead departments of the programme, joined by ``;``.
    sentence
        What is printed, what follows from it and whom to ask, in one sentence of a language. It is
        worded when `zh` or `en` is read: most checks agree, and nobody reads their sentences.

    Examples
    --------
    >>> Check("parts", "agreed", "childcare", ("childcare.kindergartens",), (),
    ...       "70 + 73 = 143", "education", lambda lang: "…").is_finding
    False
    """

    rule: str
    severity: Severity
    programme: str
    indicators: tuple[str, ...]
    rows: tuple[str, ...]
    arithmetic: str
    ask: str
    sentence: Words = field(repr=False, compare=False)

    @cached_property
    def zh(self) -> str:
        """The sentence in Chinese."""
        return self.sentence("zh")

    @cached_property
    def en(self) -> str:
        """The sentence in English."""
        return self.sentence("en")

    @property
    def is_finding(self) -> bool:
        """Whether the check does not agree."""
        return self.severity != "agreed"


@dataclass(frozen=True)
class Outcome:
    """The severity of a check and the `case` of its rule, which selects the sentence."""

    severity: Severity
    case: str

    @property
    def is_finding(self) -> bool:
        """Whether the check does not agree."""
        return self.severity != "agreed"


AGREED = Outcome("agreed", "same")
