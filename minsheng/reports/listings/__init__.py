"""Tables for readers, made from a plan or a selection of one, or from where it stands.

Each function takes a `~minsheng.plan.plan.Plan`, or a `~minsheng.evaluation.Standing`, and returns a
`~minsheng.reports.exhibits.Table` whose rows carry the ids of the data package. More than one programme
gives a heading for each.
"""

from minsheng.reports.listings.audit import asks, checks, findings, measurability
from minsheng.reports.listings.duties import calendar, duties, tasks
from minsheng.reports.listings.evaluation_outcomes import (
    courses,
    fallen,
    open_tasks,
    outcome_counts,
    outcome_goals,
    outcome_results,
    outcome_strengths,
    promised,
    task_outcomes,
    unmet,
)
from minsheng.reports.listings.evaluations import (
    midterm_counts,
    midterm_goals,
    midterm_results,
    midterm_strengths,
    required_pace,
)
from minsheng.reports.listings.overview import programmes
from minsheng.reports.listings.quotations import quotations
from minsheng.reports.listings.requirements import held, paces, requirements, undefined
from minsheng.reports.listings.standing import leads, methods_compared, moved, outlook, verdicts
from minsheng.reports.listings.standing_counts import by_department, by_strength, capped_means, scoreboard
from minsheng.reports.listings.standing_reports import (
    deviations,
    history,
    observations,
    unreported,
    warnings,
)
from minsheng.reports.listings.standing_tasks import due_next, overdue, task_counts, task_states
from minsheng.reports.listings.targets import definitions, milestones, targets, words

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
