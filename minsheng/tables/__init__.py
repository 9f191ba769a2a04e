"""Open a plan and its ledger: the only room that reads data files.

`load_plan` reads a data package and returns a `~minsheng.plan.plan.Plan`; `read_ledger` reads what
was observed and returns a `~minsheng.plan.observations.Ledger`; `record` adds rows to one;
`check_package` lists every fault without raising, `package_warnings` what is only improbable.

Of a package: `descriptor` and `resources` (what it declares, and what is wrong with that), `schema`
(what a table should hold), `patterns` (of ids and cells), `reading` (bytes to cells), `columns`
(how rows are held), `checking` (cells to values), `limits` (what values may be), `plan_rules` and
`figure_rules` (what a plan's rows and its figures must agree on; both look at `plan_tables`),
`package` (all of it). Of a ledger: `ledger`, `database` and `frames` (where its rows come from),
`expectations` (how large the plan leads one to expect a value to be), `ledger_rules` (what is
wrong), `ledger_warnings` (what is only improbable), `recording` and `comparing` (adding rows).
"""

from minsheng.tables.ledger import read_ledger
from minsheng.tables.package import available_plans, check_package, load_plan, package_warnings
from minsheng.tables.recording import record

__all__ = [
    "available_plans",
    "check_package",
    "load_plan",
    "package_warnings",
    "read_ledger",
    "record",
]
