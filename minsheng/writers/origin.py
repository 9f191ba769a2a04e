"""What a report was made from, as it travels in the file: enough to make it again and compare.

No place of the machine that made a report travels with it: a plan goes by its id, and a folder, a
file or the address of a database is left out.
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
    """What a report was made from.

    Parameters
    ----------
    notebook
        The name of the notebook.
    plan
        The id of the plan.
    parameters
        What the notebook was run with, but for the plan; None for what does not travel.
    """

    notebook: str
    plan: str
    parameters: Mapping[str, Value | None]

    def fields(self) -> dict[str, str]:
        """Return the names and texts that a file carries.

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
    """Return what a file of `document` is to carry; nothing where the notebook does not say."""
    found = origin_of(document)
    return found.fields() if found else {}


def read_fields(fields: Mapping[str, str]) -> Origin | None:
    """Return the origin that a file carries, or None where it carries none.

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
    """Return the parameters that may travel: those that name a place of a machine are None.

    Of a ledger only the made-up one goes by its name; any other name leads to a place.

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
