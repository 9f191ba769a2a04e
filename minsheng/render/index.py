"""The page over all reports of a plan in one language, and what changed since the last period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from minsheng.evaluation.classes import MOVES
from minsheng.files import write_whole
from minsheng.json_text import read_json
from minsheng.plan.observations import SYNTHETIC
from minsheng.plan.periods import Period
from minsheng.plan.periods import period as read_period
from minsheng.render.forms import conforms
from minsheng.render.job import INDEX_PAGE
from minsheng.render.outputs import FAILED_PAGE, Outcome
from minsheng.text.language import LANGUAGES, Lang, say
from minsheng.writers import REPORT_FILES
from minsheng.writers.html.page import Page, render_page
from minsheng.writers.moves import COLUMNS, Move, Moves, moves_of

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from minsheng.plan.plan import Plan

_LONGEST_ERROR = 200
_MOVES_ARE_TOLD = f'"{COLUMNS[-1]}"'.encode()  # in a notebook as it lies on the disk
_SYNTHETIC = SYNTHETIC.encode()
_NAMED = ("worsened", "improved", "newly_judged")  # the others are only counted
_LATEST = Period(9999)  # a report that was asked for no period is of the latest there is


@dataclass(frozen=True)
class _Entry:
    """One report of the index: made now, or found where it was made before.

    Parameters
    ----------
    page
        Its page; its executed notebook lies beside it.
    title
        What it is called.
    order, notebook
        The order and the name of its notebook.
    programme, indicator
        What it is about; nothing for the whole plan.
    period, when
        Its period in words, or nothing; the period itself.
    failed
        What went wrong, or nothing.
    moves
        What it says has changed since the period before.
    synthetic
        Whether its data are made up.
    """

    page: Path
    title: str
    order: float
    notebook: str
    programme: str = ""
    indicator: str = ""
    period: str = ""
    when: Period = _LATEST
    failed: str = ""
    moves: Moves | None = None
    synthetic: bool = False


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
    entries = [_of_indicator(plan, each) for each in _entries(now, folder, lang)]
    rank = {name: number for number, name in enumerate(plan.programmes["programme"])}
    entries.sort(
        key=lambda each: (rank.get(each.programme, -1), each.order, each.when, each.page.name)
    )
    names = plan.programmes.set_index("programme")[f"name_{lang}"]
    page = Page(
        lang,
        plan.facts.title(lang),
        eyebrow=plan.facts.short(lang),
        kicker=say("labels.all_reports", lang),
        synthetic=any(entry.synthetic for entry in entries),
    )
    period = ["period"] if any(entry.period for entry in entries) else []
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
    names = {entry.page.name for entry in entries}
    for path in sorted(folder.glob("*.ipynb")):
        page = path.with_suffix(".html")
        if page.is_file() and page.name not in names:
            run = _bytes(path)
            metadata = _table_of(_read(run).get("metadata"))
            words = _table_of(metadata.get("minsheng"))
            given = _table_of(_table_of(metadata.get("papermill")).get("parameters"))
            order = words.get("order", 0)
            if words.get("page_title") and conforms(order, float):
                found = _found(given, run, lang)
                title, name = str(words["page_title"]), str(words.get("notebook", ""))
                failed = _failed_before(path, lang)
                entries.append(_Entry(page, title, order, name, failed=failed, **found))
    return entries


def _made_now(outcome: Outcome, lang: Lang) -> _Entry:
    job = outcome.job
    failed = ""
    if outcome.error:
        words = say("labels.stale" if job.page.is_file() else "labels.failed", lang)
        failed = f"{words} {outcome.error[:_LONGEST_ERROR]}"
    elif outcome.unmade:
        failed = outcome.words[:_LONGEST_ERROR]
    return _Entry(
        job.page,
        job.title,
        job.notebook.order,
        job.notebook.name,
        failed=failed,
        **_found(job.parameters, _bytes(job.beside(".ipynb")), lang),
    )


def _found(given: Mapping[str, object], run: bytes, lang: Lang) -> dict[str, Any]:
    """Return what an entry takes from the parameters of its notebook and from what it executed."""
    programme, indicator, asked = (
        str(given.get(name) or "") for name in ("programme", "indicator", "period")
    )
    found: dict[str, Any] = {
        "programme": programme,
        "indicator": indicator,
        "period": asked,
        "moves": _moves(run),
        "synthetic": _SYNTHETIC in run,
    }
    with suppress(ValueError):
        when = read_period(asked)
        found |= {"when": when, "period": when.name(lang)}
    return found


def _of_indicator(plan: Plan, entry: _Entry) -> _Entry:
    """Return an entry with its programme, where its report is about one indicator."""
    known = plan.indicators.set_index("indicator")["programme"]
    if entry.programme or entry.indicator not in known.index:
        return entry
    return replace(entry, programme=str(known[entry.indicator]))


def _failed_before(path: Path, lang: Lang) -> str:
    there = path.with_suffix(FAILED_PAGE).is_file()
    return say("labels.stale", lang) if there else ""


def _bytes(path: Path) -> bytes:
    """Return an executed notebook as it lies on the disk; nothing where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _read(run: bytes) -> dict[str, Any]:
    """Return what a notebook holds; nothing where it is none."""
    try:
        return _table_of(read_json(run))
    except ValueError:
        return {}


def _table_of(found: object) -> dict[str, Any]:
    """Return what is a table of names and values; an empty one for anything else."""
    return found if isinstance(found, dict) else {}


def _moves(run: bytes) -> Moves | None:
    """Return what an executed notebook says has moved; a table in it may be an analyst's own."""
    try:
        return moves_of(_read(run)) if _MOVES_ARE_TOLD in run else None
    except (AttributeError, LookupError, TypeError, ValueError):
        return None


def _changes(entries: Sequence[_Entry], lang: Lang) -> list[dict[str, Any]]:
    """Return what changed since the last period, of the newest report of each kind that says it.

    Nothing where no report has a period before it.
    """
    newest: dict[tuple[str, ...], _Entry] = {}
    for entry in entries:
        about = entry.notebook, entry.programme, entry.indicator
        if entry.page.is_file() and (about not in newest or newest[about].when <= entry.when):
            newest[about] = entry
    return [
        {
            "title": entry.title,
            "address": entry.page.name,
            "caption": entry.moves.caption,
            "kinds": list(_kinds_of_moves(entry.page.name, entry.moves, lang)),
        }
        for entry in newest.values()
        if entry.moves
    ]


def _kinds_of_moves(page: str, moves: Moves, lang: Lang) -> Iterator[dict[str, Any]]:
    """Yield how many goals moved in each way, and those that are named, linked to their rows."""
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
    """Return what the table of the page shows of a report."""
    programme = str(names.get(entry.programme, entry.programme))
    failure_page = entry.page.with_suffix(FAILED_PAGE)
    others = {other: entry.page.parent.parent / other / entry.page.name for other in LANGUAGES}
    return {
        "title": entry.title,
        "address": entry.page.name if entry.page.is_file() else "",
        "failed": entry.failed,
        "failure_page": failure_page.name if failure_page.is_file() else "",
        "programme_name": programme if entry.programme else say("labels.index_whole_plan", lang),
        "period": entry.period,
        "formats": list(_formats(entry, lang)),
        "other_languages": [
            (f"../{other}/{page.name}", other)
            for other, page in others.items()
            if other != lang and page.is_file()
        ],
    }


def _formats(entry: _Entry, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield address and label of each file of a report that is there, and is of the same run."""
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
