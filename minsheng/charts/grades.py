"""Every goal in every period: the one picture of how a plan went."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from minsheng.charts.class_cells import class_legend, draw_cells, in_order, legend_lines
from minsheng.charts.sheet import (
    MARGIN,
    PROGRAMMES,
    AxesArray,
    Panel,
    ems_in,
    height_of,
    lines_needed,
    new_sheet,
)
from minsheng.charts.theme import BODY, INK, QUIET, SMALL, WIDTH, Style, bare, themed
from minsheng.charts.words import (
    capitalised,
    counted_reasons,
    ems,
    late_clause,
    programme_names,
    with_silent,
    wrap,
)
from minsheng.evaluation import GOOD, JUDGED, SHORT, class_history, class_name, why_not_judged
from minsheng.evaluation.arguments import needing_standing
from minsheng.plan.periods import period
from minsheng.plan.wording import indicator_names
from minsheng.text.language import listing, say
from minsheng.text.shortening import MOST_SQUARES, most_frequent

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

    from minsheng.evaluation import Standing

_NAMED = 40  # goals at most that have a row with their name each
_TALLEST = 7.2  # inches of all strips, so that they stay on a page
_SMALL_CELL, _CELL = SMALL * 1.07 / 72, SMALL * 1.8 / 72  # inches: without and with names
_COLUMN = SMALL * 4.4 / 72  # inches of a period, where there are names
_GAP = 0.5  # cells between the lines of one programme
_LEAST_NAME = 2.4  # inches that long names have at least
_LAST = SMALL * 11.5 / 72  # inches for the class of the last period in words
_LEADING = 1.2  # line height of names, in font sizes
_WORST = 3  # programmes at most that the title names


@needing_standing
@themed()
def grades(standing: Standing) -> AxesArray:
    """Draw the class of every goal in every period so far.

    Up to 40 goals have a row each, with their names on the left, a column for each period and the
    latest class in words. More are small squares in a strip for each programme: there a column is
    a goal, a row a period, oldest first, and a long strip goes on below. In either the goals of a
    programme stand in the order of their classes in the last period. Colour and symbol are those
    of a class in all reports. Of many periods the last that fit a page are drawn.

    Parameters
    ----------
    standing
        Where a plan or a part of one stands.

    Returns
    -------
    AxesArray
        A panel for each programme that has goals to be judged. With names, x is the place of a
        period from 0 on and y the inches from the top of the panel; in a strip x is the place of a
        goal and y that of a period. They are a figure of their own: the chart takes no axes.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand(plan, ms.load_observations(plan, "demo"), "2019")
    >>> axes = ms.charts.grades(standing)
    """
    table = class_history(standing)
    left_out = standing.verdicts[~standing.verdicts["indicator"].isin(table.index)]
    goals = standing.plan.tables["indicators"]
    programme_of = dict(zip(goals["indicator"], goals["programme"], strict=True))
    ids = standing.plan.tables["programmes"]["programme"]
    names = dict(zip(ids, programme_names(standing.plan), strict=True))
    finding = _finding(standing, table.iloc[:, -1], names, programme_of)
    shown = table.head(MOST_SQUARES)
    parts = {
        name: part
        for one, name in names.items()
        if len(part := shown[shown.index.map(programme_of.get) == one])
    }
    name_of = indicator_names(standing.plan)
    layout: _Rows | _Strips
    layout = _Rows(parts, name_of) if len(table) <= _NAMED else _Strips.that_fit(parts, name_of)
    drawn = next(iter(layout.parts.values())) if parts else table
    earlier = len(table.columns) - len(drawn.columns)
    classes = in_order(str(name) for part in layout.parts.values() for name in part.to_numpy().flat)
    panels = layout.panels()
    if panels:
        below_key = panels[0].above
        panels[0] = replace(panels[0], above=below_key + legend_lines(classes) + 0.1)
    axes = new_sheet(
        standing,
        finding,
        panels,
        [
            say("charts.more_drawn", n=len(table) - MOST_SQUARES)
            if len(table) > MOST_SQUARES
            else "",
            say(f"charts.{layout.key}"),
            say("charts.grades_earlier", n=earlier) if earlier else "",
            counted_reasons(map(why_not_judged, left_out.to_dict("records"))),
        ],
        sides=layout.sides(),
    )
    if panels:
        class_legend(axes[0], classes, layout.sides()[0], below_key)
        for ax, name in zip(axes, layout.parts, strict=True):
            layout.draw(ax, name)
    return AxesArray.of(axes)


def _finding(
    standing: Standing,
    last: pd.Series[str],
    names: Mapping[str, str],
    programme_of: Mapping[str, str],
) -> str:
    """Return how many goals stand well, and which programmes have most of those that do not."""
    judged, good = int(last.isin(JUDGED).sum()), int(last.isin(GOOD).sum())
    words = {
        "period": capitalised(standing.period.name()),
        "judged": judged,
        "good": good,
        "late": late_clause(last),
    }
    if not judged:
        return say("charts.grades_none", **words)
    short = [programme_of[str(name)] for name in last.index[last.isin(SHORT)]]
    if not short:
        key = "grades_all_good" if good == judged else "grades_none_short"
        return with_silent(say(f"charts.{key}", **words), last)
    most = most_frequent(sorted(short, key=list(names).index))
    n = max(most.values())
    if len(names) == 1 or len(most) > _WORST:
        key = "grades_of_one"
    elif len(most) == 1:
        key = "grades_all_in_one" if n == len(short) else "grades_title"
    else:
        key = "grades_several" if n * len(most) < len(short) else "grades_all_in_one"
    named = {"programmes": listing([names[one] for one in most]), "n": n}
    return say(f"charts.{key}", **words, short=len(short), **named)


def _heads(table: pd.DataFrame) -> list[str]:
    return [period(str(text)).name() for text in table.columns]


def _words(part: pd.DataFrame, name_of: Mapping[str, str]) -> list[str]:
    """Return what each cell says where a reader points at it, goal by goal."""
    return [
        say("charts.mark_in_period", name=name_of[str(goal)], period=head, value=class_name(found))
        for goal, classes in part.iterrows()
        for head, found in zip(_heads(part), classes, strict=True)
    ]


def _row_height(name: str) -> float:
    """Return the inches of the row of a goal: as tall as its cell and its own name need."""
    return max(_CELL + 0.04, (name.count("\n") + 1) * BODY * _LEADING / 72 + 0.06)


@dataclass(frozen=True)
class _Rows:
    """A row with its name for each goal, a column for each period."""

    # The classes of the goals of each programme by its name; see `class_history`.
    parts: dict[str, pd.DataFrame]
    name_of: Mapping[str, str]  # the name of each goal
    key = "grades_rows"

    def sides(self) -> tuple[float, float]:
        """Return the inches left of the cells and right of them."""
        count = max((len(part.columns) for part in self.parts.values()), default=1)
        names = [self.name_of[str(goal)] for part in self.parts.values() for goal in part.index]
        widest = max([ems_in(PROGRAMMES, BODY), *map(ems, names)]) / ems_in(1, BODY)
        columns = min(_COLUMN * count, WIDTH - _LAST - _LEAST_NAME)
        left = min(widest + MARGIN + 0.15, WIDTH - _LAST - columns)
        return left, WIDTH - left - columns

    def _heads(self, part: pd.DataFrame) -> list[str]:
        left, right = self.sides()
        width = ems_in((WIDTH - left - right) / len(part.columns), SMALL) - 0.4
        return [wrap(head, width) for head in _heads(part)]

    def panels(self) -> list[Panel]:
        """Return the room for each programme."""
        panels = []
        for name, part in self.parts.items():
            heads = max(height_of(head, SMALL) for head in self._heads(part))
            if len(self.parts) > 1:
                heads = max(heads, height_of(name, BODY))
            height = sum(map(_row_height, self._names(part)))
            panels.append(Panel(height, above=heads + 0.1, below=0.08))
        return panels

    def _names(self, part: pd.DataFrame) -> list[str]:
        left, _ = self.sides()
        width = ems_in(left - MARGIN - 0.1, BODY)
        return [wrap(self.name_of[str(goal)], width) for goal in part.index]

    def draw(self, ax: Axes, name: str) -> None:
        """Draw the goals of one programme."""
        part = self.parts[name]
        count = len(part.columns)
        bare(ax)
        names = self._names(part)
        heights = list(map(_row_height, names))
        ends = list(accumulate(heights))
        middles = [end - height / 2 for end, height in zip(ends, heights, strict=True)]
        ax.set(xlim=(-0.5, count - 0.5), ylim=(ends[-1], 0))
        ax.set_yticks(middles, names, size=BODY, color=INK)
        ax.set_xticks(range(count), self._heads(part), size=SMALL, color=QUIET)
        ax.tick_params(axis="x", top=False, labeltop=True, bottom=False, labelbottom=False, pad=2)
        if len(self.parts) > 1:
            left, _ = self.sides()
            ax.annotate(
                name,
                (0, 1),
                (MARGIN * 72 - left * 72, 4),
                "axes fraction",
                "offset points",
                size=BODY,
                color=INK,
            )
        places = [(x, y) for y in middles for x in range(count)]
        classes = [str(found) for found in part.to_numpy().flat]
        draw_cells(ax, places, classes, _CELL, _words(part, self.name_of))
        beside: Style = {"va": "center_baseline", "size": SMALL, "color": INK}
        for y, found in zip(middles, part.iloc[:, -1], strict=True):
            ax.text(count - 0.45, y, class_name(str(found)), **beside)


@dataclass(frozen=True)
class _Strips:
    """Small squares in a strip for each programme; as `_Rows`, turned, and without names."""

    # As of `_Rows`.
    parts: dict[str, pd.DataFrame]
    name_of: Mapping[str, str]
    cell: float  # the side of a square in inches
    key = "grades_order"

    @classmethod
    def that_fit(cls, parts: dict[str, pd.DataFrame], name_of: Mapping[str, str]) -> _Strips:
        """Return strips of the last periods that a page holds; half-years are left out first."""
        strips = cls(parts, name_of, _CELL)
        if strips.height() > _TALLEST or any(strips.lines(part) > 1 for part in parts.values()):
            strips = cls(parts, name_of, _SMALL_CELL)
        *earlier, last = next(iter(parts.values())).columns
        years = [text for text in earlier if period(text).kind == "year"]
        droppable = [*(text for text in earlier if text not in years), *years]
        while droppable and strips.height() > _TALLEST:
            earlier.remove(droppable.pop(0))
            fewer = {name: part[[*earlier, last]] for name, part in parts.items()}
            strips = cls(fewer, name_of, _SMALL_CELL)
        return strips

    def height(self) -> float:
        """Return the inches of all strips."""
        return sum(panel.above + panel.height + panel.below for panel in self.panels())

    def sides(self) -> tuple[float, float]:
        """Return the inches left of the cells and right of them."""
        heads = {head for part in self.parts.values() for head in _heads(part)}
        left = PROGRAMMES + max(map(ems, heads)) / ems_in(1, SMALL) + 0.12
        return left, WIDTH - left - int((WIDTH - left - MARGIN) / self.cell) * self.cell

    def a_line(self) -> int:
        """Return how many goals stand side by side."""
        return round((WIDTH - sum(self.sides())) / self.cell)

    def lines(self, part: pd.DataFrame) -> int:
        """Return into how many lines the goals of one programme go."""
        return lines_needed(len(part), self.a_line())

    def panels(self) -> list[Panel]:
        """Return the room for each programme."""
        panels = []
        for name, part in self.parts.items():
            height = self._cells_high(part) * self.cell
            free = max(0.0, height_of(self._name(name), BODY) - height) / 2
            panels.append(Panel(height, above=0.04 + free, below=0.04 + free))
        return panels

    def _cells_high(self, part: pd.DataFrame) -> float:
        return self.lines(part) * (len(part.columns) + _GAP) - _GAP

    def _name(self, name: str) -> str:
        return wrap(name, ems_in(PROGRAMMES - 0.25, BODY))

    def draw(self, ax: Axes, name: str) -> None:
        """Draw the goals of one programme."""
        part, a_line = self.parts[name], self.a_line()
        lines, height, periods = self.lines(part), self._cells_high(part), len(part.columns)
        tops = [line * (periods + _GAP) + 0.5 for line in range(lines)]
        bare(ax)
        ax.set(xlim=(0, a_line), ylim=(height, 0), xticks=[])
        ticks = [top + row for top in tops for row in range(periods)]
        ax.set_yticks(ticks, _heads(part) * lines, size=SMALL, color=QUIET)
        left, _ = self.sides()
        style: Style = {"size": BODY, "color": INK, "va": "center"}
        ax.text((MARGIN - left) / self.cell, height / 2, self._name(name), **style)
        places = [
            (number % a_line + 0.5, tops[number // a_line] + row)
            for number in range(len(part))
            for row in range(periods)
        ]
        classes = [str(found) for found in part.to_numpy().flat]
        draw_cells(ax, places, classes, self.cell, _words(part, self.name_of))
