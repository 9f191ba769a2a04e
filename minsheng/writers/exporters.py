"""Exporters of nbconvert that turn an executed notebook into a file of each format.

They are registered for JupyterLab's export menu, which shows the names that they are registered
under, and for ``jupyter nbconvert --to Minsheng_report_Word``. `minsheng.render` does not use them:
it has the document already.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from nbconvert.exporters.exporter import Exporter
from traitlets import Unicode, default

from minsheng.text.language import say
from minsheng.writers import written
from minsheng.writers.document import Document, Unreadable
from minsheng.writers.reading import read

if TYPE_CHECKING:
    from nbformat import NotebookNode


class _DocumentExporter(Exporter):
    """Turn an executed notebook into a document, and the document into a file."""

    format = ""  # one of `minsheng.writers.FORMATS`
    word_template = Unicode("", help="A Word file whose page and styles win.").tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return f".{self.format}"

    def from_notebook_node(  # type: ignore[override]  # nbconvert declares another type than it returns
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: object
    ) -> tuple[bytes | str, dict[str, Any]]:
        """Return the file in the language that the notebook was run in."""
        notebook, resources_out = super().from_notebook_node(nb, resources, **kw)
        index = str(notebook.metadata.get("minsheng", {}).get("index", ""))
        document = _with_what_was_not_run(read(notebook), notebook)
        content = written(document, self.format, index=index, template=self.word_template)
        is_text = self.output_mimetype.startswith("text/")
        return content.decode() if is_text else content, resources_out


def _with_what_was_not_run(document: Document, notebook: NotebookNode) -> Document:
    """Return a document that begins with how many cells of its notebook were not run, if any."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    missing = sum(cell.execution_count is None and not cell.outputs for cell in code)
    if not missing:
        return document
    words = say("documents.not_run", document.lang, n=missing, of=len(code))
    return replace(document, blocks=(Unreadable(words), *document.blocks))


class ReportExporter(_DocumentExporter):
    """Turn an executed notebook into a self-contained page in the language it was run in."""

    export_from_notebook = "民生报告 / Minsheng report (HTML)"
    output_mimetype = "text/html"
    format = "html"


class WordExporter(_DocumentExporter):
    """Turn an executed notebook into a Word document in the language it was run in."""

    export_from_notebook = "民生报告 / Minsheng report (Word)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    format = "docx"


class PdfExporter(_DocumentExporter):
    """Turn an executed notebook into a PDF in the language it was run in."""

    export_from_notebook = "民生报告 / Minsheng report (PDF)"
    output_mimetype = "application/pdf"
    format = "pdf"


class ExcelExporter(_DocumentExporter):
    """Turn the tables of an executed notebook into a workbook in the language it was run in."""

    export_from_notebook = "民生报告 / Minsheng report (Excel)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = "xlsx"
