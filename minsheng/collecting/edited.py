"""Read a Word report that somebody has edited: its places, what stands elsewhere, who saved it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from minsheng.errors import BadInput, Fault
from minsheng.files import refused_as
from minsheng.text.language import LANGUAGES, Lang
from minsheng.writers.archive import DAMAGED, parsed_part, parts
from minsheng.writers.origin import Origin, read_fields
from minsheng.writers.word.lines import THINGS, Line, Lines, read_lines
from minsheng.writers.word.lines import content as content_of
from minsheng.writers.word.places import Written, bookmark_of, folded, is_margin, read_written
from minsheng.writers.word.properties import custom

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.etree import _Element as Element

_BODY = "word/document.xml"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TERMS = "{http://purl.org/dc/terms/}"
_NEVER_SAVED = "2000-01-01"  # the day that we write, which no office program does
_NUMBERED = "decimal"


@dataclass(frozen=True)
class Edited:
    """A Word report as it is now."""

    origin: Origin  # the notebook, plan and parameters that it was made from
    # Who saved it last and when, ``2019-07-20``; empty where the file does not say.
    author: str
    day: str
    written: Written | None  # what it held when it was made; None if a program has dropped that
    # The lines of each place by its key; places that are gone are not there.
    places: Mapping[str, tuple[Line, ...]]
    controls: tuple[str, ...]  # the keys of all controls of places, in order
    # What stands elsewhere that was not there when it was made, and what was and is no longer: the
    # heading, and a text or `~minsheng.writers.word.lines.PICTURE`.
    outside: tuple[tuple[str, str], ...]
    gone: tuple[tuple[str, str], ...]
    read: Lines  # the lines as they stand in the file, with tracked changes and comments
    numbered: frozenset[str]  # ids of the lists whose items are numbered
    comments: tuple[str, ...]  # what its comments say

    @property
    def lang(self) -> Lang:
        """Return the language of the report."""
        asked = self.origin.parameters.get("lang")
        return next((lang for lang in LANGUAGES if lang == asked), "zh")


def read_edited(path: Path, keys: Iterable[str] = ()) -> Edited:
    """Return what a Word report holds.

    `keys` are those of places that may be there, for a file that no longer says which it had.
    `BadInput` if it cannot be read, is no Word file or no report of ours.
    """
    from lxml.etree import XMLSyntaxError

    if path.suffix.lower() != ".docx":
        raise _refusal("not_word", path)
    try:
        with refused_as("cannot_read", path):
            content = parts(path.read_bytes())
        fields = custom(content["docProps/custom.xml"]) if "docProps/custom.xml" in content else {}
        origin = read_fields(fields)
        if origin is None:
            raise _refusal("no_origin", path)
        body = parsed_part(content[_BODY]).find(qn("w:body"))
        read = read_lines(body if body is not None else [], _links(content), _footnotes(content))
        written = read_written(content)
        author, day = _saved(content)
        numbered = _numbered(content)
        comments = _comments(content)
    except (*DAMAGED, XMLSyntaxError, ValueError, KeyError) as error:
        raise _refusal("not_readable", path) from error
    places, elsewhere = _placed(read, written, [*(written.places if written else ()), *keys])
    others = content_of(elsewhere, [raw for name, raw in content.items() if is_margin(name)])
    was = written.others if written else others
    return Edited(
        origin,
        author,
        day,
        written,
        places,
        tuple(read.controls),
        _without(others, was),
        _without(was, others),
        read,
        numbered,
        comments,
    )


def _refusal(code: str, path: Path) -> BadInput:
    return BadInput([Fault(f"collecting.{code}", str(path))])


def _placed(
    read: Lines, written: Written | None, keys: Iterable[str]
) -> tuple[dict[str, tuple[Line, ...]], tuple[Line, ...]]:
    """Return the lines of each place, and those elsewhere.

    A place without its control is found by its bookmark: LibreOffice drops the tags of controls,
    and people remove controls without what they hold.
    """
    owners = [line.place for line in read.lines]
    was = {folded(text) for texts in written.others.values() for text in texts} if written else {""}
    ours = [not folded(line.text) or folded(line.text) in was for line in read.lines]
    found = dict.fromkeys(read.controls)
    for key in keys:
        name = bookmark_of(key)
        if key in read.controls or name not in read.first:
            continue
        first = read.first[name]
        last = max(first, read.last.get(name, first))
        inside = [n for n in range(first, min(last + 1, len(owners))) if not owners[n]]
        for n in inside:
            if not ours[n]:
                owners[n] = key
                found[key] = None
    bookmarked = set(found) - set(read.controls)
    for n in range(1, len(owners)):
        # Lines that were typed right behind such a place belong to it.
        if not owners[n] and not ours[n] and owners[n - 1] in bookmarked and written:
            owners[n] = owners[n - 1]
    places = {
        key: tuple(
            line
            for line, owner in zip(read.lines, owners, strict=True)
            if owner == key and _holds_anything(line)
        )
        for key in found
    }
    elsewhere = [line for line, owner in zip(read.lines, owners, strict=True) if not owner]
    return places, tuple(elsewhere)


def _without(
    texts: Mapping[str, Sequence[str]], others: Mapping[str, Sequence[str]]
) -> tuple[tuple[str, str], ...]:
    """Return the texts that others do not have, or have less often, each with its heading."""
    left = Counter(folded(text) for some in others.values() for text in some)
    found = []
    for section, some in texts.items():
        for text in some:
            left[folded(text)] -= 1
            if left[folded(text)] < 0:
                found.append((section, text))
    return tuple(found)


def _holds_anything(line: Line) -> bool:
    """Return whether a line has words, or a picture or text of another kind."""
    return bool(folded(line.text)) or any(kind in THINGS for kind, _ in line.lost)


def _links(content: Mapping[str, bytes]) -> dict[str, str]:
    raw = content.get("word/_rels/document.xml.rels")
    return {
        str(each.get("Id")): str(each.get("Target"))
        for each in (parsed_part(raw) if raw else ())
        if each.get("TargetMode") == "External"
    }


def _footnotes(content: Mapping[str, bytes]) -> dict[str, str]:
    found = {}
    for name in ("footnote", "endnote"):
        raw = content.get(f"word/{name}s.xml")
        for each in parsed_part(raw).iterfind(qn(f"w:{name}")) if raw else ():
            words = "".join(text.text or "" for text in each.iter(qn("w:t")))
            found[str(each.get(qn("w:id")))] = words
    return found


def _comments(content: Mapping[str, bytes]) -> tuple[str, ...]:
    raw = content.get("word/comments.xml")
    found = parsed_part(raw).iterfind(qn("w:comment")) if raw else ()
    return tuple("".join(text.text or "" for text in each.iter(qn("w:t"))) for each in found)


def _saved(content: Mapping[str, bytes]) -> tuple[str, str]:
    """Return who saved the file last and on which day."""
    raw = content.get("docProps/core.xml")
    if not raw:
        return "", ""
    root = parsed_part(raw)
    day = _text(root, f"{_TERMS}modified")[:10]
    return _text(root, f"{_CORE}lastModifiedBy").strip(), "" if day == _NEVER_SAVED else day


def _text(root: Element, name: str) -> str:
    return str(root.findtext(name) or "")


def _numbered(content: Mapping[str, bytes]) -> frozenset[str]:
    raw = content.get("word/numbering.xml")
    if not raw:
        return frozenset()
    root = parsed_part(raw)
    kinds = {
        each.get(qn("w:abstractNumId")): each.find(f"{qn('w:lvl')}/{qn('w:numFmt')}")
        for each in root.iterfind(qn("w:abstractNum"))
    }
    found = set()
    for each in root.iterfind(qn("w:num")):
        abstract = each.find(qn("w:abstractNumId"))
        kind = kinds.get(abstract.get(qn("w:val"))) if abstract is not None else None
        if kind is not None and kind.get(qn("w:val")) == _NUMBERED:
            found.add(str(each.get(qn("w:numId"))))
    return frozenset(found)
