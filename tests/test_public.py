"""The public namespace holds what it should and no more; objects show themselves well."""

from types import SimpleNamespace

import pytest
from IPython.core.formatters import DisplayFormatter

import minsheng as ms
from minsheng.notebook import show_cards
from minsheng.text.language import using

NAMES = {
    "BadInput",
    "Indicator",
    "Ledger",
    "Plan",
    "Programme",
    "Standing",
    "UnknownName",
    "__version__",
    "audit",
    "available_plans",
    "charts",
    "check_package",
    "compare",
    "evaluate",
    "explore",
    "figures",
    "gaps",
    "listings",
    "load_midterm",
    "load_observations",
    "load_paragraphs",
    "load_plan",
    "measures",
    "release_font",
    "required_growth",
    "sentences",
    "set_language",
    "stand",
    "stand_final",
    "stand_midterm",
    "steps",
    "trajectory",
    "writeups",
}


@pytest.fixture
def card():
    """Return what shows an object in HTML, as IPython does."""
    shell = SimpleNamespace(display_formatter=DisplayFormatter())
    show_cards(shell)
    return shell.display_formatter.formatters["text/html"]


def test_the_namespace_holds_these_names_and_no_more():
    assert set(ms.__all__) | {"__version__"} == NAMES
    assert all(hasattr(ms, name) for name in NAMES)


def test_a_plan_shows_its_programmes(plan, card):
    with using("zh"):
        html = card(plan)
    assert "重庆市綦江区保障和改善民生行动计划" in html
    assert all(name in html for name in plan.programmes["name_zh"])


def test_a_programme_shows_what_it_promises(plan, card):
    with using("en"):
        html = card(plan.programme("childcare"))
    assert "Childcare (幼有所育)" in html
    assert "from 86% in 2017 to at least 90% in 2020" in html


def test_an_indicator_of_each_kind_shows_itself(plan, card):
    rows = plan.indicators.drop_duplicates(["kind", "aim"])
    for indicator in rows["indicator"]:
        for lang in ("zh", "en"):
            with using(lang):
                shown = plan.indicator(indicator)
                assert shown.name() in card(shown)


def test_an_indicator_gives_its_columns(plan):
    indicator = plan.indicator("childcare.gross_enrolment")
    assert (indicator.unit, indicator.aim, indicator.direction) == ("percent", "reach", "up")
    assert not hasattr(indicator, "colour")
