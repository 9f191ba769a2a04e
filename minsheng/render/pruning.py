"""Keep the disk bounded: what can be made again, or is of no use any more, is taken away.

The last good report of each kind, its notebook, programme, indicator and language, always stays.
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
from minsheng.json_text import read_json
from minsheng.plan.periods import Period
from minsheng.plan.periods import period as read_period
from minsheng.render.keeping import FAILED_NOTEBOOK, FAILED_PAGE
from minsheng.render.lock import locked
from minsheng.render.records import STATE
from minsheng.render.register import RUNNING, is_alive, runs
from minsheng.render.running.isolation import scratch_prefix

KEPT_RUNS = 200
_LATEST = Period(9999)
_ENDINGS = (".html", ".ipynb", ".docx", ".pdf", ".xlsx", ".results.json", ".results.csv")


@dataclass(frozen=True)
class Pruned:
    """What was taken away, or would be.

    Parameters
    ----------
    paths
        The files.
    freed
        Their bytes.
    remaining
        The bytes of all that is left.
    """

    paths: tuple[Path, ...]
    freed: int
    remaining: int


def prune(
    output: Path, *, keep_runs: int = KEPT_RUNS, most: int | None = None, dry: bool = False
) -> Pruned:
    """Take away what is of no use any more.

    Parameters
    ----------
    output
        The folder of all reports.
    keep_runs
        How many runs of the register stay.
    most
        How many bytes may stay: reports of the earliest periods go first, until it fits or only
        the last good report of each kind is left. None for any number.
    dry
        Whether to say only what would go.

    Raises
    ------
    Busy
        When a run holds the folder.
    BadInput
        When the folder cannot be written to, or a file cannot be deleted.
    """
    with locked(output):
        going = [*_remains(output), *_old_runs(output, keep_runs)]
        sizes = {path: _size(path) for path in output.rglob("*") if path.is_file()}
        left = sum(sizes.values()) - sum(sizes.get(path, 0) for path in going)
        if most is not None:
            for group in _superseded(output):
                if left <= most:
                    break
                going += group
                left -= sum(sizes.get(path, 0) for path in group)
        scratches = {path: sum(map(_size, path.rglob("*"))) for path in _scratches()}
        if not dry:
            _take_away(going)
            for path in scratches:
                shutil.rmtree(path, ignore_errors=True)
        freed = sum(sizes.get(path, 0) for path in going) + sum(scratches.values())
        return Pruned((*going, *scratches), freed, left)


def _take_away(going: Iterable[Path]) -> None:
    """Delete files.

    Raises
    ------
    BadInput
        With every file that cannot be deleted; the others are gone.
    """
    faults = []
    for path in going:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            faults.append(Fault("cannot_delete", str(path), found=error.strerror or ""))
    if faults:
        raise BadInput(faults)


def _scratches() -> Iterator[Path]:
    """Yield the folders that runs on this machine have left in the folder for temporary files.

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


def _remains(output: Path) -> Iterator[Path]:
    """Yield what a run that was cut off has left, and records of reports that are gone."""
    yield from (path for path in output.rglob(f"{TEMPORARY}*") if path.is_file())
    records = output / STATE / "records"
    for path in records.rglob("*.json"):
        page = (output / path.relative_to(records)).with_suffix(".html")
        if not page.is_file():
            yield path


def _old_runs(output: Path, keep: int) -> list[Path]:
    return [run.path for run in runs(output)[keep:] if run.state != RUNNING]


def _superseded(output: Path) -> list[list[Path]]:
    """Return the files of each report that a later one of its kind stands beside; oldest first."""
    kinds: dict[tuple[str, ...], list[tuple[Period, Path]]] = {}
    for path in output.rglob("*.ipynb"):
        if path.name.endswith(FAILED_NOTEBOOK) or not path.with_suffix(".html").is_file():
            continue
        told = _told(path)
        if told is not None:
            kinds.setdefault((str(path.parent), *told[0]), []).append((told[1], path))
    old: list[tuple[Period, Path]] = []
    for found in kinds.values():
        found.sort(key=lambda one: (one[0].time, one[0].begin))
        good = [one for one in found if not one[1].with_suffix(FAILED_PAGE).is_file()] or found
        old += [one for one in found if one is not good[-1]]
    old.sort(key=lambda one: (one[0].time, one[0].begin))
    return [list(_files(output, path)) for _, path in old]


def _told(path: Path) -> tuple[tuple[str, ...], Period] | None:
    """Return of which kind an executed notebook is, and of which period."""
    try:
        metadata: dict[str, Any] = read_json(path.read_bytes())["metadata"]
        name = str(metadata["minsheng"]["notebook"])
        given = dict(metadata["papermill"]["parameters"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    when = _LATEST
    with suppress(ValueError):
        when = read_period(str(given.get("period") or ""))
    kind = tuple(str(given.get(each) or "") for each in ("programme", "indicator"))
    return (name, *kind), when


def _files(output: Path, executed: Path) -> Iterable[Path]:
    endings = (*_ENDINGS, FAILED_PAGE, FAILED_NOTEBOOK)
    beside = [executed.with_suffix(ending) for ending in endings]
    record = output / STATE / "records" / executed.relative_to(output).with_suffix(".json")
    return [path for path in (*beside, record) if path.is_file()]
