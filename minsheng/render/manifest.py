"""The manifest: when and with which versions reports were made; no other file has a time."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from minsheng.files import write_whole
from minsheng.render.digests import file_digest
from minsheng.render.state import utc_now
from minsheng.render.type_checks import conforms
from minsheng.text.json_text import read_json
from minsheng.version import __version__
from minsheng.writers import ENDINGS

if TYPE_CHECKING:
    from pathlib import Path

    from minsheng.plan.plan import Plan
    from minsheng.render.job import Job
    from minsheng.render.outputs import Outcome

MANIFEST = "manifest.json"
# What has a say in how a report looks.
_MADE_WITH = (
    "pandas",
    "numpy",
    "matplotlib",
    "seaborn",
    "papermill",
    "nbconvert",
    "python-docx",
    "openpyxl",
    "typst",
    "pylopdf-fonts-zh-cn",
)


_ENTRY = Mapping[str, str | Mapping[str, str] | Sequence[str]]


def write_manifest(
    plan: Plan, outcomes: Sequence[Outcome], output: Path, rewritten: Sequence[Path] = ()
) -> None:
    """Write for each report made now the time, the versions and the digests of its files.

    What is known of reports made before stays as long as their pages are there.

    One that failed leaves its last entry as it is. The links of the pages `rewritten` to other
    pages have changed: their digests are taken again.
    """
    folder = output / plan.facts.plan
    made = [outcome.job for outcome in outcomes if outcome.made]
    if not made and not rewritten:
        return
    path = folder / MANIFEST
    # A name that was put there may be none that a file can have.
    known = {
        name: entry
        for name, entry in _known(path).items()
        if os.path.isfile(folder / name)  # noqa: PTH113
    }
    for page in rewritten:
        entry = known.get(page.relative_to(folder).as_posix(), {})
        if page.name in entry.get("files", {}):
            entry["files"][page.name] = file_digest(page)
    shared = {"fingerprint": plan.fingerprint, "made_with": _versions(), "fonts": _fonts()}
    known |= {job.page.relative_to(folder).as_posix(): _entry(job, shared) for job in made}
    manifest = {"plan": plan.facts.plan, "reports": dict(sorted(known.items()))}
    write_whole(path, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")


def _known(path: Path) -> dict[str, Any]:
    """Return the entries of the last manifest; none where it is missing or unreadable."""
    try:
        reports = read_json(path.read_bytes())["reports"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    if not isinstance(reports, dict):
        return {}
    return {name: entry for name, entry in reports.items() if conforms(entry, _ENTRY)}


def _entry(job: Job, shared: Mapping[str, Any]) -> dict[str, Any]:
    about = {"made": utc_now(), "notebook": job.notebook.name, "lang": job.lang}
    files = [job.beside(ending) for ending in ENDINGS]
    digests = {file.name: file_digest(file) for file in files if file.is_file()}
    return {**about, **shared, "files": digests}


def _versions() -> dict[str, str]:
    versions = {"python": platform.python_version(), "minsheng": __version__}
    for name in _MADE_WITH:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            continue
    return versions


def _fonts() -> list[str]:
    """Return the font files that figures and PDFs are set in."""
    from minsheng.writers.glyphs import folders

    chinese, _ = folders()
    return sorted(path.name for path in chinese.glob("*.otf"))
