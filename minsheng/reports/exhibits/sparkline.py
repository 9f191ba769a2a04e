"""A line as small as a word: the planned path of an indicator, and what was observed."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

Points = Sequence[tuple[float, float]]
_WIDTH, _HEIGHT, _MARGIN = 132, 34, 4


def sparkline(planned: Points, observed: Points, words: str) -> Markup:
    """Return a line as an SVG element: the plan dashed, what was observed drawn through.

    Parameters
    ----------
    planned, observed
        Times and values, in the order of time; at least two planned ones.
    words
        What the line says, for those who cannot see it.

    Examples
    --------
    >>> svg = sparkline([(2017, 86), (2020, 90)], [(2018, 87)], "86 to 90 < 95")
    >>> svg.count("<polyline"), svg.count("<circle"), "86 to 90 &lt; 95" in svg
    (2, 1, True)
    """
    points = [*planned, *observed]
    times, values = zip(*points, strict=True)

    def place(point: tuple[float, float]) -> str:
        x = _share(point[0], min(times), max(times)) * (_WIDTH - 2 * _MARGIN) + _MARGIN
        y = (1 - _share(point[1], min(values), max(values))) * (_HEIGHT - 2 * _MARGIN) + _MARGIN
        return f"{x:.1f},{y:.1f}"

    lines = [
        Markup('<polyline class="{}" points="{}"/>').format(name, " ".join(map(place, line)))
        for name, line in (("planned", planned), ("observed", observed))
        if line
    ]
    if observed:
        x, y = place(observed[-1]).split(",")
        lines.append(Markup('<circle cx="{}" cy="{}" r="2.5"/>').format(x, y))
    return Markup(
        '<svg class="sparkline" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
    ).format(_WIDTH, _HEIGHT, words, Markup("").join(lines))


def _share(value: float, least: float, most: float) -> float:
    return 0.5 if most == least else (value - least) / (most - least)
