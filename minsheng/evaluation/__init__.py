"""Where do we stand? Plans held against what was observed.

`evaluate` gives one tidy frame of verdicts, `stand` the `Standing` that reports are made from.
Inside: `promises` (goals as arrays), `readings` (a ledger by the end of a period), `situation`
(both as one case), `judging` (which method judges which goal, and whether the others agree),
`outlook` (what is left), `classes` (verdicts counted), `tasks`; for the write-ups `halfway` (the
mid-term), `outcomes` (the end) and `frozen` (a mid-term that cannot be changed unseen).
"""

from minsheng.evaluation.classes import (
    CLASS_OF,
    CLASSES,
    JUDGED,
    MOVES,
    capped_mean,
    classes,
    counts,
)
from minsheng.evaluation.comparing import compared
from minsheng.evaluation.evaluating import evaluate, periods_in
from minsheng.evaluation.frozen import (
    Frozen,
    freeze,
    frozen_place,
    load_frozen,
    load_midterm,
    save_frozen,
    thaw,
)
from minsheng.evaluation.halfway import (
    AHEAD,
    DECIDED,
    GOOD,
    IN_LINE,
    MIDTERM,
    SHORT,
    midterm,
    stand_midterm,
)
from minsheng.evaluation.judging import PACES
from minsheng.evaluation.outcomes import COURSES, OUTCOMES, outcomes, since_midterm, stand_final
from minsheng.evaluation.standing import Standing, stand
from minsheng.evaluation.tasks import STATES, task_progress

__all__ = [
    "AHEAD",
    "CLASSES",
    "CLASS_OF",
    "COURSES",
    "DECIDED",
    "GOOD",
    "IN_LINE",
    "JUDGED",
    "MIDTERM",
    "MOVES",
    "OUTCOMES",
    "PACES",
    "SHORT",
    "STATES",
    "Frozen",
    "Standing",
    "capped_mean",
    "classes",
    "compared",
    "counts",
    "evaluate",
    "freeze",
    "frozen_place",
    "load_frozen",
    "load_midterm",
    "midterm",
    "outcomes",
    "periods_in",
    "save_frozen",
    "since_midterm",
    "stand",
    "stand_final",
    "stand_midterm",
    "task_progress",
    "thaw",
]
