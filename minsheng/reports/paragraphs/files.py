"""Read the files of the analysts' paragraphs: ``<folder>/<period>/<programme>.md``."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.errors import BadInput, Fault, UnknownName, nearest
from minsheng.evaluation.evaluating import periods_in
from minsheng.files import is_inside, is_there
from minsheng.plan.periods import Period
from minsheng.plan.periods import period as read_period
from minsheng.reports.paragraphs.markdown import OVERALL, blocks
from minsheng.reports.paragraphs.quoting import faults_in, with_ids
from minsheng.tables.encodings import decode, encoding_fault
from minsheng.tables.reading import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from minsheng.plan.plan import Plan

FOLDER = "paragraphs"
_SUFFIX = ".md"
_LIKE_IT = (".md", ".markdown", ".txt")


@dataclass(frozen=True)
class Passage:
    """A block of text that an analyst wrote."""

    programme: str  # the programme it is about, or ``overall``
    section: str  # one of `SECTIONS` or, for ``overall``, of `FORMALITIES`
    text: str  # Markdown in which HTML is escaped
    # Its file and line.
    file: str
    line: int


@dataclass(frozen=True)
class Paragraphs:
    """The analysts' paragraphs for one period."""

    period: Period
    # The blocks of text in the order of the programmes and of the files.
    passages: tuple[Passage, ...] = ()
    synthetic: bool = False  # whether they were made up

    def of(self, programme: str, *sections: str) -> tuple[Passage, ...]:
        """Return the passages of some sections on a programme or ``overall``."""
        return tuple(
            one for one in self.passages if one.programme == programme and one.section in sections
        )


def digest_of(passages: Iterable[Passage]) -> str:
    """Return a digest of the texts of some passages; empty if there are none.

    Examples
    --------
    >>> digest_of([]), len(digest_of([Passage("overall", "judgement", "甲。", "overall.md", 1)]))
    ('', 16)
    """
    text = "\n\n".join(one.text for one in passages)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:16] if text else ""


def quotation(blocks: Iterable[str]) -> str:
    r"""Return blocks of Markdown as one quotation.

    Examples
    --------
    >>> quotation(["甲。", "乙。"])
    '> 甲。\n>\n> 乙。'
    """
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(blocks).split("\n"))


def read_paragraphs(plan: Plan, period: str | Period, folder: str | Path = "") -> Paragraphs:
    """Read the analysts' paragraphs for a period; see `minsheng.load_paragraphs`."""
    (when,) = periods_in(period, [plan])
    return paragraphs_from(plan, when, *texts_of(plan, when, folder))


def paragraphs_from(
    plan: Plan, when: Period, files: Mapping[str, str], file_faults: Sequence[Fault] = ()
) -> Paragraphs:
    """Return the paragraphs in the texts of a period; the texts are already read.

    They go by file name: ``<period>/<programme>.md``. `BadInput` if there are any faults of folders
    and files, which are already known, or any in the texts.
    """
    faults = list(file_faults)
    by_programme = {}
    for name, text in files.items():
        programme = name.rpartition("/")[2].removesuffix(_SUFFIX)
        read, own = blocks(text, name)
        made = [replace(one, text=with_ids(plan, one.text)) for one in read]
        faults += own
        faults += (fault for block in made for fault in faults_in(plan, block, name))
        by_programme[programme] = [
            Passage(programme, one.section, one.text, name, one.line) for one in made
        ]
    if faults:
        raise BadInput(faults)
    order = _names(plan)
    passages = (one for programme in order for one in by_programme.get(programme, ()))
    return Paragraphs(when, tuple(passages))


def _names(plan: Plan) -> list[str]:
    return [OVERALL, *plan.tables["programmes"]["programme"]]


def texts_of(plan: Plan, when: Period, folder: str | Path) -> tuple[dict[str, str], list[Fault]]:
    """Return the texts of a period by file name, and the faults of folders and files."""
    if not folder and not plan.origin:
        return {}, []
    root = Path(folder) if folder else Path(plan.origin) / FOLDER
    bounds = root if folder else Path(plan.origin)
    if not (is_there(root) and root.is_dir()):
        return {}, [Fault("missing_folder", str(root))] if folder else []
    faults: list[Fault] = []
    files: dict[str, str] = {}
    folder_names: dict[Period, str] = {}
    for place in sorted(one for one in root.iterdir() if one.is_dir() and _is_meant(one)):
        one, own = _period(plan, place.name)
        faults += own
        if one in folder_names:
            faults.append(Fault("period_twice", place.name, found=folder_names[one]))
        if one is None:
            continue
        folder_names[one] = place.name
        if not is_inside(place, bounds):
            faults.append(Fault("path_outside", f"{place.name}/"))
        elif one == when:
            for path in sorted(place.iterdir()):
                own = _unknown(plan, path)
                faults += own
                if own or path.suffix != _SUFFIX:
                    continue
                if not is_inside(path, bounds):
                    faults.append(Fault("path_outside", f"{place.name}/{path.name}"))
                    continue
                name = f"{place.name}/{path.name}"
                try:
                    raw = read_file(path, name)
                except BadInput as error:
                    faults += error.faults
                    continue
                text = decode(raw)
                if text is None:
                    faults.append(encoding_fault(raw, name))
                files[name] = text or ""
    return files, faults


def folder_of(plan: Plan, when: Period, root: Path) -> Path:
    """Return the folder of a period, which may be named as people write the period."""
    there = sorted(root.iterdir()) if root.is_dir() else []
    named = (one for one in there if one.is_dir() and _is_meant(one))
    return next((one for one in named if _period(plan, one.name)[0] == when), root / str(when))


def _is_meant(path: Path) -> bool:
    """Return whether a path is neither hidden nor a lock file of an office program."""
    return not path.name.startswith((".", "~", "_"))


def _period(plan: Plan, name: str) -> tuple[Period | None, list[Fault]]:
    """Return the period that a folder is named after, or the faults of its name."""
    try:
        periods = periods_in(read_period(name), [plan])
    except UnknownName as error:
        return None, [
            Fault(one.code, f"{name}/", found=one.found, allowed=one.allowed, nearest=one.nearest)
            for one in error.faults
        ]
    except ValueError:
        return None, [Fault("unreadable_period", f"{name}/", found=name)]
    return periods[0], []


def _unknown(plan: Plan, path: Path) -> list[Fault]:
    """Return a fault if a text file is not named after a programme."""
    if not _is_meant(path) or path.suffix.lower() not in _LIKE_IT:
        return []
    allowed = tuple(f"{name}{_SUFFIX}" for name in _names(plan))
    if path.name in allowed:
        return []
    near = nearest(path.stem.lower(), _names(plan))
    return [
        Fault(
            "unknown_paragraph_file",
            f"{path.parent.name}/{path.name}",
            found=path.name,
            allowed=allowed,
            nearest=f"{near}{_SUFFIX}" if near else "",
        )
    ]
