"""Lines into the years to come: what would come if. None of them is a forecast.

`scenarios` needs two points and gives three lines: hold the last value, continue the last change,
follow the plan. `trend` needs four and gives a straight line with an interval, labelled
indicative. Both work on one history at a time, as a chart does.

A quantity between two bounds, such as a share, moves ever more slowly toward them. Near a bound it
is carried on as log odds, which no bound stops; between a fifth and four fifths of its range the
two can hardly be told apart, so there the straight line stays (Long, *Regression Models for
Categorical and Limited Dependent Variables*, 1997).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from minsheng.methods.arithmetic import difference, ratio

FEWEST_POINTS = 4
"""What a trend needs: with three points its interval would rest on one degree of freedom. Ours."""
SHARE = 0.80
"""How much of the distribution the interval of a trend is to hold. Ours."""
NEAR = 0.20
"""How much of the range counts as near its bound."""
BEYOND = 10.0
"""How many times all movement ever observed a line may run on. Ours; no cut is published."""
_UNBOUNDED = (-math.inf, math.inf)
_HALVINGS = 100


@dataclass(frozen=True)
class History:
    """What was observed of one indicator."""

    # When, in years, each time later than the one before; what, in the unit.
    times: Sequence[float]
    values: Sequence[float]
    # What the quantity cannot pass: (0, 100) for a share, (0, inf) for a count.
    bounds: tuple[float, float] = _UNBOUNDED
    flow: bool = False  # whether the values are yearly amounts
    reached: bool = False  # whether the last value meets the final target
    redefined: bool = False  # whether the definition changed between the first and the last value

    def refused(self, points: int) -> str:
        """Return why nothing is projected from this history, or ``""``."""
        if self.flow:
            return "flow_has_no_growth"
        if self.redefined:
            return "definition_changed"
        if self.reached:
            return "target_reached"
        if len(self.values) < points:
            return "too_few_points"
        low, high = self.bounds
        return "" if all(low <= value <= high for value in self.values) else "leaves_range"


@dataclass(frozen=True)
class Projected:
    """Where a line leads."""

    value: float  # in the unit; ``nan`` where the line is refused
    # The interval around it, where there is one.
    low: float = math.nan
    high: float = math.nan
    reason: str = ""  # why there is no value: a word of `~minsheng.methods.REASONS`
    log_odds: bool = False  # whether it was carried on as log odds


def _refusal(reason: str) -> Projected:
    return Projected(math.nan, reason=reason)


def scenarios(history: History, time: float, planned: float) -> dict[str, Projected]:
    """Return the three lines at `time`: ``hold``, ``continue`` and ``plan``.

    The history has two points or more, and `time`, in years, is later than the last of them.
    `planned` is where the plan's own path is then, ``nan`` where it says nothing.

    Examples
    --------
    >>> lines = scenarios(History([2017, 2018], [82, 86], (0, 100)), 2020, 95)
    >>> {name: round(line.value, 4) for name, line in lines.items()}
    {'hold': 86, 'continue': 91.7826, 'plan': 95}
    """
    why = history.refused(2) or ("" if time > history.times[-1] else "no_time_left")
    if why:
        return dict.fromkeys(("hold", "continue", "plan"), _refusal(why))
    return {
        "hold": Projected(history.values[-1]),
        "continue": _sound(history, _continued(history, time)),
        "plan": _refusal("no_target") if math.isnan(planned) else Projected(planned),
    }


def trend(history: History, time: float, share: float = SHARE) -> Projected:
    """Return the least-squares line at `time` with its interval, from four points on.

    Near a bound the line is drawn through the log odds, and the interval goes back with it. The
    interval holds `share` of what a single new value may be, by Student's t with n - 2 degrees of
    freedom. It knows nothing of what the next years bring: label it indicative.

    Examples
    --------
    >>> line = trend(History([2017, 2018, 2019, 2020], [82, 86, 88, 91]), 2021, share=0.95)
    >>> round(line.value, 4), round(line.low, 4), round(line.high, 4)
    (94.0, 89.9752, 98.0248)
    >>> trend(History([2017, 2018, 2019], [82, 86, 88]), 2020).reason
    'too_few_points'
    """
    why = history.refused(FEWEST_POINTS) or ("" if time > history.times[-1] else "no_time_left")
    if why:
        return _refusal(why)
    line = fitted(history.times, history.values, time, share)
    if not _near(history, line[0]):
        return _sound(history, Projected(*line))
    if _touches(history):
        return _refusal("at_its_bound")
    odds = [log_odds(value, history.bounds) for value in history.values]
    line = fitted(history.times, odds, time, share)
    value, low, high = (from_log_odds(end, history.bounds) for end in line)
    return _sound(history, Projected(value, low, high, log_odds=True))


def continued(times: Sequence[float], values: Sequence[float], time: float) -> float:
    """Return where the last change leads, at the same change a year.

    Examples
    --------
    >>> continued([2017, 2018], [82, 86], 2020)
    94.0
    """
    change = (values[-1] - values[-2]) / (times[-1] - times[-2])
    return values[-1] + change * (time - times[-1])


def log_odds(value: float, bounds: tuple[float, float]) -> float:
    """Return the logarithm of how far above the lower bound over how far below the upper.

    Examples
    --------
    >>> log_odds(50, (0, 100)), round(log_odds(86, (0, 100)), 4)
    (0.0, 1.8153)
    """
    low, high = bounds
    return math.log((value - low) / (high - value))


def from_log_odds(odds: float, bounds: tuple[float, float]) -> float:
    """Return the value of log odds; it never passes its bounds.

    Examples
    --------
    >>> from_log_odds(0, (0, 100)), round(from_log_odds(log_odds(86, (0, 100)), (0, 100)), 9)
    (50.0, 86.0)
    """
    low, high = bounds
    share = 1 / (1 + math.exp(-odds)) if odds >= 0 else math.exp(odds) / (1 + math.exp(odds))
    return low + (high - low) * share


def fitted(
    times: Sequence[float], values: Sequence[float], time: float, share: float
) -> tuple[float, float, float]:
    """Return the least-squares line at `time`, and the interval of one new value there.

    Needs three points or more; see `trend` for how many are needed before it is shown.

    Notes
    -----
    Source: any textbook of regression, such as Draper and Smith, *Applied Regression Analysis*:
    ``t · s · √(1 + 1/n + (x - x̄)² / Σ(xᵢ - x̄)²)`` on either side.

    Examples
    --------
    >>> [round(end, 4) for end in fitted([2017, 2018, 2019], [82, 86, 88], 2020, 0.80)]
    [91.3333, 86.7454, 95.9213]
    """
    n = len(times)
    middle, mean = math.fsum(times) / n, math.fsum(values) / n
    spread = math.fsum((x - middle) ** 2 for x in times)
    slope = (
        math.fsum((x - middle) * (y - mean) for x, y in zip(times, values, strict=True)) / spread
    )
    left = (y - mean - slope * (x - middle) for x, y in zip(times, values, strict=True))
    error = math.sqrt(math.fsum(rest**2 for rest in left) / (n - 2))
    reach = error * math.sqrt(1 + 1 / n + (time - middle) ** 2 / spread)
    value = mean + slope * (time - middle)
    half = quantile(share, n - 2) * reach
    return value, value - half, value + half


def _continued(history: History, time: float) -> Projected:
    straight = continued(history.times, history.values, time)
    if not _near(history, straight):
        return Projected(straight)
    if _touches(history):
        return _refusal("at_its_bound")
    odds = [log_odds(value, history.bounds) for value in history.values]
    led = continued(history.times, odds, time)
    return Projected(from_log_odds(led, history.bounds), log_odds=True)


def _near(history: History, led: float) -> bool:
    """Return whether a quantity with two bounds is, or is led, near one of them."""
    low, high = history.bounds
    if math.isinf(low) or math.isinf(high):
        return False
    margin = NEAR * (high - low)
    return not all(low + margin <= value <= high - margin for value in (*history.values, led))


def _touches(history: History) -> bool:
    return any(value in history.bounds for value in history.values)


def _sound(history: History, line: Projected) -> Projected:
    """Return the line, its interval cut off at the bounds; refuse one that no reader would believe.

    A line that runs on further than `BEYOND` times all movement ever observed says more of the
    formula than of the data. One that leads to impossible values says nothing.
    """
    if line.reason:
        return line
    low, high = history.bounds
    if not low <= line.value <= high:
        return _refusal("leaves_range")
    movement = difference(max(history.values), min(history.values))
    if abs(ratio(difference(line.value, history.values[-1]), movement)) > BEYOND:
        return _refusal("beyond_reason")
    return Projected(
        line.value,
        _within(line.low, low, high),
        _within(line.high, low, high),
        log_odds=line.log_odds,
    )


def _within(value: float, low: float, high: float) -> float:
    return value if math.isnan(value) else min(max(value, low), high)


def inside(t: float, freedom: int) -> float:
    """Return the probability between -t and t.

    Examples
    --------
    >>> round(inside(1.0, 1), 6), round(inside(4.302653, 2), 6)
    (0.5, 0.95)
    """
    return _inside(math.atan(t / math.sqrt(freedom)), freedom)


def _inside(angle: float, freedom: int) -> float:
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2
    term = cosine if odd else 1.0
    total = 0.0
    # Powers of the cosine, each with the next factor 2/3, 4/5 … or 1/2, 3/4 ….
    for step in range(2 if odd else 1, freedom, 2):
        total += term
        term *= cosine**2 * step / (step + 1)
    return (angle + sine * total) * 2 / math.pi if odd else sine * total


def quantile(share: float, freedom: int) -> float:
    """Return the t between which and its negative lies `share` of the distribution: 0.8 for 80 %.

    Examples
    --------
    >>> round(quantile(0.80, 1), 3), round(quantile(0.95, 2), 3), round(quantile(0.95, 30), 3)
    (3.078, 4.303, 2.042)
    """
    low, high = 0.0, math.pi / 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _inside(middle, freedom) < share:
            low = middle
        else:
            high = middle
    return math.sqrt(freedom) * math.tan((low + high) / 2)
