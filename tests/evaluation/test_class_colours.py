"""A symbol stands out from the colour of its class, on pages and in charts."""

import pytest
from matplotlib.colors import to_rgb

from minsheng.evaluation import CLASS_TABLE, CLASSES


def luminance(colour):
    """Relative luminance as the WCAG define it."""
    parts = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in to_rgb(colour))
    red, green, blue = parts
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", CLASSES)
def test_the_ink_on_a_class_is_the_one_that_stands_out_more(name):
    ground = luminance(CLASS_TABLE[name].colour) + 0.05
    on_white, on_black = 1.05 / ground, ground / (luminance("#222222") + 0.05)
    chosen, other = (on_white, on_black) if CLASS_TABLE[name].is_dark else (on_black, on_white)
    assert chosen > max(3, other)  # 3 is what the WCAG want of symbols
