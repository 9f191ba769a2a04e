"""The page over all reports of a plan in one language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from minsheng.files import write_whole
from minsheng.language import LANGUAGES, Lang, say
from minsheng.render.execution import INDEX_PAGE, Outcome
from minsheng.writers.html import TEMPLATES, stylesheet

if TYPE_CHECKING:
    from pathlib import Path

    from minsheng.plan import Plan


def write_index(plan: Plan, outcomes: Sequence[Outcome], output: Path) -> None:
    """Write the index page of each language that was rendered, and a page that leads to them.

    The index lists every report that is there, made now or before, and says which failed now.
    """
    folder = output / plan.facts.plan
    for lang in LANGUAGES:
        now = [outcome for outcome in outcomes if outcome.job.lang == lang]
        if now:
            write_whole(folder / lang / INDEX_PAGE, _page(plan, now, folder / lang, lang))
    there = [lang for lang in LANGUAGES if (folder / lang / INDEX_PAGE).is_file()]
    if there:
        write_whole(folder / INDEX_PAGE, _door(plan, there))


def _page(plan: Plan, now: Sequence[Outcome], folder: Path, lang: Lang) -> str:
    failed = {outcome.job.page.name: outcome for outcome in now if not outcome.ok}
    made = {outcome.job.page.name: _title(outcome) for outcome in now if outcome.ok}
    for path in sorted(folder.glob("*.ipynb")):
        page = path.with_suffix(".html")
        if page.is_file() and page.name not in made:
            words = _words(path)
            if words.get("page_title"):
                made[page.name] = (words.get("order", 0), words["page_title"])
    order = {f"programme-{name}.html": rank
             for rank, name in enumerate(plan.programmes["programme"])}  # fmt: skip
    ranked = sorted(made.items(), key=lambda item: (item[1][0], order.get(item[0], 0), item[0]))
    items = "".join(_item(name, title, failed.get(name)) for name, (_, title) in ranked)
    lost = "".join(
        _lost(outcome, lang) for name, outcome in sorted(failed.items()) if name not in made
    )
    return _fill(
        lang, plan.facts.short(lang), plan.facts.title(lang),
        f"<p>{escape(say('labels.index_lead', lang, n=len(ranked)))}</p>"
        f'<ul class="reports">{items}{lost}</ul>',
    )  # fmt: skip


def _words(path: Path) -> dict[str, Any]:
    """Return what an executed notebook says of its page; nothing where it cannot be read."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    words: dict[str, Any] = notebook.get("metadata", {}).get("minsheng", {})
    return words


def _title(outcome: Outcome) -> tuple[int, str]:
    return outcome.job.notebook.order, outcome.job.title


def _item(name: str, title: str, failed: Outcome | None) -> str:
    note = ""
    if failed:
        words = say("labels.stale", failed.job.lang)
        note = f'<span class="status-failed">{escape(words)} {escape(failed.error[:200])}</span>'
    return f'<li><a href="{escape(name, quote=True)}">{escape(title)}</a>{note}</li>'


def _lost(outcome: Outcome, lang: Lang) -> str:
    words = f"{say('labels.failed', lang)} {outcome.error[:200]}"
    return (
        f"<li>{escape(outcome.job.title)}"
        f'<br><span class="status-failed">{escape(words)}</span></li>'
    )


def _door(plan: Plan, there: Sequence[Lang]) -> str:
    links = "".join(
        f'<li><a href="{lang}/{INDEX_PAGE}" lang="{"zh-CN" if lang == "zh" else "en"}">'
        f"{escape(plan.facts.title(lang))}</a></li>"
        for lang in there
    )
    lang = there[0]
    return _fill(lang, plan.facts.short(lang), say("labels.all_reports", lang),
                 f'<ul class="reports">{links}</ul>')  # fmt: skip


def _fill(lang: Lang, eyebrow: str, title: str, body: str) -> str:
    from string import Template

    template = Template((TEMPLATES / "plain.html").read_text(encoding="utf-8"))
    return template.substitute(
        html_lang="zh-CN" if lang == "zh" else "en", title=escape(title), eyebrow=escape(eyebrow),
        stylesheet=stylesheet(), body=body,
    )  # fmt: skip
