"""The page over all reports of a plan in one language, and what changed since the last period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from minsheng.evaluation.classes import MOVES
from minsheng.files import write_whole
from minsheng.plan.facts import SYNTHETIC
from minsheng.render.job import INDEX_PAGE
from minsheng.render.outputs import FAILED_NOTEBOOK, FAILED_PAGE, Outcome
from minsheng.render.settings import LONGEST_ERROR
from minsheng.render.subject import LATEST, Subject, read_executed, subject_of
from minsheng.text.json_text import read_json
from minsheng.text.language import LANGUAGES, Lang, say
from minsheng.writers import REPORT_FILES
from minsheng.writers.html.page import Page, render_page
from minsheng.writers.moves import COLUMNS, Move, Moves, moves_of

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from minsheng.plan.periods import Period
    from minsheng.plan.plan import Plan

_MOVES_ARE_TOLD = f'"{COLUMNS[-1]}"'.encode()  # in a notebook as it lies on the disk
_SYNTHETIC = SYNTHETIC.encode()
_NAMED = ("worsened", "improved", "newly_judged")  # the others are only counted


@dataclass(frozen=True)
class _Entry:
    """One report listed on the index page, made in this run or in an earlier one.

    Parameters
    ----------
    page
        Its page; its executed notebook lies beside it.
    subject
        What it is about.
    failed
        What went wrong, or nothing.
    executed
        Its executed notebook, or nothing.
    """

    page: Path
    subject: Subject
    failed: str
    executed: bytes

    @property
    def moves(self) -> Moves | None:
        """Its table of changes since the period before; None where it has no such table."""
        try:
            return moves_of(read_json(self.executed)) if _MOVES_ARE_TOLD in self.executed else None
        except (AttributeError, LookupError, TypeError, ValueError):
            return None

    def period(self, lang: Lang) -> str:
        """Return its period in words, or nothing."""
        when = self.subject.when
        return self.subject.period if when == LATEST else when.name(lang)


def write_index(plan: Plan, outcomes: Sequence[Outcome], output: Path) -> None:
    """Write the index page of each language, and a page that leads to them.

    The index lists every report that is there, made now or before, and says which failed now. That
    of a language that was not rendered now is written again where there is one: it leads to the
    reports of the others.
    """
    folder = output / plan.facts.plan
    for lang in LANGUAGES:
        now = [outcome for outcome in outcomes if outcome.job.lang == lang]
        if now or (outcomes and (folder / lang / INDEX_PAGE).is_file()):
            write_whole(folder / lang / INDEX_PAGE, _page(plan, now, folder / lang, lang))
    there = [lang for lang in LANGUAGES if (folder / lang / INDEX_PAGE).is_file()]
    if there:
        write_whole(folder / INDEX_PAGE, _language_page(plan, there))


def _page(plan: Plan, now: Sequence[Outcome], folder: Path, lang: Lang) -> str:
    programme_of = plan.indicators.set_index("indicator")["programme"]
    names = plan.programmes.set_index("programme")[f"name_{lang}"]
    rank = {name: number for number, name in enumerate(names.index)}

    def with_programme(entry: _Entry) -> _Entry:
        """Return an entry; one about a single indicator gets the programme of the indicator."""
        programme = entry.subject.programme or programme_of.get(entry.subject.indicator, "")
        return replace(entry, subject=replace(entry.subject, programme=str(programme)))

    def place(entry: _Entry) -> tuple[int, float, Period, str]:
        about = entry.subject
        return rank.get(about.programme, -1), about.order, about.when, entry.page.name

    entries = sorted(map(with_programme, _entries(now, folder, lang)), key=place)
    page = Page(
        lang,
        plan.facts.title(lang),
        eyebrow=plan.facts.short(lang),
        kicker=say("labels.all_reports", lang),
        synthetic=any(_SYNTHETIC in entry.executed for entry in entries),
    )
    period = ["period"] if any(entry.subject.period for entry in entries) else []
    return render_page(
        page,
        "index.html",
        made=sum(entry.page.is_file() for entry in entries),
        columns=["report", "programme", *period, "formats", "other_language"],
        entries=[_row(names, entry, lang) for entry in entries],
        changes=_changes(entries, lang),
    )


def _entries(now: Sequence[Outcome], folder: Path, lang: Lang) -> list[_Entry]:
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
            entries.append(_Entry(page, subject, words, executed))
    return entries


def _made_now(outcome: Outcome, lang: Lang) -> _Entry:
    job, failed = outcome.job, ""
    if outcome.error:
        words = say("labels.stale" if job.page.is_file() else "labels.failed", lang)
        failed = f"{words} {outcome.error[:LONGEST_ERROR]}"
    elif outcome.unmade:
        failed = outcome.words[:LONGEST_ERROR]
    subject = Subject.asked(job.notebook.name, job.title, job.notebook.order, job.parameters)
    subject = replace(subject, warnings=tuple(outcome.warnings))
    return _Entry(job.page, subject, failed, read_executed(job.beside(".ipynb")))


def _changes(entries: Sequence[_Entry], lang: Lang) -> list[dict[str, Any]]:
    """Return the changes since the period before, from the newest report of each kind.

    Empty where no report has a period before it.
    """
    newest: dict[tuple[str, ...], _Entry] = {}
    for entry in filter(lambda entry: entry.page.is_file(), entries):
        about = entry.subject
        kind = about.notebook, about.programme, about.indicator
        if kind not in newest or newest[kind].subject.when <= about.when:
            newest[kind] = entry
    return [
        {
            "title": entry.subject.title,
            "address": entry.page.name,
            "caption": moves.caption,
            "kinds": list(_kinds_of_moves(entry.page.name, moves, lang)),
        }
        for entry in newest.values()
        if (moves := entry.moves)
    ]


def _kinds_of_moves(page: str, moves: Moves, lang: Lang) -> Iterator[dict[str, Any]]:
    """Yield the number of goals that moved in each way, and links to the rows of those named."""
    for kind in MOVES:
        word = say(f"listings.{kind}", lang)
        moved = [move for move in moves.moves if move.kind == word]
        if moved:
            yield {
                "counted": say("labels.index_moved", lang, kind=word, n=len(moved)),
                "moves": [_move(page, move, lang) for move in moved] if kind in _NAMED else [],
            }


def _move(page: str, move: Move, lang: Lang) -> dict[str, str]:
    row, _, _ = move.row.partition(";")
    return {
        "indicator": move.indicator,
        "address": f"{page}#{row}" if row else "",
        "from_to": say("labels.index_from_to", lang, before=move.before, now=move.now),
    }


def _row(names: pd.Series, entry: _Entry, lang: Lang) -> dict[str, Any]:
    """Return the values that the template shows in the index page's row of a report."""
    programme = entry.subject.programme
    failure_page = entry.page.with_suffix(FAILED_PAGE)
    others = {other: entry.page.parent.parent / other / entry.page.name for other in LANGUAGES}
    return {
        "title": entry.subject.title,
        "address": entry.page.name if entry.page.is_file() else "",
        "failed": entry.failed,
        "warnings": entry.subject.warnings,
        "failure_page": failure_page.name if failure_page.is_file() else "",
        "programme_name": str(names.get(programme, programme))
        or say("labels.index_whole_plan", lang),
        "period": entry.period(lang),
        "formats": list(_formats(entry, lang)),
        "other_languages": [
            (f"../{other}/{page.name}", other)
            for other, page in others.items()
            if other != lang and page.is_file()
        ],
    }


def _formats(entry: _Entry, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield the file name and label of each existing format that is of the notebook's last run."""
    executed = entry.page.with_suffix(".ipynb")
    run = executed.stat().st_mtime_ns if executed.is_file() else 0
    for form in REPORT_FILES:
        file = entry.page.with_suffix(form.ending)
        is_there = form.label and entry.page.is_file() and file.is_file()
        if is_there and file.stat().st_mtime_ns >= run:
            yield file.name, form.label[lang]


def _language_page(plan: Plan, languages: Sequence[Lang]) -> str:
    lang = languages[0]
    page = Page(lang, say("labels.all_reports", lang), eyebrow=plan.facts.short(lang))
    titles = [(language, plan.facts.title(language)) for language in languages]
    return render_page(page, "languages.html", languages=titles, index_page=INDEX_PAGE)
