"""How a class of verdicts looks: symbol, colour and hatch. Each alone tells the classes apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from minsheng.charts.theme import BOUND, INK, QUIET, TARGET
from minsheng.plan.wording import LIGHTS
from minsheng.text.language import say


@dataclass(frozen=True)
class Light:
    """The look of one class: the marker and colours of its drawing, hatched where it is open."""

    marker: str
    colour: str
    edge: str
    hatch: str = ""


LOOKS: Mapping[str, Light] = {
    "well": Light("o", TARGET, TARGET),
    "attention": Light("^", "#F2C14E", INK),
    "poor": Light("s", BOUND, BOUND),
    "not_due": Light("o", "white", QUIET),
    "not_reported": Light("D", "white", QUIET, "////"),
    "not_judged": Light("_", "#DDDDDD", QUIET),
}


def name(light: str) -> str:
    """Return a class as its symbol and its word.

    Examples
    --------
    >>> name("well"), name("not_reported")
    ('● 状况良好', '◇ 未报送')
    """
    return f"{LIGHTS[light]} {say(f'standing.{light}')}"
