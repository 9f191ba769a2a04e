"""Bring what was written in a Word report back into the files of the analysts' paragraphs.

`collect` does it for one report. Modules: `edited` (what the Word file holds now), `markup` (lines
of Word as Markdown), `merging` (a section of a file with the lines that are to stand in it),
`collecting` (which places have changed, what is written and what is told).
"""

from minsheng.collecting.collecting import Collected, collect

__all__ = ["Collected", "collect"]
