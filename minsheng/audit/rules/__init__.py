"""The rules, one a file. Each has one public function, ``check(book)``, and knows no district.

`RULES` holds them in the order in which the audit tells them: figures that belong together first,
then targets against baselines, then one goal in several places, then what is missing.
"""

from collections.abc import Callable, Iterator, Mapping

from minsheng.audit.book import Book
from minsheng.audit.check import Check
from minsheng.audit.rules import (
    absent_annex,
    added_share,
    all_or_added,
    already_met,
    begun,
    below_baseline,
    ceiling,
    claimed_order,
    counts,
    distance,
    dropped,
    due_date,
    ended_share,
    final_only,
    holder,
    level,
    looser_target,
    main_text_only,
    mean,
    missing_baseline,
    mixed_strength,
    no_figure,
    no_start,
    no_task,
    no_yearly,
    outlay,
    overlap,
    part_share,
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
    sequence,
    several_leads,
    share,
    shared_section,
    subset,
    told_as_done,
    uncertain_baseline,
    undated,
    undated_event,
    unlisted,
    untasked,
    yardstick,
    yearly_mean,
    yearly_total,
)

RULES: Mapping[str, Callable[[Book], Iterator[Check]]] = {
    module.RULE: module.check
    for module in (
        yearly_total, yearly_mean, level, rundown, parts, subset, share, ratio, mean, outlay,
        ceiling, claimed_order, counts,
        looser_target, past_pace, already_met, below_baseline, path_order, reached_early,
        added_share, part_share, distance, readings, all_or_added,
        restated, told_as_done, mixed_strength, same_figure, overlap, sequence, due_date, dropped,
        no_task, no_yearly, unlisted, undated_event,
        absent_annex,
        missing_baseline, uncertain_baseline, no_start, final_only, undated, begun, yardstick,
        retrospective,
        ended_share, holder, several_leads, main_text_only, no_figure, untasked, shared_section,
    )
}  # fmt: skip

__all__ = ["RULES"]
