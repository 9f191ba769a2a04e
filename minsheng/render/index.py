"""The scorecard of a plan, the page over all its reports: one in each language.

Where its folder is opened it stands at once, in the first language that there is.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from minsheng.evaluation.classes import CLASS_TABLE, MOVES
from minsheng.files import write_whole
from minsheng.render.job import INDEX_PAGE
from minsheng.render.leads import short_title, write_leads
from minsheng.render.listed import Listed, listed_reports, newest
from minsheng.render.outputs import FAILED_PAGE, Outcome
from minsheng.render.scorecard import scorecard
from minsheng.text.language import LANGUAGES, Lang, say
from minsheng.writers.html.page import Leads, Page, render_page
from minsheng.writers.moves import Move, Moves

if TYPE_CHECKING:
    from pathlib import Path

    from minsheng.plan.plan import Plan

_NAMED = ("worsened", "improved", "newly_judged")  # the others are only counted


def write_index(plan: Plan, outcomes: Sequence[Outcome], output: Path) -> list[Path]:
    """Write the scorecard of each language, that of the folder, and the links of all pages.

    The scorecard lists every report that is there, made now or before, and says which failed now.
    That of a language that was not rendered now is written again where there is one: it leads to
    the reports of the others. Returned are the pages of reports whose links to other pages have
    changed.
    """
    folder = output / plan.facts.plan
    of_lang = {
        lang: [outcome for outcome in outcomes if outcome.job.lang == lang] for lang in LANGUAGES
    }
    there = [
        lang
        for lang, now in of_lang.items()
        if now or (outcomes and (folder / lang / INDEX_PAGE).is_file())
    ]
    rewritten = []
    for lang in there:
        entries = listed_reports(plan, of_lang[lang], folder / lang, lang)
        others = [other for other in there if other != lang]
        last, names = newest(entries), _names(plan, lang)
        shown = _shown(entries, last, names, lang)
        write_whole(folder / lang / INDEX_PAGE, _page(plan, shown, lang, others))
        if lang == there[0]:
            write_whole(folder / INDEX_PAGE, _page(plan, shown, lang, others, f"{lang}/"))
        rewritten += write_leads(entries, last, names, lang)
    return rewritten


def _page(
    plan: Plan, shown: Mapping[str, Any], lang: Lang, others: Sequence[Lang], folder: str = ""
) -> str:
    """Return the scorecard as it stands in the folder of its language, or above that `folder`."""

    def at(address: str) -> str:
        return posixpath.normpath(folder + address) if address else ""

    card, title = shown["card"], plan.facts.title(lang)
    subject = " · ".join(filter(None, [title, card["period"]]))
    page = Page(
        lang,
        card["title"] or title,
        eyebrow=plan.facts.short(lang),
        kicker=subject if card["title"] else say("labels.all_reports", lang),
        leads=Leads(languages=[(at(f"../{other}/{INDEX_PAGE}"), other) for other in others]),
        synthetic=shown["synthetic"],
    )
    return render_page(page, "index.html", at=at, **shown)


def _shown(
    entries: Sequence[Listed], last: Sequence[Listed], names: Mapping[str, str], lang: Lang
) -> dict[str, Any]:
    """Return what the scorecard of a language shows, wherever it stands."""
    card = scorecard(entries, last, names, lang)
    rows = [_row(names, entry, lang) for entry in entries]
    period = ["period"] if any(row["period"] for row in rows) else []
    return {
        "card": card,
        "synthetic": any(entry.is_synthetic for entry in entries),
        "classes": CLASS_TABLE,
        "short_title": lambda entry: short_title(entry, names).removesuffix(f" · {card['period']}"),
        "made": sum(entry.is_there for entry in entries),
        "failed": [entry.subject.title for entry in entries if entry.failed],
        "columns": ["report", "programme", *period, "formats", "other_language"],
        "entries": rows,
        "changes": _changes(last, lang),
    }


def _names(plan: Plan, lang: Lang) -> dict[str, str]:
    return dict(zip(plan.programmes["programme"], plan.programmes[f"name_{lang}"], strict=True))


def _changes(last: Sequence[Listed], lang: Lang) -> list[dict[str, Any]]:
    """Return the changes since the period before, from the newest report of each kind (`last`).

    Those of the reports on the whole plan, or else of its programmes: each is told once. Empty
    where no report has a period before it.
    """
    whole = [entry for entry in last if not entry.subject.programme]
    parts = [entry for entry in last if entry.subject.programme]
    moved: list[tuple[Listed, Moves]] = []
    for some in (whole, parts):
        moved = moved or [(entry, moves) for entry in some if (moves := entry.moves)]
    return [
        {
            "title": entry.subject.title,
            "address": entry.page.name,
            "caption": moves.caption,
            "kinds": list(_kinds_of_moves(entry.page.name, moves, lang)),
        }
        for entry, moves in moved
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


def _row(names: Mapping[str, str], entry: Listed, lang: Lang) -> dict[str, Any]:
    """Return the values that the template shows in the index page's row of a report."""
    programme = entry.subject.programme
    failure_page = entry.page.with_suffix(FAILED_PAGE)
    return {
        "title": entry.subject.title,
        "address": entry.page.name if entry.is_there else "",
        "failed": entry.failed,
        "warnings": entry.subject.warnings,
        "failure_page": failure_page.name if failure_page.is_file() else "",
        "programme_name": str(names.get(programme, programme))
        or say("labels.index_whole_plan", lang),
        "period": entry.period(lang),
        "formats": list(entry.formats(lang)),
        "other_languages": entry.other_languages(lang),
        "out_of_date": entry.out_of_date(lang),
    }
