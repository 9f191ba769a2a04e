"""Lines of a Word document as Markdown that a report shows as the same words.

What was typed is text: whatever Markdown would take for a mark is escaped. Bold, italics, line
breaks, lists and addresses are kept; what else there is gets lost, and is named.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from minsheng.reports.paragraphs import quotation
from minsheng.reports.paragraphs.markdown import made_text, visible
from minsheng.writers.document import Listing, Paragraph, Quote, Run, plain
from minsheng.writers.reading_markdown import blocks
from minsheng.writers.reading_parts import merged, safe_link
from minsheng.writers.word.lines import Line
from minsheng.writers.word.places import folded

_MARKS = re.compile(r"([\\`*_\[\]<>~|$&!])")
_FIRST = re.compile(r"^([#>+=-]|\d{1,9}(?=[.)]))", re.MULTILINE)
_BREAKS = re.compile(r"\s*[\n\u2028\u2029\x85\x0b\x0c]+\s*")
_CORE = re.compile(r"([\W_]*)(.*[^\W_])([\W_]*)", re.DOTALL)
_JOINER = "\u200d"  # within an emoji of several
_INDENT = "   "


@dataclass(frozen=True)
class Markup:
    """Markdown of some lines, and what it could not keep, as in `Line`."""

    blocks: tuple[str, ...]
    lost: tuple[tuple[str, str], ...] = ()


def markup(
    lines: Sequence[Line],
    links: Iterable[tuple[str, str]] = (),
    numbered: frozenset[str] = frozenset(),
) -> Markup:
    r"""Return lines as blocks of Markdown: a paragraph or a list each.

    `links` are words and targets of the links in the text that the lines take the place of: words
    that still stand there become links again. `numbered` are the ids of the lists whose items are
    numbered.

    Examples
    --------
    >>> markup([Line((Run("*"), Run("甲", bold=True))), Line((Run("乙"),), numbering="1")]).blocks
    ('\\***甲**', '- 乙')
    """
    waiting = list(links)
    made: list[str] = []
    lost: dict[tuple[str, str], None] = {}
    at = 0
    while at < len(lines):
        end = at + 1
        while lines[at].numbering and end < len(lines) and lines[end].numbering:
            end += 1
        group = lines[at:end]
        lost |= dict.fromkeys(each for line in group for each in line.lost)
        for forms in (_forms(group, waiting, numbered), _forms_apart(group, waiting)):
            fit = next((form for form in forms if _shows(form.blocks, group)), None)
            if fit:
                break
        fit = fit or Markup(tuple(_plain(line) for line in group if folded(line.text)))
        lost |= dict.fromkeys(fit.lost)
        waiting = [each for each in waiting if f"]({each[1]})" not in "".join(fit.blocks)]
        made += fit.blocks
        at = end
    lost |= {("link", f"[{words}]({target})"): None for words, target in waiting}
    return Markup(tuple(made), tuple(lost))


def _forms(
    group: Sequence[Line], links: Sequence[tuple[str, str]], numbered: frozenset[str]
) -> Iterable[Markup]:
    """Yield a paragraph or a list in forms that keep less and less."""
    for keep in (True, False):
        lost = () if keep else (("formatting", ""),)
        if group[0].rows:
            return  # a quotation, as which the paragraphs are shown, can hold no table
        if group[0].numbering:
            items = (
                _INDENT * line.level
                + ("1. " if line.numbering in numbered else "- ")
                + _formed(line, links, keep=keep).replace("\n", f"\n{_INDENT * (line.level + 1)}")
                for line in group
            )
            yield Markup(("\n".join(items),), lost)
        else:
            form = _formed(group[0], links, keep=keep)
            yield Markup((form,) if form else (), lost)


def _forms_apart(group: Sequence[Line], links: Sequence[tuple[str, str]]) -> Iterable[Markup]:
    """Yield the items of a list, or the rows of a table, as paragraphs."""
    apart = [
        each
        for line in group
        for each in ([Line((Run("　".join(row)),)) for row in line.rows] if line.rows else [line])
    ]
    made = (_formed(line, links, keep=False) for line in apart)
    yield Markup(tuple(filter(None, made)), (("layout", ""),))


def _plain(line: Line) -> str:
    return _escaped(_cleaned(line.text))


def _formed(line: Line, links: Iterable[tuple[str, str]], *, keep: bool) -> str:
    """Return the text of a line as Markdown; without bold, italics and addresses if not `keep`."""
    runs = merged(
        replace(run, text=_cleaned(run.text)) if keep else Run(_cleaned(run.text))
        for run in line.runs
    )
    text = "".join(map(_run, runs)).strip()
    text = _FIRST.sub(r"\\\1", _BREAKS.sub("\\\\\n", text))
    text = re.sub(r"^\\(\d+)", r"\1\\", text, flags=re.MULTILINE)
    for words, target in links:
        if escaped := _escaped(words):
            pattern = rf"(?<![\d.,\[]){re.escape(escaped)}(?![\d.,]*\d)"
            if found := re.search(pattern, text):
                linked = f"[{found[0]}]({target})"
                text = text[: found.start()] + linked + text[found.end() :]
    return text


def _run(run: Run) -> str:
    # Marks between a stop and a Chinese character are none to Markdown.
    found = _CORE.fullmatch(run.text) if run.bold or run.italic or run.link else None
    if found is None:
        return _escaped(run.text)
    before, inner, after = found.groups()
    marks = ("**" if run.bold else "") + ("*" if run.italic else "")
    text = f"{marks}{_escaped(inner)}{marks[::-1]}"
    if safe_link(run.link) and not set("()<> ") & set(run.link):
        text = f"[{text}]({run.link})"
    return f"{_escaped(before)}{text}{_escaped(after)}"


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _cleaned(text: str) -> str:
    """Return a text without characters that are no text, such as a break of width zero."""
    return "".join(
        " " if char == "\t" else char
        for char in text
        if char in "\n\t\u2028\u2029"
        or char == _JOINER
        or unicodedata.category(char) not in ("Cc", "Cf", "Cs")
    )


def _shows(made: Sequence[str], group: Sequence[Line]) -> bool:
    """Return whether Markdown is shown as the words of some lines."""
    wanted = folded("".join(visible(_cleaned(line.text)) for line in group))
    shown = "".join(map(_text, blocks(quotation(made_text(visible(each)) for each in made))))
    return folded(shown) == wanted


def _text(block: object) -> str:
    match block:
        case Quote() | Paragraph():
            return plain(tuple(run for run in block.text if run.formula is None))
        case Listing():
            return "".join(map(plain, block.items))
    return "\0"
