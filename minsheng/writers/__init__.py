"""From an executed notebook to what is handed in: one writer per format.

`reading` makes a `document` of a notebook, in which text is text and tables are data; each writer
lays it out and escapes it in its own way. `REPORT_FILES` is the list of the files of a report:
the index, the manifest, pruning and the command line read it. Another format is a line in it and a
module with its writer.
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
    """One of the files of a report.

    Parameters
    ----------
    name
        What follows the name of the report and a point: ``docx``, ``results.json``.
    writer
        Module and function that return the bytes of the file for a document, such as
        ``excel.writer:xlsx``; empty for the executed notebook, which a run writes itself.
    always
        Whether every report has this file; the others are made when they are asked for.
    options
        The options of `written` that the writer takes.
    label
        What a link on the index page says, in each language; empty for a file without a link.
    """

    name: str
    writer: str = ""
    always: bool = False
    options: tuple[str, ...] = ()
    label: Mapping[Lang, str] = field(default_factory=dict)

    @property
    def ending(self) -> str:
        """What follows the name of the report: ``.docx``."""
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
    """Return a document as one of `REPORT_FILES`; the same document gives the same bytes.

    Parameters
    ----------
    document
        From `minsheng.writers.reading.read`.
    name
        The format.
    index
        Where the page over all reports is, for a page that is to lead to it.
    template
        A department's own Word file, whose page and styles win.

    Raises
    ------
    BadInput
        For a template that cannot be used.
    ValueError
        For a name that is no format.

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
