"""Notebooks run inside the test's own process: the same outputs, without a kernel."""

import ast
from contextlib import nullcontext
from functools import cache

import nbformat
from shared import keeping, once

from minsheng.render import notebooks
from minsheng.reports.exhibits import Sections
from minsheng.text.language import say, using
from minsheng.writers.exporters import ReportExporter

EVERY_KIND = tuple(notebooks())


@cache
def executed(name, lang):
    """Return a notebook after a run in `lang`, all else as its parameters cell has it.

    It is kept for others: exporters work on a copy.
    """
    return once(f"{name}-{lang}", lambda: run(name, {"lang": lang}))


# With observations these say most; what they are asked for besides.
WITH_OBSERVATIONS = {
    "standing": {"period": "2019H1"},
    "status": {"period": "2019H1", "programme": "childcare"},
    "indicator": {"period": "2019H1"},
    "midterm": {"period": "2019H1"},
    "final": {},
}


@cache
def made_up(name, lang):
    """Return a notebook after a run with the demonstration data."""
    asked = {"lang": lang, "observations": "demo", **WITH_OBSERVATIONS[name]}
    return once(f"demo-{name}-{lang}", lambda: run(name, asked))


@cache
def page(name, lang):
    """Return the page of a notebook after a run in `lang`."""
    return once(f"page-{name}-{lang}", lambda: _page(executed(name, lang)))


@cache
def made_up_page(name, lang):
    """Return the page of a notebook after a run with the demonstration data."""
    return once(f"demo-page-{name}-{lang}", lambda: _page(made_up(name, lang)))


def _page(notebook):
    return ReportExporter().from_notebook_node(notebook)[0]


def run(name, given, *, anew=False):
    """Return a notebook after a run with the parameters `given`.

    The plan that ships and its demonstration ledger are loaded once for all runs but those `anew`.
    """
    with nullcontext() if anew else keeping():
        return _ran(name, given)


def _ran(name, given):
    lang = given["lang"]
    source = notebooks()[name]
    notebook = nbformat.read(source.path, as_version=4)
    names = {}
    with using(lang):
        for cell in notebook.cells:
            if cell.cell_type == "code":
                _run(cell, names)
                if "parameters" in cell.metadata.get("tags", ()):
                    names.update(given)
    notebook.metadata["minsheng"].update(
        page_title=source.title(lang), eyebrow=say("labels.all_reports", lang), index="index.html"
    )
    notebook.metadata["papermill"] = {"parameters": given}
    return notebook


def _run(cell, names):
    cell.execution_count = 1
    tree = ast.parse(cell.source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    if last:
        shown(cell, eval(compile(ast.Expression(last.value), "cell", "eval"), names))


def shown(cell, value):
    """Give a cell the output that Jupyter would make of `value`."""
    if value is None:
        return
    if isinstance(value, Sections):
        for part in value.parts:
            shown(cell, part)
        return
    made = value._repr_mimebundle_()
    data, metadata = made if isinstance(made, tuple) else (made, {})
    cell.outputs.append(nbformat.v4.new_output("execute_result", data, metadata=metadata))
