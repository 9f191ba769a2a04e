"""The units that a plan counts in."""

from __future__ import annotations

from dataclasses import dataclass

from minsheng.text.language import Lang, current

RANK = "rank"
"""The id of the unit of ranks: they are whole, and move up or down."""


def sign_of(symbol_zh: str | None, *, share: bool) -> str:
    """Return the sign that a typed value of a unit may have; see `WrittenNumber`.

    Examples
    --------
    >>> sign_of("%", share=True), sign_of("‰", share=False), sign_of("盏", share=False)
    ('%', '‰', '')
    """
    if share:
        return "%"
    return {"‰": "‰", "位": "位", "名": "位"}.get(symbol_zh or "", "")


@dataclass(frozen=True)
class Unit:
    """A unit of the plan's closed list.

    Parameters
    ----------
    unit
        Its id.
    name_zh, name_en
        Its names, for axes and columns.
    symbol_zh, symbol_en
        What follows a number, perhaps nothing; in English ``one|many``.
    share
        Whether it is a share: a difference is then in percentage points.
    growth
        Whether compound growth makes sense for it.
    decimals
        How many decimals figures in it are shown with, at most.
    """

    unit: str
    name_zh: str
    name_en: str
    symbol_zh: str
    symbol_en: str
    share: bool
    growth: bool
    decimals: int

    @property
    def is_rank(self) -> bool:
        """Whether it counts ranks, of which a smaller number is better."""
        return self.unit == RANK

    @property
    def has_wan(self) -> bool:
        """Whether it has a 万 of its own, so that numbers before it are written out: 480000万元."""
        return (self.symbol_zh or self.name_zh).startswith("万")

    @property
    def point(self) -> str:
        """What differences are counted in, as a label: points or places; empty: in the unit."""
        if self.share:
            return "percentage_point"
        return "place" if self.is_rank else "per_mille_point" if self.symbol_zh == "‰" else ""

    def name(self, lang: Lang | None = None) -> str:
        """Return its name."""
        return self.name_zh if (lang or current()) == "zh" else self.name_en

    def symbol(self, value: float, lang: Lang | None = None) -> str:
        """Return what follows the number `value`."""
        if (lang or current()) == "zh":
            return self.symbol_zh
        one, _, many = self.symbol_en.partition("|")
        return one if abs(value) == 1 or not many else many
