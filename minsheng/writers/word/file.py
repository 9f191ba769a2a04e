"""The Word file that a document is written into: a new one, or a department's template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from minsheng.text.language import say
from minsheng.writers.document import Document
from minsheng.writers.turning import STAYS, length, turned
from minsheng.writers.word import gb9704, styles
from minsheng.writers.word.ooxml import insert, local, paragraph, run
from minsheng.writers.word.template import template_of

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from lxml.etree import _Element as Element

# What python-docx's own empty document brings and nobody needs.
_LUGGAGE = (
    "thumbnail",
    "customXml",
    "stylesWithEffects",
    "webSettings",
    "fontTable",
    "numbering",
    "extended-properties",
)


@dataclass(frozen=True)
class Paper:
    """An open Word file.

    Parameters
    ----------
    file
        As python-docx has it.
    ids
        The ids of its styles by role.
    numbered
        The roles of headings that the file numbers itself.
    """

    file: WordFile
    ids: Mapping[str, str]
    numbered: frozenset[str]

    @property
    def _section(self) -> Element:
        section: Element = self.file.element.body.sectPr
        return section

    def _measure(self, tag: str, name: str, default: int) -> int:
        found = next((each for each in self._section if local(each) == tag), None)
        return int(found.get(qn(f"w:{name}"), default)) if found is not None else default

    @property
    def width(self) -> int:
        """The width of the text in twips."""
        margins = self._measure("pgMar", "left", 1440) + self._measure("pgMar", "right", 1440)
        return self._measure("pgSz", "w", gb9704.twips(gb9704.WIDTH)) - margins

    @property
    def height(self) -> int:
        """The height of the text in twips."""
        margins = self._measure("pgMar", "top", 1440) + self._measure("pgMar", "bottom", 1440)
        return self._measure("pgSz", "h", gb9704.twips(gb9704.HEIGHT)) - margins

    @property
    def width_across(self) -> int:
        """The width of the text on a page turned by a quarter."""
        return max(self.width, self.height)

    def fill(self, content: Iterable[tuple[Element, bool]]) -> None:
        """Put elements into the body; those of pages that lie across get sections of their own."""
        body = self.file.element.body
        before = False
        parts = list(self._with_what_leads(content))
        across_with_text = turned(
            [across for _, across in parts], [_length(each) for each, _ in parts]
        )
        for (each, _), across in zip(parts, across_with_text, strict=True):
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

    def _with_what_leads(
        self, content: Iterable[tuple[Element, bool]]
    ) -> Iterator[tuple[Element, bool]]:
        """Yield the content; a heading goes to the page of the table that it leads to."""
        waiting: list[Element] = []
        for each, across in content:
            if not across and self._leads(each):
                waiting.append(each)
                continue
            yield from ((earlier, across) for earlier in waiting)
            yield each, across
            waiting = []
        yield from ((earlier, False) for earlier in waiting)

    def _leads(self, each: Element) -> bool:
        if local(each) != "p":
            return False
        names = {local(child): child for child in each[0]}
        style = names["pStyle"].get(qn("w:val"))
        headings = {name for role, name in self.ids.items() if role.startswith("heading")}
        return style in headings or "keepNext" in names

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
        """Return the section of a page turned by a quarter, its margins with it."""
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


def _length(each: Element) -> float:
    """Return how long the text of a paragraph is; a picture and a table stay where they are."""
    if local(each) != "p" or each.find(f".//{qn('w:drawing')}") is not None:
        return STAYS
    return length("".join(text.text or "" for text in each.iter(qn("w:t"))))


def opened(document: Document, template: str | Path = "") -> Paper:
    """Return an empty file with a page and styles: those of the standard, or of a template."""
    paper = _from_template(document, Path(template)) if template else _of_the_standard(document)
    if document.properties.get("synthetic"):
        _mark(paper, document)
    return paper


def _of_the_standard(document: Document) -> Paper:
    import docx

    file = docx.Document()
    _unpack(file, _LUGGAGE)
    lang = document.lang
    root = file.styles.element
    for old in list(root):
        root.remove(old)
    root.append(gb9704.defaults(lang))
    ids = styles.add(root, gb9704.styles(lang), {}, lang, faces=True)
    if lang == "zh":
        gb9704.tighten(next(each for each in root if each.get(qn("w:styleId")) == ids["normal"]))
    _replace(file.settings.element, gb9704.settings())
    _add_fonts(file)
    body = file.element.body
    _replace(body, [gb9704.page(lang)])
    section = file.sections[0]
    for footer, odd in ((section.footer, True), (section.even_page_footer, False)):
        _replace(footer._element, [gb9704.page_number(ids["footer"], odd=odd)])
    return Paper(file, ids, frozenset())


def _unpack(file: WordFile, luggage: tuple[str, ...]) -> None:
    """Leave out parts of a file, by the ends of what they are to it."""
    for part in (file.part, file.part.package):
        for key in [key for key, each in part.rels.items() if each.reltype.endswith(luggage)]:
            del part.rels[key]


def _add_fonts(file: WordFile) -> None:
    """Add the table of the faces that are named: where one is missing, Word takes its other."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import XmlPart

    part = XmlPart(
        PackURI("/word/fontTable.xml"),
        CONTENT_TYPE.WML_FONT_TABLE,
        gb9704.fonts(),
        file.part.package,
    )
    file.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def _replace(parent: Element, children: Iterable[Element]) -> None:
    for old in list(parent):
        parent.remove(old)
    for child in children:
        parent.append(child)


def _from_template(document: Document, path: Path) -> Paper:
    file = template_of(path)
    body = file.element.body
    section = deepcopy(body.sectPr) if body.sectPr is not None else gb9704.page("zh")
    _replace(body, [section])
    root = file.styles.element
    wanted = gb9704.styles(document.lang)
    roles = [*(style.role for style in wanted), "link", "grid"]
    there = styles.found(root, roles, document.lang)
    ids = styles.add(root, wanted, there, document.lang, faces=False)
    numbered = {role for role in ids if role.startswith("heading") and _numbers(root, ids[role])}
    return Paper(file, ids, frozenset(numbered))


def _numbers(root: Element, style: str) -> bool:
    found = next(each for each in root if each.get(qn("w:styleId")) == style)
    return found.find(f".//{qn('w:numPr')}") is not None


def _mark(paper: Paper, document: Document) -> None:
    """Say on every page that the data are made up."""
    words = say("documents.synthetic", document.lang)
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
