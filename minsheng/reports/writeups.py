"""The chapters of the mid-term and the final evaluation, one function each.

A chapter takes where the whole plan stands and what analysts wrote, and returns
`~minsheng.reports.exhibits.Sections`: headings, sentences, tables, and the analysts' own words,
marked as theirs.
"""

from minsheng.reports.final.chapters import (
    final_annex,
    final_judgement,
    final_lessons,
    final_problems,
    final_progress,
    final_promises,
)
from minsheng.reports.midterm.chapters import (
    midterm_annex,
    midterm_judgement,
    midterm_next_steps,
    midterm_problems,
    midterm_progress,
)

__all__ = [
    "final_annex",
    "final_judgement",
    "final_lessons",
    "final_problems",
    "final_progress",
    "final_promises",
    "midterm_annex",
    "midterm_judgement",
    "midterm_next_steps",
    "midterm_problems",
    "midterm_progress",
]
