"""Set up a notebook when the library is imported: plans and their parts are shown as cards."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

_CARDS = {"Plan": "plan_card", "Programme": "programme_card", "Indicator": "indicator_card"}


def set_up() -> None:
    """Set up the notebook that this process runs, if it runs one."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        show_cards(shell)


def show_cards(shell: InteractiveShell) -> None:
    """Have an IPython shell show a plan, a programme and an indicator as cards.

    IPython finds the card by the name of the type, so that neither the plan nor what draws the
    card is imported before one is shown, and the plan knows nothing of its card.
    """
    if shell.display_formatter is not None:
        html = shell.display_formatter.formatters["text/html"]
        for kind, card in _CARDS.items():
            html.for_type_by_name("minsheng.plan.plan", kind, _drawn_by(card))


def _drawn_by(card: str) -> Callable[[object], str]:
    """Return a function that draws a card; what it needs is imported when it is called."""

    def draw(shown: object) -> str:
        from minsheng.reports import cards

        return str(getattr(cards, card)(shown))

    return draw
