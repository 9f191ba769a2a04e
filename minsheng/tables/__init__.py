"""Open a plan: the only room that reads data files.

`load_plan` reads a data package and returns a `~minsheng.plan.Plan`; `check_package` lists every
fault without raising. Inside: `schema` (what a table should hold), `reading` (bytes to cells),
`cells` (text to values), `checking` (Table Schema), `sense` (what a plan must make sense of) and
`relations` (which figures belong together).
"""

from minsheng.tables.loading import available_plans, check_package, load_plan

__all__ = ["available_plans", "check_package", "load_plan"]
