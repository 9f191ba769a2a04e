"""SVG with real text that keeps its place, and words on the marks."""

import re

import matplotlib.pyplot as plt
import pytest

from minsheng import charts
from minsheng.charts.svg import say_of


@pytest.fixture
def axes():
    with charts.themed():
        return plt.subplots(figsize=(4, 2))[1]


def test_text_is_text_as_wide_as_it_was_laid_out(axes):
    axes.set_title("民生 8", size=10)
    svg = charts.as_svg(axes.figure)
    (title,) = re.findall("<text[^>]*>民生 8</text>", svg)
    # In the font two characters of 1 em, a space of 0.224 and a digit of 0.555.
    assert 'textLength="27.8"' in title
    assert 'lengthAdjust="spacingAndGlyphs"' in title


def test_spaces_are_kept(axes):
    axes.set_title("a  b")
    assert 'xml:space="preserve"' in charts.as_svg(axes.figure)


def test_nothing_reaches_beyond_the_drawing(axes):
    axes.bar([1, 2], [3, 4], hatch="//")
    svg = charts.as_svg(axes.figure)
    assert "<style" not in svg and "metadata" not in svg
    named = set(re.findall(r' id="([^"]+)"', svg))
    assert named == set(re.findall(r'(?:url\(|href=")#([^")]+)', svg))


def test_marks_say_their_words(axes):
    say_of(axes.bar([1, 2], [3, 4]), "one: 3", "two: 4")
    (line,) = axes.plot([1, 2], [3, 4], "o-")
    say_of(line, "first < last", "last")
    (other,) = axes.plot([1, 2], [4, 3])
    say_of(other, "falling")
    svg = charts.as_svg(axes.figure)
    assert re.findall("<title>(.*?)</title>", svg) == [
        "one: 3",
        "two: 4",
        "first &lt; last",
        "last",
        "falling",
    ]
    assert len(re.findall("<use [^>]*><title>", svg)) == 2


def test_each_of_several_marks_needs_its_words(axes):
    with pytest.raises(ValueError, match="zip"):
        say_of(axes.bar([1, 2, 3], [3, 4, 5]), "one", "two")


def test_the_same_drawing_gives_the_same_bytes():
    def drawn():
        with charts.themed():
            figure, axes = plt.subplots()
        say_of(axes.bar([1], [2], hatch="//"), "two")
        return charts.as_svg(figure)

    assert drawn() == drawn()


def test_a_mark_without_words_lets_the_one_below_speak(axes):
    (square,) = axes.plot([1, 2], [3, 4], "s")
    say_of(square, "one", "two")
    (symbol,) = axes.plot([1, 2], [3, 4], "x")
    say_of(symbol)
    svg = charts.as_svg(axes.figure)
    assert re.findall("<title>(.*?)</title>", svg) == ["one", "two"]
    assert svg.count('pointer-events="none"') == 1


def test_the_style_of_marks_alike_is_written_once(axes):
    axes.plot(range(20), range(20), "s", color="#123456", gid="twenty")
    svg = charts.as_svg(axes.figure)
    assert len(re.findall("<use", svg)) >= 20
    assert len(re.findall("fill: #123456", svg)) == 1
