"""A request to render reports of one plan, and the list of reports that it asks for.

To list the reports, the plan, its ledger and the notebooks have to be loaded and checked. The list
is cached: as long as every file that it depends on is unchanged, none of them is loaded.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minsheng.errors import BadInput, Fault
from minsheng.places import data_folder, notebooks_folder
from minsheng.render.digests import (
    digest_of,
    environment_digest,
    file_digest,
    fonts_digest,
    library_digest,
    tree_digest,
)
from minsheng.render.job import Job, Value, job_of, keep_password
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
        """Return it as keywords of `minsheng.render.matrix.jobs`.

        Where no language is asked for, it is the one in force.
        """
        return {
            "names": self.notebooks, "programmes": self.programmes,
            "indicators": self.indicators, "periods": self.periods, "as_of": self.as_of,
            "observations": self.observations, "extra": dict(self.extra), "folder": self.folder,
            "formats": self.formats, "word_template": self.word_template,
            "langs": self.langs or (current(),),
        }  # fmt: skip

    def record(self) -> dict[str, Any]:
        """Return it as JSON takes it: two requests are the same when their records are."""
        return {
            "plan": self.plan, "notebooks": list(self.notebooks),
            "programmes": list(self.programmes), "indicators": list(self.indicators),
            "periods": list(self.periods), "as_of": self.as_of,
            "observations": self.observations, "langs": list(self.langs),
            "extra": dict(self.extra), "formats": list(self.formats),
            "word_template": str(self.word_template or ""), "folder": str(self.folder or ""),
        }  # fmt: skip


_ASKED = "asked"
_DEMO = "demo"


@dataclass(frozen=True)
class Sheet:
    """The reports that a request asks for.

    Parameters
    ----------
    jobs
        The reports.
    output
        The folder that they go to.
    plan, title
        The id of the plan and what it is called.
    load
        How to load it, where something is made.
    request
        What was asked; its address of a database is without the password.
    """

    jobs: Sequence[Job]
    output: Path
    plan: str
    title: str
    load: Callable[[], Plan]
    request: Request


def asked(
    request: Request,
    output: Path,
    today: dt.date | None = None,
    news: Callable[[], None] = lambda: None,
) -> Sheet:
    """Return the reports that a request asks for, checked: nothing has run yet.

    Parameters
    ----------
    request
        What is asked. Of a period `AUTO` the plan's reporting calendar says which.
    output
        The folder of all reports.
    today
        The day for `AUTO`; that of the clock when left out.
    news
        Called where the answer is not remembered: something is likely to be made.

    Raises
    ------
    BadInput
        See `minsheng.render.matrix.jobs` and `minsheng.render.schedule.auto_periods`.
    """
    request = replace(request, observations=keep_password(request.observations))
    folder = output / _DEMO if request.observations == _DEMO else output
    require_inside([folder], output)
    day = today or dt.date.today()
    question = [request.record(), current(), str(folder), str(day) * (AUTO in request.periods)]
    place = folder / STATE / _ASKED / f"{digest_of(json.dumps(question))[:16]}.json"
    remembered, _ = unsealed(place)
    if remembered is None:
        news()
    inputs = _inputs(request)

    @cache
    def load() -> Plan:
        from minsheng.tables import load_plan

        return load_plan(request.plan)

    if inputs and remembered and remembered.get("inputs") == inputs:
        with suppress(KeyError, TypeError, ValueError):
            known = [job_of(told) for told in remembered["jobs"]]
            named = str(remembered["plan"]), str(remembered["title"])
            return Sheet(known, folder, *named, load, request)
    news()
    plan = load()
    made = _listed(plan, request, output, day)
    title = plan.facts.title(current())
    if inputs:
        with suppress(OSError):  # what cannot be remembered is found out again
            state_folder(folder)
            _remember(place, inputs, made, plan.facts.plan, title)
    return Sheet(made, folder, plan.facts.plan, title, load, request)


def require_apart(sheets: Sequence[Sheet]) -> None:
    """Refuse two reports of one name that are not the same: the second would replace the first.

    On Windows and macOS two names that differ only by case are one.

    Raises
    ------
    BadInput
        With every such page; and where `minsheng.render.outputs` refuses one.
    """
    for sheet in sheets:
        require_places(sheet.jobs, sheet.output)
    seen: dict[str, Job] = {}
    faults = []
    for job in (job for sheet in sheets for job in sheet.jobs):
        other = seen.setdefault(str(job.page).casefold(), job)
        if other.told() != job.told():
            faults.append(Fault("rendering.two_of_a_name", found=job.name))
    if faults:
        raise BadInput(dict.fromkeys(faults))


def _listed(plan: Plan, request: Request, output: Path, today: dt.date) -> list[Job]:
    """Return the reports of a request; of `AUTO`, those of each period that the calendar wants.

    A notebook that has a period of its own, as an evaluation has, keeps it: the calendar tells of
    recurring reports.
    """
    from minsheng.render.job import chosen
    from minsheng.render.matrix import jobs
    from minsheng.render.schedule import auto_periods

    source = str(Path(request.plan).resolve()) if _is_folder(request.plan) else request.plan
    if AUTO not in request.periods:
        return jobs(plan, source, output, **request.axes())
    periods = tuple(map(str, auto_periods(plan, today)))
    others = tuple(one for one in request.periods if one != AUTO)
    notebooks = chosen(tuple(dict.fromkeys(request.notebooks)), request.folder)
    found: list[Job] = []
    for own in (False, True):
        names = tuple(one.name for one in notebooks if one.own_period is own)
        if names:
            when = others if own else (*periods, *others)
            part = replace(request, notebooks=names, periods=when)
            found += jobs(plan, source, output, **part.axes())
    return _once(found)


def _once(found: Sequence[Job]) -> list[Job]:
    """Return each report once, by its page."""
    return list({job.page: job for job in found}.values())


def _is_folder(plan: str) -> bool:
    with suppress(OSError):  # a name that no file can have; told when the plan is loaded
        return bool(plan) and Path(plan).exists()
    return False


def _folder_of(plan: str) -> Path:
    """Return the folder in which a plan stands that is given by its id, folder or descriptor."""
    path = Path(plan)
    if not _is_folder(plan):
        return data_folder()
    return path if path.is_dir() else path.parent


def _remember(place: Path, inputs: str, made: Sequence[Job], plan: str, title: str) -> None:
    told: Mapping[str, Any] = {"inputs": inputs, "plan": plan, "title": title,
                               "jobs": [job.told() for job in made]}  # fmt: skip
    write_sealed(place, told)


def _inputs(request: Request) -> str:
    """Return a digest of every file that has a say; empty where something else has."""
    ledger = request.observations
    if "://" in ledger:
        return ""
    parts: list[str] = [
        library_digest(), environment_digest(), fonts_digest(),
        tree_digest(_folder_of(request.plan)),
        tree_digest(request.folder or notebooks_folder()),
        file_digest(request.word_template) if request.word_template else "",
    ]  # fmt: skip
    if ledger and ledger != _DEMO:
        path = Path(ledger)
        parts.append(file_digest(path) or tree_digest(path))
    return digest_of(json.dumps(parts))
