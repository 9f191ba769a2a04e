"""How Sphinx makes the site of the documents, which `docs/make_site.py` lays out for it."""

import re

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

import minsheng

project = "Minsheng 民生"
version = release = minsheng.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc"]

html_theme = "furo"
html_title = project
html_show_sphinx = html_show_copyright = html_copy_source = False
html_show_search_summary = False  # a page that is opened as a file may not read others
html_search_language = "both"

myst_heading_anchors = 4
default_role = "py:obj"
python_use_unqualified_type_names = True
autodoc_member_order = "bysource"
numpydoc_show_class_members = False

_HAN = r"\u4e00-\u9fff"


class SearchBoth(SearchEnglish):
    """Finds English words by their stems, and Chinese by every two characters in a row."""

    lang = "both"
    js_splitter_code = f"""
var splitQuery = (query) => [
  ...(query.match(/(?:(?![{_HAN}])[\\p{{Letter}}\\p{{Number}}_])+/gu) || []),
  ...Array.from(query.matchAll(/(?=([{_HAN}]{{2}}))/g), (pair) => pair[1]),
];
"""

    def split(self, input: str) -> list[str]:
        """Return the words and the pairs of Chinese characters of a text."""
        words = re.findall(rf"[^\W{_HAN}]+", input)
        return [*words, *re.findall(rf"(?=([{_HAN}]{{2}}))", input)]


def setup(app: Sphinx) -> None:
    """Make the search known to Sphinx."""
    app.add_search_language(SearchBoth)
