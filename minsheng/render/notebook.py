"""The notebooks that there are: each a question, and a papermill template for its report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from minsheng.errors import BadInput, Fault, require_known
from minsheng.language import Lang
from minsheng.places import notebooks_folder
from minsheng.render.forms import conforms, parsed


@dataclass(frozen=True)
class Notebook:
    """One notebook.

    Parameters
    ----------
    name
        Its file name without ending.
    path
        Its file.
    title_zh, title_en
        Titles, from the notebook's own metadata.
    order
        Its place among the reports.
    on_request
        Whether it is only rendered when named: there would be a report for every indicator.
    own_period
        Whether it is about one period of the plan, as an evaluation is, and keeps it where the
        calendar says which periods are to be reported.
    """

    name: str
    path: Path
    title_zh: str
    title_en: str
    order: float
    on_request: bool = False
    own_period: bool = False

    def title(self, lang: Lang) -> str:
        """Return its title."""
        return self.title_zh if lang == "zh" else self.title_en


def notebooks(folder: Path | None = None) -> dict[str, Notebook]:
    """Return the notebooks of a folder, of those that ship when none is given, in their order.

    Examples
    --------
    >>> list(notebooks())[:4]
    ['plan', 'programme', 'requirements', 'audit']
    """
    found: list[Notebook] = []
    for path in sorted((folder or notebooks_folder()).glob("*.ipynb")):
        try:
            words = parsed(path.read_bytes())["metadata"].get("minsheng", {})
            notebook = Notebook(
                path.stem,
                path,
                words.get("title_zh", path.stem),
                words.get("title_en", path.stem),
                words.get("order", len(found) + 100),
                bool(words.get("on_request", False)),
                bool(words.get("own_period", False)),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadInput([Fault("notebook_unreadable", path.name, found=str(error))]) from error
        if not conforms(notebook, Notebook):
            raise BadInput([Fault("notebook_unreadable", path.name, found=str(words))])
        found.append(notebook)
    return {item.name: item for item in sorted(found, key=lambda item: (item.order, item.name))}


def chosen(names: tuple[str, ...], folder: Path | None = None) -> list[Notebook]:
    """Return the notebooks named; when none is, all but those that are made on request.

    Raises
    ------
    BadInput
        For a notebook that does not exist, with the nearest match, or that cannot be read.
    """
    known = notebooks(folder)
    if not known:
        raise BadInput([Fault("no_notebooks", str(folder))])
    for name in names:
        require_known("notebook", name, list(known))
    usual = (name for name, notebook in known.items() if not notebook.on_request)
    return [known[name] for name in names or usual]
