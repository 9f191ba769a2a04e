"""How much of what is planned lies in years that had ended when the plan was printed.

Example: of the 1.00 bed per thousand to be added, 0.70 fell into 2018, and the plan was printed in
2019. More than half makes a remark: most of the goal was past when it was set.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check
from minsheng.audit.printed import Figure, number
from minsheng.plan.goals import Goal

RULE = "ended_share"
HALF = Decimal("0.5")


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each goal whose planned change can be told by year.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="healthcare.beds")
    >>> [found.arithmetic for found in check(Book(part))]
    ['(5.88 − 5.18) / (6.18 − 5.18) = 70 %']
    """
    for goal in (*book.levels(), *book.flows()):
        stated = book.yearly(goal.indicator)
        ended = [figure for year, figure in stated.items() if year < book.facts.printed.year]
        found = _amounts(book, goal, ended) if goal.is_flow else _change(book, goal, ended)
        if found is None:
            continue
        share, line, figures = found
        late = share > HALF
        yield book.check(
            RULE, "remark" if late else "agreed", "late" if late else "same", (goal.indicator,),
            rows=rows_of(figures), arithmetic=f"{line} = {number(share * 100)} %",
            name=book.name(goal.indicator), share=number(share * 100),
            printed=book.facts.printed.isoformat(),
            years=", ".join(figure.year for figure in ended),
        )  # fmt: skip


_Found = tuple[Decimal, str, list[Figure]]


def _amounts(book: Book, goal: Goal, ended: list[Figure]) -> _Found | None:
    """Return the share of a flow's amount that falls into ended years."""
    stated = list(book.yearly(goal.indicator).values())
    whole = book.over_years(goal.indicator, "total")
    amount = whole.exact if whole else sum((figure.exact for figure in stated), Decimal(0))
    if not ended or amount <= 0:
        return None
    shown = whole.shown if whole else " + ".join(figure.shown for figure in stated)
    done = sum((figure.exact for figure in ended), Decimal(0))
    below = f"({shown})" if "+" in shown else shown
    above = " + ".join(figure.shown for figure in ended)
    return done / amount, f"{above} / {below}", [*stated, *([whole] if whole else [])]


def _change(book: Book, goal: Goal, ended: list[Figure]) -> _Found | None:
    """Return the share of a level's change that falls into ended years."""
    base = book.baseline(goal.indicator)
    if base is None or not ended or base.bound != "=" or goal.final_year is None:
        return None
    final = book.yearly(goal.indicator)[goal.final_year]
    change, done = final.exact - base.exact, ended[-1].exact - base.exact
    if goal.direction * change <= 0 or goal.direction * done < 0:
        return None
    line = (f"({number(ended[-1].exact)} − {number(base.exact)}) / "
            f"({number(final.exact)} − {number(base.exact)})")  # fmt: skip
    return done / change, line, [base, ended[-1], final]
