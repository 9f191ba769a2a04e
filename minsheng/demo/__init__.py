"""A made-up ledger that shows what the suite does, for any plan; marked as such in every row.

No number here was ever observed. `ledger` gives each goal of a plan one of the cases of `cases`:
one keeps to its path, another falls behind and catches up, a third is corrected later. A case says
how the values develop (`values`) and how they are reported (`reporting`); `departments` writes the
explanations, the status of tasks and the analysts' texts. `making` puts all of it together: the
ledger and its files, what a mid-term evaluation would have frozen, the analysts' paragraphs.
"""

from minsheng.demo.cases import case_by_indicator
from minsheng.demo.making import csv_tables, ledger, markdown_texts, midterm, paragraphs, write

__all__ = [
    "case_by_indicator",
    "csv_tables",
    "ledger",
    "markdown_texts",
    "midterm",
    "paragraphs",
    "write",
]
