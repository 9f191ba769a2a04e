"""Open a plan: the only room that reads data files.

`load_plan` reads a data package and returns a `~minsheng.plan.Plan`; `check_package` lists every
fault without raising. Inside: `descriptor` (what is declared, held against what is needed),
`schema` (what a table should hold), `reading` (bytes to cells), `checking` (cells to values, by the
Table Schema) and `sense` (what a plan must make sense of).
"""

from minsheng.tables.loading import available_plans, check_package, load_plan

__all__ = ["available_plans", "check_package", "load_plan"]
