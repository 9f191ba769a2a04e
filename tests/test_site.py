"""The site of the documents holds every page, public name and chart, and no dead link."""

import importlib.util
import re
from pathlib import Path

import pytest
from pygments.lexers import find_lexer_class_by_name

import minsheng as ms

ROOT = Path(__file__).parents[1]
_spec = importlib.util.spec_from_file_location("make_site", ROOT / "docs" / "make_site.py")
make_site = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(make_site)


@pytest.fixture
def no_figures():
    """Close what an example draws."""
    from matplotlib import pyplot as plt

    plt.close("all")
    yield
    plt.close("all")


def _slug(heading):
    """Return the anchor of a heading, as pages of repositories and MyST make it."""
    text = re.sub(r"[`*]", "", heading.strip()).lower()
    return re.sub(r"[^\w\- ]", "", text).replace(" ", "-")


def _prose(text, *, code=True):
    """Return a page without its blocks of code; without code in its lines where it is not asked."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    return text if code else re.sub(r"`[^`]*`", "", text)


def test_every_document_is_in_the_contents():
    found = {
        path.relative_to(ROOT).with_suffix("").as_posix() for path in ROOT.glob("docs/**/*.md")
    }
    assert found - set(make_site.pages()) == set()
    assert [page for page in make_site.pages() if not (ROOT / f"{page}.md").is_file()] == []
    contents = make_site.contents()
    assert [page for page in make_site.pages() if f"\n{page}\n" not in contents] == []


@pytest.mark.parametrize("page", make_site.pages())
def test_every_link_of_a_page_leads_to_another_page_or_file(page):
    path = ROOT / f"{page}.md"
    for link in re.findall(r"\]\(([^)\s]+)\)", _prose(path.read_text("utf-8"), code=False)):
        file, _, anchor = link.partition("#")
        if ":" in file:
            continue
        target = (path.parent / file).resolve() if file else path
        assert target.is_file(), link
        if target.suffix == ".md":
            assert target.relative_to(ROOT).with_suffix("").as_posix() in make_site.pages(), link
        if anchor and target.suffix == ".md":
            headings = re.findall(r"^#+ (.*)$", _prose(target.read_text("utf-8")), re.MULTILINE)
            assert anchor in map(_slug, headings), link


@pytest.mark.parametrize("page", make_site.pages())
def test_the_language_of_every_block_of_code_is_one_that_the_site_can_colour(page):
    text = (ROOT / f"{page}.md").read_text("utf-8")
    for language in re.findall(r"^```(\w+)$", text, re.MULTILINE):
        assert find_lexer_class_by_name(language)


@pytest.mark.parametrize("name", make_site.charts())
def test_the_example_of_every_chart_draws_it(name, no_figures):
    assert f"ms.charts.{name}(" in make_site.example(name)
    assert make_site.draw(name).axes


def test_the_reference_holds_every_public_name():
    page = make_site.reference()
    calls = [name for name in ms.__all__ if callable(getattr(ms, name))]
    named = [f"minsheng.{name}" for name in calls] + [
        f"minsheng.{room}.{name}"
        for room in ("charts", "figures", "listings", "sentences", "writeups")
        for name in getattr(ms, room).__all__
    ]
    assert len(named) > 100
    assert [name for name in named if not re.search(rf":: {re.escape(name)}$", page, re.M)] == []
