"""What every page shares: head, landmarks, style sheet, script, and what a browser may load."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template

from minsheng.text.language import Lang, say

_TEMPLATES = Path(__file__).with_name("templates")
# What HTML does not allow, and a browser would drop in silence.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_FEWEST_SECTIONS_LISTED = 3
_NOWHERE: Mapping[str, str] = {}
_SCRIPT_WORDS = {
    "filter": ("caption",), "filtered": ("shown", "all"), "sort_hint": (), "sideways": (),
    "sorted_up": ("title",), "sorted_down": ("title",), "sorted_not": (), "download_picture": (),
}  # fmt: skip
# Chromium and its kin print this in the margin of every sheet; others print the banner alone.
_ON_EVERY_SHEET = (
    '@page {{ @top-center {{ content: "{words}"; font: 700 10pt sans-serif; color: #8c2a12; }} }}'
)


def stylesheet(lang: Lang = "zh", *, synthetic: bool = False) -> str:
    """Return the style sheet of a page; that of synthetic data says so on every printed sheet.

    Examples
    --------
    >>> "Synthetic data" in stylesheet("en", synthetic=True), "Synthetic" in stylesheet("en")
    (True, False)
    """
    rules = _template("page.css")
    if not synthetic:
        return rules
    return rules + _ON_EVERY_SHEET.format(words=say("documents.synthetic", lang))


def _template(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def policy(script: str) -> str:
    """Return what a browser may load: images and styles of the page itself, and one script.

    Examples
    --------
    >>> policy("")[:39]
    "default-src 'none'; img-src data:; styl"
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    return (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def filled(  # noqa: PLR0913  the parts of a page
    lang: Lang,
    title: str,
    content: str,
    *,
    eyebrow: str = "",
    kicker: str = "",
    index: str = "",
    sections: Sequence[tuple[str, str]] = (),
    synthetic: bool = False,
    origin: Mapping[str, str] = _NOWHERE,
) -> str:
    """Return a whole page.

    Parameters
    ----------
    lang
        Its language.
    title
        Its one heading of level 1.
    content
        What follows the title, as HTML.
    eyebrow, kicker
        What stands above everything; what stands above the title and names the page in the tab
        of a browser.
    index
        Where the page over all reports is, or empty.
    sections
        Anchor and text of each section; three and more are listed at the top.
    synthetic
        Whether the numbers are made up: then it says so at the top, in its title and on every
        printed sheet.
    origin
        What the page was made from, names and texts for its head.

    Examples
    --------
    >>> filled("en", "2 < 3", "<p>Yes.</p>").count("2 &lt; 3")
    2
    """
    script = _template("page.js")
    named = kicker or title
    name = say("labels.synthetic_title", lang, title=named) if synthetic else named
    page = Template(_template("page.html")).substitute(
        html_lang="zh-CN" if lang == "zh" else "en",
        policy=escape(policy(script), quote=False),
        origin="".join(
            f'<meta name="{escape(name, quote=True)}" content="{escape(text, quote=True)}">\n'
            for name, text in origin.items()
        ),
        name=escape(name),
        stylesheet=stylesheet(lang, synthetic=synthetic),
        skip=escape(say("labels.skip", lang)),
        banner=_banner(lang) if synthetic else "",
        eyebrow=escape(eyebrow),
        index=_index(lang, index) if index else "",
        contents=_contents(lang, sections) if len(sections) >= _FEWEST_SECTIONS_LISTED else "",
        words=escape(_script_words(lang), quote=True),
        kicker=f'<p class="kicker">{escape(kicker)}</p>' if kicker and kicker != title else "",
        title=escape(title),
        content=content,
        script=script,
    )
    return _CONTROLS.sub("\ufffd", page)


def _banner(lang: Lang) -> str:
    words, meaning = (escape(say(f"documents.{key}", lang))
                      for key in ("synthetic", "synthetic_meaning"))  # fmt: skip
    return f'<p class="synthetic"><strong>{words}</strong> {meaning}</p>'


def _index(lang: Lang, index: str) -> str:
    words = escape(say("labels.all_reports", lang))
    return f'<nav aria-label="{words}"><a href="{escape(index, quote=True)}">{words}</a></nav>'


def _contents(lang: Lang, sections: Sequence[tuple[str, str]]) -> str:
    words = escape(say("labels.contents", lang))
    links = "".join(
        f'<li><a href="#{escape(anchor, quote=True)}">{escape(text)}</a></li>'
        for anchor, text in sections
    )
    return (
        f'<nav class="contents" aria-labelledby="contents"><p id="contents">{words}</p>'
        f"<ol>{links}</ol></nav>"
    )


def _script_words(lang: Lang) -> str:
    """Return what the script says, as JSON; it puts in itself what stands in braces."""
    said = {
        key: say(f"labels.{key}", lang, **{name: f"{{{name}}}" for name in names})
        for key, names in _SCRIPT_WORDS.items()
    }
    return json.dumps(said, ensure_ascii=False)
