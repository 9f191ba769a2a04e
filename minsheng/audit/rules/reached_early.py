"""The last year of a level against the year in which the plan's own schedule reaches it.

A remark where the schedule reaches it earlier, in one of two ways: the value of the last year is
stated for an earlier year already; or what brings the level about ends before the level is due, and
no step that rests on it follows (relation ``sequence``), such as accepting what was built. Nothing
is wrong with it, but the last year then asks for no progress. Examples: nothing left in 2019 and
nothing left in 2020; a coverage of 100 % in 2020 whose last centres are built in 2019.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.printed import PrintedNumber, Relation

RULE = "reached_early"
_ROLES = {"level": "addition", "share": "numerator", "rundown": "removal"}


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each level to be reached with several targets, and each relation.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="housing.key_group_dangerous_stock")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('remark', '0 (2019) = 0 (2020)')]
    """
    for goal in book.levels():
        targets = list(book.yearly(goal.indicator).values())
        if goal.aim == "reach" and len(targets) > 1:
            yield _stated_twice(book, targets)
    for kind, role in _ROLES.items():
        for relation in book.related(kind):
            means = [number for number in relation[role] if number.table == "targets"]
            result = relation.results[0]
            if means and result.table == "targets" and book.prints_year(result):
                yield _done_early(book, relation, means)


def _stated_twice(book: Book, targets: list[PrintedNumber]) -> Check:
    final = targets[-1]
    same = [target for target in targets[:-1] if target.exact == final.exact]
    chosen = [*same, final] if same else targets
    sign = " = " if same else ", "
    line = sign.join(f"{target.shown} ({target.year})" for target in chosen)
    words = {"target": final, "year": final.year, "early": (same or [final])[0].year}
    return book.check(RULE, Outcome("remark", "stated") if same else AGREED, chosen, line, words)


def _done_early(book: Book, relation: Relation, means: list[PrintedNumber]) -> Check:
    result = relation.results[0]
    indicators = {number.indicator for number in means}
    steps = [
        step
        for sequence in book.related("sequence")
        if indicators & {number.indicator for number in sequence["before"]}
        for step in sequence["after"]
    ]
    last = max(number.years[1] for number in (*means, *steps))
    is_early = last < result.years[0]
    outcome = Outcome("remark", "made") if is_early else Outcome("agreed", "made_in_time")
    line = f"{last} {'<' if is_early else '='} {result.years[0]}"
    words = {"target": result, "year": result.year, "early": last, "means": book.names(indicators)}
    return book.check_relation(RULE, outcome, relation, line, words)
