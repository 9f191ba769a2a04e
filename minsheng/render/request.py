"""A request to render reports of one plan, and the list of reports that it asks for.

To list the reports, the plan, its ledger and the notebooks have to be loaded and checked. The list
is cached: as long as every file that it depends on is unchanged, none of them is loaded.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minsheng.errors import BadInput, Fault
from minsheng.loading import DEMO
from minsheng.places import data_folder, notebooks_folder
from minsheng.render.digests import (
    digest_of,
    environment_digest,
    file_digest,
    fonts_digest,
    library_digest,
    tree_digest,
)
from minsheng.render.job import Job, Value, folder_of, keep_password
from minsheng.render.outputs import require_inside, require_places
from minsheng.render.state import STATE, state_folder, unsealed, write_sealed
from minsheng.text.language import current

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

AUTO = "auto"
"""The period that the plan's reporting calendar asks for: see `minsheng.render.schedule`."""


@dataclass(frozen=True)
class Request:
    """What is asked to be rendered of one plan; an empty axis leaves its default.

    Parameters
    ----------
    plan
        Its id or folder; empty for the plan that ships.
    notebooks, programmes, indicators, periods, langs, formats
        The axes: see `minsheng.render.matrix.jobs`. A period may be `AUTO`.
    as_of, observations
        The day on which the ledger is read, and its source.
    extra
        Further parameters of the notebooks, each with its value.
    word_template
        A Word file whose page and styles win.
    folder
        Where the notebooks are; those that ship when left out.

    Examples
    --------
    >>> asked = Request(notebooks=("plan",), extra=(("top", 5),))
    >>> asked.axes()["names"], asked.axes()["extra"], asked.record()["notebooks"]
    (('plan',), {'top': 5}, ['plan'])
    """

    plan: str = ""
    notebooks: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    as_of: str = ""
    observations: str = ""
    langs: tuple[str, ...] = ()
    extra: tuple[tuple[str, Value], ...] = ()
    formats: tuple[str, ...] = ()
    word_template: Path | None = None
    folder: Path | None = None

    def axes(self) -> dict[str, Any]:
        """Return the axes as keyword arguments of `minsheng.render.matrix.jobs`.

        Without a language, the language in force is taken.
        """
        keywords = {item.name: getattr(self, item.name) for item in fields(self)}
        del keywords["plan"]
        names, langs = keywords.pop("notebooks"), self.langs or (current(),)
        return {**keywords, "names": names, "langs": langs, "extra": dict(self.extra)}

    def record(self) -> dict[str, Any]:
        """Return the request as JSON values; two requests are the same when their records are."""
        record = {
            name: list(value) if isinstance(value, tuple) else str(value or "")
            for name, value in asdict(self).items()
        }
        return {**record, "extra": dict(self.extra)}


_LISTS = "asked"


@dataclass(frozen=True)
class ReportList:
    """The reports that a request asks for."""

    jobs: Sequence[Job]  # the reports
    output: Path  # the folder that they go to
    # The id of the plan and its title.
    plan: str
    title: str
    load: Callable[[], Plan]  # loads the plan, where a report has to be made
    request: Request  # the request; its address of a database is without the password
    # The evaluations that were left out because their period is not over, each notebook with the
    # last day of that period.
    to_come: Mapping[str, dt.date] = field(default_factory=dict)


def list_reports(
    request: Request,
    output: Path,
    today: dt.date | None = None,
    before_loading: Callable[[], None] = lambda: None,
) -> ReportList:
    """Return the reports that a request asks for; they are checked, and no notebook has run.

    Parameters
    ----------
    request
        The request. For the period `AUTO` the reporting calendar of the plan gives the periods. Of
        all notebooks an evaluation whose period is not over is left out.
    output
        The folder of all reports.
    today
        The day for `AUTO` and for evaluations where the request has no `as_of`; that of the clock
        when left out.
    before_loading
        Called where the list is not cached: reports are likely to be made.

    Raises
    ------
    BadInput
        See `minsheng.render.matrix.jobs` and `minsheng.render.schedule.auto_periods`; and for an
        evaluation that is named though its period is not over.
    """
    request = replace(request, observations=keep_password(request.observations))
    folder = folder_of(output, request.observations)
    require_inside([folder], output)
    day = today or dt.date.today()
    question = [request.record(), current(), str(folder)]
    place = folder / STATE / _LISTS / f"{digest_of(json.dumps(question))[:16]}.json"
    cached, _ = unsealed(place)
    if cached is None:
        before_loading()
    inputs = _inputs(request, day)

    @cache
    def load() -> Plan:
        from minsheng.tables import load_plan

        return load_plan(request.plan)

    if inputs and cached and cached.get("inputs") == inputs:
        with suppress(AttributeError, KeyError, TypeError, ValueError):
            known = [Job.from_record(record) for record in cached["jobs"]]
            to_come = {name: dt.date.fromisoformat(end) for name, end in cached["to_come"].items()}
            return ReportList(
                known, folder, str(cached["plan"]), str(cached["title"]), load, request, to_come
            )
    from minsheng.render.evaluations import evaluations_to_come

    before_loading()
    plan = load()
    jobs = _jobs(plan, request, output, day)
    to_come = evaluations_to_come(plan, jobs, day)
    if to_come and request.notebooks:
        raise BadInput(
            Fault("evaluation_to_come", plan.facts.plan, found=name, allowed=(str(end),))
            for name, end in to_come.items()
        )
    jobs = [job for job in jobs if job.notebook.name not in to_come]
    title = plan.facts.title(current())
    reports = ReportList(jobs, folder, plan.facts.plan, title, load, request, to_come)
    if inputs:
        with suppress(OSError):  # without the cache the list is made again next time
            state_folder(folder)
            records = [job.record() for job in jobs]
            content = {"inputs": inputs, "plan": reports.plan, "title": reports.title}
            ends = {name: str(end) for name, end in to_come.items()}
            write_sealed(place, {**content, "jobs": records, "to_come": ends})
    return reports


def require_distinct_pages(lists: Sequence[ReportList]) -> None:
    """Refuse two different reports with the same page: the second would replace the first.

    On Windows and macOS two names that differ only by case are one. `BadInput` has every such page,
    and every page that `minsheng.render.outputs.require_places` refuses.
    """
    for reports in lists:
        require_places(reports.jobs, reports.output)
    first: dict[str, Job] = {}
    faults = []
    for job in (job for reports in lists for job in reports.jobs):
        other = first.setdefault(str(job.page).casefold(), job)
        if other.record() != job.record():
            faults.append(Fault("rendering.two_of_a_name", found=job.name))
    if faults:
        raise BadInput(dict.fromkeys(faults))


def _jobs(plan: Plan, request: Request, output: Path, today: dt.date) -> list[Job]:
    """Return the reports of a request, each page once.

    `AUTO` stands for the periods that the calendar wants. A notebook that has a period of its own,
    as an evaluation has, keeps it: the calendar is about recurring reports.
    """
    from minsheng.evaluation.standing import day_of
    from minsheng.render.job import choose_notebooks
    from minsheng.render.matrix import jobs
    from minsheng.render.schedule import auto_periods

    path = _path_of(request.plan)
    source = str(path.resolve()) if path else request.plan
    if AUTO not in request.periods:
        return jobs(plan, source, output, **request.axes())
    due = tuple(map(str, auto_periods(plan, day_of(request.as_of) or today)))
    asked = tuple(period for period in request.periods if period != AUTO)
    notebooks = choose_notebooks(tuple(dict.fromkeys(request.notebooks)), request.folder)
    by_page: dict[Path, Job] = {}
    of_evaluations = asked if request.notebooks else ()
    for own_period, periods in ((False, (*due, *asked)), (True, of_evaluations)):
        names = tuple(book.name for book in notebooks if book.own_period is own_period)
        if names:
            part = replace(request, notebooks=names, periods=periods)
            by_page |= {job.page: job for job in jobs(plan, source, output, **part.axes())}
    return list(by_page.values())


def _path_of(plan: str) -> Path | None:
    """Return the folder or the descriptor of a plan; None for one that is given by its id."""
    with suppress(OSError):  # a name that no file can have; told when the plan is loaded
        return Path(plan) if plan and Path(plan).exists() else None
    return None


def _inputs(request: Request, day: dt.date) -> str:
    """Return a digest of the day and of every file that the list depends on.

    It is empty for a ledger in a database.
    """
    ledger = request.observations
    if "://" in ledger:
        return ""
    path = _path_of(request.plan) or data_folder()
    package = path if path.is_dir() else path.parent
    parts = [
        str(day),
        library_digest(),
        environment_digest(),
        fonts_digest(),
        tree_digest(package),
        tree_digest(request.folder or notebooks_folder()),
        file_digest(request.word_template) if request.word_template else "",
    ]
    if ledger and ledger != DEMO:
        source = Path(ledger)
        parts.append(file_digest(source) or tree_digest(source))
    return digest_of(json.dumps(parts))
