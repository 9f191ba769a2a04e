"""What every method says of each goal, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from minsheng.evaluation.judging import judgements_by_method
from minsheng.evaluation.readings import Readings
from minsheng.evaluation.situation import Situation
from minsheng.methods import REASONS, VERDICTS
from minsheng.plan.reading_goals import goal_arrays
from minsheng.plan.views import with_names

if TYPE_CHECKING:
    from minsheng.evaluation.standing import Standing


def compared(standing: Standing) -> pd.DataFrame:
    """Return the verdict of every method on each goal.

    One row per goal and method, in the order of `minsheng.methods.METHODS`: programme and indicator
    with their names, ``unit``, ``method``, ``figure`` (the method's own), ``verdict``, ``reason``;
    all three are empty where the method has another question, and ``used`` says which one judges
    the goal.

    Examples
    --------
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> told = compared(ms.stand(part, ms.Ledger(), "2018"))
    >>> told.loc[told["used"], ["method", "reason"]].values.tolist()
    [['plan_path', 'not_reported']]
    """
    goals = goal_arrays([standing.plan])
    readings = Readings(goals, standing.ledger.observations, [standing.plan.facts.plan])
    situation = Situation(goals, readings, standing.period)
    judged_by = dict(
        zip(standing.verdicts["indicator"], standing.verdicts["method"].astype("str"), strict=True)
    )
    parts = [
        pd.DataFrame(
            {
                "indicator": goals.rows["indicator"].array,
                "method": name,
                "figure": judgement.figure,
                "verdict": np.array(VERDICTS)[judgement.verdict],
                "reason": np.array(REASONS)[judgement.reason],
            }
        )
        for name, judgement in judgements_by_method(situation).items()
    ]
    joined = pd.concat(parts, ignore_index=True)
    place = {name: rank for rank, name in enumerate(goals.rows["indicator"])}
    joined = joined.sort_values("indicator", key=lambda names: names.map(place), kind="stable")
    used = joined["method"].eq(joined["indicator"].map(judged_by))
    joined = joined.assign(used=used).reset_index(drop=True)
    return with_names(joined, standing.plan.tables)
