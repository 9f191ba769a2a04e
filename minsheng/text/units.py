"""The units that a plan counts in."""

from __future__ import annotations

from dataclasses import dataclass

from minsheng.text.language import Lang, current


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

    def name(self, lang: Lang | None = None) -> str:
        """Return its name."""
        return self.name_zh if (lang or current()) == "zh" else self.name_en

    def symbol(self, value: float, lang: Lang | None = None) -> str:
        """Return what follows the number `value`."""
        if (lang or current()) == "zh":
            return self.symbol_zh
        one, _, many = self.symbol_en.partition("|")
        return one if abs(value) == 1 or not many else many
