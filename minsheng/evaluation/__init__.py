"""Plans compared with what was observed: verdicts, mid-term classes, outcomes.

`evaluate` gives one tidy frame of verdicts, `stand` the `Standing` that reports are made from.
Inside:

- `readings`: a ledger by the end of a period, as arrays;
- `situation`: goals and readings as one `minsheng.methods.Case`;
- `judging`: which method judges which goal, whether the others agree, and what is left to do;
- `classes`: every class of goals with its rank, symbol and colour, and how many goals are in each;
- `grading`: the class of each goal, by one rule for all reports;
- `verdict_rows`: what a row of verdicts is held against, for whoever words or draws it;
- `evaluating`: all of it as one frame, many plans in `blocks`; `comparing`: what every method says;
- `class_history`: the class of each goal in each period so far, and what an earlier one says of
  now;
- `standing`: one plan at one period, with its tasks; `observed`: every value up to then;
- for the evaluations `midterm`, `outcomes` (the end) and `frozen` (results of a mid-term in a file
  that holds its own hash).
"""

from minsheng.evaluation.class_history import (
    class_history,
    last_judged,
    short_and_silent,
    years_not_kept,
)
from minsheng.evaluation.classes import (
    CLASS_TABLE,
    CLASSES,
    FAVOURABLE,
    GOOD,
    GRADES,
    JUDGED,
    LINES,
    MOVES,
    NOT_ASKED,
    OPEN,
    RESULTS,
    SELDOM,
    SHORT,
    TOLD_VERDICTS,
    are_asked_for,
    capped_mean,
    class_name,
    counts,
    have_earlier_values,
    have_values,
    is_left_earlier,
)
from minsheng.evaluation.comparing import compared
from minsheng.evaluation.evaluating import evaluate, periods_in
from minsheng.evaluation.frozen import (
    Frozen,
    freeze,
    frozen_place,
    load_frozen,
    read_frozen,
    read_midterm,
    save_frozen,
)
from minsheng.evaluation.grading import grade_of
from minsheng.evaluation.judging import PACE, PACES
from minsheng.evaluation.midterm import require_midterm_period, stand_midterm
from minsheng.evaluation.observed import Observation, observations_by_indicator, yearly_history
from minsheng.evaluation.outcomes import (
    COURSES,
    OUTCOMES,
    met_later,
    outcomes,
    require_final_period,
    since_midterm,
    stand_final,
)
from minsheng.evaluation.paces import next_paces, paces, positions
from minsheng.evaluation.readings import missing_parts
from minsheng.evaluation.standing import Standing, stand
from minsheng.evaluation.tasks import STATES, task_progress
from minsheng.evaluation.verdict_rows import (
    behind_path,
    has_running_total,
    is_of_its_period,
    is_over,
    why_no_value,
    why_not_judged,
)

__all__ = [
    "CLASSES",
    "CLASS_TABLE",
    "COURSES",
    "FAVOURABLE",
    "GOOD",
    "GRADES",
    "JUDGED",
    "LINES",
    "MOVES",
    "NOT_ASKED",
    "OPEN",
    "OUTCOMES",
    "PACE",
    "PACES",
    "RESULTS",
    "SELDOM",
    "SHORT",
    "STATES",
    "TOLD_VERDICTS",
    "Frozen",
    "Observation",
    "Standing",
    "are_asked_for",
    "behind_path",
    "capped_mean",
    "class_history",
    "class_name",
    "compared",
    "counts",
    "evaluate",
    "freeze",
    "frozen_place",
    "grade_of",
    "has_running_total",
    "have_earlier_values",
    "have_values",
    "is_left_earlier",
    "is_of_its_period",
    "is_over",
    "last_judged",
    "load_frozen",
    "met_later",
    "missing_parts",
    "next_paces",
    "observations_by_indicator",
    "outcomes",
    "paces",
    "periods_in",
    "positions",
    "read_frozen",
    "read_midterm",
    "require_final_period",
    "require_midterm_period",
    "save_frozen",
    "short_and_silent",
    "since_midterm",
    "stand",
    "stand_final",
    "stand_midterm",
    "task_progress",
    "why_no_value",
    "why_not_judged",
    "yearly_history",
    "years_not_kept",
]
