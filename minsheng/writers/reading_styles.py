"""Read the colours of the cells of an HTML table, such as those of a pandas Styler.

Only rules that name cells by their ids, as a Styler does, and ``style`` attributes of cells are
read. Rules for all cells of a kind are the layout of another page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minsheng.reports.exhibits import Colours

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_RULE = re.compile(r"(?<![^{}])([^{}]+)\{([^{}]*)\}")  # begun nowhere within a selector
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ID = re.compile(r"#([\w-]+)")
_WITHOUT = ("", "inherit", "initial", "none", "transparent", "unset")
_LAYOUT = re.compile(
    r"(text-align|vertical-align|white-space|width|height|display|overflow|line-height"
    r"|(min|max)-(width|height)|padding|margin|position|font-(size|family|variant))"
)
"""Properties that change nothing of what a cell says."""


@dataclass
class Styles:
    """The styles of one piece of HTML.

    Parameters
    ----------
    by_id
        The properties of elements, by their ids.
    lost
        Properties of cells that a document cannot show, collected by `colours`.
    """

    by_id: Mapping[str, Mapping[str, str]]
    lost: dict[str, None] = field(default_factory=dict)

    @classmethod
    def of(cls, root: HtmlElement) -> Styles:
        """Return the styles defined in a piece of HTML."""
        by_id: dict[str, dict[str, str]] = {}
        for sheet in root.iter("style"):
            for selectors, body in _RULE.findall(_COMMENT.sub("", sheet.text or "")):
                for selector in selectors.split(","):
                    if match := _ID.fullmatch(selector.strip()):
                        by_id.setdefault(match[1], {}).update(_properties(body))
        return cls(by_id)

    def colours(self, cell: HtmlElement) -> Colours:
        """Return the colours of a cell; its other properties are added to `lost`."""
        around: Iterable[HtmlElement] = [*reversed(list(cell.iterancestors("tr"))), cell]
        own: dict[str, str] = {}
        for element in around:
            own |= (
                {"background-color": element.get("bgcolor", "")} if element.get("bgcolor") else {}
            )
            own |= self.by_id.get(element.get("id", ""), {})
            own |= _properties(element.get("style", ""))
        background = self._colour(own, "background-color") or self._colour(own, "background")
        text = self._colour(own, "color")
        for name, value in own.items():
            if not _LAYOUT.match(name) and value not in _WITHOUT:
                self.lost[name] = None
        return Colours(background, text)

    def _colour(self, own: dict[str, str], name: str) -> str:
        """Remove a colour from the properties `own` and return it; empty if it is no colour."""
        colour = hexadecimal(own.get(name, ""))
        if colour:
            del own[name]
        return colour


def is_hidden(element: HtmlElement) -> bool:
    """Return whether an element's own attributes hide it."""
    shown = _properties(element.get("style", ""))
    return "hidden" in element.attrib or shown.get("display") == "none"


def _properties(body: str) -> dict[str, str]:
    return dict(_pairs(body))


def _pairs(body: str) -> Iterator[tuple[str, str]]:
    for declaration in body.split(";"):
        name, mark, value = declaration.partition(":")
        if mark:
            yield name.strip().lower(), value.replace("!important", "").strip().lower()


def hexadecimal(colour: str) -> str:
    """Return a CSS colour as ``#rrggbb``, blended with white if translucent; empty if it is none.

    Examples
    --------
    >>> hexadecimal("yellow"), hexadecimal("rgba(255, 0, 0, 0.5)"), hexadecimal("linear-gradient()")
    ('#ffff00', '#ff7f7f', '')
    >>> hexadecimal("rgb(300, 0, 0)")
    '#ff0000'
    """
    from PIL import ImageColor

    match = re.fullmatch(r"rgba\(([^)]*?),\s*([\d.]+)\s*\)", colour)
    try:
        red, green, blue, *alpha = ImageColor.getrgb(f"rgb({match[1]})" if match else colour)
        opaque = float(match[2]) if match else alpha[0] / 255 if alpha else 1.0
    except ValueError:
        return ""
    mixed = (int(255 - opaque * (255 - min(part, 255))) for part in (red, green, blue))
    return "#" + "".join(f"{part:02x}" for part in mixed)
