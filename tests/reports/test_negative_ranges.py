"""Ranges below zero: no dash beside the sign of a number."""

import pytest
from building import Wish, build

from minsheng.reports import listings
from minsheng.text.language import using


@pytest.mark.parametrize(("lang", "expected"), [("zh", "†−3至1.2"), ("en", "†−3 to 1.2")])
def test_between_a_range_and_a_target(lang, expected):
    """By hand: from −6…0.3 to 3 in 3 years, a third of the way is −3…1.2."""
    wish = Wish(unit="balance", baseline="-6..0.3", targets={2020: 3})
    with using(lang):
        row = listings.planned_path(build(wish)).rows[0]
    assert row["2018"] == expected
