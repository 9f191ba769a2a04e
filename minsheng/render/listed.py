"""The reports of a plan in one language, made in this run or before, as their files say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minsheng.plan.periods import period as read_period
from minsheng.render.outputs import FAILED_NOTEBOOK, FAILED_PAGE, Outcome
from minsheng.render.settings import LONGEST_ERROR
from minsheng.render.subject import LATEST, Subject, read_executed, subject_of
from minsheng.reports.exhibits import SCORECARD
from minsheng.text.json_text import read_json
from minsheng.text.language import LANGUAGES, Lang, say
from minsheng.writers import REPORT_FILES
from minsheng.writers.moves import COLUMNS, Moves, moves_of

if TYPE_CHECKING:
    from minsheng.plan.periods import Period
    from minsheng.plan.plan import Plan

_MOVES_ARE_TOLD = f'"{COLUMNS[-1]}"'.encode()  # in a notebook as it lies on the disk
_HAS_SCORECARD = f'"{SCORECARD}"'.encode()
_SYNTHETIC = re.compile(rb'"synthetic":\s*true')  # in a notebook as it lies on the disk
# The period of a row of `minsheng.reports.goal_data`, in a notebook as it lies on the disk.
_IS_EVALUATION = re.compile(rb'"evaluation":\s*"')
_PERIOD_OF_DATA = re.compile(rb'"period":\s*"(\w+)",\s*"period_end"')
_DATA = re.compile(rb'"fingerprints":\s*\{[^}]*\}')  # what the results say they were made from
_HEAD_OF_RESULTS = 8192  # bytes


@dataclass(frozen=True)
class Listed:
    """One report, made in this run or in an earlier one."""

    page: Path  # its page; its executed notebook lies beside it
    subject: Subject  # what it is about
    failed: str  # what went wrong, or nothing
    executed: bytes  # its executed notebook, or nothing

    @property
    def is_there(self) -> bool:
        """Whether it has a page."""
        return self.page.is_file()

    @property
    def is_synthetic(self) -> bool:
        """Whether anything in it is made up."""
        return _SYNTHETIC.search(self.executed) is not None

    @cached_property
    def moves(self) -> Moves | None:
        """Its table of changes since the period before; None where it has no such table."""
        try:
            return moves_of(read_json(self.executed)) if _MOVES_ARE_TOLD in self.executed else None
        except (AttributeError, LookupError, TypeError, ValueError):
            return None

    @cached_property
    def scorecard(self) -> dict[str, Any]:
        """What the scorecard shows of it (see `minsheng.reports.scorecard`), or nothing."""
        try:
            cells = read_json(self.executed)["cells"] if _HAS_SCORECARD in self.executed else ()
            outputs = (output for cell in cells for output in cell.get("outputs", ()))
            found = [output["data"][SCORECARD] for output in outputs if SCORECARD in output["data"]]
            return dict(found[0]) if found else {}
        except (AttributeError, LookupError, TypeError, ValueError):
            return {}

    def period(self, lang: Lang) -> str:
        """Return its period in words, or nothing."""
        when = self.subject.when
        if when == LATEST and _IS_EVALUATION.search(self.executed):
            # Which period an evaluation is of when it is asked for none, its ledger decides.
            found = _PERIOD_OF_DATA.search(self.executed)
            when = read_period(found[1].decode()) if found else LATEST
        return self.subject.period if when == LATEST else when.name(lang)

    def formats(self, lang: Lang) -> Iterator[tuple[str, str]]:
        """Yield name and label of each of its other files.

        The label says of a file of an earlier run that it is one: the last run made fewer formats.
        One in which somebody wrote is yielded beside the new one; see `minsheng.render.edited`.
        """
        executed = self.page.with_suffix(".ipynb")
        run = executed.stat().st_mtime_ns if executed.is_file() else 0
        for form in REPORT_FILES:
            if not form.label or not self.page.is_file():
                continue
            file = self.page.with_suffix(form.ending)
            new = file.parent.glob(f"{escape(file.stem)}.new*{form.ending}")
            there = [file, *sorted(new, key=lambda path: (len(path.name), path.name))]
            found = [path for path in there if path.is_file()]
            for each in found[:-1]:
                yield each.name, say("labels.edited_format", lang, format=form.label[lang])
            for each in found[-1:]:
                label = form.label[lang]
                if each.stat().st_mtime_ns < run:
                    label = say("labels.older_format", lang, format=label)
                yield each.name, label

    def other_languages(self, lang: Lang) -> list[tuple[str, Lang]]:
        """Return the address of its page in other languages where there is one."""
        folder, name = self.page.parent.parent, self.page.name
        others = (other for other in LANGUAGES if other != lang)
        return [
            (f"../{other}/{name}", other) for other in others if (folder / other / name).is_file()
        ]

    def out_of_date(self, lang: Lang) -> list[Lang]:
        """Return the languages in which its page was made before this one, from other data."""
        own, made = _made_from(self.page)
        pages = {other: self.page.parent / path for path, other in self.other_languages(lang)}
        others = {other: _made_from(page) for other, page in pages.items()}
        return [
            other for other, (data, when) in others.items() if own and data != own and when < made
        ]


def _made_from(page: Path) -> tuple[bytes, int]:
    """Return what the results beside a page say of their data, and when they were written."""
    results = page.with_suffix(".results.json")
    try:
        with results.open("rb") as file:
            found = _DATA.search(file.read(_HEAD_OF_RESULTS))
        return found[0] if found else b"", results.stat().st_mtime_ns
    except OSError:
        return b"", 0


def listed_reports(plan: Plan, now: Sequence[Outcome], folder: Path, lang: Lang) -> list[Listed]:
    """Return the reports in a folder: those on the whole plan first, then by programme.

    `now` holds the outcomes of this run in the language, `folder` is that of the language.
    """
    programme_of = plan.indicators.set_index("indicator")["programme"]
    rank = {name: number for number, name in enumerate(plan.programmes["programme"])}

    def with_programme(entry: Listed) -> Listed:
        """Return an entry; one about a single indicator gets the programme of the indicator."""
        programme = entry.subject.programme or programme_of.get(entry.subject.indicator, "")
        return replace(entry, subject=replace(entry.subject, programme=str(programme)))

    def place(entry: Listed) -> tuple[int, float, Period, str]:
        about = entry.subject
        return rank.get(about.programme, -1), about.order, about.when, entry.page.name

    return sorted(map(with_programme, _found(now, folder, lang)), key=place)


def _found(now: Sequence[Outcome], folder: Path, lang: Lang) -> list[Listed]:
    entries = [_made_now(outcome, lang) for outcome in now]
    pages = {entry.page.name for entry in entries}
    for path in sorted(folder.glob("*.ipynb")):
        is_failed = path.name.endswith(FAILED_NOTEBOOK)
        page = path.with_name(path.name.removesuffix(FAILED_NOTEBOOK if is_failed else ".ipynb"))
        page = page.with_name(f"{page.name}.html")
        if page.name in pages or page.is_file() == is_failed:
            continue  # A failed report with a good page is the row of that page.
        executed = read_executed(path)
        subject = subject_of(executed)
        failed = "failed" if is_failed else "stale"
        failed_since = page.with_suffix(FAILED_PAGE).is_file()
        words = say(f"labels.{failed}", lang) if failed_since else ""
        if subject.title:
            entries.append(Listed(page, subject, words, executed))
    return entries


def _made_now(outcome: Outcome, lang: Lang) -> Listed:
    job, failed = outcome.job, ""
    if outcome.error:
        words = say("labels.stale" if job.page.is_file() else "labels.failed", lang)
        failed = f"{words} {outcome.error[:LONGEST_ERROR]}"
    elif outcome.unmade:
        failed = outcome.words[:LONGEST_ERROR]
    subject = Subject.asked(job.notebook.name, job.title, job.notebook.order, job.parameters)
    subject = replace(subject, warnings=tuple(outcome.warnings))
    return Listed(job.page, subject, failed, read_executed(job.beside(".ipynb")))


def newest(entries: Sequence[Listed]) -> list[Listed]:
    """Return of the reports that have a page the one of the last period of each kind."""
    last: dict[tuple[str, ...], Listed] = {}
    for entry in entries:
        about = entry.subject
        kind = about.notebook, about.programme, about.indicator
        if entry.is_there and (kind not in last or last[kind].subject.when <= about.when):
            last[kind] = entry
    return list(last.values())
