"""Jinja2 templates for the HTML of exhibits and of pages, and the script of their tables."""

from __future__ import annotations

import base64
import json
import re
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.text.language import current, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from markupsafe import Markup

    from minsheng.text.language import Lang

FEWEST_SORTED = 8
"""Rows from which on a table can be sorted and filtered."""
_TEMPLATES = Path(__file__).with_name("templates")
_SCRIPT_WORDS = {
    "filter": ("caption",),
    "filtered": ("shown", "all"),
    "sort_hint": (),
    "sideways": (),
    "sorted_up": ("title",),
    "sorted_down": ("title",),
    "sorted_not": (),
    "download_picture": (),
}
_LONG_WORD = re.compile(r"[^\s\u2e80-\u9fff\uf900-\ufaff]{24,}")


@cache
def templates(*folders: Path) -> Environment:
    """Return a Jinja2 environment with the templates of `folders` and those of exhibits.

    Values that are not `Markup` are escaped.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def escaped(value: object) -> Markup:
        return value if isinstance(value, Markup) else Markup(escape(str(value)))

    def breakable(text: str) -> Markup:
        whole = escaped(text)
        return Markup(f'<span class="long">{whole}</span>') if _LONG_WORD.search(text) else whole

    environment = Environment(
        loader=FileSystemLoader([*folders, _TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        finalize=escaped,
    )
    environment.globals["say"] = say
    environment.filters["image"] = image_address
    environment.filters["breakable"] = breakable  # marks where a very long word may be broken
    return environment


def macro(name: str) -> Callable[..., Markup]:
    """Return a macro of the template ``exhibits.html``."""
    function: Callable[..., Markup] = getattr(
        templates().get_template("exhibits.html").module, name
    )
    return function


def in_notebook(html: str, rows: int = 0) -> str:
    """Return HTML of an exhibit for JupyterLab, with the style that follows its themes.

    Colours are those of the theme where it names any (``--jp-…``), else those round the output.
    Drawings stand on white: they are drawn for it. `rows` are those of its longest table: from
    `FEWEST_SORTED` on the script is added that sorts and filters; where it may not run, the table
    stands whole.
    """
    style = f"<style>{template('notebook.css')}</style>"
    if rows < FEWEST_SORTED:
        return f'<div class="minsheng">{style}{html}</div>'
    code = template("table.js") + template("notebook.js")
    script = f'<script data-adds="nothing">{{\n{code}}}</script>'
    attributes = f'data-lang="{current()}" data-words="{escape(script_words())}"'
    return f'<div class="minsheng" {attributes}>{style}{html}{script}</div>'


def script_words(lang: Lang | None = None) -> str:
    """Return the texts of the scripts as JSON; the scripts fill their placeholders."""
    words = {
        key: say(f"labels.{key}", lang, **{name: f"{{{name}}}" for name in names})
        for key, names in _SCRIPT_WORDS.items()
    }
    return json.dumps(words | {"fewest_rows": FEWEST_SORTED}, ensure_ascii=False)


@cache
def template(name: str) -> str:
    """Return the text of a style sheet or a script of exhibits."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def image_address(picture: str | bytes) -> str:
    """Return an SVG drawing or a PNG as a ``data:`` address for an ``img`` element.

    Ids of an SVG in an ``img`` cannot clash with those of the page, and it can have alternative
    text.
    """
    kind, content = ("svg+xml", picture.encode()) if isinstance(picture, str) else ("png", picture)
    return f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"
