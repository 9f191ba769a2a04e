"""Tables and figures as HTML, made from the data that travels in a notebook.

JupyterLab shows it as it is. A page adds to it: ids that can be linked to, and what can be
downloaded.
"""

from __future__ import annotations

import base64
import re
from html import escape
from typing import TYPE_CHECKING, Any

from minsheng.text.language import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Anchor = tuple[str, bool]  # an id that the page has only once, and whether it is the row's own
LONGEST_ALT = 250  # what a screen reader says in one breath; longer texts cannot be paused or read
_A_SENTENCE = 60  # characters
_FEW_ROWS = 12  # what is kept on one sheet when printed
_MANY_COLUMNS = 10  # what is printed across the sheet
_NUMBER = re.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?")
_BREAKABLE = re.compile(r"[^\s\u2e80-\u9fff\uf900-\ufaff]{24,}")


def table(
    resource: Mapping[str, Any],
    *,
    below: str = "",
    table_id: str = "",
    anchor: Callable[[str], Anchor] | None = None,
) -> str:
    """Return a table with caption, scopes and row ids; numbers carry their value for sorting.

    Parameters
    ----------
    resource
        What `minsheng.reports.exhibits.Table.data` gives.
    below
        HTML to stand between the table and its notes.
    table_id
        Id of the table, or empty.
    anchor
        Gives the id of a row in its page; without it rows have no id.

    Examples
    --------
    >>> from minsheng.reports.exhibits import Column, Table
    >>> made = Table("Beds", (Column("name", "Name"),), ({"name": "2 < 3"},))
    >>> table(made.data())[-67:]
    '<tbody><tr><th scope="row">2 &lt; 3</th></tr></tbody></table></div>'
    """
    words = resource["minsheng"]
    fields = _fields(resource)
    caption = words.get("caption", "")
    label = escape(caption or say("labels.table"), quote=True)
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    kind = "table whole" if len(words["shown"]) <= _FEW_ROWS else "table"
    kind += " broad" if len(fields) >= _MANY_COLUMNS else ""
    named = f' id="{escape(table_id, quote=True)}"' if table_id else ""
    head = "".join(_header(field, align) for field, align in fields)
    return (
        f'<div class="{kind}" role="group" aria-label="{label}" tabindex="0"{named}><table>'
        f"{title}<thead><tr>{head}</tr></thead>{_body(resource, fields, anchor)}</table></div>"
        f"{below}{_notes(words, 'table-note')}"
    )


def _header(field: Mapping[str, Any], align: str) -> str:
    """Return the head of a column; one without a title heads nothing."""
    title, name = field.get("title", field["name"]), escape(field["name"], quote=True)
    if not title:
        return f'<td data-column="{name}"></td>'
    return f'<th scope="col" class="{align}" data-column="{name}">{escape(title)}</th>'


def drawing(svg: str) -> str:
    """Return a drawing as the address of an image.

    As an image it keeps its ids to itself, takes alternative text, and prints sharp.
    """
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode('ascii')}"


def figure(
    image: str,
    words: Mapping[str, Any],
    *,
    below: str = "",
    numbers: Iterable[Mapping[str, Any]] | None = None,
) -> str:
    """Return a figure with caption, alternative text and the numbers behind it.

    A text too long to be heard in one piece is cut to the finding; the numbers then follow the
    figure as tables, closed until someone asks for them, where every reader can get at them.

    Parameters
    ----------
    image
        Its address, from `drawing`.
    words
        ``caption``, ``alt``, ``finding``, ``notes``, ``tables``: the metadata of the drawing.
    below
        HTML to stand below the caption.
    numbers
        The tables to show with the figure; all of them when left out. A page leaves out those
        that it shows in full anyway.
    """
    caption, alt = str(words["caption"]), str(words["alt"])
    tables = list(words.get("tables", ()) if numbers is None else numbers)
    inside = "".join(table(resource) for resource in tables)
    if len(alt) > LONGEST_ALT:
        if not words.get("tables"):
            inside = f"<p>{escape(alt)}</p>"
        alt = say("labels.short_alt", finding=words.get("finding") or caption)
    summary = escape(say("labels.numbers_of", caption=caption))
    details = f"<details><summary>{summary}</summary>{inside}</details>" if inside else ""
    return (
        f'<figure><div class="drawing" role="group" aria-label="{escape(caption, quote=True)}" '
        f'tabindex="0"><img src="{escape(image, quote=True)}" '
        f'alt="{escape(alt, quote=True)}"></div><figcaption>{escape(caption)}</figcaption>'
        f"</figure>{below}{_notes(words, 'figure-note')}{details}"
    )


def _notes(words: Mapping[str, Any], name: str) -> str:
    return "".join(f'<p class="{name}">{escape(note)}</p>' for note in words.get("notes", ()))


def breakable(text: str) -> str:
    """Escape `text` and mark where a very long word may be broken.

    Examples
    --------
    >>> breakable("a < b")
    'a &lt; b'
    """
    whole = escape(text)
    return f'<span class="long">{whole}</span>' if _BREAKABLE.search(text) else whole


def _fields(resource: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], str]]:
    """Return the columns shown and how each is set; one of whole sentences is set wide."""
    fields = [field for field in resource["schema"]["fields"] if field["name"] != "id"]
    aligns = resource["minsheng"].get("aligns")
    if aligns is None:
        aligns = ["number" if field["type"] == "number" else "text" for field in fields]
    longest = [max(map(len, cells)) for cells in zip(*resource["minsheng"]["shown"], strict=True)]
    aligns = [
        "text wide" if align == "text" and length >= _A_SENTENCE else align
        for align, length in zip(aligns, longest or [0] * len(fields), strict=True)
    ]
    return list(zip(fields, aligns, strict=True))


def _body(
    resource: Mapping[str, Any],
    fields: Sequence[tuple[Mapping[str, Any], str]],
    anchor: Callable[[str], Anchor] | None,
) -> str:
    words = resource["minsheng"]
    if not words["shown"]:
        empty = escape(say("labels.no_rows"))
        return f'<tbody><tr><td colspan="{len(fields)}">{empty}</td></tr></tbody>'
    parts: list[str] = []
    group = None
    for number, (record, cells) in enumerate(zip(resource["data"], words["shown"], strict=True)):
        heading = words["groups"][number] if words.get("groups") else ""
        if heading != group:
            parts.append("</tbody><tbody>" if parts else "<tbody>")
            if heading:
                parts.append(
                    f'<tr class="group"><th scope="rowgroup" colspan="{len(fields)}">'
                    f"{breakable(heading)}</th></tr>"
                )
            group = heading
        parts.append(_row(record, cells, fields, anchor))
    return "".join([*parts, "</tbody>"])


def _row(
    record: Mapping[str, Any],
    cells: Sequence[str],
    fields: Sequence[tuple[Mapping[str, Any], str]],
    anchor: Callable[[str], Anchor] | None,
) -> str:
    row_id = str(record.get("id", ""))
    attributes, link = "", ""
    if row_id and anchor:
        own, is_first = anchor(row_id)
        attributes = f' id="{escape(own, quote=True)}"'
        if is_first:
            label = escape(say("labels.permalink", name=cells[0]), quote=True)
            href = escape(f"#{own}", quote=True)
            link = f'<a class="permalink" href="{href}" aria-label="{label}"></a>'
    if row_id:
        attributes += f' data-row="{escape(row_id, quote=True)}"'
    rest = "".join(
        f'<td class="{align}"{_value(record.get(field["name"]), cell, align)}>'
        f"{breakable(cell)}</td>"
        for (field, align), cell in zip(fields[1:], cells[1:], strict=True)
    )
    if not cells[0].strip():
        return f"<tr{attributes}><td>{link}</td>{rest}</tr>"
    return f'<tr{attributes}><th scope="row">{breakable(cells[0])}{link}</th>{rest}</tr>'


def _value(value: object, cell: str, align: str) -> str:
    """Return the number that a cell is sorted by: what is behind it, else the first it shows."""
    if align != "number":
        return ""
    if isinstance(value, int | float):
        return f' data-value="{value!r}"'
    shown = _NUMBER.search(cell)
    return f' data-value="{shown[0].replace(",", "").replace("−", "-")}"' if shown else ""
