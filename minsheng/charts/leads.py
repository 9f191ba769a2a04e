"""How much of the way is done, and how much the plan wants by then, goal by goal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from minsheng.charts.class_cells import draw_way
from minsheng.charts.scales import number_axis
from minsheng.charts.sheet import row_panel, single_axes, write_at, write_beside
from minsheng.charts.theme import INK, QUIET, SMALL, Style, themed
from minsheng.charts.words import capitalised, counted_reasons, with_silent
from minsheng.evaluation import GOOD, SHORT, class_name, why_not_judged
from minsheng.evaluation.arguments import needing_standing
from minsheng.plan.wording import indicator_names, quoted_names
from minsheng.text.language import say
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    from minsheng.evaluation import Standing

_LEAST, _MOST = -20.0, 120.0  # per cent of the way; what lies beyond is drawn at the edge
_APART = 0.05  # points of the planned change: what is nearer to the path is on it
_ROWS = 20  # from either end of a long ranking
_NOT_FINAL = {"provisional": "*", "revised": "†"}


@needing_standing
@themed()
def lead(standing: Standing, ax: Axes | None = None) -> Axes:
    """Draw progress against the plan: the share of the way done, and the share due by then.

    Goals are ranked by how far they are ahead of the plan's own path; those on it are counted in
    the note. Of a long ranking both ends are drawn, and the note says how many lie between.

    Parameters
    ----------
    standing
        Where a part of a plan stands: a programme, or the headline goals of all.
    ax
        Axes to draw on; new ones when left out.

    Returns
    -------
    matplotlib.axes.Axes
        One row per goal, the furthest ahead on top; x is per cent of the planned change.

    Notes
    -----
    The share of the way is ``(y - b) / (T - b)``, the share due ``(Y(t) - b) / (T - b)``, of a
    straight path the share of the time; the lead is their difference in percentage points. There
    are no cuts for it; marker and colour are those of the goal's class. An asterisk says that the
    value is provisional, a dagger that it was revised.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand(plan, ms.load_observations(plan, "demo"), "2019H1")
    >>> ax = ms.charts.lead(standing.select(programme="childcare"))
    """
    ranked = standing.verdicts.dropna(subset="lead").sort_values(
        "lead", ascending=False, kind="stable"
    )
    rows: list[Mapping[Any, Any]] = list(ranked.to_dict("records"))
    apart = [row for row in rows if abs(row["lead"]) >= _APART]
    shown = apart if len(apart) <= 2 * _ROWS else [*apart[:_ROWS], *apart[-_ROWS:]]
    name_of = indicator_names(standing.plan)
    labels = [name_of[row["indicator"]] for row in shown]
    panels = [row_panel(labels, above=0.3, below=0.4)] if shown else []
    finding = _finding(standing, rows, quoted_names(standing.plan))
    left_out = standing.verdicts[standing.verdicts["lead"].isna()]
    notes = _notes(shown, len(apart) - len(shown), len(rows) - len(apart))
    notes.append(counted_reasons(map(_why_left_out, left_out.to_dict("records"))))
    ax = single_axes(ax, standing, finding, panels, *notes)
    if shown:
        for y, row in enumerate(shown):
            _draw_row(ax, y, row)
        furthest = max(100.0, *(min(_percent(row), _MOST) for row in shown))
        nearest = min(0.0, *(max(_percent(row), _LEAST) for row in shown))
        ax.set_xlim(nearest - (3 if nearest < 0 else 0), furthest + 3)
        number_axis(ax, say("charts.lead_axis"), 0)
        style: Style = {"xycoords": "axes fraction", "size": SMALL, "color": QUIET}
        write_at(ax, say("charts.lead_figures"), (1, 1), (8, 4), **style)
    return ax


def _percent(row: Mapping[Any, Any]) -> float:
    return 100 * float(row["progress"])


def _draw_row(ax: Axes, y: int, row: Mapping[Any, Any]) -> None:
    done, due = _percent(row), 100 * row["planned_share"]
    beyond = ">" if done > _MOST else "<" if done < _LEAST else ""
    draw_way(ax, y, row["class"], min(max(done, _LEAST), _MOST), beyond)
    ax.plot([due, due], [y - 0.34, y + 0.34], color=INK, lw=1.6, zorder=2, gid="due")
    sign = "+" if row["lead"] > 0 else ""
    figures = say("charts.lead_row", done=plain(done, 1), lead=f"{sign}{plain(row['lead'], 1)}")
    write_beside(ax, y, figures + _NOT_FINAL.get(row["status"], ""))


def _finding(
    standing: Standing, rows: Sequence[Mapping[Any, Any]], name_of: Mapping[str, str]
) -> str:
    """Return how many goals keep up with the plan by their class, and which one lags most."""
    period = capitalised(standing.period.name())
    if not rows:
        return say("charts.lead_none", period=period)
    good = sum(row["class"] in GOOD for row in rows)
    short = [row for row in rows if row["class"] in SHORT]
    judged = good + len(short)
    if not judged:
        return say("charts.grades_none", period=period)
    words = {"period": period, "n": judged, "ahead": good, "behind": len(short)}
    # Where the plan itself falls back first, the way says nothing yet: the year's target judges.
    behind = [row for row in short if row["lead"] < 0 and row["method"] != "milestone"]
    if not short:
        return with_silent(say("charts.lead_all_ahead", **words), standing.verdicts["class"])
    if not behind:
        return say("charts.lead_counts", **words)
    last = behind[-1]
    key = "lead_title" if len(behind) > 1 else "lead_one" if judged > 1 else "lead_only"
    points = plain(-last["lead"], 1)
    return say(f"charts.{key}", **words, name=name_of[last["indicator"]], points=points)


def _why_left_out(row: Mapping[Any, Any]) -> str:
    """Return why a goal has no share of the way, a code of `minsheng.methods.REASONS`."""
    if row["method"] and row["kind"] == "milestone":
        return "milestone"
    if row["aim"] == "direction":
        return "no_number"
    if row["method"] == "hold":
        return "to_hold" if row["aim"] == "hold" else "baseline_meets_target"
    return why_not_judged(row) or row["pace_reason"] or row["reason"] or row["class"]


def _notes(shown: Sequence[Mapping[Any, Any]], between: int, level: int) -> list[str]:
    """Return what the marks mean, and how many goals that could be ranked are not drawn.

    `shown` are drawn, `between` stand in the middle of a long ranking, `level` are on the path.
    """
    classes = " ".join(map(class_name, dict.fromkeys(row["class"] for row in shown)))
    notes = [say("charts.lead_key"), say("charts.lead_classes", classes=classes)] if shown else []
    statuses = {row["status"] for row in shown}
    for status, sign in _NOT_FINAL.items():
        if status in statuses:
            notes.append(say(f"charts.lead_{status}", sign=sign))
    if any(not _LEAST <= _percent(row) <= _MOST for row in shown):
        notes.append(say("charts.lead_beyond"))
    counts = {"between": between, "level": level}
    return [*notes, *(say(f"charts.lead_{key}", n=n) for key, n in counts.items() if n)]
