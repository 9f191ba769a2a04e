"""Binding and expected goals (约束性, 预期性): a column of tables, and a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from minsheng.plan.wording import quoted_names
from minsheng.reports.exhibits import Column
from minsheng.reports.phrases import join_sentences, standing_count, standing_text
from minsheng.reports.rows import title
from minsheng.text.language import listing, say

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Plan
    from minsheng.reports.exhibits import Table


def natures(plan: Plan) -> dict[str, str]:
    """Return the goals that the plan marks, each as ``binding`` or ``expected``.

    Examples
    --------
    >>> natures(ms.load_plan())
    {}
    """
    targets = plan.targets
    if "nature" not in targets:
        return {}
    marked = targets[targets["nature"].fillna("").ne("")]
    return dict(zip(marked["indicator"], marked["nature"], strict=True))


def with_natures(table: Table, plan: Plan) -> Table:
    """Return a table of goals with the column ``nature`` after the first one.

    A table without a marked goal is returned as it is. The ids of its rows are indicators.
    """
    marked = natures(plan)
    if not any(name in marked for name in table.ids):
        return table
    first, *others = table.columns
    nature = Column("nature", plan.title("targets", "nature"), "short")
    words = {name: title(word) for name, word in marked.items()}
    rows = [
        {**row, "nature": words.get(name, "")}
        for name, row in zip(table.ids, table.rows, strict=True)
    ]
    return replace(table, columns=(first, nature, *others), rows=tuple(rows))


def binding_sentences(
    standing: Standing, judged: pd.DataFrame, good: pd.Series[bool], column: str
) -> list[str]:
    """Say how many binding goals were judged and are good, and name the others that were judged.

    Empty if the plan marks no goal as binding. `judged` are the goals that were judged, `good` says
    which of them are good, `column` has their classes: ``class``, or ``outcome`` at the end.
    """
    marked = natures(standing.plan)
    binding = [name for name in standing.verdicts["indicator"] if marked.get(name) == "binding"]
    if not binding:
        return []
    own = judged[judged["indicator"].isin(binding)]
    others = own[~good[own.index]]
    n = standing_count(standing, "binding", len(binding))
    if own.empty:
        return [standing_text("binding_none", n=n)]
    numbers = {
        "judged": standing_count(standing, "binding.judged", len(own)),
        "good": standing_count(standing, "binding.good", len(own) - len(others)),
    }
    key = f"binding_{column}" if len(others) < len(own) else f"binding_{column}_none"
    sentences = [standing_text(key, n=n, **numbers)]
    if len(others):
        names = quoted_names(standing.plan)
        told = [
            standing_text(
                "binding_name", name=names[row["indicator"]], word=say(f"classes.{row[column]}")
            )
            for row in others.to_dict("records")
        ]
        key = "binding_others" if len(others) < len(own) else "binding_these"
        sentences.append(standing_text(key, n=len(told), names=listing(told)))
    return [join_sentences(sentences)]
