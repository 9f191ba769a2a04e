"""What the numbers say: the sentences of the reports, in both languages.

Each function takes a plan, a selection of one, or a `~minsheng.evaluation.Standing`, and returns
`~minsheng.reports.exhibits.Prose`. No number is written here: each comes from `requirements`, from
`evaluation` or from the tables.
"""

from minsheng.reports.audit import audit_answer
from minsheng.reports.evaluations.analysts import no_words
from minsheng.reports.final.outcomes import (
    final_answer,
    final_open,
    final_problems,
    final_programme,
)
from minsheng.reports.final.promises import promises, seal_read
from minsheng.reports.indicator import indicator_answer
from minsheng.reports.midterm.next_steps import midterm_next, midterm_problems, shortfalls
from minsheng.reports.midterm.progress import cuts, midterm_answer, midterm_programme, seal
from minsheng.reports.plan import plan_answer, split
from minsheng.reports.programme import below_baseline, programme_answer
from minsheng.reports.provenance import methods, provenance
from minsheng.reports.requirements import reasons, requirements_answer
from minsheng.reports.standing.answers import scoreboard_answer, standing_answer

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
