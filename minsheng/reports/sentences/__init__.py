"""What the numbers say: the sentences of the reports, in both languages.

Each function takes a plan, a selection of one, or a `~minsheng.evaluation.Standing`, and returns
`~minsheng.reports.exhibits.Prose`. No number is written here: each comes from `requirements`, from
`evaluation` or from the tables.
"""

from minsheng.reports.sentences.audits import audit_answer
from minsheng.reports.sentences.endings import (
    final_answer,
    final_open,
    final_problems,
    final_programme,
    promises,
    seal_read,
)
from minsheng.reports.sentences.evaluations import (
    cuts,
    midterm_answer,
    midterm_next,
    midterm_problems,
    midterm_programme,
    no_words,
    seal,
    shortfalls,
)
from minsheng.reports.sentences.indicators import indicator_answer
from minsheng.reports.sentences.plans import (
    below_baseline,
    plan_answer,
    programme_answer,
    requirements_answer,
    split,
)
from minsheng.reports.sentences.sources import methods, provenance, reasons
from minsheng.reports.sentences.standings import scoreboard_answer, standing_answer

__all__ = [
    "audit_answer",
    "below_baseline",
    "cuts",
    "final_answer",
    "final_open",
    "final_problems",
    "final_programme",
    "indicator_answer",
    "methods",
    "midterm_answer",
    "midterm_next",
    "midterm_problems",
    "midterm_programme",
    "no_words",
    "plan_answer",
    "programme_answer",
    "promises",
    "provenance",
    "reasons",
    "requirements_answer",
    "scoreboard_answer",
    "seal",
    "seal_read",
    "shortfalls",
    "split",
    "standing_answer",
]
