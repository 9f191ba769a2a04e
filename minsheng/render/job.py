"""One report to make: a notebook, what it is asked, and where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from minsheng.render.forms import conforms
from minsheng.render.notebook import Notebook
from minsheng.render.parameters import Value
from minsheng.text.language import Lang


@dataclass(frozen=True)
class Job:
    """One report to make.

    Parameters
    ----------
    notebook
        The notebook it is made from.
    parameters
        What the notebook is run with.
    lang
        Its language.
    programme
        Its programme, or empty for the whole plan.
    title, eyebrow
        What its page is called and what stands above.
    page
        The HTML file it becomes.
    about
        What every format says of its data: ``plan``, ``fingerprint``, ``period``.
    formats
        What it becomes, names of `minsheng.writers.FORMATS`.
    word_template
        A Word file whose page and styles win, or empty.
    size
        How many indicators it is about: the more, the longer it is likely to take.
    """

    notebook: Notebook
    parameters: Mapping[str, Value]
    lang: Lang
    programme: str
    title: str
    eyebrow: str
    page: Path
    about: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = ("html",)
    word_template: str = ""
    size: int = 1

    def beside(self, ending: str) -> Path:
        """Return the file of this report with another ending, such as ``.results.json``."""
        return self.page.with_suffix(ending)

    @property
    def name(self) -> str:
        """A short name for messages: language and file."""
        return f"{self.lang}/{self.page.stem}"

    def told(self) -> dict[str, Any]:
        """Return the report as plain data; see `job_of`."""
        told = asdict(self)
        told["page"] = str(self.page)
        told["notebook"]["path"] = str(self.notebook.path)
        return told


def job_of(told: Mapping[str, Any]) -> Job:
    """Return the report that was told as plain data.

    Raises
    ------
    TypeError, KeyError
        For what was told in another form.
    """
    notebook = Notebook(**{**told["notebook"], "path": Path(told["notebook"]["path"])})
    rest = {**told, "notebook": notebook, "page": Path(told["page"])}
    job = Job(**{**rest, "formats": tuple(told["formats"])})
    if not conforms(job, Job):
        raise TypeError(told)
    return job
