"""Split an analyst's Markdown file into sections, and each section into blocks of text.

Nothing an analyst writes becomes markup of the page: HTML and control characters are shown as text,
and a heading inside a section becomes a line in bold. Lines between ``<!--`` and ``-->`` are notes
for the editor, which no report shows.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from minsheng.errors import Fault
from minsheng.text.chinese_numerals import HEADING_NUMBER
from minsheng.text.language import LANGUAGES, say

SECTIONS = ("judgement", "progress", "problems", "lessons", "next_steps")
FORMALITIES = ("addressee", "signature", "date")
"""What stands at the head and the foot of a report that is signed: sections of ``overall`` only."""
OVERALL = "overall"
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
# Looser than Markdown is: some readers of it take a mixture too.
_UNDERLINE = re.compile(r"[=-]+[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}(?!.*`)|~{3,})")
_QUOTED = re.compile(r"[ \t>]*")
# The marks of quotations and list items, in which there may be headings too.
_MARKS = re.compile(r"(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))*[ \t]*")
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]")
NOTE, NOTE_END = "<!--", "-->"
"""The beginning of the first line of a note for the editor, and the end of its last."""
_NOTE = re.compile(rf"[ \t]*{NOTE}(?:(?!{NOTE_END}).)*(?:{NOTE_END}\s*)?$")
_KEPT = "\n\t\u200d"  # the last joins the parts of an emoji
_CODE_OR_HTML = re.compile(r"\\.|(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|<", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A block of text: its section, its Markdown, its first and its last line in the file."""

    section: str
    text: str
    line: int
    end: int


def blocks(text: str, file: str) -> tuple[list[Block], list[Fault]]:
    r"""Return the blocks of a file, and a fault for each heading that names no section.

    Text before the first heading of level 2 belongs to the first section. `file` is the name, for
    the faults.

    Examples
    --------
    >>> [(one.section, one.text, one.line) for one in blocks("甲。\n\n## 问题与原因\n乙。", "a")[0]]
    [('judgement', '甲。', 1), ('problems', '乙。', 4)]
    """
    read_blocks: list[Block] = []
    faults: list[Fault] = []
    section, start, end, lines = SECTIONS[0], 1, 1, list[str]()
    fence = ""
    note = 0  # the line on which the note that is open began

    def close() -> None:
        body = "\n".join(lines).strip("\n")
        if body.strip():
            read_blocks.append(Block(section, made_text(body), start, end))
        lines.clear()

    rows = rows_of(visible(text))
    for number, row in enumerate(rows, start=1):
        note = note or (number if not fence and _NOTE.match(row) else 0)
        if note:
            if NOTE_END in row and not row.rstrip().endswith(NOTE_END):
                faults.append(Fault("note_without_end", file, number, found=row.strip()))
            note = 0 if NOTE_END in row else note
            continue
        fence = _fence_after(row, fence)
        head = None if fence or _FENCE.match(row) else _HEADING.fullmatch(row)
        if head and len(head[1]) == 2:
            close()
            section, fault = _section(head[2] or "", file, number)
            faults += fault
            continue
        if not fence and not row.strip() and lines and not _goes_on(lines, rows[number:]):
            close()
            continue
        if not lines:
            if not row.strip():
                continue
            start = number
        end = number if row.strip() else end
        lines.append(row if fence or _FENCE.match(row) else _unheaded(row, head, lines))
    close()
    if note:
        faults.append(Fault("note_without_end", file, note, found=rows[note - 1].strip()))
    return read_blocks, faults


def _fence_after(row: str, fence: str) -> str:
    """Return the code fence that is open after a row; empty if none is."""
    mark = _FENCE.match(row)
    if not mark:
        return fence
    if not fence:
        return mark[1]
    closes = mark[1][0] == fence[0] and len(mark[1]) >= len(fence) and not row.strip(f" {fence[0]}")
    return "" if closes else fence


def _goes_on(lines: list[str], rest: list[str]) -> bool:
    """Return whether a block continues after a blank line, as lists and their items do."""
    following = next((row for row in rest if row.strip()), "")
    inside = following.startswith((" ", "\t"))
    return bool(_ITEM.match(lines[0])) and bool(inside or _ITEM.match(following))


def _unheaded(row: str, head: re.Match[str] | None, before: list[str]) -> str:
    """Return a row changed so that Markdown does not read it as a heading.

    A heading becomes bold. A backslash escapes underlines, and headings in quotations and lists.
    """
    if head:
        words = (head[2] or "").strip()
        return f"**{words}**" if words else ""
    under = bool(before) and bool(before[-1].strip())
    for marks in (_QUOTED.match(row), _MARKS.match(row)):
        end = marks.end() if marks else 0
        if _HEADING.fullmatch(row, end) or (under and _UNDERLINE.fullmatch(row, end)):
            return f"{row[:end]}\\{row[end:]}"
    return row


def _section(title: str, file: str, line: int) -> tuple[str, list[Fault]]:
    """Return the section that a heading names in either language; a number before it is ignored."""
    is_of_programme = file and not file.endswith(f"{OVERALL}.md")
    names = SECTIONS if is_of_programme else (*SECTIONS, *FORMALITIES)
    known = {
        _folded(say(f"evaluations.section_{name}", lang)): name
        for lang in LANGUAGES
        for name in names
    }
    words = _folded(HEADING_NUMBER.sub("", title.strip()))
    if words in known:
        return known[words], []
    allowed = tuple(say(f"evaluations.section_{name}") for name in names)
    return SECTIONS[0], [replace(Fault.unknown("unknown_section", title, allowed, file), row=line)]


def _folded(text: str) -> str:
    return re.sub(r"[\s*_]+", "", text).casefold()


def visible(text: str) -> str:
    r"""Return a text with ``\n`` as its only line end; control characters are written as escapes.

    Examples
    --------
    >>> visible("甲\r\n乙\x07")
    '甲\n乙\\x07'
    """
    return "".join(_shown(char) for char in "\n".join(rows_of(text)))


def rows_of(text: str) -> list[str]:
    r"""Return the lines of a text, whatever characters end them.

    Examples
    --------
    >>> rows_of("甲\r\n乙\u2028丙")
    ['甲', '乙', '丙']
    """
    return re.split("\r\n?|[\n\u2028\u2029\x85\x0b\x0c]", text)


def _shown(char: str) -> str:
    hidden = unicodedata.category(char) in ("Cc", "Cf", "Co", "Cn") and char not in _KEPT
    return repr(char)[1:-1] if hidden else char


def made_text(text: str) -> str:
    r"""Return Markdown in which HTML is escaped; code is left as it is.

    Examples
    --------
    >>> made_text("`a < b` <b>甲</b>")
    '`a < b` \\<b>甲\\</b>'
    """
    parts: list[tuple[bool, list[str]]] = []
    fence = ""
    for row in text.split("\n"):
        after = _fence_after(row, fence)
        code = bool(fence or after)
        if not parts or parts[-1][0] != code:
            parts.append((code, []))
        parts[-1][1].append(row)
        fence = after
    return "\n".join(
        "\n".join(rows) if code else _CODE_OR_HTML.sub(_as_text, "\n".join(rows))
        for code, rows in parts
    )


def _as_text(match: re.Match[str]) -> str:
    return r"\<" if match[0] == "<" else match[0]
