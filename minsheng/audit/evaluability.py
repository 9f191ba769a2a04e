"""What of a plan can be followed in numbers, and what would have to be asked of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.audit.book import Book
from minsheng.plan.goals import Goal
from minsheng.plan.requirements import reason_of
from minsheng.text.language import Lang, say

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.plan.plan import Plan

CLASSES = {
    "": "followed",
    "baseline_is_a_bound": "interval",
    "flow_has_no_growth": "yearly amounts",
    "baseline_meets_target": "held",
    "to_hold": "held",
    "outside_line": "followed",
    "no_baseline": "no baseline",
    "no_target": "no baseline",
    "milestone": "milestone",
    "no_number": "words",
}
"""How a goal can be followed, by the reason that its required change is missing."""

COLUMNS = ("programme", "indicator", "class", "has_number", "baseline", "has_date", "interim",
           "direction", "holder", "holder_responsible")  # fmt: skip
ASK_COLUMNS = ("programme", "indicator", "what", "whom", "lead", "zh", "en")
_FLAGS = ("has_number", "has_date", "interim", "holder_responsible")


def measurability(plan: Plan) -> pd.DataFrame:
    """Return for each goal what an evaluation has to go by.

    Returns
    -------
    pandas.DataFrame
        One row per indicator that is not a context figure: ``programme``, ``indicator``;
        ``class``: ``followed`` (baseline and target are numbers), ``interval`` (the baseline is
        only a bound), ``yearly amounts``, ``held`` (a line to be kept, or a target met at the
        baseline), ``no baseline``, ``milestone``, ``words``; ``has_number``; ``baseline``
        (``yes``, ``bound``, ``no``); ``has_date``, a year printed for a number or a milestone, or
        a line to be held, which needs none;
        ``interim``, whether a year before the last has a target; ``direction`` (``up``,
        ``down``); ``holder`` of the data; ``holder_responsible``, whether the holder leads the
        programme or is responsible in it.

    Examples
    --------
    >>> import minsheng as ms
    >>> frame = measurability(ms.load_plan().select(indicator="childcare.gross_enrolment"))
    >>> frame.loc[0, ["class", "baseline"]].tolist(), bool(frame.loc[0, "interim"])
    (['followed', 'yes'], True)
    """
    import pandas as pd

    book = Book(plan)
    rows = [_row(book, goal) for goal in _goals(book)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({column: "bool" if column in _FLAGS else "str" for column in COLUMNS})


def _goals(book: Book) -> list[Goal]:
    last = len(book.order) + 1
    goals = [goal for goal in book.goals.values() if goal.aim != "context"]
    return sorted(goals, key=lambda goal: (book.order.get(goal.programme, last), goal.indicator))


def _row(book: Book, goal: Goal) -> tuple[object, ...]:
    row = book.indicators[goal.indicator]
    numbered = goal.final is not None and goal.kind != "milestone"
    base = goal.baseline
    return (
        goal.programme, goal.indicator, CLASSES[reason_of(goal)], numbered,
        "no" if base is None else "yes" if base.is_number else "bound",
        goal.final is not None and not _lacks_date(book, goal),
        any(year < goal.last_year for year in goal.yearly),
        row["direction"], row["holder"], row["holder"] in book.responsible(goal.programme),
    )  # fmt: skip


def _lacks_date(book: Book, goal: Goal) -> bool:
    """Whether a goal is to be reached and no year is printed for it."""
    return goal.aim == "reach" and goal.indicator in book.without_year


NEEDS = ("has_number", "has_baseline", "has_date", "holder_responsible")
"""What an evaluation needs of a goal: a number, an exact baseline, a date, a bound holder."""


def needs_of_programmes(plan: Plan) -> pd.DataFrame:
    """Return for each programme how many of its goals have what an evaluation needs.

    Examples
    --------
    >>> import minsheng as ms
    >>> needs_of_programmes(ms.load_plan().select(programme="housing")).loc["housing"].tolist()
    [23, 5, 0, 11, 23]
    """
    each = measurability(plan).assign(has_baseline=lambda frame: frame["baseline"].eq("yes"))
    grouped = each.groupby("programme")
    counts = grouped[list(NEEDS)].sum()
    counts.insert(0, "goals", grouped.size())
    return counts.reindex(list(plan.programmes["programme"]), fill_value=0).astype("int64")


def measurability_of_programmes(plan: Plan) -> pd.DataFrame:
    """Return for each programme how many of its goals fall into each class.

    Examples
    --------
    >>> import minsheng as ms
    >>> frame = measurability_of_programmes(ms.load_plan().select(programme="amenities"))
    >>> frame.loc[0, ["goals", "yearly amounts", "milestone", "words"]].tolist()
    [9, 5, 1, 2]
    """
    import pandas as pd

    each = measurability(plan)
    classes = list(dict.fromkeys(CLASSES.values()))
    programmes = plan.programmes.sort_values("order")["programme"]
    counted = pd.crosstab(each["programme"], each["class"])
    counted = counted.reindex(index=list(programmes), columns=classes, fill_value=0)
    counted.insert(0, "goals", counted.sum(axis=1))
    counted.columns.name = None
    return (
        counted.rename_axis("programme")
        .reset_index()
        .astype(dict.fromkeys(["goals", *classes], "int64"))
    )


def asks(plan: Plan) -> pd.DataFrame:
    """Return what would have to be asked before all goals can be followed in numbers.

    Returns
    -------
    pandas.DataFrame
        One row per question: ``programme``, ``indicator``; ``what``: ``baseline`` (none is
        printed), ``value`` (only a bound is), ``number`` (the goal is words or a direction),
        ``interim`` (no target before the last year), ``date`` (no year is printed); ``whom``,
        the department that holds the data, else the lead; ``lead``, the lead departments joined
        by ``;``; ``zh``, ``en``.

    Examples
    --------
    >>> import minsheng as ms
    >>> frame = asks(ms.load_plan().select(indicator="eldercare.nursing_bed_share"))
    >>> print(frame.loc[0, "en"])
    Share of nursing beds: the baseline at the end of 2017 (of the Civil Affairs Bureau (区民政局))
    """
    import pandas as pd

    book = Book(plan)
    rows = []
    for goal in _goals(book):
        lead = book.duties.get(goal.programme, {}).get("lead", ())
        holder = str(book.indicators[goal.indicator]["holder"])
        whom = (holder,) if holder else lead
        for what in _missing(book, goal):
            rows.append((goal.programme, goal.indicator, what, ";".join(whom), ";".join(lead),
                         *(_ask(book, goal, what, whom, lang) for lang in _LANGS)))  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(ASK_COLUMNS))
    return frame.astype(dict.fromkeys(ASK_COLUMNS, "str"))


_LANGS: tuple[Lang, ...] = ("zh", "en")


def _missing(book: Book, goal: Goal) -> list[str]:
    """Return what is missing before the goal can be followed."""
    kind = CLASSES[reason_of(goal)]
    if kind == "words":
        return ["number"]
    found = ["date"] if _lacks_date(book, goal) else []
    if kind == "milestone" or goal.is_flow:
        return found
    if goal.baseline is None:
        found.append("baseline")
    elif not goal.baseline.is_number:
        found.append("value")
    if not any(year < goal.last_year for year in goal.yearly):
        found.append("interim")
    return found


def _ask(book: Book, goal: Goal, what: str, whom: tuple[str, ...], lang: Lang) -> str:
    return say(
        f"audit.ask_{what}", lang, name=book.name(goal.indicator)(lang), year=goal.baseline_year,
        last=goal.last_year, whom=book.departments(whom)(lang),
    )  # fmt: skip
