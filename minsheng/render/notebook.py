"""The notebooks that there are: each a question, and a papermill template for its report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minsheng.errors import BadInput, Fault, require_known
from minsheng.json_text import read_json
from minsheng.places import notebooks_folder
from minsheng.render.forms import conforms
from minsheng.text.language import Lang


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
    template
        Whether it is made to be a report: it has an entry ``minsheng`` in its metadata or a cell
        tagged ``parameters``. Only when named is another one looked at, and then refused.
    """

    name: str
    path: Path
    title_zh: str
    title_en: str
    order: float
    on_request: bool = False
    own_period: bool = False
    template: bool = True

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
            content = _read(path)
            words = content["metadata"].get("minsheng", {})
            template = "minsheng" in content["metadata"] or _has_parameters(content)
            notebook = Notebook(
                path.stem,
                path,
                title_zh=words.get("title_zh", path.stem),
                title_en=words.get("title_en", path.stem),
                order=words.get("order", len(found) + 100),
                on_request=bool(words.get("on_request", False)),
                own_period=bool(words.get("own_period", False)),
                template=template,
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadInput([Fault("notebook_unreadable", path.name, found=str(error))]) from error
        if not conforms(notebook, Notebook):
            raise BadInput([Fault("notebook_unreadable", path.name, found=str(words))])
        found.append(notebook)
    return {item.name: item for item in sorted(found, key=lambda item: (item.order, item.name))}


def _read(path: Path) -> dict[str, Any]:
    """Return the content of a notebook; an empty file is one without cells."""
    raw = path.read_bytes()
    content: dict[str, Any] = read_json(raw) if raw.strip() else {"metadata": {}}
    return content


def _has_parameters(content: dict[str, Any]) -> bool:
    cells = content.get("cells", ())
    return any("parameters" in cell.get("metadata", {}).get("tags", ()) for cell in cells)


def passed_over(folder: Path | None = None) -> list[str]:
    """Return the names of the notebook files that are no templates.

    JupyterLab puts an ``Untitled.ipynb`` beside the templates where somebody begins a notebook.
    """
    return [item.path.name for item in notebooks(folder).values() if not item.template]


def chosen(names: tuple[str, ...], folder: Path | None = None) -> list[Notebook]:
    """Return the notebooks named; when none is, all templates but those made on request.

    Raises
    ------
    BadInput
        For a notebook that does not exist, with the nearest match, or that cannot be read.
    """
    known = notebooks(folder)
    templates = [name for name, notebook in known.items() if notebook.template]
    if not (known if names else templates):
        raise BadInput([Fault("no_notebooks", str(folder))])
    for name in names:
        require_known("notebook", name, templates if name not in known else list(known))
    usual = (name for name in templates if not known[name].on_request)
    return [known[name] for name in names or usual]
