"""Relations: figures of the plan that belong together, each in its role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from minsheng.audit.printed import Figure, by_year

RESULTS = ("whole", "end", "share", "ratio", "mean", "standard", "planned", "goal", "after", "one",
           "greater")  # fmt: skip
"""The roles that the other roles of a relation lead to."""
MAKING = ("addition", "numerator", "removal", "numerator_addition")
"""The roles that bring a result about."""


@dataclass(frozen=True)
class Relation:
    """Figures that belong together: their kind, and who plays which role."""

    name: str
    kind: str
    roles: Mapping[str, tuple[Figure, ...]]
    note_zh: str
    note_en: str

    def __getitem__(self, role: str) -> tuple[Figure, ...]:
        """Return the figures in a role, by year and size; none where nobody plays it."""
        return self.roles.get(role, ())

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All its figures."""
        return tuple(figure for role in sorted(self.roles) for figure in self.roles[role])

    @property
    def results(self) -> tuple[Figure, ...]:
        """The figures that the others lead to."""
        return next((self[role] for role in RESULTS if role in self.roles), ())


def gather(rows: Iterable[Mapping[Any, Any]], figures: Iterable[Figure]) -> tuple[Relation, ...]:
    """Return the relations of `rows` whose every figure is a number, by name.

    A ``goal`` may be a direction, which has none.
    """
    known = {(figure.indicator, figure.year): figure for figure in figures}
    members: dict[str, list[Mapping[Any, Any]]] = defaultdict(list)
    for row in rows:
        members[row["relation"]].append(row)
    found = []
    for name, own in sorted(members.items()):
        roles: dict[str, list[Figure]] = defaultdict(list)
        for row in own:
            figure = known.get((row["indicator"], str(row["year"])))
            if figure is None or not (figure.is_number or row["role"] == "goal"):
                break
            roles[row["role"]].append(figure)
        else:
            ordered = {role: tuple(sorted(some, key=by_year)) for role, some in roles.items()}
            zh, en = ("\n".join(sorted({row[note] for row in own} - {""}))
                      for note in ("note_zh", "note_en"))  # fmt: skip
            found.append(Relation(name, own[0]["kind"], ordered, zh, en))
    return tuple(found)
