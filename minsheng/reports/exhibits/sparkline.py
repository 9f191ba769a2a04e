"""A line as small as a word: the planned path of an indicator, and what was observed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

Points = Sequence[Sequence[float]]
_WIDTH, _HEIGHT, _MARGIN = 132, 34, 4
_LOOKS = {
    "planned": 'stroke="#0173b2" stroke-width="1.5" stroke-dasharray="4 2"',
    "observed": 'stroke="currentColor" stroke-width="2"',
}


class Sparkline(NamedTuple):
    """The line of one row of a table."""

    # Times and values, in the order of time; at least two planned ones.
    planned: Points
    observed: Points
    words: str  # what the line says, for those who cannot see it

    def svg(self) -> Markup:
        """Return the drawing; see `sparkline`."""
        return sparkline(self.planned, self.observed, self.words)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Sparkline:
        """Return a line from its fields as JSON."""
        planned, observed = (
            [(float(time), float(value)) for time, value in data[name]]
            for name in ("planned", "observed")
        )
        return cls(planned, observed, str(data["words"]))


def sparkline(planned: Points, observed: Points, words: str) -> Markup:
    """Return a line as an SVG element: the plan dashed, what was observed drawn through.

    It needs no style sheet; one may give it another size. The arguments are those of `Sparkline`.

    Examples
    --------
    >>> svg = sparkline([(2017, 86), (2020, 90)], [(2018, 87)], "86 to 90 < 95")
    >>> svg.count("<polyline"), svg.count("<circle"), "86 to 90 &lt; 95" in svg
    (2, 1, True)
    """
    from markupsafe import Markup

    points = [*planned, *observed]
    times, values = zip(*points, strict=True)

    def place(point: Sequence[float]) -> str:
        x = _share(point[0], min(times), max(times)) * (_WIDTH - 2 * _MARGIN) + _MARGIN
        y = (1 - _share(point[1], min(values), max(values))) * (_HEIGHT - 2 * _MARGIN) + _MARGIN
        return f"{x:.1f},{y:.1f}"

    lines = [
        Markup('<polyline class="{}" {} vector-effect="non-scaling-stroke" points="{}"/>').format(
            name, Markup(_LOOKS[name]), " ".join(map(place, line))
        )
        for name, line in (("planned", planned), ("observed", observed))
        if line
    ]
    if observed:
        x, y = place(observed[-1]).split(",")
        lines.append(Markup('<circle cx="{}" cy="{}" r="2.5" fill="currentColor"/>').format(x, y))
    return Markup(
        '<svg class="sparkline" viewBox="0 0 {0} {1}" width="{0}" height="{1}" fill="none"'
        ' role="img" aria-label="{2}">{3}</svg>'
    ).format(_WIDTH, _HEIGHT, words, Markup("").join(lines))


def _share(value: float, least: float, most: float) -> float:
    return 0.5 if most == least else (value - least) / (most - least)
