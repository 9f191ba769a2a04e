"""The rules, one a file. Each has one public function, ``check(book)``, and knows no district.

`RULES` holds them in the order in which the audit tells them: figures that belong together first,
then targets against baselines, then one goal in several places, then what is missing.
"""

from collections.abc import Callable, Iterator, Mapping

from minsheng.audit.book import Book
from minsheng.audit.check import Check
from minsheng.audit.rules import (
    added_share,
    already_met,
    below_baseline,
    counts,
    dropped,
    due_date,
    ended_share,
    holder,
    level,
    looser_target,
    main_text_only,
    mean,
    missing_baseline,
    mixed_strength,
    no_figure,
    no_task,
    outlay,
    parts,
    past_pace,
    path_order,
    ratio,
    reached_early,
    readings,
    restated,
    retrospective,
    rundown,
    same_figure,
    share,
    uncertain_baseline,
    yearly_mean,
    yearly_total,
)

RULES: Mapping[str, Callable[[Book], Iterator[Check]]] = {
    module.RULE: module.check
    for module in (
        yearly_total, yearly_mean, level, rundown, parts, share, ratio, mean, outlay, counts,
        looser_target, past_pace, already_met, below_baseline, path_order, reached_early,
        added_share, readings,
        restated, mixed_strength, same_figure, due_date, dropped, no_task,
        missing_baseline, uncertain_baseline, retrospective, ended_share, holder, main_text_only,
        no_figure,
    )
}  # fmt: skip

__all__ = ["RULES"]
