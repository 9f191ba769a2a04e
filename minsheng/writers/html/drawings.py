"""Drawings as part of a page: their text can be selected and searched.

Only what is plainly a drawing goes into a page: shapes, text and titles, without scripts, styles of
a whole page, addresses or anything else that acts. What has more stays an image of its own, in
which nothing can act.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_HREF = f"{{{_XLINK}}}href"
_ELEMENTS = re.compile("svg|g|defs|path|use|rect|circle|line|text|tspan|title|clipPath|pattern")
_ATTRIBUTES = re.compile(
    "id|version|viewBox|data-cuts|d|[xy][12]?|c[xy]|r|width|height|transform|style|fill|stroke|clip-path"
    "|textLength|lengthAdjust|pointer-events|patternUnits|patternTransform"
    rf"|{re.escape(_HREF)}|{re.escape('{http://www.w3.org/XML/1998/namespace}space')}"
)
_PROPERTIES = ("fill", "stroke", "font", "opacity", "text-anchor", "clip-path")
_REFERENCE = re.compile(r"url\(#([\w-]+)\)")
_ADDRESS = re.compile(r"url|[\\@]", re.IGNORECASE)


def inline(prefix: str, svg: str, words: str) -> Markup | None:
    """Return a drawing as HTML, with ids of its own; None if it has to stay an image.

    `prefix` begins each of its ids, `words` are the alternative text.

    Examples
    --------
    >>> square = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>'
    >>> inline("a-", square, "A square")[:40]
    Markup('<svg role="img" aria-label="A square" xm')
    >>> inline("a-", square.replace("path", "script"), "A script")
    """
    from lxml import etree

    parser = etree.XMLParser(
        remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True
    )
    try:
        root = etree.fromstring(svg.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root.getroottree().docinfo.internalDTD is not None or not all(map(_is_plain, root.iter())):
        return None
    for each in root.iter():
        _rename(each, prefix)
    drawing = Markup(etree.tostring(root, encoding="unicode"))
    return Markup('<svg role="img" aria-label="{}"').format(words) + drawing.removeprefix("<svg")


def _is_plain(element: Element) -> bool:
    """Return whether an element is a shape, text or title, with attributes that only draw."""
    namespace, _, name = str(element.tag).removeprefix("{").rpartition("}")
    return (
        namespace == _SVG
        and _ELEMENTS.fullmatch(name) is not None
        and element.prefix is None
        and all(map(_ATTRIBUTES.fullmatch, map(str, element.attrib)))
        and element.get(_HREF, "#").startswith("#")
        and all(
            property.strip().startswith(_PROPERTIES)
            for property in element.get("style", "fill").rstrip("; ").split(";")
        )
        and not any(_ADDRESS.search(_REFERENCE.sub("", value)) for value in element.attrib.values())
    )


def _rename(element: Element, prefix: str) -> None:
    """Begin the id of an element, and those it refers to, with `prefix`."""
    for key, value in element.attrib.items():
        if key == "id":
            element.set(key, prefix + value)
        elif key == _HREF:
            element.set(key, f"#{prefix}{value[1:]}")
        elif "url(#" in value:
            element.set(key, _REFERENCE.sub(rf"url(#{prefix}\1)", value))
