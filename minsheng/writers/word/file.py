"""The Word file that a document is written into, with the page and styles of a template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from minsheng.text.language import say
from minsheng.writers.document import Document
from minsheng.writers.word.ooxml import insert, local, paragraph, run
from minsheng.writers.word.styles import add_missing
from minsheng.writers.word.template import template_of

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from lxml.etree import _Element as Element

_SHIPPED = Path(__file__).parent
_A4 = {"w": 11906, "h": 16838}  # twips


@dataclass(frozen=True)
class Paper:
    """An open Word file."""

    file: WordFile  # the document of python-docx
    ids: Mapping[str, str]  # style ids by role
    numbered: frozenset[str]  # the roles of headings that are numbered by their style

    @property
    def _section(self) -> Element:
        section: Element = self.file.element.body.sectPr
        return section

    def _measure(self, tag: str, name: str, default: int) -> int:
        child = next((each for each in self._section if local(each) == tag), None)
        return int(child.get(qn(f"w:{name}"), default)) if child is not None else default

    @property
    def width(self) -> int:
        """The width of the text in twips."""
        margins = self._measure("pgMar", "left", 1440) + self._measure("pgMar", "right", 1440)
        return self._measure("pgSz", "w", _A4["w"]) - margins

    @property
    def height(self) -> int:
        """The height of the text in twips."""
        margins = self._measure("pgMar", "top", 1440) + self._measure("pgMar", "bottom", 1440)
        return self._measure("pgSz", "h", _A4["h"]) - margins

    @property
    def width_across(self) -> int:
        """The width of the text on a landscape page in twips."""
        return max(self.width, self.height)

    def fill(self, content: Iterable[tuple[Element, bool]]) -> None:
        """Put elements into the body; those for landscape pages go into separate sections."""
        body = self.file.element.body
        before = False
        for each, across in content:
            if across != before:
                self._end_section(across=before)
            elif local(each) == "tbl" and self._last() is not None and local(self._last()) == "tbl":
                self._append(paragraph(self.ids["table_note"]))  # or Word makes one table of two
            self._append(each)
            before = across
        if before:
            self._end_section(across=True)
        if local(body[-2]) == "tbl":
            self._append(paragraph(self.ids["table_note"]))  # Word wants a paragraph at the end

    def _append(self, each: Element) -> None:
        self._section.addprevious(each)

    def _last(self) -> Element | None:
        previous: Element | None = self._section.getprevious()
        return previous

    def _end_section(self, *, across: bool) -> None:
        section = self._turned() if across else deepcopy(self._section)
        last = self._last()
        if last is None or local(last) != "p":
            last = paragraph(self.ids["table_note"])
            self._append(last)
        insert(last[0], section)

    def _turned(self) -> Element:
        """Return the section properties of a landscape page, with rotated margins."""
        section = deepcopy(self._section)
        for each in section:
            old = {name.rpartition("}")[2]: value for name, value in each.attrib.items()}
            if local(each) == "pgSz":
                each.set(qn("w:w"), old["h"])
                each.set(qn("w:h"), old["w"])
                each.set(qn("w:orient"), "landscape")
            elif local(each) == "pgMar":
                turned = {"left": "top", "right": "bottom", "top": "left", "bottom": "right"}
                for new, was in turned.items():
                    each.set(qn(f"w:{new}"), old[was])
        return section


def opened(document: Document, template: str | Path = "") -> Paper:
    """Return an empty file with the page and the styles of a template.

    Without a department's own Word file the template is ours, of GB/T 9704—2012.
    """
    shipped = template_of(_SHIPPED / f"gb9704.{document.lang}.docx")
    file = template_of(Path(template)) if template else shipped
    page = deepcopy(file.element.body.sectPr)
    if page is None:
        page = deepcopy(shipped.element.body.sectPr)
        # Its head and its foot are not in this file.
        _replace(page, [each for each in page if not local(each).endswith("Reference")])
    _replace(file.element.body, [page])
    root = file.styles.element
    ids = add_missing(root, shipped.styles.element, document.lang)
    numbered = {role for role in ids if role.startswith("heading") and _numbers(root, ids[role])}
    paper = Paper(file, ids, frozenset(numbered))
    if document.marks:
        _mark(paper, document)
    return paper


def _replace(parent: Element, children: Iterable[Element]) -> None:
    for old in list(parent):
        parent.remove(old)
    for child in children:
        parent.append(child)


def _numbers(root: Element, style: str) -> bool:
    style_element = next(each for each in root if each.get(qn("w:styleId")) == style)
    return style_element.find(f".//{qn('w:numPr')}") is not None


def _mark(paper: Paper, document: Document) -> None:
    """Add a notice to every page that the data are made up, or the plan assumed."""
    words = " · ".join(say(f"documents.{mark}", document.lang) for mark in document.marks)
    section = paper.file.sections[0]
    heads = [section.header]
    if paper.file.settings.odd_and_even_pages_header_footer:
        heads.append(section.even_page_header)
    if section.different_first_page_header_footer:
        heads.append(section.first_page_header)
    for head in heads:
        if head.is_linked_to_previous:
            head.is_linked_to_previous = False
            _replace(head._element, [])  # python-docx puts in a paragraph of a style not there
        head._element.append(paragraph(paper.ids["header"], run(words)))
