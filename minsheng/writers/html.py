"""HTML reports: one page that holds everything it needs.

No request to anywhere, images and data in the page itself; one short script sorts and filters long
tables, and nothing is lost without it. A page can be opened from a memory stick and printed on A4.
Registered as ``minsheng_html``, so that ``jupyter nbconvert --to minsheng_html`` and JupyterLab's
export menu offer it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbconvert.exporters import Exporter
from traitlets import default

from minsheng.language import using
from minsheng.writers.hypertext import body
from minsheng.writers.origin import fields_of
from minsheng.writers.page import filled
from minsheng.writers.reading import read

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from minsheng.writers.document import Document


class ReportExporter(Exporter):
    """Turn an executed notebook into a self-contained page in the language it was run in."""

    export_from_notebook = "民生报告 / Minsheng report (HTML)"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # nbconvert declares another type than it returns
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: object
    ) -> tuple[str, dict[str, Any]]:
        """Return the page in the language that the notebook was run in."""
        whole, resources = super().from_notebook_node(nb, resources, **kw)
        index = whole.metadata.get("minsheng", {}).get("index", "")
        return page_of(read(whole), index=str(index)), resources


def page_of(document: Document, *, index: str = "") -> str:
    """Return a document as a page.

    Parameters
    ----------
    document
        From `minsheng.writers.reading.read`.
    index
        Where the page over all reports is, or empty.

    Examples
    --------
    >>> from minsheng.writers.document import Document
    >>> "<h1>各项差距</h1>" in page_of(Document("zh", "各项差距", "", ()))
    True
    """
    with using(document.lang):
        content, sections = body(document)
        return filled(
            document.lang, document.title, content, eyebrow=document.eyebrow,
            kicker=str(document.properties.get("page_title", "")), index=index, sections=sections,
            synthetic=bool(document.properties.get("synthetic")), origin=fields_of(document),
        )  # fmt: skip
