"""What an evaluation can go by: how each goal can be followed, and what has to be asked of whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from minsheng.audit.book import Book, book_of
from minsheng.audit.checks import LANGUAGES, Words
from minsheng.audit.phrases import bracketed_note
from minsheng.plan.goals import Goal
from minsheng.plan.naming import taking_parts
from minsheng.plan.requirements import reason_of
from minsheng.text.language import say

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
GOAL_COLUMNS = {
    "programme": "str",
    "indicator": "str",
    "class": "str",
    "has_number": "bool",
    "baseline": "str",
    "has_date": "bool",
    "interim": "bool",
    "direction": "str",
    "holder": "str",
    "holder_responsible": "bool",
}
"""The columns of `measurability` and their types."""
NEEDS = ("has_number", "has_baseline", "has_date", "holder_responsible")
"""What an evaluation needs of a goal: a number, an exact baseline, a date, a responsible holder."""
ASK_COLUMNS = ("programme", "indicator", "what", "whom", "lead", "zh", "en")


@taking_parts
def measurability(plan: Plan) -> pd.DataFrame:
    """Return for each goal what an evaluation has to go by.

    Returns
    -------
    pandas.DataFrame
        One row per indicator that is not a context figure: ``programme``, ``indicator``;
        ``class``: ``followed`` (baseline and target are numbers), ``interval`` (the baseline is
        only a bound), ``yearly amounts``, ``held`` (a line to be kept, or a target met at the
        baseline), ``no baseline``, ``milestone``, ``words``; ``has_number``; ``baseline``
        (``yes``, ``bound``, ``no``, and ``counted`` where none is printed and a change counts from
        100 or 0); ``has_date``, a year printed for a number or a milestone, or
        a line to be held, which needs none;
        ``interim``, whether a year before the last has a target (the date of a milestone is none);
        ``direction`` (``up``, ``down``); ``holder`` of the data; ``holder_responsible``, whether
        the holder leads the programme or is responsible in it.

    Examples
    --------
    >>> import minsheng as ms
    >>> frame = measurability(ms.load_plan().select(indicator="childcare.gross_enrolment"))
    >>> frame.loc[0, ["class", "baseline"]].tolist(), bool(frame.loc[0, "interim"])
    (['followed', 'yes'], True)
    """
    import pandas as pd

    book = book_of(plan)
    rows = [_row(book, goal) for goal in _goals(book)]
    return pd.DataFrame(rows, columns=list(GOAL_COLUMNS)).astype(GOAL_COLUMNS)


def _goals(book: Book) -> list[Goal]:
    """Return the goals that are no context figures, by programme and indicator."""
    goals = [goal for goal in book.goals.values() if goal.aim != "context"]
    return sorted(goals, key=lambda goal: (book.programme_rank(goal.programme), goal.indicator))


def _row(book: Book, goal: Goal) -> tuple[object, ...]:
    row = book.indicators[goal.indicator]
    has_number = goal.final is not None and goal.kind != "milestone"
    baseline = "no" if goal.baseline is None else "yes" if goal.baseline.is_number else "bound"
    baseline = "counted" if goal.is_counted else baseline
    has_date = goal.final is not None and not _lacks_date(book, goal)
    holder = row["holder"]
    holder_responsible = holder in book.responsible(goal.programme)
    printed = (CLASSES[reason_of(goal)], has_number, baseline, has_date, _has_interim(goal))
    of_whom = (row["direction"], holder, holder_responsible)
    return (goal.programme, goal.indicator, *printed, *of_whom)


def _has_interim(goal: Goal) -> bool:
    """Return whether a year before the last has a target; the date of a milestone is none."""
    return goal.kind != "milestone" and any(year < goal.last_year for year in goal.yearly)


def _lacks_date(book: Book, goal: Goal) -> bool:
    """Return whether a goal is to be reached and no year is printed for it."""
    return goal.aim == "reach" and goal.indicator in book.without_year


@taking_parts
def needs_of_programmes(plan: Plan) -> pd.DataFrame:
    """Return for each programme how many of its goals have what an evaluation needs.

    Examples
    --------
    >>> import minsheng as ms
    >>> needs_of_programmes(ms.load_plan().select(programme="housing")).loc["housing"].tolist()
    [23, 5, 0, 11, 23]
    """
    rows = measurability(plan).assign(has_baseline=lambda frame: frame["baseline"].eq("yes"))
    grouped = rows.groupby("programme")
    counts = grouped[list(NEEDS)].sum()
    counts.insert(0, "goals", grouped.size())
    return counts.reindex(list(plan.programmes["programme"]), fill_value=0).astype("int64")


@taking_parts
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

    rows = measurability(plan)
    classes = list(dict.fromkeys(CLASSES.values()))
    programmes = plan.programmes.sort_values("order")["programme"]
    counted = pd.crosstab(rows["programme"], rows["class"])
    counted = counted.reindex(index=list(programmes), columns=classes, fill_value=0)
    counted.insert(0, "goals", counted.sum(axis=1))
    counted.columns.name = None
    counted = counted.rename_axis("programme").reset_index()
    return counted.astype(dict.fromkeys(["goals", *classes], "int64"))


@taking_parts
def asks(plan: Plan) -> pd.DataFrame:
    """Return what would have to be asked before all goals can be followed in numbers.

    Returns
    -------
    pandas.DataFrame
        One row per question: ``programme``, ``indicator``; ``what``: ``baseline`` (none is
        printed), ``value`` (only a bound is), ``number`` (the goal is words or a direction),
        ``interim`` (no line to hold, no target before the last year), ``date`` (no year is
        printed); ``whom``, the department that holds the data, else the lead; ``lead``, the lead
        departments joined by ``;``; ``zh``, ``en``, where ``number`` gives the note of the
        indicator.

    Examples
    --------
    >>> import minsheng as ms
    >>> frame = asks(ms.load_plan().select(indicator="eldercare.nursing_bed_share"))
    >>> print(frame.loc[0, "en"])
    Share of nursing beds: the baseline at the end of 2017 (of the Civil Affairs Bureau)
    """
    import pandas as pd

    book = book_of(plan)
    rows = [row for goal in _goals(book) for row in _asks(book, goal)]
    frame = pd.DataFrame(rows, columns=list(ASK_COLUMNS))
    return frame.astype(dict.fromkeys(ASK_COLUMNS, "str"))


def _asks(book: Book, goal: Goal) -> Iterator[tuple[str, ...]]:
    """Yield a row of `asks` for each thing that the goal lacks."""
    leads = book.leads(goal.programme)
    holder = str(book.indicators[goal.indicator]["holder"])
    asked = (holder,) if holder else leads
    years = {"year": goal.baseline_year, "last": goal.last_year}
    name, whom, note = book.name(goal.indicator), book.asked(asked), _note(book, goal)
    for what in _missing(book, goal):
        sentences = [
            say(
                f"audit.ask_{what}",
                lang,
                name=name(lang),
                whom=whom(lang),
                note=note(lang),
                **years,
            )
            for lang in LANGUAGES
        ]
        keys = (goal.programme, goal.indicator, what)
        yield (*keys, ";".join(asked), ";".join(leads), *sentences)


def _note(book: Book, goal: Goal) -> Words:
    """Return the note of a goal's indicator in brackets."""
    row = book.indicators[goal.indicator]
    return bracketed_note(row["note_zh"], row["note_en"])


def _missing(book: Book, goal: Goal) -> list[str]:
    """Return what is missing before the goal can be followed in numbers."""
    kind = CLASSES[reason_of(goal)]
    if kind == "words":
        return ["number"]
    missing = ["date"] if _lacks_date(book, goal) else []
    if kind == "milestone" or goal.is_flow:
        return missing
    if goal.baseline is None:
        missing.append("baseline")
    elif not goal.baseline.is_number:
        missing.append("value")
    is_asked_yearly = goal.aim == "hold" or _has_interim(goal)  # a line is the same every year
    return missing if is_asked_yearly else [*missing, "interim"]
