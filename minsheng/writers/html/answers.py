"""The answer of a page: its first sentence stands out, the rest is folded up below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minsheng.writers.document import Block, Inline, Listing, Paragraph

_END = re.compile(r"[。！？]|[.!?](?=\s+[A-Z“])")


def answer_first(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """Return the answer that a page begins with, with what leads to it at its end; and the rest.

    Only sentences lead to an answer. Where something else stands before the first answer, or there
    is none, no block is the answer.

    Examples
    --------
    >>> from minsheng.writers.document import Run
    >>> blocks = Paragraph((Run("What it is"),)), Paragraph((Run("Yes"),), "answer")
    >>> [block.text[0].text for block in answer_first(blocks)[0]]
    ['Yes', 'What it is']
    """
    first = 0
    while first < len(blocks) and _role(blocks[first]) == "":
        first += 1
    end = first
    while end < len(blocks) and _role(blocks[end]) == "answer":
        end += 1
    if first == end:
        return (), blocks
    return (*blocks[first:end], *blocks[:first]), blocks[end:]


def _role(block: Block) -> str | None:
    return block.role if isinstance(block, Paragraph | Listing) else None


def first_sentence(text: Inline) -> tuple[Inline, Inline]:
    """Return the first sentence of a line and what follows it.

    Examples
    --------
    >>> from minsheng.writers.document import Run
    >>> lead, rest = first_sentence((Run("按期"), Run("3.5项", number="a"), Run("。其余 4 项。")))
    >>> "".join(run.text for run in lead), rest[0].text
    ('按期3.5项。', '其余 4 项。')
    """
    for at, run in enumerate(text):
        if not run.number and not run.link and (end := _END.search(run.text)):
            before = replace(run, text=run.text[: end.end()])
            after = replace(run, text=run.text[end.end() :].lstrip())
            rest = (after, *text[at + 1 :])
            return (*text[:at], before), tuple(each for each in rest if each.text)
    return text, ()
