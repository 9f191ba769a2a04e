"""What the shell offers after Tab: ids of plans, programmes and indicators, names of notebooks.

A shell waits for this at every key, so it is read without pandas and unchecked from the tables of
a package; whatever cannot be read offers nothing.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

from minsheng.places import data_folder, notebooks_folder
from minsheng.text.language import current

if TYPE_CHECKING:
    import click

Named = Iterator[tuple[str, str]]
Completion = Callable[["click.Context", "click.Parameter", str], list[CompletionItem]]


def _completion(names: Callable[[click.Context], Named]) -> Completion:
    """Return what click calls; `names` yields each id with what it is called."""

    def complete(
        context: click.Context, _: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        offered = []
        with suppress(OSError, ValueError, KeyError, TypeError, csv.Error):
            offered += [
                CompletionItem(name, help=words)
                for name, words in names(context)
                if name.startswith(incomplete)
            ]
        return offered

    return complete


def _plans(_: click.Context) -> Named:
    for descriptor in sorted(data_folder().glob("*/datapackage.json")):
        yield descriptor.parent.name, json.loads(descriptor.read_bytes())["title"]


def _rows(context: click.Context, table: str) -> Named:
    """Yield the ids of a table of the plan that the command line names so far."""
    given = context.params.get("plan") or context.params.get("plans") or ""
    plan = given if isinstance(given, str) else given[-1]
    if not plan:  # the first that ships, as `minsheng.load_plan` takes it
        plan, _ = next(_plans(context))
    folder = Path(plan) if Path(plan).is_dir() else data_folder() / plan
    with (folder / f"{table}s.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield row[table], row[f"name_{current()}"]


def _programmes(context: click.Context) -> Named:
    return _rows(context, "programme")


def _indicators(context: click.Context) -> Named:
    return _rows(context, "indicator")


def _ids(context: click.Context) -> Named:
    yield from _programmes(context)
    yield from _indicators(context)


def _notebooks(context: click.Context) -> Named:
    folder = Path(context.params.get("folder") or notebooks_folder())
    for path in sorted(folder.glob("*.ipynb")):
        words = json.loads(path.read_bytes())["metadata"].get("minsheng", {})
        yield path.stem, words.get(f"title_{current()}", "")


plans, programmes, indicators, ids, notebooks = map(
    _completion, (_plans, _programmes, _indicators, _ids, _notebooks)
)
