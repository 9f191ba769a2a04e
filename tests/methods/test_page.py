"""The page for readers says of each method what the method does."""

import re
from pathlib import Path

import numpy as np
import pytest

from minsheng.methods import METHODS, REASONS, VERDICTS, Case
from minsheng.text.language import catalogue

PAGE = (Path(__file__).parents[2] / "docs" / "methods-of-assessment.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## `(\w+)` [^\n]+\n(.*?)(?=^## )", PAGE, re.MULTILINE | re.DOTALL))


def anything(many=60_000):
    """Return whatever may be known of indicators, sound or not, often enough to meet each guard."""
    draw = np.random.default_rng(20180101)
    numbers = np.array([np.nan, 0, -3, 1e-9, 5, 50, 82, 86, 95, 1e12])
    names = (
        "baseline",
        "observed",
        "planned",
        "target",
        "due_target",
        "due_observed",
        "drift",
        "last_change",
    )
    truths = ("reached", "due", "meets_due", "inside", "flow", "growth")
    return Case.of(
        **{name: draw.choice(numbers, many) for name in names},
        **{name: draw.random(many) < 0.5 for name in truths},
        direction=draw.choice([1, -1], many),
        points=draw.integers(0, 7, many),
        start=2017,
        time=draw.choice([2017, 2017 + 1 / 12, 2018, 2020], many),
        end=draw.choice([2017, 2020, 2030], many),
    )


ANYTHING = anything()


def paragraph(name, label):
    return re.search(rf"\*\*{label}\*\*: (.*?)\n\n", SECTIONS[name], re.DOTALL)[1]


def test_every_method_has_a_section_in_their_order():
    assert list(SECTIONS) == list(METHODS)


@pytest.mark.parametrize("name", METHODS)
def test_a_section_has_its_name_and_all_its_parts(name):
    assert f"## `{name}` {catalogue('methods')[name]['zh']}\n" in PAGE
    for label in ("Answers", "Formula", "Cuts", "Source", "Refuses"):
        assert paragraph(name, label)
    assert f'METHODS["{name}"]' in SECTIONS[name]


@pytest.mark.parametrize("name", METHODS)
def test_a_section_names_the_reasons_that_the_method_gives_and_no_other(name):
    told = set(re.findall(r"`(\w+)`", paragraph(name, "Refuses")))
    given = set(METHODS[name](ANYTHING).reasons) - {""}
    assert told == given <= set(REASONS)


@pytest.mark.parametrize("name", METHODS)
def test_a_section_names_the_verdicts_that_the_method_gives_and_no_other(name):
    told = set(re.findall(r"`(\w+)`", paragraph(name, "Cuts"))) & set(VERDICTS)
    assert told == set(METHODS[name](ANYTHING).words) - {""}
