"""The numbers printed for the indicators of one programme, against each other.

A question where two indicators of the same unit have the same number and bound, and the number has
three significant digits or more: either they are one thing counted twice or two things that happen
to be equal. Shares are left out, for 12.5 % of two things is no surprise, and so are indicators
that a relation connects. Example: 2.21 万平方米 of school buildings under two headings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.printed import PrintedNumber, written

RULE = "same_figure"
DIGITS = 3


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each number printed twice, one for each programme without any.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="education")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('question', '22100 = 22100')]
    """
    connected = {
        frozenset(pair)
        for relation in book.relations
        for pair in combinations({number.indicator for number in relation.numbers}, 2)
    }
    for programme, by_value in sorted(_distinctive(book).items()):
        doubles = [
            [numbers[indicator] for indicator in sorted(numbers)]
            for _, numbers in sorted(by_value.items())
            if any(frozenset(pair) not in connected for pair in combinations(numbers, 2))
        ]
        for numbers in doubles:
            line = " = ".join(number.shown_once for number in numbers)
            names = book.names(number.indicator for number in numbers)
            words = {"names": names, "figure": numbers[0], "places": book.places(numbers)}
            yield book.check(RULE, Outcome("question", "twice"), numbers, line, words)
        if not doubles:
            rows, n = [f"programmes:{programme}"], len(by_value)
            yield book.check(RULE, AGREED, rows, str(n), {"n": n}, programme=programme)


def _distinctive(book: Book) -> dict[str, dict[tuple[str, ...], dict[str, PrintedNumber]]]:
    """Return the distinctive numbers by programme, by unit, value and bound, and by indicator."""
    programmes: dict[str, dict[tuple[str, ...], dict[str, PrintedNumber]]] = {}
    rows = [numbers for table in (book.baselines, book.targets) for numbers in table.values()]
    for number in (number for numbers in rows for number in numbers if number.is_number):
        unit = book.unit(number.indicator)
        if unit.share or len(number.exact.normalize().as_tuple().digits) < DIGITS:
            continue
        by_value = programmes.setdefault(book.goals[number.indicator].programme, defaultdict(dict))
        key = (unit.unit, written(number.exact), number.bound)
        by_value[key].setdefault(number.indicator, number)
    return programmes
