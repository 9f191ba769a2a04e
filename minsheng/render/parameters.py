"""What a notebook may be asked, read from its parameters cell, and checked before it runs.

papermill itself only logs a warning for a misspelt parameter and makes the wrong report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minsheng.errors import BadInput, Fault, nearest
from minsheng.secrets import keep_secrets

if TYPE_CHECKING:
    from minsheng.render.notebook import Notebook

Value = str | int | float | bool
_TYPES: Mapping[str, tuple[type, ...]] = {
    "str": (str,), "int": (int,), "float": (int, float), "bool": (bool,),
}  # fmt: skip


@dataclass(frozen=True)
class Parameter:
    """One parameter: its type, default and help as the notebook's cell states them."""

    name: str
    type: str
    default: str
    help: str


def parameters(notebook: Notebook) -> dict[str, Parameter]:
    """Return the parameters of a notebook, read from its tagged cell.

    Examples
    --------
    >>> from minsheng.render import notebooks
    >>> list(parameters(notebooks()["programme"]))
    ['plan', 'programme', 'lang']
    """
    import papermill
    from nbformat.reader import NotJSONError

    try:
        found = papermill.inspect_notebook(str(notebook.path))
    except NotJSONError as error:
        raise BadInput([Fault("notebook_unreadable", notebook.path.name)]) from error
    except ValueError as error:  # papermill: "No kernel name found in notebook …"
        raise BadInput([Fault("notebook_without_kernel", notebook.path.name)]) from error
    return {
        name: Parameter(name, spec["inferred_type_name"], spec["default"], spec["help"])
        for name, spec in found.items()
    }


def keep_password(source: str) -> str:
    """Return the source of a ledger as it may be written; a password is kept for this run.

    Raises
    ------
    BadInput
        Where another password is known for the same database.
    """
    bare, kept = keep_secrets(source)
    if not kept:
        raise BadInput([Fault("database.two_passwords", found=bare)])
    return bare


def faults_of(
    notebook: Notebook,
    given: Mapping[str, Value],
    choices: Mapping[str, tuple[str, ...]],
) -> list[Fault]:
    """Return what is wrong with `given`: unknown names, wrong types, values not to choose from."""
    known = parameters(notebook)
    file = notebook.path.name
    if not known:
        return [Fault("notebook_without_parameters", file)]
    faults = []
    for name, value in given.items():
        if name not in known:
            faults.append(
                Fault("unknown_parameter", file, found=name, allowed=tuple(known),
                      nearest=nearest(name, known))
            )  # fmt: skip
            continue
        wanted = _TYPES.get(known[name].type)
        wrong_bool = isinstance(value, bool) and wanted is not None and bool not in wanted
        if wanted and (wrong_bool or not isinstance(value, wanted)):
            faults.append(
                Fault("parameter_type", file, column=name, found=str(value),
                      allowed=(known[name].type,))
            )  # fmt: skip
        elif name in choices and value not in choices[name]:
            faults.append(
                Fault("unknown_value", file, column=name, found=str(value),
                      allowed=choices[name], nearest=nearest(str(value), choices[name]))
            )  # fmt: skip
    return faults
