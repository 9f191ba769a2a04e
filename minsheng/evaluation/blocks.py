"""Evaluate many plans in blocks: small enough for a processor's cache, one for each processor.

Arrays of half a million goals are slow because every step of the arithmetic waits for memory; those
of forty thousand stay in the cache. The result does not depend on the blocks.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from minsheng.errors import BadInput, Fault

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

Columns: TypeAlias = dict[str, Any]
_GOALS = 40_000  # of a block: an array of them takes 320 kB


def in_blocks(
    plans: Sequence[Plan],
    observations: pd.DataFrame,
    work: Callable[[Sequence[Plan], pd.DataFrame], list[Columns]],
) -> pd.DataFrame:
    """Compute columns for all plans, block by block, and join them.

    `work` computes the columns of some plans from their observations: one entry per period. The
    periods stand one below the other, in each the plans in their order. `BadInput` for two plans of
    one id, and for several plans where the observations do not say, in a column ``plan``, which of
    them they belong to.
    """
    parts = list(_block_ranges(plans))
    if len(parts) == 1:
        return _concatenated(work(plans, observations))
    number = pd.Index([plan.facts.plan for plan in plans]).get_indexer(
        pd.Index(observations["plan"])
    )

    def work_on(part: range) -> list[Columns]:
        of_them = observations[(number >= part.start) & (number < part.stop)]
        return work(plans[part.start : part.stop], of_them)

    # numpy and pandas release the interpreter lock while they compute.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = list(pool.map(work_on, parts))
    return _concatenated([columns for period in zip(*made, strict=True) for columns in period])


def _block_ranges(plans: Sequence[Plan]) -> Iterator[range]:
    """Yield runs of plans that have about as many goals as a block."""
    start = goals = 0
    for number, plan in enumerate(plans):
        goals += len(plan)
        if goals >= _GOALS:
            yield range(start, number + 1)
            start, goals = number + 1, 0
    if start < len(plans) or not plans:
        yield range(start, len(plans))


def require_plan_ids(plans: Sequence[Plan], observations: pd.DataFrame) -> None:
    """Raise `BadInput` unless each plan and each observation can be told from the others."""
    names = [plan.facts.plan for plan in plans]
    faults = (
        [Fault("plan_twice", found=name) for name in dict.fromkeys(names) if names.count(name) > 1]
        if len(set(names)) < len(names)
        else []
    )
    if "plan" not in observations:
        faults.append(Fault("observations_without_plan", column="plan"))
    if faults:
        raise BadInput(faults)


def _concatenated(made: list[Columns]) -> pd.DataFrame:
    """Join the columns one at a time, to keep at most one column twice in memory."""
    if len(made) == 1:
        return pd.DataFrame(made[0])
    joined: Columns = {}
    for name in list(made[0]):
        columns = [part.pop(name) for part in made]
        if isinstance(columns[0], pd.Categorical):
            joined[name] = union_categoricals(columns)
        elif isinstance(columns[0], np.ndarray):
            joined[name] = np.concatenate(columns)
        else:
            joined[name] = pd.concat([pd.Series(column) for column in columns]).array
    return pd.DataFrame(joined, copy=False)
