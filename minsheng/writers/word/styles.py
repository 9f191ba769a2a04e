"""The styles of a Word file that a report uses; those that a template lacks are added.

A style of a department's own template is used unchanged. A style that it lacks is copied from our
template without its fonts, so that the fonts are those of the department.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from minsheng.text.language import Lang, say
from minsheng.writers.word.ooxml import local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# By what they are for: as Word keeps their names, and as its Chinese menus and WPS say.
_BUILT_IN: Mapping[str, tuple[str, ...]] = {
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
_IN_TABLES = (
    *("cell", "head", "number", "group"),
    *("cell_small", "head_small", "number_small", "group_small", "table_note"),
)
# Those that Word has no name for: the catalogue has one in each language.
_OURS = ("answer", "note", "warning", "code", "figure", "attachment", *_IN_TABLES)
_ROLES = (*_BUILT_IN, *_OURS)
_KINDS = {"grid": "table", "link": "character"}
# What makes a paragraph what it is, whatever its type: what it stays with, which side it stands on.
_STRUCTURE = ("keepNext", "keepLines", "outlineLvl", "jc")
# The widths of columns are reckoned for the size of the type in them.
_SIZE = ("sz", "szCs", "b")


def add_missing(styles: Element, shipped: Element, lang: Lang) -> dict[str, str]:
    """Add the styles that a file lacks; return the id of each style by its role.

    `shipped` are the styles of our template, `lang` is its language.
    """
    there = _style_ids(styles, lang)
    ours = _style_ids(shipped, lang)
    ids = {**ours, **there}
    theirs = {own: ids[role] for role, own in ours.items()}
    by_id = {style.get(qn("w:styleId")): style for style in shipped}
    for role in (role for role in _ROLES if role not in there):
        style = deepcopy(by_id[ours[role]])
        for each in style.iterchildren(qn("w:basedOn"), qn("w:next")):
            each.set(qn("w:val"), theirs[each.get(qn("w:val"))])
        if role not in _KINDS:
            in_tables = role in _IN_TABLES
            _keep(style, "pPr", (*_STRUCTURE, "spacing", "ind") if in_tables else _STRUCTURE)
            _keep(style, "rPr", _SIZE if in_tables else ())
        styles.append(style)
    return ids


def _style_ids(styles: Element, lang: Lang) -> dict[str, str]:
    """Return the ids of the styles that a file has, by role."""
    there: dict[tuple[str, str], str] = {}
    for style in styles:
        kind, name = str(style.get(qn("w:type"))), style.find(qn("w:name"))
        if local(style) == "style" and name is not None:
            key = str(name.get(qn("w:val"))).strip().lower()
            there.setdefault((kind, key), str(style.get(qn("w:styleId"))))
            if kind == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on"):
                there["paragraph", ""] = str(style.get(qn("w:styleId")))
    ids = {}
    for role in _ROLES:
        names = _BUILT_IN.get(role) or (say(f"documents.style_{role}", lang).lower(),)
        # The default style is the text of a template, whatever it is called.
        names += ("",) if role == "body" else ()
        keys = ((_KINDS.get(role, "paragraph"), name) for name in names)
        style_id = next((there[key] for key in keys if key in there), None)
        if style_id:
            ids[role] = style_id
    return ids


def _keep(style: Element, tag: str, names: Iterable[str]) -> None:
    """Remove all properties of a style except those in `names`."""
    properties = style.find(qn(f"w:{tag}"))
    for each in list(properties):
        justified = local(each) == "jc" and each.get(qn("w:val")) == "both"
        if local(each) not in names or justified:
            properties.remove(each)
    if not len(properties):
        style.remove(properties)
