"""The origin of a report, stored in its file so that the report can be made again and compared.

No paths of the machine are stored: a plan is named by its id; folders, files and addresses of
databases are left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from minsheng.text.json_text import read_json
from minsheng.writers.document import Document

Value = str | int | float | bool
_PREFIX = "minsheng."


@dataclass(frozen=True)
class Origin:
    """The notebook, plan and parameters that a report was made from."""

    notebook: str  # the name of the notebook
    plan: str  # the id of the plan
    # Parameters of the run without the plan; None for values that are not stored.
    parameters: Mapping[str, Value | None]

    def fields(self) -> dict[str, str]:
        """Return the origin as names and texts to be stored in a file.

        Examples
        --------
        >>> Origin("programme", "qijiang-2018-2020", {"lang": "zh"}).fields()["minsheng.parameters"]
        '{"lang": "zh"}'
        """
        parameters = json.dumps(dict(self.parameters), ensure_ascii=False, sort_keys=True)
        return {
            f"{_PREFIX}notebook": self.notebook,
            f"{_PREFIX}plan": self.plan,
            f"{_PREFIX}parameters": parameters,
        }


def origin_of(document: Document) -> Origin | None:
    """Return the origin that the notebook of a document states, or None."""
    properties = document.properties
    if not properties.get("notebook"):
        return None
    return Origin(
        str(properties["notebook"]),
        str(properties.get("plan", "")),
        dict(properties.get("parameters") or {}),
    )


def fields_of(document: Document) -> dict[str, str]:
    """Return the origin of `document` as names and texts; empty if the notebook states none."""
    origin = origin_of(document)
    return origin.fields() if origin else {}


def read_fields(fields: Mapping[str, str]) -> Origin | None:
    """Return the origin stored in the fields of a file, or None.

    Examples
    --------
    >>> made = Origin("plan", "qijiang-2018-2020", {"lang": "en"})
    >>> read_fields(made.fields()) == made, read_fields({"title": "x"})
    (True, None)
    """
    notebook, plan, text = (
        fields.get(f"{_PREFIX}{name}", "") for name in ("notebook", "plan", "parameters")
    )
    try:
        parameters = read_json(text)
    except ValueError:
        return None
    if not notebook or not isinstance(parameters, dict):
        return None
    known = {
        name: value
        for name, value in parameters.items()
        if value is None or isinstance(value, str | int | float)
    }
    return Origin(notebook, plan, known)


def travelling(parameters: Mapping[str, Value | None]) -> dict[str, Value | None]:
    """Return the parameters that may be stored in a file; those that name a path are None.

    The only ledger that is stored by its name is the made-up one; other names are paths.

    Examples
    --------
    >>> travelling({"plan": "/data/p", "observations": "/data/ledger", "programme": "housing"})
    {'observations': None, 'programme': 'housing'}
    """
    return {
        name: None if _is_place(name, value) else value
        for name, value in parameters.items()
        if name != "plan"
    }


def _is_place(name: str, value: Value | None) -> bool:
    if name == "observations":
        return value not in ("", "demo")
    return isinstance(value, str) and (
        "/" in value or "\\" in value or value.startswith(("~", "."))
    )
