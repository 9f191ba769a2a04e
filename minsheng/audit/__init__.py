"""The audit room: whether a plan agrees with itself, and what of it can be evaluated.

`audit` lists every check that was made, `findings` those with something to say, `summary` how
many there were of each rule. `measurability` says what of each goal can be followed in
numbers, and `asks` what would have to be asked of whom. `assumptions` offers the shares that follow
from other printed numbers as assumptions for `Plan.assume`. A finding is no accusation: it says
what is printed, what follows from it, and who can settle it.
"""

from minsheng.audit.assumptions import assumptions
from minsheng.audit.checks import SEVERITIES, Check
from minsheng.audit.evaluability import (
    NEEDS,
    asks,
    measurability,
    measurability_of_programmes,
    needs_of_programmes,
)
from minsheng.audit.report import audit, findings, joined, summary
from minsheng.audit.rules import RULES

__all__ = [
    "NEEDS",
    "RULES",
    "SEVERITIES",
    "Check",
    "asks",
    "assumptions",
    "audit",
    "findings",
    "joined",
    "measurability",
    "measurability_of_programmes",
    "needs_of_programmes",
    "summary",
]


def __dir__() -> list[str]:
    return __all__
