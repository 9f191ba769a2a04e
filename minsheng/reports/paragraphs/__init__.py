"""Analysts' paragraphs: read from Markdown files and compared with the data; never generated.

`read_paragraphs` reads those of a period; `check` returns the numbers in them that differ from the
data. Modules: `markdown` (blocks, headings, escaping), `files` (folders and files), `quoting`
(numbers in the text), `checking` (comparison with the data).
"""

from minsheng.reports.paragraphs.checking import Finding, check
from minsheng.reports.paragraphs.files import (
    FOLDER,
    Paragraphs,
    Passage,
    digest_of,
    folder_of,
    paragraphs_from,
    quotation,
    read_paragraphs,
    texts_of,
)
from minsheng.reports.paragraphs.markdown import FORMALITIES, OVERALL, SECTIONS

__all__ = [
    "FOLDER",
    "FORMALITIES",
    "OVERALL",
    "SECTIONS",
    "Finding",
    "Paragraphs",
    "Passage",
    "check",
    "digest_of",
    "folder_of",
    "paragraphs_from",
    "quotation",
    "read_paragraphs",
    "texts_of",
]
