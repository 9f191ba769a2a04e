"""Where reports are written: below the folder of reports, under names that every system takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from minsheng.errors import BadInput, Fault
from minsheng.files import WINDOWS_DEVICES, is_inside
from minsheng.render.job import Job
from minsheng.render.keeping import FAILED_PAGE
from minsheng.render.records import STATE
from minsheng.render.running.made import INDEX_PAGE
from minsheng.writers import ENDINGS

_LONGEST_NAME = 255 - max(map(len, ENDINGS))  # bytes
# What Windows refuses in a name, and what has a meaning of its own in a link.
_REFUSED = re.compile(r'[<>:"/\\|?*#%\x00-\x1f\x7f]|^[. ]|[. ]$')


def require_places(todo: Iterable[Job], output: Path) -> None:
    """Refuse reports that cannot be written where they belong; nothing has run yet.

    Parameters
    ----------
    todo
        The reports.
    output
        The folder of all reports.

    Raises
    ------
    BadInput
        With every report whose page, links followed, would lie outside `output`, would replace a
        page that the suite writes itself, or has a name that some system does not take.
    """
    jobs = list(todo)
    require_inside([output / STATE, *(job.page.parent for job in jobs)], output)
    faults = [fault for job in jobs for fault in _faults_of_name(job)]
    if faults:
        raise BadInput(dict.fromkeys(faults))


def require_inside(folders: Iterable[Path], output: Path) -> None:
    """Raise `BadInput` unless all folders, links followed, lie in the folder of all reports."""
    faults = [
        Fault("rendering.folder_outside", found=str(folder))
        for folder in dict.fromkeys(folders)
        if not is_inside(folder, output)
    ]
    if faults:
        raise BadInput(faults)


def _faults_of_name(job: Job) -> Iterator[Fault]:
    name, stem = job.page.name.casefold(), job.page.stem.casefold()
    if name == INDEX_PAGE or name.endswith(FAILED_PAGE):
        yield Fault("rendering.page_taken", found=job.name)
    elif (
        _REFUSED.search(stem)
        or stem.partition(".")[0] in WINDOWS_DEVICES
        or len(stem.encode("utf-8", "surrogateescape")) > _LONGEST_NAME
    ):
        yield Fault("rendering.page_name", found=job.name)
