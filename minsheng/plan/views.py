"""The tables of a plan as analysts read them: names beside ids, units beside numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from minsheng.text.language import current

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.text.units import Unit

DESCRIPTION = ("programme", "programme_name", "indicator", "indicator_name", "unit")
"""The columns that every frame of goals begins with; names are in the language in force."""
DUTIES = ("lead", "responsible")
"""The roles in which a department has a duty in a programme: it leads, or is responsible."""
_IN_PERCENT = ("growth", "decline", "increase_percent", "decrease_percent")
_NAMED = {
    "programme": ("programmes", "programme", "name"),
    "indicator": ("indicators", "indicator", "name"),
    "department": ("departments", "department", "name"),
    "holder": ("departments", "department", "name"),
    "group": ("groups", "group", "name"),
    "task": ("tasks", "task", "title"),
}
"""For each column of ids the table that names them, its column of ids, and that of the names."""


def with_names(frame: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return a frame with the name of each id beside it, in the language in force.

    After each of the columns ``programme``, ``indicator``, ``department``, ``holder``, ``group``
    and ``task`` stands one with ``_name`` after its name (text, empty where an id is empty). A
    frame of goals begins with `DESCRIPTION`, with programme and unit of each. `tables` are those of
    the plan.

    Examples
    --------
    >>> tables = ms.load_plan().tables
    >>> with_names(tables["responsibilities"], tables).iloc[0].tolist()
    ['childcare', '幼有所育', 'education', '区教委', 'lead']
    """
    import pandas as pd

    columns = {str(name): frame[name] for name in frame}
    if "indicator" in frame:
        goals = tables["indicators"]
        programmes, units = (
            _mapped(columns["indicator"], goals, "indicator", name)
            for name in ("programme", "unit")
        )
        first = {"programme": programmes, "indicator": columns["indicator"], "unit": units}
        columns = first | {name: columns[name] for name in columns if name not in first}
    named = {}
    for name, column in columns.items():
        if name in _NAMED:
            table, ids, names = _NAMED[name]
            named[name] = column
            named[f"{name}_name"] = _mapped(column, tables[table], ids, f"{names}_{current()}")
        elif name not in named:  # a name that was there already is made anew
            named[name] = column
    return pd.DataFrame(named, index=frame.index)


def unit_of_change(word: object, unit: Unit) -> str:
    """Return the unit of a target's number, given its cell in the column ``change``.

    Examples
    --------
    >>> unit_of_change("increase", ms.load_plan().unit("percent"))
    'percentage_point'
    """
    if word in ("increase", "decrease"):
        return "percentage_point" if unit.share else unit.unit
    return "percent" if word in _IN_PERCENT else unit.unit


def tasks(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the numbered tasks with their programmes, departments and years; see `Plan.tasks`."""
    frame = tables["tasks"]
    programmes = _mapped(frame["group"], tables["groups"], "group", "programme")
    departments = {
        f"{role}_departments": _looked_up(programmes, _departments(tables, role)) for role in DUTIES
    }
    years = frame["due"].dt.year.astype("Int64")
    frame = frame.assign(programme=programmes, due_year=years, **departments)
    first = ("programme", "group", "task", "number", "due", "due_year", *departments)
    return with_names(frame[[*first, *(name for name in frame if name not in first)]], tables)


def _departments(tables: Mapping[str, pd.DataFrame], role: str) -> dict[str, str]:
    """Return the names of the departments in a role, joined, by programme."""
    duties = with_names(tables["responsibilities"], tables)
    names: dict[str, list[str]] = {}
    for row in duties[duties["role"] == role].to_dict("records"):
        names.setdefault(row["programme"], []).append(row["department_name"])
    separator = "、" if current() == "zh" else "; "
    return {programme: separator.join(each) for programme, each in names.items()}


def _mapped(column: pd.Series, table: pd.DataFrame, key: str, value: str) -> pd.Series:
    """Return for each id of a column what a table says of it; empty for an id that it lacks."""
    return _looked_up(column, dict(zip(table[key].tolist(), table[value].tolist(), strict=True)))


def _looked_up(column: pd.Series, values: Mapping[str, str]) -> pd.Series:
    """Return for each id of a column its value; empty for an id that has none."""
    import pandas as pd

    return pd.Series([values.get(id_, "") for id_ in column.tolist()], column.index, "str")
