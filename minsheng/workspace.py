"""A workspace of the user's own: copies of the notebooks that ship, kept up to date.

The notebooks that ship, templates of reports and tutorials, stay as they are, in a checkout and in
an installed wheel alike. A copy that its user has not changed follows its original; one that has
been changed is kept, and the new one is put beside it. Other files of the folder are left alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from minsheng.files import refused_as, require_writable, write_whole
from minsheng.places import notebooks_folder
from minsheng.render.job import NEW_TEMPLATE, notebooks, read_notebook
from minsheng.render.type_checks import conforms
from minsheng.text.json_text import joined_text, read_json

PAGES, TUTORIALS = "pages", "tutorials"
"""The folders of the notebooks that are used live, by widgets, and of those that teach.

Neither is ever rendered as a report.
"""
_KNOWN = ".minsheng.templates.json"


@dataclass(frozen=True)
class Copied:
    """What became of one template in a workspace."""

    # ``added``; ``updated``, in place of a copy that was not changed; ``kept``, beside a copy that
    # was changed.
    state: str
    path: Path  # the file that was written
    name: str  # the name of the template, within its folder


def update(workspace: Path, source: Path | None = None) -> list[Copied]:
    """Copy templates, tutorials and pages to a workspace, and return those that were written.

    `source` is the folder of the templates, of `PAGES` and `TUTORIALS`; those that ship when left
    out. `BadInput` where the folder cannot be written to.
    """
    require_writable(workspace)
    known = _known(workspace / _KNOWN)
    source = (source or notebooks_folder()).absolute()
    copied = []
    for path in _templates(source):
        content = path.read_bytes()
        name = path.relative_to(source).as_posix()
        stem = name.removesuffix(path.suffix)
        new, place = digest(path), workspace / name
        before = digest(place)
        if not before:
            state = "added"
        elif before == new:
            state = ""
        elif before == known.get(name):
            state = "updated"
        else:
            state = "kept"
            given = {known.get(written) for written in (name, *_beside(stem, known))}
            if new in given:
                continue
            place = next(_free(workspace, stem, known))
        if state:
            with refused_as("cannot_write", place):
                write_whole(place, content)
            copied.append(Copied(state, place, name))
        known[place.relative_to(workspace).as_posix()] = new
    write_whole(workspace / _KNOWN, json.dumps(known, indent=1, sort_keys=True) + "\n")
    return copied


def digest(path: Path) -> str:
    """Return a digest of what a user writes in a notebook; empty where there is no such file.

    What JupyterLab writes on its own when it saves, which kernel and which version of Python, does
    not count. Outputs do: somebody may want to keep them.
    """
    if not path.exists():
        return ""
    try:
        notebook = read_notebook(path)
        metadata = {**notebook["metadata"], "kernelspec": 0, "language_info": 0}
        cells = [{**cell, "source": joined_text(cell["source"])} for cell in notebook["cells"]]
        content = json.dumps([metadata, cells], sort_keys=True).encode()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # of the user's own making
        return "unreadable"
    return hashlib.sha256(content).hexdigest()


def _templates(folder: Path) -> list[Path]:
    templates = [notebook.path for notebook in notebooks(folder).values() if notebook.template]
    others = [folder / PAGES, folder / TUTORIALS]
    return [*templates, *(path for other in others for path in sorted(other.glob("*.ipynb")))]


def _known(path: Path) -> dict[str, str]:
    """Return the digests of the templates by the names under which they were written here."""
    try:
        known = read_json(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if conforms(known, dict[str, str]) else {}


def _beside(stem: str, known: Mapping[str, str]) -> Iterator[str]:
    for number in range(1, len(known) + 2):
        yield _name_beside(stem, number)


def _name_beside(stem: str, number: int) -> str:
    return f"{stem}{NEW_TEMPLATE}{'' if number == 1 else f'-{number}'}.ipynb"


def _free(workspace: Path, stem: str, known: Mapping[str, str]) -> Iterator[Path]:
    """Yield the paths for a new template that are free, or hold one that was not changed."""
    for number in count(1):
        name = _name_beside(stem, number)
        if digest(workspace / name) in ("", known.get(name)):
            yield workspace / name
