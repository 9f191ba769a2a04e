"""The rules, one a file. Each has one public function, ``check(book)``, and knows no district.

A new rule is a file in this folder and its name in the list below.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from minsheng.audit.book import Book
from minsheng.audit.checks import Check

_ORDER = (
    # Numbers that belong together.
    "yearly_total",
    "yearly_mean",
    "level",
    "rundown",
    "parts",
    "subset",
    "share",
    "ratio",
    "mean",
    "outlay",
    "ceiling",
    "claimed_order",
    "counts",
    # Targets against baselines and against each other.
    "looser_target",
    "past_pace",
    "already_met",
    "below_baseline",
    "path_order",
    "reached_early",
    "added_share",
    "part_share",
    "distance",
    "readings",
    "all_or_added",
    # One goal in several places.
    "restated",
    "told_as_done",
    "mixed_strength",
    "same_figure",
    "overlap",
    "sequence",
    "due_date",
    "dropped",
    # What is missing, or limits what can be evaluated.
    "no_task",
    "no_yearly",
    "unlisted",
    "undated_event",
    "absent_annex",
    "missing_baseline",
    "uncertain_baseline",
    "no_start",
    "final_only",
    "undated",
    "begun",
    "yardstick",
    "open_note",
    "retrospective",
    "ended_share",
    "holder",
    "several_leads",
    "left_out",
    "own_field",
    "main_text_only",
    "no_figure",
    "untasked",
    "shared_section",
)

RULES: Mapping[str, Callable[[Book], Iterator[Check]]] = {
    name: import_module(f"{__name__}.{name}").check for name in _ORDER
}
"""The rules by name, in the order in which reports list them."""
