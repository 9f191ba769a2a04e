"""What a plan says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from minsheng.text.language import LANGUAGES, Lang, current, say

SYNTHETIC = "演示数据 synthetic"
"""How the source of a figure begins that was made up to show what the suite does."""
HYPOTHETICAL = "假设情景 hypothetical"
"""What a figure that is only assumed has in place of the plan's own words."""
MARKS: Mapping[str, str] = {"synthetic": SYNTHETIC, "hypothetical": HYPOTHETICAL}
"""What a report may have to be marked as, and the mark in tables of data, of no one language."""


def sign_of(*, synthetic: bool, hypothetical: bool, lang: Lang | None = None) -> str:
    """Return what stands on an exhibit; empty where neither data nor plan are in doubt.

    Examples
    --------
    >>> sign_of(synthetic=True, hypothetical=True)
    '〔演示数据〕〔假设情景〕'
    """
    signs = zip(MARKS, (synthetic, hypothetical), strict=True)
    return "".join(say(f"labels.{mark}_sign", lang) for mark, is_shown in signs if is_shown)


def is_sign(text: str) -> bool:
    """Return whether a text, in any language, is what stands on made-up data and nothing else."""
    return text in {sign_of(synthetic=True, hypothetical=False, lang=lang) for lang in LANGUAGES}


@dataclass(frozen=True)
class Issuer:
    """Who issued the plan, in both languages."""

    zh: str
    en: str


@dataclass(frozen=True)
class Annex:
    """An annex that the plan names: as printed, its title, whether the text contains it."""

    annex: str
    zh: str
    en: str
    contained: bool


@dataclass(frozen=True)
class PlanFacts:
    """What a plan says of itself.

    Parameters
    ----------
    plan
        Its id, the name of its data package.
    title_zh, title_en, short_zh, short_en
        Full and short title.
    issuers
        Who issued it.
    basis_zh, basis_en
        The document that it carries out.
    printed
        The day it was printed: targets of years that had ended by then are retrospective.
    first_year, last_year, baseline_year
        The years it covers and the year its baselines describe.
    annexes
        The annexes that it names; none where that is not recorded.
    """

    plan: str
    title_zh: str
    title_en: str
    short_zh: str
    short_en: str
    issuers: tuple[Issuer, ...]
    basis_zh: str
    basis_en: str
    printed: dt.date
    first_year: int
    last_year: int
    baseline_year: int
    annexes: tuple[Annex, ...] = ()

    @property
    def years(self) -> range:
        """The years of the plan, first to last."""
        return range(self.first_year, self.last_year + 1)

    def title(self, lang: Lang | None = None) -> str:
        """Return the full title."""
        return self.title_zh if (lang or current()) == "zh" else self.title_en

    def short(self, lang: Lang | None = None) -> str:
        """Return the short title."""
        return self.short_zh if (lang or current()) == "zh" else self.short_en
