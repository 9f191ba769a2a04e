"""The links of each page to the pages beside it: the programmes before and after, other reports.

They are written for all pages of a language whenever its index is, after the reports of a run:
only what lies there is linked to. They are no part of a report: its record holds its page without
them (see `minsheng.render.freshness`), and a report beside which another one appears is not made
anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from minsheng.files import write_whole
from minsheng.render.listed import Listed
from minsheng.text.language import Lang
from minsheng.writers.html.leads import with_leads
from minsheng.writers.html.page import Leads, render_leads

if TYPE_CHECKING:
    from pathlib import Path


def write_leads(
    entries: Sequence[Listed], newest: Sequence[Listed], names: Mapping[str, str], lang: Lang
) -> list[Path]:
    """Write the links of every page, and return the pages whose links were others before.

    `newest` are the reports of the last period (see `minsheng.render.listed.newest`), `names` the
    programmes of the plan by id.
    """
    there = [entry for entry in entries if entry.is_there]
    last = [entry for entry in newest if not entry.subject.indicator]
    rows: dict[tuple[str, str], list[Listed]] = {}
    for entry in there:
        rows.setdefault((entry.subject.notebook, entry.subject.period), []).append(entry)
    rewritten = []
    for row in rows.values():
        for before, entry, after in zip([None, *row], row, [*row[1:], None], strict=False):
            beside = [
                other
                for other in last
                if other.subject.programme == entry.subject.programme and other is not entry
            ]
            leads = Leads(
                before=_link(before, names) if before else None,
                after=_link(after, names) if after else None,
                reports=[(other.page.name, short_title(other, names)) for other in beside],
                formats=list(entry.formats(lang)),
                languages=entry.other_languages(lang),
            )
            page = entry.page.read_bytes()
            led = with_leads(page, render_leads(lang, leads))
            if led != page:
                write_whole(entry.page, led)
                rewritten.append(entry.page)
    return rewritten


def _link(entry: Listed, names: Mapping[str, str]) -> tuple[str, str]:
    """Return the address of a report's page, and what it is about."""
    about = entry.subject
    is_programme = not about.indicator and about.programme in names
    return entry.page.name, names[about.programme] if is_programme else about.title


def short_title(entry: Listed, names: Mapping[str, str]) -> str:
    """Return the title of a report without the name of its programme, which stands beside it."""
    name = names.get(entry.subject.programme, "")
    return entry.subject.title.removeprefix(f"{name} · ")
