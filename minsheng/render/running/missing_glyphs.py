"""Notes which characters no font had when a cell was drawn: a box in a report is told."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

from minsheng.writers.reading import MISSING_GLYPHS

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


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
