"""Render whole HTML pages: head, landmarks, style sheet, script, content security policy."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.plan.facts import MARKS
from minsheng.reports.exhibits import markup
from minsheng.text.language import Lang, say

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).with_name("templates")
# What HTML does not allow, and a browser would drop in silence.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_FEWEST_SECTIONS_LISTED = 3


def stylesheet(lang: Lang = "zh", marks: Sequence[str] = ()) -> str:
    """Return the style sheet of a page; its marks are a watermark and a notice on every sheet.

    Examples
    --------
    >>> "Synthetic data" in stylesheet("en", ["synthetic"]), "Synthetic" in stylesheet("en")
    (True, False)
    """
    rules = _template("page.css") + _template("leads.css")
    if not marks:
        return rules
    words = " · ".join(say(f"documents.{mark}", lang) for mark in marks)
    return rules + _template("marks.css").replace("WORDS", words)


def _template(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def policy(script: str) -> str:
    """Return the content security policy: embedded images and styles, and this one script.

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


Link = tuple[str, str]
"""The address of a link and its words."""


@dataclass(frozen=True)
class Leads:
    """The links of a page to the pages beside it."""

    # The page of the programme before and of the one after, or None.
    before: Link | None = None
    after: Link | None = None
    reports: Sequence[Link] = ()  # other reports on the same programme, or on the whole plan
    formats: Sequence[Link] = ()  # the same report in other formats
    # The addresses of the page in other languages, each with its language.
    languages: Sequence[tuple[str, Lang]] = ()


@dataclass(frozen=True)
class Page:
    """The content of a page around its body."""

    lang: Lang  # its language
    title: str  # its one heading of level 1
    # The line above everything; the line above the title.
    eyebrow: str = ""
    kicker: str = ""
    # Whether the title, which says what the report finds, names the page in a browser's tab; else
    # the kicker does.
    is_finding: bool = False
    index: str = ""  # address of the index page, or empty
    # The links to the pages beside it; those of a report are put in when all are made (see
    # `minsheng.writers.html.leads`).
    leads: Leads = Leads()
    # Anchor and text of each section; they are listed beside the text, or folded up above it, if
    # there are at least three.
    sections: Sequence[tuple[str, str]] = ()
    # Whether the numbers are made up, which is then stated at the top, in the title and on every
    # printed sheet.
    synthetic: bool = False
    # Whether it shows a plan that is only assumed, which is stated in the same places.
    hypothetical: bool = False
    # Origin of the page as names and texts for its head.
    origin: Mapping[str, str] = field(default_factory=dict)

    @property
    def tab_title(self) -> str:
        """Name of the page in a browser's tab."""
        name = self.title if self.is_finding else self.kicker or self.title
        for mark in reversed(self.marks):
            name = say(f"labels.{mark}_title", self.lang, title=name)
        return name

    @property
    def marks(self) -> list[str]:
        """Those of `minsheng.plan.facts.MARKS` that the page bears."""
        return [mark for mark in MARKS if getattr(self, mark)]

    @property
    def lists_sections(self) -> bool:
        """Whether the sections are listed."""
        return len(self.sections) >= _FEWEST_SECTIONS_LISTED


def render_page(page: Page, template: str = "page.html", **values: object) -> str:
    """Return a whole page.

    `template` extends ``page.html`` and renders what follows the title from `values`; ``page.html``
    itself needs ``body``, finished HTML.

    Examples
    --------
    >>> render_page(Page("en", "2 < 3"), body="<p>Yes.</p>").count("2 &lt; 3")
    2
    """
    script = markup.template("table.js") + _template("page.js")
    html = (
        templates()
        .get_template(template)
        .render(
            page=page,
            lang=page.lang,
            policy=policy(script),
            stylesheet=stylesheet(page.lang, page.marks),
            script_words=markup.script_words(page.lang),
            script=script,
            **values,
        )
    )
    return _CONTROLS.sub("\ufffd", html)


def render_leads(lang: Lang, leads: Leads) -> str:
    """Return the links of a page to the pages beside it as HTML; empty where there are none.

    Examples
    --------
    >>> render_leads("en", Leads())
    ''
    """
    template = templates().get_template("leads.html")
    return _CONTROLS.sub("\ufffd", template.render(lang=lang, leads=leads))


def language_tag(lang: Lang) -> str:
    """Return the value of the attribute ``lang`` of a page."""
    return "zh-CN" if lang == "zh" else "en"


@cache
def templates() -> Environment:
    """Return the templates of pages; every value that is not marked as HTML is escaped."""
    environment = markup.templates(_TEMPLATES)
    environment.globals["language_tag"] = language_tag
    return environment
