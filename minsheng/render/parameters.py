"""The parameters of a notebook, read from the code of its tagged cell.

papermill reads them line by line: a default with "=" or on several lines is lost to it, and it only
logs a warning for a misspelt name and makes the wrong report. So they are read here, from the
syntax tree, and checked before anything runs.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minsheng.errors import BadInput, Fault, collecting
from minsheng.render.job import (
    NO_CONTENT,
    Notebook,
    Value,
    choose_notebooks,
    notebooks,
    read_notebook,
)
from minsheng.text.json_text import joined_text
from minsheng.text.language import say

NEEDED = ("plan", "lang")
"""The parameters that every notebook must have to become a report of a plan."""
_PYTHON = "python"
_REASONS = ("notebook_empty", "notebook_format", "notebook_language")
_TYPES: Mapping[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
}


@dataclass(frozen=True)
class Parameter:
    """One parameter: its type, default and help as the notebook's cell states them.

    The type is the annotation and the default the expression, both as code; either may be empty.
    """

    name: str
    type: str
    default: str
    help: str


Template = tuple[Notebook, Mapping[str, Parameter]]
"""A notebook and its parameters."""


def parameters(notebook: Notebook) -> dict[str, Parameter]:
    """Return the parameters of a notebook, read from its tagged cell.

    `BadInput` for a file that is no notebook, a notebook without a kernel or of another language
    than Python, one without a cell tagged ``parameters``, and a cell that is no Python.

    Examples
    --------
    >>> from minsheng.render import notebooks
    >>> list(parameters(notebooks()["programme"]))
    ['plan', 'programme', 'lang']
    """
    file = notebook.path.name
    try:
        content = read_notebook(notebook.path)
        if content == NO_CONTENT:
            raise BadInput([Fault("notebook_empty", file)])
        if "worksheets" in content:  # where format 3 has its cells
            raise BadInput([Fault("notebook_format", file, found=str(content["nbformat"]))])
        language = _language(content["metadata"])
        sources = [joined_text(cell["source"]) for cell in content["cells"] if _is_tagged(cell)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput([Fault("notebook_unreadable", file)]) from error
    if language.lower() not in ("", _PYTHON):
        raise BadInput([Fault("notebook_language", file, found=language)])
    if not sources:
        raise BadInput([Fault("notebook_without_parameters", file)])
    if not language:
        raise BadInput([Fault("notebook_without_kernel", file)])
    try:
        return {parameter.name: parameter for parameter in _stated(sources[0])}
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise BadInput([Fault("notebook_parameters_code", file, line, found=str(error))]) from error


def templates(
    names: tuple[str, ...] = (), folder: Path | None = None
) -> tuple[list[Template], list[Fault]]:
    """Return the notebooks that can be rendered, with their parameters, and the others' faults.

    `BadInput` as of `minsheng.render.job.choose_notebooks`.
    """
    known: list[Template] = []
    faults: list[Fault] = []
    for notebook in choose_notebooks(names, folder):
        with collecting(faults):
            known.append((notebook, needed_parameters(notebook)))
    return known, faults


def other_notebooks(folder: Path | None = None) -> list[str]:
    """Return the names of the notebook files that are no templates, some with the reason in words.

    JupyterLab puts an ``Untitled.ipynb`` beside the templates where somebody begins a notebook.
    """
    names = []
    for notebook in notebooks(folder).values():
        if notebook.template:
            continue
        faults: list[Fault] = []
        with collecting(faults):
            parameters(notebook)
        found = [say(f"rendering.{f.code}", found=f.found) for f in faults if f.code in _REASONS]
        name = notebook.path.name
        names.append(say("rendering.with_reason", name=name, why=found[0]) if found else name)
    return names


def needed_parameters(notebook: Notebook) -> dict[str, Parameter]:
    """Return the parameters of a notebook and require those that every report of a plan needs.

    `BadInput` as of `parameters`, and where one of those that are `NEEDED` is missing.
    """
    known = parameters(notebook)
    if missing := [name for name in NEEDED if name not in known]:
        file = notebook.path.name
        raise BadInput([Fault("notebook_without_plan", file, found=name) for name in missing])
    return known


def _language(metadata: Mapping[str, Any]) -> str:
    """Return the language of a notebook; empty where it names no kernel."""
    kernel, about = metadata.get("kernelspec", {}), metadata.get("language_info", {})
    language = about.get("name") or kernel.get("language") or ""
    return str(language) if kernel.get("name") else ""


def _is_tagged(cell: Mapping[str, Any]) -> bool:
    tagged = "parameters" in cell.get("metadata", {}).get("tags", ())
    return tagged and cell.get("cell_type") == "code"


def _stated(source: str) -> Iterator[Parameter]:
    """Yield the parameters that the code of a cell assigns, each with its last assignment."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # perhaps a magic of IPython's
        from IPython.core.inputtransformer2 import TransformerManager

        source = TransformerManager().transform_cell(source)  # type: ignore[no-untyped-call]
        tree = ast.parse(source)
    lines = io.StringIO(source).readline
    comments = {
        token.start[0]: token.string.lstrip("# ")
        for token in tokenize.generate_tokens(lines)
        if token.type == tokenize.COMMENT
    }
    for node in tree.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=value):
                names, kind = [name], ast.unparse(annotation)
            case ast.Assign(targets=targets, value=value):
                names = [target.id for target in targets if isinstance(target, ast.Name)]
                kind = ""
            case _:
                continue
        default = (ast.get_source_segment(source, value) or "") if value else ""
        about = comments.get(node.end_lineno or 0, "")
        yield from (Parameter(name, kind, default, about) for name in names)


def parameter_faults(
    notebook: Notebook, known: Mapping[str, Parameter], given: Mapping[str, Value]
) -> list[Fault]:
    """Return what is wrong with the values given for parameters: unknown names, wrong types."""
    file = notebook.path.name
    faults = []
    for name, value in given.items():
        if name not in known:
            faults.append(Fault.unknown("unknown_parameter", name, known, file))
            continue
        kind = known[name].type
        types = _TYPES.get(kind, (object,))
        wrong_bool = isinstance(value, bool) and not {bool, object} & set(types)
        if wrong_bool or not isinstance(value, types):
            fault = Fault("parameter_type", file, column=name, found=str(value), allowed=(kind,))
            faults.append(fault)
    return faults
