"""The styles of a Word document: what each kind of text is called, and how it is set.

A department's own template wins: where it has a style of that name, that style is used and never
touched. A style that it lacks is added without faces and sizes, which then are the template's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from minsheng.text.language import Lang, say
from minsheng.writers.word.ooxml import element, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Align = Literal["left", "center", "right", "both"]
_TEN_CHARACTERS = 100  # Word counts indents in hundredths of a character


@dataclass(frozen=True)
class Face:
    """A typeface: its name for Chinese, for Latin letters and figures, its size in points."""

    chinese: str
    latin: str
    size: float
    bold: bool = False
    italic: bool = False
    colour: str = ""


@dataclass(frozen=True)
class Style:
    """How one kind of paragraph is set.

    Parameters
    ----------
    role
        What it is for; its name in Word comes from `BUILT_IN` or the catalogue.
    face
        Its type.
    align, first, left, right
        Alignment, and indents in characters; `first` of the first line.
    line
        Distance of the lines in points, or 0 for single.
    before, after
        Space above and below in points.
    keep
        Whether it stays on the page of what follows.
    outline
        The level of a heading, from 1.
    based
        The role that it is based on.
    grid
        Whether lines stand on the grid of the page.
    """

    role: str
    face: Face
    align: Align = "left"
    first: float = 0
    left: float = 0
    right: float = 0
    line: float = 0
    before: float = 0
    after: float = 0
    keep: bool = False
    outline: int = 0
    based: str = "normal"
    grid: bool = True


# What Word itself calls them, whatever the language of its menus.
BUILT_IN: Mapping[str, str] = {
    "normal": "Normal",
    "body": "Body Text",
    "title": "Title",
    "subtitle": "Subtitle",
    "heading1": "heading 1",
    "heading2": "heading 2",
    "heading3": "heading 3",
    "heading4": "heading 4",
    "caption": "caption",
    "toc1": "toc 1",
    "toc2": "toc 2",
    "contents": "TOC Heading",
    "quote": "Quote",
    "list": "List Paragraph",
    "header": "header",
    "footer": "footer",
    "signature": "Signature",
    "grid": "Table Grid",
    "link": "Hyperlink",
}
# What they are called in a template: as Word keeps them, and as its Chinese menus and WPS say.
_IN_TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "normal": ("normal", "正文"),
    "body": ("normal", "正文"),
    "title": ("title", "标题"),
    "subtitle": ("subtitle", "副标题"),
    "heading1": ("heading 1", "标题 1"),
    "heading2": ("heading 2", "标题 2"),
    "heading3": ("heading 3", "标题 3"),
    "heading4": ("heading 4", "标题 4"),
    "caption": ("caption", "题注"),
    "toc1": ("toc 1", "目录 1"),
    "toc2": ("toc 2", "目录 2"),
    "contents": ("toc heading", "toc 标题"),
    "quote": ("quote", "引用"),
    "list": ("list paragraph", "列表段落", "列出段落"),
    "header": ("header", "页眉"),
    "footer": ("footer", "页脚"),
    "signature": ("signature", "签名"),
    "grid": ("table grid", "网格型"),
    "link": ("hyperlink", "超链接"),
}


def name_of(role: str, lang: Lang) -> str:
    """Return the name of a style in Word: its built-in name, or ours in the document's language.

    Examples
    --------
    >>> name_of("heading1", "zh"), name_of("cell", "en")
    ('heading 1', 'Table Text')
    """
    return BUILT_IN.get(role) or say(f"documents.style_{role}", lang)


def identifier(role: str) -> str:
    """Return the id of a style of ours.

    Examples
    --------
    >>> identifier("heading1"), identifier("cell_small")
    ('MsHeading1', 'MsCellSmall')
    """
    return "Ms" + "".join(word.capitalize() for word in role.split("_"))


def found(styles: Element, roles: Iterable[str], lang: Lang) -> dict[str, str]:
    """Return the ids of those styles of `roles` that a template has."""
    there: dict[tuple[str, str], str] = {}
    for style in styles:
        kind, name = str(style.get(_w("type"))), style.find(_w("name"))
        if local(style) == "style" and name is not None:
            key = str(name.get(_w("val"))).strip().lower()
            there.setdefault((kind, key), str(style.get(_w("styleId"))))
            if kind == "paragraph" and style.get(_w("default")) in ("1", "true", "on"):
                there["paragraph", ""] = str(style.get(_w("styleId")))
    ids = {}
    for role in roles:
        kind = {"grid": "table", "link": "character"}.get(role, "paragraph")
        names = _IN_TEMPLATES.get(role) or (name_of(role, lang).lower(),)
        # The default style is the text of the template, whatever it is called.
        names += ("",) if role in ("normal", "body") else ()
        known = next((there[kind, name] for name in names if (kind, name) in there), None)
        if known:
            ids[role] = known
    return ids


_IN_TABLES = ("cell", "head", "number", "group", "table_note")


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(f"w:{name}")


def paragraph_style(style: Style, ids: Mapping[str, str], lang: Lang, *, faces: bool) -> Element:
    """Return a paragraph style as Word keeps it.

    Where `faces` is false it joins the styles of a template: it keeps what makes it what it is,
    such as its alignment, and takes type, indents and distances from the template's text.
    """
    parts = [
        element("name", val=name_of(style.role, lang)),
        element("uiPriority", val=1),
        element("qFormat"),
        element("pPr", *(_paragraph(style) if faces else _structure(style))),
    ]
    if style.role != "normal":
        parts.append(element("basedOn", val=ids[style.based]))
    if style.keep or style.role in ("title", "subtitle"):
        parts.append(element("next", val=ids["body"]))
    if faces:
        parts.append(element("rPr", *type_of(style.face)))
    elif style.role.startswith(_IN_TABLES):
        # The widths of columns are reckoned for this size.
        bold = style.role.startswith(("head", "group"))
        size = round(style.face.size * 2)
        parts.append(
            element(
                "rPr",
                element("sz", val=size),
                element("szCs", val=size),
                element("b", val=int(bold)),
            )
        )
    made = element("style", *parts, type="paragraph", styleId=ids[style.role])
    if style.role == "normal":
        made.set(_w("default"), "1")
    elif style.role not in BUILT_IN:
        made.set(_w("customStyle"), "1")
    return made


def _paragraph(style: Style) -> list[Element]:
    line, rule = (round(style.line * 20), "exact") if style.line else (240, "auto")
    parts = [
        element(
            "spacing",
            before=round(style.before * 20),
            after=round(style.after * 20),
            line=line,
            lineRule=rule,
        ),
        element("ind", **_indents(style)),
        element("jc", val=style.align),
    ]
    if not style.grid:
        parts.append(element("snapToGrid", val=0))
    return [*parts, *_in_any_template(style)]


def _structure(style: Style) -> list[Element]:
    """Return what makes a paragraph what it is: which side it stands on, what it stays with."""
    parts = _in_any_template(style)
    if style.align != "both":
        parts.append(element("jc", val=style.align))
    if style.role.startswith(_IN_TABLES):
        parts.append(element("ind", firstLineChars=0, firstLine=0))
        parts.append(element("spacing", before=20, after=20, line=240, lineRule="auto"))
    return parts


def _in_any_template(style: Style) -> list[Element]:
    parts = []
    if style.keep:
        parts += [element("keepNext"), element("keepLines")]
    if style.outline:
        parts.append(element("outlineLvl", val=style.outline - 1))
    return parts


def _indents(style: Style) -> dict[str, int]:
    """Return indents in characters, and in twips for readers that know no characters."""
    indents = {}
    for name, characters in (
        ("left", style.left),
        ("right", style.right),
        ("firstLine", style.first),
    ):
        indents[f"{name}Chars"] = round(characters * _TEN_CHARACTERS)
        indents[name] = round(characters * style.face.size * 20)
    return indents


def type_of(face: Face) -> list[Element]:
    """Return the type of a style, by names and without a theme."""
    parts = [
        element("rFonts", ascii=face.latin, hAnsi=face.latin, eastAsia=face.chinese, cs=face.latin),
        element("sz", val=round(face.size * 2)),
        element("szCs", val=round(face.size * 2)),
        element("b", val=int(face.bold)),
        element("bCs", val=int(face.bold)),
        element("i", val=int(face.italic)),
        element("iCs", val=int(face.italic)),
    ]
    if face.colour:
        parts.append(element("color", val=face.colour))
    return parts


def link_style(ids: Mapping[str, str]) -> Element:
    """Return the style of a link: underlined, so that it is not told by colour alone."""
    return element(
        "style",
        element("name", val=BUILT_IN["link"]),
        element("rPr", element("color", val="1F4E79"), element("u", val="single")),
        type="character",
        styleId=ids["link"],
    )


def grid_style(ids: Mapping[str, str]) -> Element:
    """Return the style of a table: a thin grid."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = [element(side, val="single", sz=4, space=0, color="595959") for side in sides]
    return element(
        "style",
        element("name", val=BUILT_IN["grid"]),
        element("tblPr", element("tblBorders", *borders)),
        type="table",
        styleId=ids["grid"],
    )


def add(
    styles: Element, wanted: Sequence[Style], there: Mapping[str, str], lang: Lang, *, faces: bool
) -> dict[str, str]:
    """Add the styles that are not `there` yet; return the id of each role's style."""
    ids = {style.role: there.get(style.role, identifier(style.role)) for style in wanted}
    ids |= {role: there.get(role, identifier(role)) for role in ("link", "grid")}
    for style in wanted:
        if style.role not in there:
            styles.append(paragraph_style(style, ids, lang, faces=faces))
    if "link" not in there:
        styles.append(link_style(ids))
    if "grid" not in there:
        styles.append(grid_style(ids))
    return ids
