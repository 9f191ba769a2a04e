"""Phrases that sentences and tables share."""

import math
import re

import pytest

from minsheng.plan.wording import (
    department_names,
    indicator_names,
    programme_names,
    section_in_words,
)
from minsheng.text.bounded import target_in_words
from minsheng.text.language import LANGUAGES
from minsheng.text.quantity import quantities

CHINESE = re.compile(r"[\u3400-\u9fff]")


@pytest.mark.parametrize("bound", [">=", "<=", ">", "<", "~", "="])
@pytest.mark.parametrize("value", [87, 3.5, 15000, 9_000_000])
def test_a_target_in_chinese_is_read_back_as_the_plan_prints_it(plan, bound, value):
    unit = plan.unit("percent" if value < 100 else "person")
    (quantity,) = quantities(target_in_words(bound, value, unit, "zh"))
    assert (quantity.bound, float(quantity.value)) == (bound, value)


def test_a_range_in_chinese_is_read_back(plan):
    words = target_in_words("range", 1, plan.unit("piece"), "zh", high=2)
    (quantity,) = quantities(words)
    assert (quantity.bound, quantity.value, quantity.high) == ("range", 1, 2)


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        (">=", "at least 90%"),
        ("<=", "at most 90%"),
        (">", "more than 90%"),
        ("<", "less than 90%"),
        ("~", "about 90%"),
        ("=", "90%"),
        ("range", "90–95%"),
    ],
)
def test_a_target_in_english(plan, bound, words):
    high = 95 if bound == "range" else math.nan
    assert target_in_words(bound, 90, plan.unit("percent"), "en", high=high) == words


def test_a_target_without_a_number_is_a_dash(plan):
    assert target_in_words("=", math.nan, plan.unit("percent"), "zh") == "—"


def test_every_section_of_the_plan_in_words(plan):
    tables = ("targets", "baselines", "tasks", "groups", "calendar", "programmes")
    sections = {section for table in tables for section in plan.table(table)["section"]} - {""}
    assert len(sections) > 100
    for section in sections:
        assert not re.search("[();]", section_in_words(section, "zh"))
        english = section_in_words(section, "en")
        assert not CHINESE.search(english), english
        assert re.match(r"(Main text|Annex) \d", english), english
    assert len({section_in_words(section, "en") for section in sections}) == len(sections)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("names", "table"),
    [
        (programme_names, "programmes"),
        (department_names, "departments"),
        (indicator_names, "indicators"),
    ],
)
def test_everything_has_a_name(plan, names, table, lang):
    said = names(plan, lang)
    rows = plan.table(table)
    assert list(said) == rows.iloc[:, 0].tolist()
    for (_, row), name in zip(rows.iterrows(), said.values(), strict=True):
        assert row[f"name_{lang}"] in name
        if lang == "en" and table != "indicators":
            assert name.endswith(f" ({row['name_zh']})")
