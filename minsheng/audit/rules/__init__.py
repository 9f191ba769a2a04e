"""The rules by subject. Each is a public function that takes a book, and knows no district.

A new rule is a function in the module of its subject and its name in the list below; its
sentences stand in the catalogue ``audit`` under its name.
"""

from collections.abc import Callable, Iterator, Mapping

from minsheng.audit.book import Book
from minsheng.audit.checks import Check
from minsheng.audit.rules import (
    baselines,
    changes,
    departments,
    quotients,
    restated,
    statements,
    steps,
    sums,
    tasks,
    years,
)

_ORDER: tuple[Callable[[Book], Iterator[Check]], ...] = (
    # Numbers that belong together.
    sums.yearly_total,
    sums.yearly_mean,
    sums.level,
    sums.rundown,
    sums.parts,
    sums.subset,
    quotients.share,
    quotients.ratio,
    quotients.mean,
    quotients.outlay,
    quotients.ceiling,
    statements.claimed_order,
    sums.counts,
    # Targets against baselines and against each other.
    baselines.looser_target,
    baselines.past_pace,
    baselines.already_met,
    baselines.below_baseline,
    years.path_order,
    steps.reached_early,
    changes.added_share,
    changes.part_share,
    changes.distance,
    quotients.readings,
    changes.all_or_added,
    # One goal in several places.
    restated.restated,
    statements.told_as_done,
    statements.mixed_strength,
    statements.same_figure,
    statements.overlap,
    steps.sequence,
    steps.due_date,
    years.dropped,
    # What is missing, or limits what can be evaluated.
    tasks.no_task,
    years.no_yearly,
    departments.unlisted,
    steps.undated_event,
    tasks.absent_annex,
    baselines.missing_baseline,
    baselines.uncertain_baseline,
    baselines.no_start,
    years.final_only,
    years.undated,
    steps.begun,
    statements.yardstick,
    statements.open_note,
    years.retrospective,
    years.ended_share,
    departments.holder,
    departments.several_leads,
    departments.left_out,
    departments.own_field,
    tasks.main_text_only,
    tasks.no_figure,
    tasks.untasked,
    tasks.shared_section,
)

RULES: Mapping[str, Callable[[Book], Iterator[Check]]] = {rule.__name__: rule for rule in _ORDER}
"""The rules by name, in the order in which reports list them."""
