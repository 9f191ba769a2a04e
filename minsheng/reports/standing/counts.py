"""Counts of verdicts by programme, department and strength of wording; mean progress."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from minsheng.evaluation import CLASSES, JUDGED, capped_mean, class_name, counts
from minsheng.plan.wording import department_names, indicator_names, programme_names
from minsheng.reports.drawing import Exhibit, make_figure
from minsheng.reports.exhibits import Column, Table, marked
from minsheng.reports.rows import columns, count_table, title
from minsheng.reports.standing.verdicts import legend
from minsheng.text.language import listing, say
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minsheng.evaluation import Standing

_TOTAL = "total"
_MEAN = ("mean", "counted_in", "left_out", "weight")


@marked
def scoreboard(standing: Standing) -> Table:
    """Return one row per programme with the number of its goals in each class.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = scoreboard(ms.stand(ms.load_plan(), ms.Ledger(), "2018"))
    >>> table.rows[0]["programme"], table.rows[0]["goals"], table.rows[0]["ahead"]
    ('幼有所育', '26', '0')
    """
    return _count_table(standing, "programme", "scoreboard", programme_names(standing.plan))


@marked
def by_department(standing: Standing) -> Table:
    """Return one row per department with the number of goals in each class, most goals first.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = by_department(ms.stand(ms.load_plan(), ms.Ledger(), "2018"))
    >>> table.columns[0].title
    '部门'
    """
    names = {**department_names(standing.plan), "": say("standing.no_holder")}
    return _count_table(standing, "holder", "by_department", names)


@marked
def by_strength(standing: Standing) -> Table:
    """Return the number of goals in each class, one row for firm and one for aspired goals.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = by_strength(ms.stand(ms.load_plan(), ms.Ledger(), "2018"))
    >>> table.rows[0]["strength"]
    '确定性目标'
    """
    names = {
        "firm": title("firm"),
        "aspired": title("aspired_goals"),
        "approximate": title("approximate_goals"),
        "": title("without_number"),
    }
    return _count_table(standing, "strength", "by_strength", names)


@marked
def capped_means(standing: Standing, weights: Mapping[str, float] | None = None) -> Table:
    """Return the mean capped progress of each programme; reports show it only on request.

    Parameters
    ----------
    standing
        Standing of a plan or of a selection.
    weights
        Weights by indicator, listed below the table; 1 for indicators that are not named.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> (row,) = capped_means(ms.stand(part, ms.Ledger(), "2018")).rows
    >>> row["mean"], row["counted_in"], row["left_out"]
    ('', '0', '26')
    """
    means = capped_mean(standing.verdicts, weights)
    programmes, names = programme_names(standing.plan), indicator_names(standing.plan)
    rows: list[dict[str, str]] = []
    values: list[dict[str, float | None]] = []
    for programme, row in means.to_dict("index").items():
        mean = None if math.isnan(row["mean"]) else 100 * row["mean"]
        rows.append(
            {
                "programme": programmes[str(programme)],
                "mean": "" if mean is None else plain(mean, 1, fixed=True),
                "counted_in": str(int(row["goals"])),
                "left_out": str(int(row["left_out"])),
                "weight": plain(row["weight"], 2),
            }
        )
        values.append(
            {
                "mean": mean,
                "counted_in": row["goals"],
                "left_out": row["left_out"],
                "weight": row["weight"],
            }
        )
    given = [
        title("one_weight", name=names[name], weight=plain(weight, 2))
        for name, weight in (weights or {}).items()
    ]
    notes = (
        title("note_weights", weights=listing(given)) if given else title("note_equal_weights"),
        title("note_left_out"),
    )
    return Table(
        title("capped_means", period=standing.period.name()),
        columns("programme", *_MEAN, numbers=_MEAN),
        tuple(rows),
        tuple(map(str, means.index)),
        tuple(values),
        notes=notes,
    )


def _count_table(standing: Standing, by: str, caption: str, labels: Mapping[str, str]) -> Table:
    """Return the number of goals in each class that any goal is in, one row per group."""
    sizes = counts(standing.verdicts, by)
    if by == "holder":
        sizes = sizes.sort_values("goals", ascending=False, kind="stable")
    else:
        sizes = sizes.reindex([name for name in labels if name in sizes.index])
    if by == "programme" and len(sizes) > 1:
        sizes.loc[_TOTAL] = sizes.sum()
    shown = [name for name in CLASSES if sizes[name].any()]
    heads = {
        "goals": title("count_goals"),
        "judged": title("judged"),
        **{name: class_name(name) for name in shown},
    }
    return count_table(
        title(caption, period=standing.period.name()),
        (
            *columns("department" if by == "holder" else by),
            *(Column(name, head, "number") for name, head in heads.items()),
        ),
        sizes.assign(judged=sizes[list(JUDGED)].sum(axis=1)),
        {**labels, _TOTAL: title("total")},
        [*([legend(shown)] if by == "programme" else []), title("note_classes_used")],
    )


@marked
def scoreboard_figure(standing: Standing) -> Exhibit:
    """Draw which share of the goals of each programme is in each class of verdicts.

    Examples
    --------
    >>> import minsheng as ms
    >>> scoreboard_figure(ms.stand(ms.load_plan(), ms.Ledger(), "2019H1")).caption
    '各专项目标指标的研判构成'
    """
    from minsheng import charts

    return make_figure("scoreboard", charts.scoreboard, standing, [scoreboard(standing)])
