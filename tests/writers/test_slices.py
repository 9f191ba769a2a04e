"""Where a drawing that is too high is cut."""

from itertools import pairwise

import pytest

from minsheng.writers.slices import slices


def _bars(count, height=20, gap=20):
    """Return a drawing of bars, and how high it is."""
    step = height + gap
    total = count * step
    bars = "".join(
        f'<rect x="0" y="{n * step + gap / 2}" width="180" height="{height}"/>'
        for n in range(count)
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="200pt" height="{total}pt"'
    return f'{head} viewBox="0 0 200 {total}">{bars}</svg>', total, step


@pytest.mark.parametrize("count", [20, 31, 47])
def test_a_cut_falls_between_two_bars(count):
    svg, total, step = _bars(count)
    found = slices(svg)
    assert len(found) >= 2
    for _, end in found[:-1]:
        from_gap = (end * total) % step
        assert min(from_gap, step - from_gap) < 10


@pytest.mark.parametrize("count", [20, 31, 47])
def test_the_slices_are_the_whole_and_each_fits_a_page(count):
    svg, total, _ = _bars(count)
    found = slices(svg)
    assert found[0][0] == 0.0
    assert found[-1][1] == 1.0
    for (_, end), (start, _) in pairwise(found):
        assert start == end
    for start, end in found:
        assert 0 < (end - start) * total / 200 * 166 <= 200


@pytest.mark.parametrize("count", [1, 5, 8])
def test_what_fits_a_page_is_one_piece(count):
    assert slices(_bars(count)[0]) == ((0.0, 1.0),)


def test_a_drawing_that_does_not_say_its_size_is_one_piece():
    assert slices('<svg xmlns="http://www.w3.org/2000/svg"/>') == ((0.0, 1.0),)
    assert slices('<svg xmlns="http://www.w3.org/2000/svg" width="20pt" height="10pt"/>') == (
        (0.0, 1.0),
    )
