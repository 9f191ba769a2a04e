"""Write the files of a report from an executed notebook, with one writer per format.

`reading` turns a notebook into a `document` without markup, which each writer lays out and escapes.
`REPORT_FILES` lists the files of a report; the index, the manifest, pruning and the command line
read it. To add a format, add a line there and a module with its writer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minsheng.text.language import Lang
    from minsheng.writers.document import Document


@dataclass(frozen=True)
class ReportFile:
    """One of the files of a report."""

    name: str  # file ending after the name of the report and a point: ``docx``, ``results.json``
    # Module and function that return the bytes of the file for a document, such as
    # ``excel.writer:xlsx``; empty for the executed notebook, which a run writes itself.
    writer: str = ""
    always: bool = False  # whether every report has this file; other files are written on request
    options: tuple[str, ...] = ()  # the options of `written` that the writer takes
    # Text of the link on the index page, by language; empty for a file without a link.
    label: Mapping[Lang, str] = field(default_factory=dict)

    @property
    def ending(self) -> str:
        """File ending with its point: ``.docx``."""
        return f".{self.name}"


REPORT_FILES = (
    ReportFile("html", "html.writer:html", always=True, options=("index",)),
    ReportFile("pdf", "pdf.writer:pdf", label={"zh": "PDF", "en": "PDF"}),
    ReportFile(
        "docx",
        "word.writer:docx",
        options=("template",),
        label={"zh": "Word 文档", "en": "Word"},
    ),
    ReportFile("xlsx", "excel.writer:xlsx", label={"zh": "Excel 表格", "en": "Excel"}),
    ReportFile("ipynb", always=True, label={"zh": "笔记本", "en": "Notebook"}),
    ReportFile("results.json", "results:results_json", always=True),
    ReportFile("results.csv", "results:results_csv", always=True),
)
"""The files of a report, in the order in which the index page links to them."""
PAGE = "html"
"""The format that every report has and the others lie beside."""
FORMATS = (PAGE, *sorted(each.name for each in REPORT_FILES if not each.always))
"""The formats that can be asked for, the page first."""
ENDINGS = tuple(each.ending for each in REPORT_FILES)
"""What follows the name of a report in the names of its files."""


def written(document: Document, name: str, *, index: str = "", template: Path | str = "") -> bytes:
    """Return the bytes of one of `REPORT_FILES`; the same document gives the same bytes.

    `index` is the address of the index page, for a link to it. The page and styles of `template`, a
    department's own Word file, are used instead of ours. `BadInput` for one that cannot be used,
    `ValueError` for a name that is no format.

    Examples
    --------
    >>> from minsheng.writers.document import Document
    >>> written(Document("zh", "所需增速", "", ()), "docx")[:2]
    b'PK'
    """
    file = next((each for each in REPORT_FILES if each.name == name and each.writer), None)
    if file is None:
        raise ValueError(f"{name!r} is none of {', '.join(FORMATS)}")
    options = {"index": index, "template": template}
    # A writer brings heavy packages with it: it is imported when it is needed.
    module, _, function = file.writer.partition(":")
    write = getattr(import_module(f"{__name__}.{module}"), function)
    content: bytes = write(document, **{option: options[option] for option in file.options})
    return content
