"""The rules that the rows of a plan must keep, beyond what a Table Schema can express.

Each rule takes the checked records of all tables and yields faults. The rules concern how a plan is
written down. Where a plan contradicts itself the tables are not at fault: it stays as printed. The
rules of figures stand in `minsheng.tables.figure_rules`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from minsheng.errors import Fault
from minsheng.tables.columns import Record
from minsheng.tables.figure_rules import FIGURE_RULES
from minsheng.tables.plan_tables import PlanTables


def _directions(tables: PlanTables) -> Iterator[Fault]:
    for record in tables.records["indicators"]:
        if record["aim"] == "context" and record["direction"] in ("up", "down"):
            yield tables.fault(
                "context_has_direction", "indicators", record, "direction", ("none",)
            )
        if record["aim"] not in (None, "context") and record["direction"] == "none":
            yield tables.fault(
                "direction_missing_sense", "indicators", record, "direction", ("up", "down")
            )


def _milestones(tables: PlanTables) -> Iterator[Fault]:
    for record in tables.records["indicators"]:
        if record["_bad"] & {"unit", "kind"}:
            continue
        if (record["unit"] == "milestone") != (record["kind"] == "milestone"):
            yield tables.fault("milestone_unit", "indicators", record, "unit")
    for table, record, indicator in tables.figures:
        if indicator["kind"] == "milestone" and record["value"] not in (None, 0, 1):
            yield tables.fault("milestone_value", table, record, "value", ("1",))


def _ids(tables: PlanTables) -> Iterator[Fault]:
    for table, column in (("indicators", "indicator"), ("groups", "group")):
        for record in tables.records[table]:
            if record["_bad"] & {column, "programme"}:
                continue
            if not str(record[column]).startswith(f"{record['programme']}."):
                yield tables.fault("id_outside_programme", table, record, column)
    for record in tables.records["tasks"]:
        expected = f"{record['group']}.{record['number']}"
        if not record["_bad"] & {"task", "group", "number"} and record["task"] != expected:
            yield tables.fault("task_id_mismatch", "tasks", record, "task", (expected,))


def _notes(tables: PlanTables) -> Iterator[Fault]:
    for table in ("indicators", "baselines", "relations"):
        for record in tables.records[table]:
            if bool(record["note_zh"]) != bool(record["note_en"]):
                missing = "note_en" if record["note_zh"] else "note_zh"
                yield tables.fault("note_in_one_language", table, record, missing)


def _aims(tables: PlanTables) -> Iterator[Fault]:
    numbered: dict[str, bool] = defaultdict(bool)
    for record in tables.records["targets"]:
        # A value that cannot be read was meant to be one.
        numbered[record["indicator"]] |= record["value"] is not None or "value" in record["_bad"]
    for record in tables.records["indicators"]:
        aim, has_number = record["aim"], numbered.get(record["indicator"])
        if aim in ("reach", "hold") and not has_number:
            yield tables.fault("aim_needs_number", "indicators", record, "aim")
        if aim in ("direction", "listed") and has_number:
            yield tables.fault("aim_has_number", "indicators", record, "aim")
        if aim == "context" and has_number is not None:
            yield tables.fault("context_has_target", "indicators", record, "aim")


_ROLES: Mapping[str, tuple[str, ...]] = {
    "share": ("numerator", "denominator", "share"),
    "sum": ("part", "whole"),
    "level": ("start", "addition", "end"),
    "ratio": ("numerator", "denominator", "ratio"),
    "mean": ("total", "count", "mean"),
    "additions_to_share": (
        "numerator_start",
        "denominator_start",
        "numerator_addition",
        "denominator_addition",
        "share",
    ),
    "pace": ("past", "planned"),
    "rundown": ("start", "removal", "end"),
    "outlay": ("paid", "recipients", "standard"),
    "subset": ("part", "whole"),
    "sequence": ("before", "after"),
    "overlap": ("one", "other"),
    "exceeds": ("greater", "lesser"),
    "distance": ("high", "high_growth", "low", "low_growth", "goal"),
    "part_share": ("part", "whole"),
    "all_or_added": ("start", "end"),
    "ceiling": ("paid", "recipients", "standard"),
}
_OPTIONAL_ROLES = {"numerator_start", "numerator_addition", "denominator_addition"}
# The start of a level that is brought down, or the count behind a mean, need not be printed.
_OPTIONAL_ROLES_OF = {"rundown": {"start"}, "mean": {"count"}}


def _relations(tables: PlanTables) -> Iterator[Fault]:
    figures = {
        (record["indicator"], record["year"])
        for table in ("baselines", "targets")
        for record in tables.records[table]
    }
    unreadable = {
        record["indicator"]
        for table in ("baselines", "targets")
        for record in tables.records[table]
        if "year" in record["_bad"]
    }
    members: dict[str, list[Record]] = defaultdict(list)
    for record in tables.records["relations"]:
        members[record["relation"]].append(record)
        roles = _ROLES.get(record["kind"], ())
        if roles and record["role"] and record["role"] not in roles:
            yield tables.fault("relation_role", "relations", record, "role", roles)
        figure = (record["indicator"], record["year"])
        judged = not record["_bad"] and record["indicator"] not in unreadable
        if judged and figure not in figures:
            yield tables.fault("relation_no_figure", "relations", record, "year")
    for rows in members.values():
        kind = rows[0]["kind"]
        if odd := [row for row in rows if row["kind"] != kind and "kind" not in row["_bad"]]:
            yield tables.fault("relation_kinds", "relations", odd[0], "kind", (str(kind),))
        optional = _OPTIONAL_ROLES | _OPTIONAL_ROLES_OF.get(kind, set())
        needed = set(_ROLES.get(kind, ())) - optional
        missing = tuple(sorted(needed - {row["role"] for row in rows}))
        if missing:
            yield tables.fault("relation_incomplete", "relations", rows[0], "relation", missing)


_RULES: tuple[Callable[[PlanTables], Iterator[Fault]], ...] = (
    _directions,
    _milestones,
    _ids,
    _notes,
    _aims,
    _relations,
)


def check_plan_tables(tables: PlanTables) -> list[Fault]:
    """Return the faults that all rules find, in the order of files and rows."""
    faults = [fault for rule in (*_RULES, *FIGURE_RULES) for fault in rule(tables)]
    return sorted(faults, key=lambda fault: (fault.file, fault.row or 0, fault.column))
