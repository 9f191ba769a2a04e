"""Tables for readers, made from a plan or a selection of one, or from where it stands.

Each function takes a `~minsheng.plan.plan.Plan`, or a `~minsheng.evaluation.Standing`, and returns
a `~minsheng.reports.exhibits.Table` whose rows carry the ids of the data package. More than one
programme gives a heading for each.
"""

from minsheng.reports.audit import asks, checks, findings, measurability
from minsheng.reports.evaluations.analysts import quotations
from minsheng.reports.final.outcomes import (
    open_tasks,
    outcome_counts,
    outcome_goals,
    outcome_results,
    outcome_strengths,
    task_outcomes,
    unmet,
)
from minsheng.reports.final.promises import courses, fallen, promised
from minsheng.reports.indicator import history, methods_compared
from minsheng.reports.midterm.next_steps import required_pace
from minsheng.reports.midterm.progress import (
    midterm_counts,
    midterm_goals,
    midterm_results,
    midterm_strengths,
)
from minsheng.reports.plan import calendar, duties, programmes, tasks
from minsheng.reports.requirements import held, paces, requirements, undefined
from minsheng.reports.standing.counts import by_department, by_strength, capped_means, scoreboard
from minsheng.reports.standing.deviations import deviations
from minsheng.reports.standing.ledger import observations, unreported, warnings
from minsheng.reports.standing.moves import moved
from minsheng.reports.standing.tasks import due_next, overdue, task_counts, task_states
from minsheng.reports.standing.verdicts import leads, outlook, verdicts
from minsheng.reports.targets import definitions, milestones, targets, words

__all__ = [
    "asks",
    "by_department",
    "by_strength",
    "calendar",
    "capped_means",
    "checks",
    "courses",
    "definitions",
    "deviations",
    "due_next",
    "duties",
    "fallen",
    "findings",
    "held",
    "history",
    "leads",
    "measurability",
    "methods_compared",
    "midterm_counts",
    "midterm_goals",
    "midterm_results",
    "midterm_strengths",
    "milestones",
    "moved",
    "observations",
    "open_tasks",
    "outcome_counts",
    "outcome_goals",
    "outcome_results",
    "outcome_strengths",
    "outlook",
    "overdue",
    "paces",
    "programmes",
    "promised",
    "quotations",
    "required_pace",
    "requirements",
    "scoreboard",
    "targets",
    "task_counts",
    "task_outcomes",
    "task_states",
    "tasks",
    "undefined",
    "unmet",
    "unreported",
    "verdicts",
    "warnings",
    "words",
]
