"""Collect what was written in a Word report into the files of the analysts' paragraphs.

Three states are compared: what stood in a place when the report was made, what stands in its
control now, and what the file holds now. A place that nobody edited in Word changes nothing; one
that was edited in both is a conflict, and both texts are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.collecting.edited import Edited, read_edited
from minsheng.collecting.markup import markup
from minsheng.collecting.merging import Hand, lines_of, merge
from minsheng.errors import BadInput, Fault
from minsheng.evaluation import periods_in
from minsheng.files import one_writer, refused_as, write_together
from minsheng.loading import DEMO
from minsheng.plan.periods import Period
from minsheng.plan.periods import period as read_period
from minsheng.plan.plan import Plan
from minsheng.plan.wording import programme_names
from minsheng.reports.paragraphs import (
    FOLDER,
    FORMALITIES,
    OVERALL,
    SECTIONS,
    digest_of,
    folder_of,
    paragraphs_from,
    texts_of,
)
from minsheng.reports.paragraphs.markdown import NOTE, NOTE_END
from minsheng.tables import available_plans, load_plan
from minsheng.tables.encodings import decode
from minsheng.text.language import say
from minsheng.writers.word.lines import PICTURE
from minsheng.writers.word.places import folded

if TYPE_CHECKING:
    from minsheng.reports.paragraphs import Paragraphs
    from minsheng.writers.word.lines import Line


@dataclass
class Collected:
    """What was collected from a report."""

    written: list[Path] = field(default_factory=list)  # the files that were written
    # The files in which a text stands that was edited in Word and in its own file; also among those
    # written.
    conflicts: list[Path] = field(default_factory=list)
    # What its author has to know, a sentence each: what was struck or lost, and what was typed
    # where nothing is collected.
    told: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Return what was written and what is to be known, a line each."""
        own = [path for path in self.written if path not in self.conflicts]
        lines = [say("collecting.written", path=path) for path in own]
        if not lines and not self.conflicts:
            lines = [say("collecting.nothing")]
        return "\n".join([*lines, *self.told])


def collect(
    file: str | Path, plan: Plan | str | Path = "", writing: str | Path = "", author: str = ""
) -> Collected:
    """Bring what was written in the places of a Word report into the files of its paragraphs.

    All files are written or none. The file was made by ``minsheng render``, edited and saved; the
    plan, or its folder, is named where none that ships is meant. `writing` holds one folder per
    period, ``paragraphs`` in the plan's own when empty; `author` is whose words they are, who saved
    the file last when empty. `BadInput` for a file that is no report of ours, of another plan or
    period, with places that the plan does not have; for a folder or a file of paragraphs with
    faults.
    """
    path = Path(file)
    edited = read_edited(path)
    whole = _plan(edited, plan, path)
    if edited.written is None:
        edited = read_edited(path, _keys(whole, edited.controls))
    when = _period(edited, whole, path)
    if not writing and _is_written_elsewhere(edited):
        raise BadInput([Fault("collecting.written_elsewhere", str(path))])
    if not writing and not whole.origin:
        raise BadInput([Fault("collecting.no_folder", str(path))])
    root = Path(writing) if writing else Path(whole.origin) / FOLDER
    folder = folder_of(whole, when, root)
    with one_writer(folder / f"{OVERALL}.md"):
        texts, faults = texts_of(whole, when, writing) if root.is_dir() else ({}, [])
        written = paragraphs_from(whole, when, texts, faults)
        collector = _Collector(edited, _Files(folder, written, tuple(texts)), whole)
        collector.note = _note(author or edited.author, edited.day, path.name)
        known = edited.written.places if edited.written else {}
        for key in dict.fromkeys([*known, *edited.places]):
            collector.place(key)
        files, result = collector.finished()
        with refused_as("cannot_write", folder):
            write_together(files)
    return result


def _plan(edited: Edited, plan: Plan | str | Path, path: Path) -> Plan:
    ships, named = tuple(available_plans()), edited.origin.plan
    if not plan and named not in ships:
        raise BadInput([Fault("collecting.plan_elsewhere", str(path), found=named, allowed=ships)])
    loaded = plan if isinstance(plan, Plan) else load_plan(plan or named)
    if loaded.facts.plan != named:
        allowed = (loaded.facts.plan,)
        raise BadInput([Fault("collecting.other_plan", str(path), found=named, allowed=allowed)])
    return loaded


def _is_written_elsewhere(edited: Edited) -> bool:
    """Return whether the report shows other paragraphs than those of the plan's own folder."""
    given = edited.origin.parameters
    # A path that is nobody else's business does not travel with a report: None stands for it.
    return given.get("writing", "") != "" or given.get("observations") == DEMO


def _keys(plan: Plan, controls: Iterable[str]) -> list[str]:
    """Return the keys of all places that a report on the periods of its controls can have."""
    periods = dict.fromkeys(key.partition("/")[0] for key in controls)
    programmes = [OVERALL, *programme_names(plan)]
    return [
        f"{when}/{one}/{section}"
        for when in periods
        for one in programmes
        for section in (*SECTIONS, *(FORMALITIES if one == OVERALL else ()))
    ]


def _period(edited: Edited, plan: Plan, path: Path) -> Period:
    """Return the period of the places, once every place is one of the report and of the plan."""
    keys = dict.fromkeys([*(edited.written.places if edited.written else ()), *edited.controls])
    of_plan = _keys(plan, keys)
    known = list(edited.written.places) if edited.written else of_plan
    shown = [key for key in known if key in of_plan]
    faults = [
        Fault.unknown("collecting.unknown_place", key, shown, str(path))
        for key in keys
        if key not in known or key not in of_plan
    ]
    faults += [
        Fault("collecting.place_twice", str(path), found=key)
        for key in dict.fromkeys(edited.controls)
        if edited.controls.count(key) > 1
    ]
    names = {key.partition("/")[0] for key in known}
    if not faults and not names:
        faults.append(Fault("collecting.no_places", str(path)))
    if faults:
        raise BadInput([replace(fault, listed_in=str(path)) for fault in faults])
    if len(names) > 1:
        found = ", ".join(sorted(names))
        raise BadInput([Fault("collecting.several_periods", str(path), found=found)])
    try:
        (when,) = periods_in(read_period(names.pop()), [plan])
    except ValueError as error:
        raise BadInput([Fault("collecting.no_places", str(path))]) from error
    return when


@dataclass(frozen=True)
class _Files:
    """The folder of a period, the paragraphs in it, and the names of its files."""

    folder: Path
    written: Paragraphs
    names: tuple[str, ...]

    def path(self, programme: str) -> Path:
        return self.folder / f"{programme}.md"

    def texts(self) -> dict[str, str]:
        """Return the text of each file by programme."""
        paths = [self.folder / Path(name).name for name in self.names]
        return {path.stem: decode(path.read_bytes()) or "" for path in paths}


class _Collector:
    """Collects the places of one report into the texts of files."""

    def __init__(self, edited: Edited, files: _Files, plan: Plan) -> None:
        self.note = ""
        self._edited = edited
        self._files = files
        self._names = programme_names(plan)
        self._old = files.texts()
        self._texts = dict(self._old)
        self._beside: dict[str, str] = {}
        self._result = Collected()
        self._tell_marks()

    def place(self, key: str) -> None:
        """Collect what stands in a place."""
        _, programme, section = key.split("/")
        base = self._edited.written.lines[key] if self._edited.written else None
        if key not in self._edited.places:
            if base:
                self._tell("gone", key)
            return
        lines = self._edited.places[key]
        now = [folded(line.text) for line in lines]
        if base is not None and now == [folded(line) for line in base]:
            return  # a picture in it is as it was, too
        text, lang = self._texts.get(programme, ""), self._edited.lang
        there = [folded(line) for line in lines_of(text, section, lang)]
        if now == there:
            return
        if there and self._is_changed(key, programme, section):
            self._conflict(key, programme, section, lines)
            return
        merged = merge(text, section, lines, Hand(self.note, lang, self._edited.numbered))
        self._texts[programme] = merged.text
        for line in merged.struck:
            self._tell("struck", key, text=line)
        self._tell_lost(key, merged.lost)

    def _is_changed(self, key: str, programme: str, section: str) -> bool:
        """Return whether the file was changed since the report was made, as far as is known."""
        place = self._edited.written.places[key] if self._edited.written else None
        return place is None or place.digest != digest_of(
            self._files.written.of(programme, section)
        )

    def _conflict(self, key: str, programme: str, section: str, lines: Sequence[Line]) -> None:
        """Put the text of Word into a file of its own, which no report reads."""
        title = say(f"evaluations.section_{section}", self._edited.lang)
        made = markup(lines, (), self._edited.numbered)
        text = "\n\n".join([f"## {title}", self.note, *made.blocks])
        before = self._beside.get(programme)
        self._beside[programme] = f"{before}\n{text}\n" if before else f"{text}\n"
        self._tell_lost(key, made.lost)

    def _tell_lost(self, key: str, lost: Iterable[tuple[str, str]]) -> None:
        for kind, text in dict.fromkeys(lost):
            what = say(f"collecting.lost_{kind}", text=text)
            self._tell("lost", key, what=what)

    def _tell(self, code: str, key: str, **words: str) -> None:
        self._result.told.append(say(f"collecting.{code}", place=self._title(key), **words))

    def _title(self, key: str) -> str:
        _, programme, section = key.split("/")
        name = self._names.get(programme, "")
        return " · ".join(filter(None, (name, say(f"evaluations.section_{section}"))))

    def _tell_marks(self) -> None:
        """Tell of tracked changes, comments, and what stands outside all places."""
        edited, told = self._edited, self._result.told
        if edited.read.inserted or edited.read.deleted:
            counts = {"n": edited.read.inserted, "m": len(edited.read.deleted)}
            told.append(say("collecting.tracked", **counts))
        for key, text in edited.read.deleted:
            if key:
                self._tell("deleted", key, text=text)
        if edited.read.comments:
            told.append(say("collecting.comments", n=edited.read.comments))
            told += [say("collecting.comment", text=text) for text in edited.comments]
        if edited.written is None:
            told.append(say("collecting.record_gone"))
        for code, found in (("printed_again", edited.gone), ("outside", edited.outside)):
            for section, text in found:
                shown = say("collecting.lost_picture") if text == PICTURE else _in_one_line(text)
                told.append(say(f"collecting.{code}", section=section, text=shown))

    def finished(self) -> tuple[dict[Path, str], Collected]:
        """Return the files to be written, and what is told of them."""
        files: dict[Path, str] = {}
        for programme, text in self._texts.items():
            if text != self._old.get(programme, ""):
                path = self._files.path(programme)
                files[path] = text
                self._result.written.append(path)
        for programme, text in self._beside.items():
            own = self._files.path(programme)
            path = _free(own.with_name(f"_{programme}.word.md"), text)
            self._result.told.append(say("collecting.conflict", file=own.name, path=path))
            self._result.conflicts.append(path)
            if not path.exists():
                files[path] = text
                self._result.written.append(path)
        return files, self._result


def _in_one_line(text: str) -> str:
    """Return a text with marks between the cells of a row, without those that are empty."""
    return "｜".join(" ".join(cell.split()) for cell in text.split("\t") if cell.strip())


def _note(*parts: str) -> str:
    """Return a note for the editor; nothing in its parts can end it."""
    texts = (" ".join(part.replace("--", "—").split()) for part in parts if part)
    return f"{NOTE} {' · '.join(texts)} {NOTE_END}"


def _free(path: Path, text: str) -> Path:
    """Return a path at which no file stands, or one with this very text."""
    free, number = path, 1
    while free.exists() and decode(free.read_bytes()) != text:
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
