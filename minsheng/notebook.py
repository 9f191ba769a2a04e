"""Set up a notebook when the library is imported: cards of plans, and a font with Chinese.

Plans and their parts are shown as cards, and Tab offers their ids and names. The Chinese font that
comes with the library becomes the last resort of whatever font matplotlib is set to: a character
that the set font lacks is drawn with it, so that ``ax.set_title("养老")`` shows in any cell, under
any theme. Settings and the list of fonts stay as they are. `release_font` undoes it. Outside
notebooks nothing is changed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

_CARDS = {"Plan": "plan_card", "Programme": "programme_card", "Indicator": "indicator_card"}
_FONTS = "matplotlib.font_manager"


def set_up() -> None:
    """Set up the notebook that this process runs, if it runs one."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        from minsheng.completion import offer_names

        show_cards(shell)
        offer_names(shell)
        lend_font()


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


def lend_font() -> None:
    """Make the Chinese font the last resort of matplotlib, now or as soon as it is imported."""
    if _FONTS in sys.modules:
        _lend(sys.modules[_FONTS])
    elif _waiting not in sys.meta_path:
        sys.meta_path.insert(0, _waiting)


def release_font() -> None:
    """Undo the one change that importing the library makes in a notebook.

    From then on matplotlib draws with the fonts that are set, and a character that they lack is a
    box. The charts of the library keep their font.
    """
    if _waiting in sys.meta_path:
        sys.meta_path.remove(_waiting)
    manager = getattr(sys.modules.get(_FONTS), "FontManager", None)
    if manager is not None and hasattr(manager._find_fonts_by_props, "lent_to"):
        manager._find_fonts_by_props = manager._find_fonts_by_props.lent_to


def _lend(fonts: ModuleType) -> None:
    """Add our font to the end of every list of fonts that matplotlib searches for a character.

    All drawing backends ask the method ``_find_fonts_by_props`` of `matplotlib.font_manager`, which
    turns the families of a text into the files of fonts.
    """
    find = fonts.FontManager._find_fonts_by_props
    if hasattr(find, "lent_to"):
        return
    from pylopdf_fonts_zh_cn import sans_path

    ours = fonts.FontPath(str(Path(sans_path()).resolve()), 0)

    @wraps(find)
    def find_with_ours(
        manager: object, prop: object, fontext: str = "ttf", *others: object, **named: object
    ) -> Sequence[Any]:
        found = find(manager, prop, fontext, *others, **named)
        return found if fontext != "ttf" or ours in found else [*found, ours]

    find_with_ours.lent_to = find  # type: ignore[attr-defined]
    fonts.FontManager._find_fonts_by_props = find_with_ours


class _WaitingForFonts(MetaPathFinder):
    """Waits until matplotlib is imported: to import it would take longer than all of ours."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return nothing, except for the module of fonts, which is changed once it has run."""
        if fullname != _FONTS:
            return None
        sys.meta_path.remove(self)
        spec = find_spec(fullname)
        if spec is not None and spec.loader is not None:
            run = spec.loader.exec_module

            def run_and_lend(module: ModuleType) -> None:
                run(module)
                _lend(module)

            spec.loader.exec_module = run_and_lend  # type: ignore[method-assign]
        return spec


_waiting = _WaitingForFonts()
