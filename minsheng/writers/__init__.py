"""From an executed notebook to what is handed in: one writer per format.

`reading` makes a `document` of a notebook, in which text is text and tables are data; each writer
lays it out and escapes it in its own way. `FORMATS` says which there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from nbconvert.exporters.exporter import Exporter

# By name, since each brings heavy rooms with it. A page comes first: the others lie beside it.
FORMATS: Mapping[str, str] = {
    "html": "minsheng.writers.html:ReportExporter",
    "docx": "minsheng.writers.word:WordExporter",
    "pdf": "minsheng.writers.pdf:PdfExporter",
    "xlsx": "minsheng.writers.excel:ExcelExporter",
}


def exporter(name: str) -> type[Exporter]:
    """Return the exporter of a format.

    Examples
    --------
    >>> exporter("docx").__name__
    'WordExporter'
    """
    module, _, found = FORMATS[name].partition(":")
    return cast("type[Exporter]", getattr(import_module(module), found))
