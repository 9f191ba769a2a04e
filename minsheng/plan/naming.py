"""The face of the frames of a plan: names stand beside ids, and units beside numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

from minsheng.plan.plan import Indicator, Plan, Programme
from minsheng.text.language import current

if TYPE_CHECKING:
    import pandas as pd

DESCRIPTION = ("programme", "programme_name", "indicator", "indicator_name", "unit")
"""The columns that every frame of goals begins with; names are in the language in force."""


def as_plan(part: Plan | Programme | Indicator) -> Plan:
    """Return the plan or the selection that a programme or an indicator stands for.

    Examples
    --------
    >>> import minsheng as ms
    >>> len(as_plan(ms.load_plan().indicator("childcare.gross_enrolment")))
    1
    """
    return part.plan if isinstance(part, Programme | Indicator) else part


def described(
    function: Callable[[Plan], pd.DataFrame],
) -> Callable[[Plan | Programme | Indicator], pd.DataFrame]:
    """Make a function of a plan take its parts too, and begin its frame with `DESCRIPTION`.

    What the function itself returns may be remembered: it does not depend on the language.
    """

    @wraps(function)
    def describing(plan: Plan | Programme | Indicator) -> pd.DataFrame:
        whole = as_plan(plan)
        frame = function(whole)
        indicators = whole.tables["indicators"].set_index("indicator")
        programmes = whole.tables["programmes"].set_index("programme")
        name = f"name_{current()}"
        beside = {
            "programme_name": frame["programme"].map(programmes[name]),
            "indicator_name": frame["indicator"].map(indicators[name]),
            "unit": frame["indicator"].map(indicators["unit"]),
        }
        frame = frame.assign(**{key: column.astype("str") for key, column in beside.items()})
        return frame[[*DESCRIPTION, *(name for name in frame if name not in DESCRIPTION)]]

    return describing
