"""Pruning of the folder of reports: leftovers, old runs and, to fit a size, early reports.

The last good report of each kind, its notebook, programme, indicator and language, always stays,
and so does a document or workbook in which somebody has written.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from minsheng.errors import BadInput, Fault
from minsheng.files import TEMPORARY
from minsheng.plan.periods import Period
from minsheng.render.edited import is_edited
from minsheng.render.freshness import Records
from minsheng.render.outputs import FAILED_NOTEBOOK, FAILED_PAGE
from minsheng.render.run_log import RUNNING, is_alive, runs
from minsheng.render.running.supervision import scratch_prefix
from minsheng.render.settings import KEPT_RUNS
from minsheng.render.state import locked
from minsheng.render.subject import read_executed, subject_of
from minsheng.writers import ENDINGS


@dataclass(frozen=True)
class Pruned:
    """The files that were deleted, or would be."""

    paths: tuple[Path, ...]  # the files
    freed: int  # their bytes
    remaining: int  # the bytes of all that is left


def prune(
    output: Path, *, keep_runs: int = KEPT_RUNS, most: int | None = None, dry: bool = False
) -> Pruned:
    """Delete leftovers of broken runs, old runs, and, to fit a size, reports of early periods.

    `keep_runs` runs stay in the log, and `most` bytes of reports: those of the earliest periods go
    first, until it fits or only the last good report of each kind is left; None for any number. A
    `dry` run only returns what would be deleted. `Busy` when a run holds the folder, `BadInput`
    when the folder cannot be written to, or a file cannot be deleted.
    """
    with locked(output):
        doomed = [*_leftovers(output), *_old_runs(output, keep_runs)]
        sizes = {path: _size(path) for path in output.rglob("*") if path.is_file()}
        left = sum(sizes.values()) - sum(sizes.get(path, 0) for path in doomed)
        if most is not None:
            for group in _superseded(output):
                if left <= most:
                    break
                doomed += group
                left -= sum(sizes.get(path, 0) for path in group)
        scratches = {path: sum(map(_size, path.rglob("*"))) for path in _scratches()}
        if not dry:
            _delete(doomed)
            for path in scratches:
                shutil.rmtree(path, ignore_errors=True)
        freed = sum(sizes.get(path, 0) for path in doomed) + sum(scratches.values())
        return Pruned((*doomed, *scratches), freed, left)


def _delete(doomed: Iterable[Path]) -> None:
    """Delete files; refuse at the end every one that cannot be deleted, the others are gone."""
    faults = []
    for path in doomed:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            faults.append(Fault("cannot_delete", str(path), found=error.strerror or ""))
    if faults:
        raise BadInput(faults)


def _scratches() -> Iterator[Path]:
    """Yield the scratch folders that ended runs have left among the machine's temporary files.

    Only those of the same user whose process is gone. Windows does not say which are.
    """
    if os.name == "nt":
        return
    for path in Path(gettempdir()).glob(f"{scratch_prefix()}*"):
        process = path.name.removeprefix(scratch_prefix()).partition("-")[0]
        with suppress(OSError):
            mine = path.lstat().st_uid == os.getuid() and path.is_dir() and not path.is_symlink()
            if mine and process.isdecimal() and not is_alive(int(process)):
                yield path


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0


def _leftovers(output: Path) -> Iterator[Path]:
    """Yield temporary files of a run that was cut off, and records of reports that are gone."""
    yield from (path for path in output.rglob(f"{TEMPORARY}*") if path.is_file())
    records = Records(output).folder
    for path in records.rglob("*.json"):
        page = (output / path.relative_to(records)).with_suffix(".html")
        if not page.is_file():
            yield path


def _old_runs(output: Path, keep: int) -> list[Path]:
    return [run.path for run in runs(output)[keep:] if run.state != RUNNING]


def _superseded(output: Path) -> list[list[Path]]:
    """Return the files of each report for which a later one of its kind exists, oldest first."""
    kinds: dict[tuple[str, ...], list[tuple[Period, Path]]] = {}
    for path in output.rglob("*.ipynb"):
        if path.name.endswith(FAILED_NOTEBOOK) or not path.with_suffix(".html").is_file():
            continue
        subject = subject_of(read_executed(path))
        if subject.notebook:
            kind = (subject.notebook, subject.programme, subject.indicator)
            kinds.setdefault((str(path.parent), *kind), []).append((subject.when, path))
    old: list[tuple[Period, Path]] = []
    for reports in kinds.values():
        reports.sort(key=_begin)
        good = [one for one in reports if not one[1].with_suffix(FAILED_PAGE).is_file()] or reports
        old += [report for report in reports if report is not good[-1]]
    old.sort(key=_begin)
    return [list(_files_of_report(output, path)) for _, path in old]


def _begin(report: tuple[Period, Path]) -> Any:  # noqa: ANN401  a key to sort by
    return report[0].time, report[0].begin


def _files_of_report(output: Path, executed: Path) -> Iterable[Path]:
    endings = (*ENDINGS, FAILED_PAGE, FAILED_NOTEBOOK)
    beside = [executed.with_suffix(ending) for ending in endings]
    records = Records(output)
    written = records.outputs(executed)
    gone = [
        path
        for path in beside
        if path.is_file()
        and not is_edited(path, written.get(path.name.removeprefix(executed.stem), ""))
    ]
    record = records.place(executed)
    return [*gone, record] if record.is_file() else gone
