"""Amounts with their units."""

from dataclasses import replace

import pytest

from minsheng.text.amounts import amount, computed, difference, path_amount, rate
from minsheng.text.bounded import level
from minsheng.text.units import Unit


@pytest.mark.parametrize("write", [amount, computed, rate, difference, path_amount, level])
def test_a_unit_with_a_wan_of_its_own_has_none_before_it(write):
    """480,000 ten thousand yuan: never 48万万元; hundred millions of yuan have one, 48万亿元."""
    wan = Unit("wan", "万元", "", "万元", "", share=False, growth=True, decimals=2)
    yi = replace(wan, unit="yi", name_zh="亿元", symbol_zh="亿元")
    assert write(480_000.0, wan, "zh") == "480000万元"
    assert write(480_000.0, yi, "zh") == "48万亿元"
