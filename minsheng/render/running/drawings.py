"""What a report notes of a drawing of a cell: its titles, and the characters that no font had."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

from minsheng.text.language import current
from minsheng.writers.reading import CAPTION, MISSING_GLYPHS

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


def name_pictures(shell: InteractiveShell) -> None:
    """Have a shell put out what the titles of matplotlib's figures say: it becomes the caption."""

    def titles(figure: Any) -> tuple[dict[str, str], dict[str, str]]:  # noqa: ANN401  any version's
        axes = [ax.get_title(loc) for ax in figure.axes for loc in ("left", "center", "right")]
        said = [figure.get_suptitle()] if figure.get_suptitle() else list(filter(None, axes))
        return {}, {
            CAPTION: ("；" if current() == "zh" else "; ").join(
                " ".join(text.split()) for text in dict.fromkeys(said)
            )
        }

    if shell.display_formatter is not None:
        bundles = shell.display_formatter.mimebundle_formatter
        bundles.for_type_by_name("matplotlib.figure", "Figure", titles)


def show_missing_glyphs(shell: InteractiveShell) -> None:
    """Have a shell put out, after each cell, the characters that matplotlib drew as boxes.

    matplotlib reports them by a warning, in formulas by a log message. Both are replaced: a cell
    may silence warnings, and Python shows each warning once, not once for each cell.

    Each cell with such characters gets an output of the type
    `minsheng.writers.reading.MISSING_GLYPHS`.
    """
    missing: set[str] = set()

    def note(codepoint: int, fontnames: str) -> None:
        missing.add(chr(codepoint))

    class Formulas(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            """Note the character of a message; its code is the last argument."""
            if isinstance(record.args, tuple) and "does not have a glyph" in str(record.msg):
                missing.add(chr(int(str(record.args[-1]))))

    def show(_: object) -> None:
        if missing:
            characters = "".join(sorted(missing))
            missing.clear()
            data = {MISSING_GLYPHS: characters, "text/plain": characters}
            shell.display_pub.publish(data=data)

    helpers: Any = import_module("matplotlib._text_helpers")
    helpers.warn_on_missing_glyph = note
    logging.getLogger("matplotlib.mathtext").addHandler(Formulas())
    shell.events.register("post_run_cell", show)
