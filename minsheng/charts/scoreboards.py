"""The programmes side by side: which share of the goals of each is in which class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.charts.class_cells import class_legend, in_order, ink_of, legend_lines
from minsheng.charts.scales import number_axis
from minsheng.charts.sheet import (
    PROGRAMMES,
    ems_in,
    programme_panel,
    single_axes,
    width_of,
    write_at,
)
from minsheng.charts.svg import say_of
from minsheng.charts.theme import QUIET, SMALL, Style, themed
from minsheng.charts.words import capitalised, ems, most_drawn, programme_names, with_silent
from minsheng.evaluation import CLASS_TABLE, CLASSES, GOOD, JUDGED, class_name, counts
from minsheng.evaluation.arguments import needing_standing
from minsheng.evaluation.classes import SIDES
from minsheng.text.language import listing, say
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from minsheng.evaluation import Standing

_FROM_LEFT = (*SIDES, "")
_DRAWN = sorted(
    [*JUDGED, "not_reported"], key=lambda name: _FROM_LEFT.index(CLASS_TABLE[name].side)
)
_RIGHT = SMALL * 14.4 / 72  # inches for the counts right of the bars
_BAR = 0.76  # of a row
_NAMED = 2  # programmes at most that the title names


@needing_standing
@themed()
def scoreboard(standing: Standing, ax: Axes | None = None) -> Axes:
    """Draw for each programme which share of its goals is in each class.

    A bar is all goals of a programme that were judged or should have been reported: 100 per cent,
    classes that are well on the left, those that fall short on the right. Each part has the symbol
    and the count of its class; where they have no room they stand right of the bar. Goals that are
    not due or not judged are counted there too.

    Parameters
    ----------
    standing
        Where a plan or a part of one stands.
    ax
        Axes to draw on; new ones when left out.

    Returns
    -------
    matplotlib.axes.Axes
        One row per programme in the order of the plan; x is per cent of its goals.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand(plan, ms.load_observations(plan, "demo"), "2019H1")
    >>> ax = ms.charts.scoreboard(standing)
    """
    plan = standing.plan
    table = counts(standing.verdicts)[list(CLASSES)]
    table = table.reindex(plan.programmes["programme"], fill_value=0)
    names = programme_names(plan)
    finding = _finding(standing, table[_DRAWN], names)
    (shown,), more = most_drawn([names])
    table = table.head(len(shown))
    classes = [name for name in in_order(_DRAWN) if table[name].any()]
    panel = programme_panel(shown, above=0.1 + legend_lines(classes), below=0.4, least=0.4)
    notes = [say("charts.scoreboard_key"), say("charts.scoreboard_methods")]
    sides = (PROGRAMMES, _RIGHT)
    ax = single_axes(ax, standing, finding, [panel], more, *notes, sides=sides)
    ax.set_xlim(0, 100)
    number_axis(ax, say("charts.scoreboard_axis"), 0)
    ax.spines["bottom"].set_visible(False)
    class_legend(ax, classes, PROGRAMMES, 0.04)
    for y, (name, (_, sizes)) in enumerate(zip(shown, table.iterrows(), strict=True)):
        _draw_bar(ax, y, sizes, name)
    return ax


def _finding(standing: Standing, table: pd.DataFrame, names: list[str]) -> str:
    """Return which share of the goals judged stands well, and of which programme the least does.

    A programme of which nothing could be judged is not compared: it has only said nothing.
    """
    judged, good = table[[*JUDGED]].sum(axis=1), table[[*GOOD]].sum(axis=1)
    words = {"period": capitalised(standing.period.name())}
    every, silent = int(judged.sum()), int(table["not_reported"].sum())
    if not every:
        return say("charts.scoreboard_none", **words, silent=silent)
    well, share = int(good.sum()), plain(100 * good.sum() / every, 0)
    whole = say("charts.scoreboard_whole", **words, judged=every, good=well, share=share)
    whole = with_silent(whole, ["not_reported"] * silent)
    shares = (100 * good / judged.where(judged > 0)).set_axis(names)
    worst = shares.index[shares.eq(shares.min())]
    if len(worst) > _NAMED or len(worst) == shares.count():
        return whole
    low = plain(shares.min(), 0)
    return whole + say("charts.scoreboard_lowest", programmes=listing(list(worst)), low=low)


def _draw_bar(ax: Axes, y: int, sizes: pd.Series[int], programme: str) -> None:
    """Draw the classes of a programme as parts of a bar, and count what it leaves out."""
    whole = int(sizes[_DRAWN].sum())
    room = ems_in(width_of(ax) / 100, SMALL)
    start, too_narrow = 0.0, []
    for name in _DRAWN:
        if not sizes[name]:
            continue
        look, width = CLASS_TABLE[name], 100 * sizes[name] / whole
        bar: Style = {"color": look.colour, "edgecolor": "white", "lw": 0.8}
        if look.hatch:
            bar = {"color": "white", "edgecolor": look.edge, "hatch": look.hatch, "lw": 0.6}
        part = ax.barh(y, width, _BAR, start, **bar, gid=name)
        words = say("charts.scoreboard_total", n=sizes[name])
        say_of(
            part, say("charts.mark_in_period", name=programme, period=class_name(name), value=words)
        )
        label = f"{look.symbol} {sizes[name]}"
        if ems(label) + 0.4 > width * room:
            label = label.replace(" ", "\n")
        if max(map(ems, label.split("\n"))) + 0.1 > width * room:
            too_narrow.append(label.replace("\n", "\N{NO-BREAK SPACE}"))
        else:
            plate = {"boxstyle": "square,pad=0.12", "fc": "white", "ec": "none"}
            style: Style = {"size": SMALL, "ha": "center", "va": "center", "linespacing": 1.0}
            style |= {"color": ink_of(name), "gid": f"n {name}"}
            if look.hatch:
                style["bbox"] = plate
            ax.text(start + width / 2, y, label, **style)
        start += width
    others = int(sizes.sum()) - whole
    total = say("charts.scoreboard_total", n=whole)
    total += say("charts.scoreboard_others", n=others) if others else ""
    words = "\n".join(text for text in (" ".join(too_narrow), total) if text)
    style = {"size": SMALL, "va": "center", "color": QUIET, "linespacing": 1.2}
    write_at(ax, words, (100, y), (6, 0), **style)
