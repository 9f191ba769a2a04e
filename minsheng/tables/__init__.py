"""Open a plan and its ledger: the only room that reads data files.

`load_plan` reads a data package and returns a `~minsheng.plan.plan.Plan`; `load_observations` reads
what was observed and returns a `~minsheng.plan.observations.Ledger`; `record` adds rows to one;
`check_package` lists every fault without raising.

Of a package: `descriptor` (what is declared, held against what is needed), `schema` (what a table
should hold), `reading` (bytes to cells), `columns` (how rows are held), `checking` (cells to
values, by the Table Schema), `sense` (what a plan must make sense of). Of a ledger: `opening` and
`database` (where its rows come from), `typed` (figures, periods and words as people type them),
`expected` (what the plan leads one to expect), `observed` (what is wrong), `improbable` (what is
only unlikely), `recording` (adding).
"""

from minsheng.tables.ledger import load_observations
from minsheng.tables.loading import check_package, load_plan
from minsheng.tables.package import available_plans
from minsheng.tables.recording import record

__all__ = ["available_plans", "check_package", "load_observations", "load_plan", "record"]
