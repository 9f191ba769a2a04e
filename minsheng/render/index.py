"""The page over all reports of a plan in one language, and what changed since the last period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

from minsheng.evaluation.classes import MOVES
from minsheng.files import write_whole
from minsheng.json_text import read_json
from minsheng.plan.observations import SYNTHETIC
from minsheng.plan.periods import Period
from minsheng.plan.periods import period as read_period
from minsheng.render.forms import conforms
from minsheng.render.keeping import FAILED_PAGE
from minsheng.render.outcome import Outcome
from minsheng.render.running.made import INDEX_PAGE
from minsheng.text.language import LANGUAGES, Lang, say
from minsheng.writers.moves import COLUMNS, Move, Moves, moves_of
from minsheng.writers.page import filled

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from minsheng.plan.plan import Plan

_OTHER_FORMATS = ("pdf", "docx", "xlsx", "ipynb")
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
        write_whole(folder / INDEX_PAGE, _door(plan, there))


def _page(plan: Plan, now: Sequence[Outcome], folder: Path, lang: Lang) -> str:
    entries = [_of_indicator(plan, each) for each in _entries(now, folder, lang)]
    rank = {name: number for number, name in enumerate(plan.programmes["programme"])}
    entries.sort(key=lambda each: (rank.get(each.programme, -1), each.order, each.when,
                                   each.page.name))  # fmt: skip
    made = sum(each.page.is_file() for each in entries)
    return filled(
        lang, plan.facts.title(lang),
        f"<p>{escape(say('labels.index_lead', lang, n=made))}</p>{_table(plan, entries, lang)}"
        f"{_changes(entries, lang)}",
        eyebrow=plan.facts.short(lang), kicker=say("labels.all_reports", lang),
        synthetic=any(each.synthetic for each in entries),
    )  # fmt: skip


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
    return _Entry(job.page, job.title, job.notebook.order, job.notebook.name, failed=failed,
                  **_found(job.parameters, _bytes(job.beside(".ipynb")), lang))  # fmt: skip


def _found(given: Mapping[str, object], run: bytes, lang: Lang) -> dict[str, Any]:
    """Return what an entry takes from the parameters of its notebook and from what it executed."""
    programme, indicator, asked = (str(given.get(name) or "")
                                   for name in ("programme", "indicator", "period"))  # fmt: skip
    found: dict[str, Any] = {
        "programme": programme, "indicator": indicator, "period": asked,
        "moves": _moves(run),
        "synthetic": _SYNTHETIC in run,
    }  # fmt: skip
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
    except (AttributeError, LookupError, TypeError):
        return None


def _changes(entries: Sequence[_Entry], lang: Lang) -> str:
    """Return what changed since the last period, of the newest report of each kind that says it.

    Nothing where no report has a period before it.
    """
    newest: dict[tuple[str, ...], _Entry] = {}
    for entry in entries:
        about = entry.notebook, entry.programme, entry.indicator
        if entry.page.is_file() and (about not in newest or newest[about].when <= entry.when):
            newest[about] = entry
    told = "".join(_changed(entry, entry.moves, lang) for entry in newest.values() if entry.moves)
    if not told:
        return ""
    return f"<h2>{_say('index_changes', lang)}</h2><p>{_say('index_changes_lead', lang)}</p>{told}"


def _changed(entry: _Entry, moves: Moves, lang: Lang) -> str:
    page = escape(entry.page.name, quote=True)
    parts = [f'<h3><a href="{page}">{escape(entry.title)}</a></h3><p>{escape(moves.caption)}</p>']
    for kind in MOVES:
        word = say(f"listings.{kind}", lang)
        some = [move for move in moves.moves if move.kind == word]
        if some:
            counted = escape(say("labels.index_moved", lang, kind=word, n=len(some)))
            parts.append(f"<p>{counted}</p>")
        if some and kind in _NAMED:
            items = "".join(f"<li>{_moved(entry, move, lang)}</li>" for move in some)
            parts.append(f"<ul>{items}</ul>")
    return "".join(parts)


def _moved(entry: _Entry, move: Move, lang: Lang) -> str:
    """Return a goal that moved, linked to its row in the report."""
    row, _, _ = move.row.partition(";")
    name = escape(move.indicator)
    if row:
        place = escape(f"{entry.page.name}#{row}", quote=True)
        name = f'<a href="{place}">{name}{_of(entry)}</a>'
    return name + escape(say("labels.index_from_to", lang, before=move.before, now=move.now))


def _table(plan: Plan, entries: Sequence[_Entry], lang: Lang) -> str:
    """Return the reports as a table that the script of the page sorts and filters."""
    titles = ["report", "programme", *(["period"] if any(e.period for e in entries) else []),
              "formats", "other_language"]  # fmt: skip
    head = "".join(f'<th scope="col">{_say(f"index_{title}", lang)}</th>' for title in titles)
    names = plan.programmes.set_index("programme")[f"name_{lang}"]
    rows = "".join(_row(names, entry, titles, lang) for entry in entries)
    caption = _say("index_caption", lang)
    return (
        f'<div class="table reports" role="group" aria-label="{caption}" tabindex="0"><table>'
        f"<caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(names: pd.Series, entry: _Entry, titles: Sequence[str], lang: Lang) -> str:
    there = entry.page.is_file()
    title = escape(entry.title)
    first = f'<a href="{escape(entry.page.name, quote=True)}">{title}</a>' if there else title
    if entry.failed:
        first += f'<span class="status-failed">{escape(entry.failed)}{_more(entry, lang)}</span>'
    programme = (str(names.get(entry.programme, entry.programme)) if entry.programme
                 else say("labels.index_whole_plan", lang))  # fmt: skip
    cells = {
        "programme": escape(programme), "period": escape(entry.period),
        "formats": _formats(entry, lang), "other_language": _others(entry, lang),
    }  # fmt: skip
    rest = "".join(f"<td>{cells[title]}</td>" for title in titles[1:])
    return f'<tr><th scope="row">{first}</th>{rest}</tr>'


def _more(entry: _Entry, lang: Lang) -> str:
    """Return a link to the page that says what went wrong, where there is one."""
    page = entry.page.with_suffix(FAILED_PAGE)
    if not page.is_file():
        return ""
    words = escape(say("rendering.what_went_wrong", lang))
    return f' <a href="{escape(page.name, quote=True)}">{words}{_of(entry)}</a>'


def _formats(entry: _Entry, lang: Lang) -> str:
    """Return a link to each format of a report that is there, and is of the same run."""
    links = []
    executed = entry.page.with_suffix(".ipynb")
    run = executed.stat().st_mtime_ns if executed.is_file() else 0
    for kind in _OTHER_FORMATS:
        file = entry.page.with_suffix(f".{kind}")
        if entry.page.is_file() and file.is_file() and file.stat().st_mtime_ns >= run:
            name = escape(file.name, quote=True)
            links.append(f'<a href="{name}">{_say(f"format_{kind}", lang)}{_of(entry)}</a>')
    return " ".join(links)


def _of(entry: _Entry) -> str:
    """Return the report that a link is of, for those who hear links out of their row."""
    return f'<span class="unseen"> {escape(entry.title)}</span>'


def _others(entry: _Entry, lang: Lang) -> str:
    links = []
    for other in LANGUAGES:
        page = entry.page.parent.parent / other / entry.page.name
        if other != lang and page.is_file():
            links.append(
                f'<a href="../{other}/{escape(page.name, quote=True)}" lang="{_tag(other)}" '
                f'hreflang="{_tag(other)}">{_say("language_name", other)}{_of(entry)}</a>'
            )
    return " ".join(links)


def _door(plan: Plan, there: Sequence[Lang]) -> str:
    links = "".join(
        f'<li><a href="{lang}/{INDEX_PAGE}" lang="{_tag(lang)}" hreflang="{_tag(lang)}">'
        f"{escape(plan.facts.title(lang))}</a></li>"
        for lang in there
    )
    lang = there[0]
    return filled(lang, say("labels.all_reports", lang), f'<ul class="languages">{links}</ul>',
                  eyebrow=plan.facts.short(lang))  # fmt: skip


def _tag(lang: Lang) -> str:
    return "zh-CN" if lang == "zh" else "en"


def _say(key: str, lang: Lang) -> str:
    return escape(say(f"labels.{key}", lang), quote=True)
