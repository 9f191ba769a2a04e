"""The analysts' own words: read from Markdown files, held against the data, never written.

`read_paragraphs` reads them for a period; `check` says which of the numbers in them the data no
longer give. Inside: `markdown` (blocks, headings, what is made text), `files` (where they stand),
`quoting` (numbers as analysts write them), `checking` (which of them the data give otherwise).
"""

from minsheng.reports.paragraphs.checking import Finding, check
from minsheng.reports.paragraphs.files import (
    OVERALL,
    Paragraphs,
    Passage,
    paragraphs_from,
    read_paragraphs,
)
from minsheng.reports.paragraphs.markdown import SECTIONS

__all__ = [
    "OVERALL",
    "SECTIONS",
    "Finding",
    "Paragraphs",
    "Passage",
    "check",
    "paragraphs_from",
    "read_paragraphs",
]
