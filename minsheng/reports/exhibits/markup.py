"""Jinja2 templates for the HTML of exhibits and of pages."""

from __future__ import annotations

import base64
import re
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.text.language import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from markupsafe import Markup

_TEMPLATES = Path(__file__).with_name("templates")
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


def in_notebook(html: str) -> str:
    """Return HTML of an exhibit for JupyterLab, with the style that follows its themes.

    Colours are those of the theme where it names any (``--jp-…``), else those round the output.
    Drawings stand on white: they are drawn for it.
    """
    return f'<div class="minsheng"><style>{_notebook_style()}</style>{html}</div>'


@cache
def _notebook_style() -> str:
    return (_TEMPLATES / "notebook.css").read_text(encoding="utf-8")


def image_address(picture: str | bytes) -> str:
    """Return an SVG drawing or a PNG as a ``data:`` address for an ``img`` element.

    Ids of an SVG in an ``img`` cannot clash with those of the page, and it can have alternative
    text.
    """
    kind, content = ("svg+xml", picture.encode()) if isinstance(picture, str) else ("png", picture)
    return f"data:image/{kind};base64,{base64.b64encode(content).decode('ascii')}"
