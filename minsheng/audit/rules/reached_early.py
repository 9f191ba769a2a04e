"""A final target that the plan's own schedule reaches before its last year.

Two ways: the value of the last year is already stated for an earlier one (nothing left in 2019, and
nothing left in 2020); or what is to bring a level about ends earlier than the level is due (a
coverage of 100 % in 2020 whose last centres are built in 2019, and no step that rests on them, such
as their acceptance, follows). Nothing is wrong with it, but the last year then asks for no
progress: a remark.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check
from minsheng.audit.printed import Figure
from minsheng.audit.relation import Relation

RULE = "reached_early"
_MAKING = {"level": "addition", "share": "numerator", "rundown": "removal"}


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each level to be reached with several targets, and each relation.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="housing.key_group_dangerous_stock")
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('remark', '0 (2019) = 0 (2020)')]
    """
    for goal in book.levels():
        path = list(book.yearly(goal.indicator).values())
        if goal.aim == "reach" and len(path) > 1:
            yield _stated_twice(book, goal.indicator, path)
    for kind, role in _MAKING.items():
        for relation in book.related(kind):
            made = [figure for figure in relation[role] if figure.table == "targets"]
            if made and relation.results[0].table == "targets":
                yield _made_early(book, relation, made)


def _stated_twice(book: Book, indicator: str, path: list[Figure]) -> Check:
    final = path[-1]
    same = [figure for figure in path[:-1] if figure.exact == final.exact]
    chosen = [*same, final] if same else path
    return book.check(
        RULE, "remark" if same else "agreed", "stated" if same else "same", (indicator,),
        rows=rows_of(chosen),
        arithmetic=(" = " if same else ", ").join(f"{one.shown} ({one.year})" for one in chosen),
        name=book.name(indicator), target=book.said(final), year=final.year,
        early=(same or [final])[0].year,
    )  # fmt: skip


def _made_early(book: Book, relation: Relation, made: list[Figure]) -> Check:
    result = relation.results[0]
    means = {figure.indicator for figure in made}
    # A step that rests on the means, such as accepting what was built, is part of the work.
    steps = [
        step
        for sequence in book.related("sequence")
        if means & {figure.indicator for figure in sequence["before"]}
        for step in sequence["after"]
    ]
    last = max(figure.years[1] for figure in (*made, *steps))
    early = last < result.years[0]
    return book.related_check(
        RULE, "remark" if early else "agreed", "made" if early else "made_in_time", relation,
        arithmetic=f"{last} {'<' if early else '='} {result.years[0]}",
        target=book.said(result), year=result.year, early=last,
        means=book.names(means),
    )  # fmt: skip
