"""The page over all reports of a plan in one language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from minsheng.files import write_whole
from minsheng.language import LANGUAGES, Lang, say
from minsheng.render.running.execution import INDEX_PAGE, Outcome
from minsheng.writers.page import filled

if TYPE_CHECKING:
    from pathlib import Path

    from minsheng.plan import Plan

_OTHER_FORMATS = ("pdf", "docx", "xlsx", "ipynb")
_LONGEST_ERROR = 200


@dataclass(frozen=True)
class _Entry:
    """One report of the index: made now, or found where it was made before."""

    page: Path
    title: str
    programme: str
    period: str
    order: int
    failed: str = ""


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
    entries = _entries(now, folder, lang)
    rank = {name: number for number, name in enumerate(plan.programmes["programme"])}
    entries.sort(key=lambda each: (rank.get(each.programme, -1), each.order, each.page.name))
    made = sum(each.page.is_file() for each in entries)
    return filled(
        lang, plan.facts.title(lang),
        f"<p>{escape(say('labels.index_lead', lang, n=made))}</p>{_table(plan, entries, lang)}",
        eyebrow=plan.facts.short(lang), kicker=say("labels.all_reports", lang),
    )  # fmt: skip


def _entries(now: Sequence[Outcome], folder: Path, lang: Lang) -> list[_Entry]:
    entries = [_made_now(outcome, lang) for outcome in now]
    names = {entry.page.name for entry in entries}
    for path in sorted(folder.glob("*.ipynb")):
        page = path.with_suffix(".html")
        if page.is_file() and page.name not in names:
            metadata = _metadata(path)
            words = metadata.get("minsheng", {})
            given = metadata.get("papermill", {}).get("parameters", {})
            if words.get("page_title"):
                entries.append(
                    _Entry(page, words["page_title"], str(given.get("programme", "")),
                           str(given.get("period", "")), words.get("order", 0),
                           _failed_before(path, lang))
                )  # fmt: skip
    return entries


def _made_now(outcome: Outcome, lang: Lang) -> _Entry:
    job = outcome.job
    failed = ""
    if outcome.error:
        words = say("labels.stale" if job.page.is_file() else "labels.failed", lang)
        failed = f"{words} {outcome.error[:_LONGEST_ERROR]}"
    elif outcome.unmade:
        failed = outcome.words[:_LONGEST_ERROR]
    period = str(job.parameters.get("period", ""))
    return _Entry(job.page, job.title, job.programme, period, job.notebook.order, failed)


def _failed_before(path: Path, lang: Lang) -> str:
    there = path.with_suffix(".failed.ipynb").is_file()
    return say("labels.stale", lang) if there else ""


def _metadata(path: Path) -> dict[str, Any]:
    """Return what an executed notebook says of itself; nothing where it cannot be read."""
    try:
        metadata: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["metadata"]
    except (OSError, ValueError, KeyError):
        return {}
    return metadata


def _table(plan: Plan, entries: Sequence[_Entry], lang: Lang) -> str:
    """Return the reports as a table that the script of the page sorts and filters."""
    titles = ["report", "programme", *(["period"] if any(e.period for e in entries) else []),
              "formats", "other_language"]  # fmt: skip
    head = "".join(f'<th scope="col">{_say(f"index_{title}", lang)}</th>' for title in titles)
    rows = "".join(_row(plan, entry, titles, lang) for entry in entries)
    caption = _say("index_caption", lang)
    return (
        f'<div class="table reports" role="group" aria-label="{caption}" tabindex="0"><table>'
        f"<caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(plan: Plan, entry: _Entry, titles: Sequence[str], lang: Lang) -> str:
    there = entry.page.is_file()
    title = escape(entry.title)
    first = f'<a href="{escape(entry.page.name, quote=True)}">{title}</a>' if there else title
    if entry.failed:
        first += f'<span class="status-failed">{escape(entry.failed)}</span>'
    programme = (plan.programme(entry.programme).name(lang) if entry.programme
                 else say("labels.index_whole_plan", lang))  # fmt: skip
    cells = {
        "programme": escape(programme), "period": escape(entry.period),
        "formats": _formats(entry, lang), "other_language": _others(entry, lang),
    }  # fmt: skip
    rest = "".join(f"<td>{cells[title]}</td>" for title in titles[1:])
    return f'<tr><th scope="row">{first}</th>{rest}</tr>'


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
