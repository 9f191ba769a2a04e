"""Ids in a page: each stands once, and stays what it is from one making to the next."""

from __future__ import annotations


class Anchors:
    """Gives out ids; the first to ask keeps the name, the others get a number.

    Examples
    --------
    >>> anchors = Anchors()
    >>> [anchors.take("childcare.beds") for _ in range(2)]
    ['childcare.beds', 'childcare.beds-2']
    >>> anchors.of_row("baselines:beds@2017;targets:beds@2020")
    ('baselines:beds@2017', True)
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """Return `wanted`, or ``wanted-2`` and so on where it is taken."""
        # An id may hold anything but white space.
        name = free = "-".join(wanted.split()) or "_"
        number = 1
        while free in self._taken:
            number += 1
            free = f"{name}-{number}"
        self._taken.add(free)
        return free

    def of_row(self, row_id: str) -> tuple[str, bool]:
        """Return the id of a table's row, and whether it is the first of its name in the page.

        A row that rests on several rows of the data is known by the first of them.
        """
        wanted, _, _ = row_id.partition(";")
        given = self.take(wanted)
        return given, given == wanted
