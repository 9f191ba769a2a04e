"""Tables for readers, made from a plan or a selection of one.

Each function takes a `~minsheng.plan.Plan` and returns a `~minsheng.exhibits.Table` whose rows
carry the ids of the data package. More than one programme gives a heading for each.
"""

from minsheng.listings.audit import asks, checks, findings, measurability
from minsheng.listings.duties import calendar, duties, tasks
from minsheng.listings.overview import programmes
from minsheng.listings.requirements import held, paces, requirements, undefined
from minsheng.listings.targets import definitions, milestones, targets, words

__all__ = [
    "asks",
    "calendar",
    "checks",
    "definitions",
    "duties",
    "findings",
    "held",
    "measurability",
    "milestones",
    "paces",
    "programmes",
    "requirements",
    "targets",
    "tasks",
    "undefined",
    "words",
]
