"""One report to make: its notebook, the parameters, and the HTML page that results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from minsheng.errors import BadInput, Fault, require_known
from minsheng.loading import DEMO
from minsheng.places import notebooks_folder
from minsheng.render.type_checks import conforms
from minsheng.text.json_text import read_json
from minsheng.text.language import Lang, listing
from minsheng.text.secrets import keep_secrets
from minsheng.writers import REPORT_FILES

ALWAYS = tuple(file.ending for file in REPORT_FILES if file.always)
"""The files that each report has, whatever formats are asked for."""
NEW_TEMPLATE = "-new-template"
"""What stands in the name of a template that was put beside a changed copy of it."""
NO_CONTENT: dict[str, Any] = {"metadata": {}}
"""What is read from an empty notebook file."""
INDEX_PAGE = "index.html"
"""The page over all reports beside a report."""


@dataclass(frozen=True)
class Notebook:
    """One notebook."""

    name: str  # its file name without ending
    path: Path  # its file
    # Titles, from the notebook's own metadata.
    title_zh: str
    title_en: str
    order: float  # its place among the reports
    # Whether it is only rendered when named: there would be a report for every indicator.
    on_request: bool = False
    # Whether it is about one period of the plan, as an evaluation is, and keeps it unless it is
    # named together with another one.
    own_period: bool = False
    # Which evaluation it is, ``midterm`` or ``final``, where not every period will do.
    evaluation: str = ""
    # Whether it is made to be a report: it has an entry ``minsheng`` in its metadata or a cell
    # tagged ``parameters``, and was not put beside a changed copy of its own. Only when named is
    # another one looked at.
    template: bool = True

    def title(self, lang: Lang) -> str:
        """Return its title."""
        return self.title_zh if lang == "zh" else self.title_en


def notebooks(folder: Path | None = None) -> dict[str, Notebook]:
    """Return the notebooks of a folder by name, in their order; by default those that ship.

    Examples
    --------
    >>> list(notebooks())[:4]
    ['plan', 'programme', 'requirements', 'audit']
    """
    known: list[Notebook] = []
    # Cells run in the folder of their notebook, so its path is none relative to another.
    for path in sorted((folder or notebooks_folder()).absolute().glob("*.ipynb")):
        try:
            content = read_notebook(path)
            words = content["metadata"].get("minsheng", {})
            made_for_it = "minsheng" in content["metadata"] or _has_parameters(content)
            template = made_for_it and NEW_TEMPLATE not in path.stem
            notebook = Notebook(
                path.stem,
                path,
                title_zh=words.get("title_zh", path.stem),
                title_en=words.get("title_en", path.stem),
                order=words.get("order", len(known) + 100),
                on_request=bool(words.get("on_request", False)),
                own_period=bool(words.get("own_period", False)),
                evaluation=words.get("evaluation", ""),
                template=template,
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadInput([Fault("notebook_unreadable", path.name, found=str(error))]) from error
        if not conforms(notebook, Notebook):
            raise BadInput([Fault("notebook_unreadable", path.name, found=str(words))])
        known.append(notebook)
    return {item.name: item for item in sorted(known, key=lambda item: (item.order, item.name))}


def read_notebook(path: Path) -> dict[str, Any]:
    """Return the content of a notebook as its file holds it; an empty file is one without cells.

    `OSError` or `ValueError` where it cannot be read, or is no JSON.
    """
    raw = path.read_bytes()
    content: dict[str, Any] = read_json(raw) if raw.strip() else NO_CONTENT
    return content


def _has_parameters(content: dict[str, Any]) -> bool:
    cells = content.get("cells", ())
    return any("parameters" in cell.get("metadata", {}).get("tags", ()) for cell in cells)


def choose_notebooks(names: tuple[str, ...], folder: Path | None = None) -> list[Notebook]:
    """Return the named notebooks; without names all templates except those made on request.

    `BadInput` for one that does not exist, with the nearest match, or that cannot be read.
    """
    known = notebooks(folder)
    templates = [name for name, notebook in known.items() if notebook.template]
    if not (known if names else templates):
        others = listing([item.path.name for item in known.values()])
        code = "no_templates" if known else "no_notebooks"
        raise BadInput([Fault(code, str(folder), found=others)])
    require_known("notebook", [name for name in names if name not in known], templates)
    usual = (name for name in templates if not known[name].on_request)
    return [known[name] for name in names or usual]


Value = str | int | float | bool


def keep_password(source: str) -> str:
    """Return the source of a ledger without its password, which is kept for this run.

    `BadInput` where another password is known for the same database.
    """
    bare, kept = keep_secrets(source)
    if not kept:
        raise BadInput([Fault("database.two_passwords", found=bare)])
    return bare


@dataclass(frozen=True)
class Job:
    """One report to make."""

    notebook: Notebook  # the notebook it is made from
    parameters: Mapping[str, Value]  # what the notebook is run with
    lang: Lang  # its language
    programme: str  # its programme, or empty for the whole plan
    # What its page is called and what stands above.
    title: str
    eyebrow: str
    page: Path  # the HTML file it becomes
    # What every format says of its data: ``plan``, ``fingerprint``, ``period``.
    about: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = ("html",)  # what it becomes, names of `minsheng.writers.FORMATS`
    word_template: str = ""  # a Word file whose page and styles win, or empty
    size: int = 1  # how many indicators it is about: the more, the longer it is likely to take

    def beside(self, ending: str) -> Path:
        """Return the file of this report with another ending, such as ``.results.json``."""
        return self.page.with_suffix(ending)

    @property
    def name(self) -> str:
        """A short name for messages: language and file."""
        return f"{self.lang}/{self.page.stem}"

    def record(self) -> dict[str, Any]:
        """Return the report as plain data; see `from_record`."""
        record = asdict(self)
        record["page"] = str(self.page)
        record["notebook"]["path"] = str(self.notebook.path)
        return record

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Job:
        """Build a report from the plain data that `record` returned.

        `TypeError` or `KeyError` for a record of another form.
        """
        notebook = Notebook(**{**record["notebook"], "path": Path(record["notebook"]["path"])})
        page, formats = Path(record["page"]), tuple(record["formats"])
        job = cls(**{**record, "notebook": notebook, "page": page, "formats": formats})
        if not conforms(job, cls):
            raise TypeError(record)
        return job


def folder_of(output: Path, observations: str) -> Path:
    """Return the folder of all reports; reports on made-up data have a folder of their own.

    Examples
    --------
    >>> from pathlib import Path
    >>> folder_of(Path("reports"), "demo").as_posix(), folder_of(Path("reports"), "").as_posix()
    ('reports/demo', 'reports')
    """
    return output / DEMO if observations == DEMO else output
