"""Prepares the process that report processes are forked from for Word, PDF and Excel.

Importing this module imports their writers and reads the widths of characters; see `preload`. That
takes about as long as one report saves by it: a run that asks for pages alone does without.
"""

from contextlib import suppress
from importlib import import_module

_LIBRARIES = (
    "openpyxl",
    "openpyxl.packaging.custom",
    "typst",
    "minsheng.writers.excel.writer",
    "minsheng.writers.pdf.writer",
    "minsheng.writers.word.writer",
)

with suppress(Exception):  # a report that needs it will say so
    for _name in _LIBRARIES:
        import_module(_name)
    glyphs = import_module("minsheng.writers.glyphs")
    glyphs.advances()
    glyphs.characters()
    glyphs.fonts()
