"""One check: what a rule held against each other, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["agreed", "contradiction", "question", "remark"]
SEVERITIES: tuple[Severity, ...] = ("contradiction", "question", "remark", "agreed")
"""From the gravest on; what agrees comes last."""


@dataclass(frozen=True)
class Check:
    """One thing that was checked.

    Parameters
    ----------
    rule
        The rule's name, that of its file.
    severity
        ``contradiction``: two printed statements cannot both hold. ``question``: only whoever
        leads the programme can settle it. ``remark``: it limits what can be evaluated.
        ``agreed``: nothing to say.
    programme
        The programme (专项) it belongs to.
    indicators
        The indicators concerned, sorted.
    rows
        The rows concerned, ``table:key``, such as ``targets:childcare.gross_enrolment@2018``.
    arithmetic
        The numbers in one line, such as ``70 + 73 = 143``; empty where nothing is computed.
    zh, en
        What is printed, what follows from it and whom to ask, in one sentence each.
    ask
        The lead departments of the programme, joined by ``;``.

    Examples
    --------
    >>> check = Check("parts", "agreed", "childcare", ("childcare.kindergartens",), (),
    ...               "70 + 73 = 143", "…", "…", "education")
    >>> check.is_finding, check.text("en")
    (False, '…')
    """

    rule: str
    severity: Severity
    programme: str
    indicators: tuple[str, ...]
    rows: tuple[str, ...]
    arithmetic: str
    zh: str
    en: str
    ask: str

    @property
    def is_finding(self) -> bool:
        """Whether there is something to say."""
        return self.severity != "agreed"

    def text(self, lang: str) -> str:
        """Return the sentence in `lang`."""
        return self.zh if lang == "zh" else self.en
