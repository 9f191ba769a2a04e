"""What the exporters of Word, Excel and PDF have in common: one document, one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbconvert.exporters.exporter import Exporter

from minsheng.writers.reading import read

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from minsheng.writers.document import Document


class DocumentExporter(Exporter):
    """Turn an executed notebook into a file, by way of the document that it holds."""

    def written(self, document: Document) -> bytes:
        """Return the file; each format has its own."""
        raise NotImplementedError

    def from_notebook_node(  # type: ignore[override]  # nbconvert declares another type than it returns
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: object
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the file in the language that the notebook was run in."""
        whole, found = super().from_notebook_node(nb, resources, **kw)
        return self.written(read(whole)), found
