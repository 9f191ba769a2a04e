"""HTML reports: an nbconvert exporter with a template of our own.

The page holds everything it needs: no script, no request to anywhere, images as data. It can be
opened from a memory stick and printed on A4. Registered as ``minsheng_html``, so that
``jupyter nbconvert --to minsheng_html`` and JupyterLab's export menu offer it too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbconvert.exporters.html import HTMLExporter
from traitlets import default
from traitlets.config import Config

from minsheng.language import LANGUAGES, Lang, say

if TYPE_CHECKING:
    from nbformat import NotebookNode

TEMPLATES = Path(__file__).with_name("templates")
_HEADING = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
_LANG = re.compile(r"""^lang\b[^=\n]*=\s*["'](\w+)["']""", re.MULTILINE)
_ANCHOR = re.compile(r"<a\b[^>]*\banchor-link\b[^>]*(?:/>|></a>)")
_NOT_FOR_READERS = ("parameters", "injected-parameters", "remove-cell")


def stylesheet() -> str:
    """Return the style sheet that all pages share."""
    return (TEMPLATES / "page.css").read_text(encoding="utf-8")


def contents(body: str) -> list[tuple[str, str]]:
    """Return anchor and text of each second-level heading, for the table of contents.

    Examples
    --------
    >>> contents('<h2 id="Gaps">Gaps</h2><p>…</p>')
    [('Gaps', 'Gaps')]
    """
    return _HEADING.findall(body)


def without_anchors(body: str) -> str:
    """Drop the empty links that nbconvert puts behind headings; the headings keep their ids.

    Examples
    --------
    >>> without_anchors('<h2 id="a">A<a class="anchor-link" href="#a" /></h2>')
    '<h2 id="a">A</h2>'
    """
    return _ANCHOR.sub("", body)


def language_of(notebook: NotebookNode) -> Lang:
    """Return the language that a notebook was run in; Chinese where it does not say.

    papermill notes what it was asked; a notebook run by hand says it in its parameters cell.
    """
    asked = notebook.metadata.get("papermill", {}).get("parameters", {}).get("lang")
    if asked is None:
        cells = (c for c in notebook.cells if "parameters" in c.metadata.get("tags", ()))
        stated = (_LANG.search(cell.source) for cell in cells)
        asked = next((match[1] for match in stated if match), "zh")
    return asked if asked in LANGUAGES else "zh"


class ReportExporter(HTMLExporter):
    """Turn an executed notebook into a self-contained page in the language it was run in."""

    export_from_notebook = "民生报告 / Minsheng report (HTML)"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "minsheng_report"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(TEMPLATES)]

    @property
    def default_config(self) -> Config:
        """Leave out code, prompts and anchors; keep what a reader is to see."""
        config = Config(
            {
                "HTMLExporter": {
                    "exclude_input": True,
                    "exclude_input_prompt": True,
                    "exclude_output_prompt": True,
                    "anchor_link_text": "",
                },
            }
        )
        inherited: Config = super().default_config
        inherited.merge(config)
        return inherited

    def default_filters(self) -> Iterator[tuple[str, Callable[..., object]]]:
        """Add what the template needs to nbconvert's filters."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield "contents", contents
        yield "without_anchors", without_anchors
        yield "say", say

    def from_notebook_node(  # type: ignore[override]  # nbconvert declares another type than it returns
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: object
    ) -> tuple[str, dict[str, Any]]:
        """Return the page in the language that the notebook was run in."""
        lang = language_of(nb)
        words = nb.metadata.get("minsheng", {})
        resources = dict(resources or {})
        resources["minsheng"] = {
            "lang": lang,
            "html_lang": "zh-CN" if lang == "zh" else "en",
            "title": words.get("page_title") or words.get(f"title_{lang}", "Minsheng"),
            "eyebrow": words.get("eyebrow", ""),
            "index": words.get("index", ""),
            "stylesheet": stylesheet(),
        }
        page, resources = super().from_notebook_node(nb, resources, **kw)
        return page, resources

    def _preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Leave out what is not for readers, after everything that may execute the cells."""
        others = {other for other in LANGUAGES if other != language_of(nb)}
        whole, resources = super()._preprocess(nb, resources)  # type: ignore[no-untyped-call]
        whole.cells = [
            cell
            for cell in whole.cells
            if not {*others, *_NOT_FOR_READERS} & set(cell.metadata.get("tags", ()))
        ]
        return whole, resources
