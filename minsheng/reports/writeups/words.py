"""The analysts' paragraphs in a write-up: set apart as theirs, flagged where the data moved on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from minsheng.reports.exhibits import Figure, Markdown, Prose, Table, heading
from minsheng.text.language import say
from minsheng.reports.listings.quotations import data_now
from minsheng.plan.observations import SYNTHETIC
from minsheng.reports.paragraphs import OVERALL, check
from minsheng.plan.wording import indicator_names, programme_names

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.reports.paragraphs import Finding, Paragraphs, Passage

Part: TypeAlias = Markdown | Table | Figure | Prose
_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*#([^)\s/]*)(?:/[^)\s]*)?\s*\)")


@dataclass(frozen=True)
class Words:
    """What analysts wrote, ready to be put into the chapters of one write-up.

    Parameters
    ----------
    standing
        Where the whole plan stands.
    written
        What was written for its period.
    """

    standing: Standing
    written: Paragraphs

    def __post_init__(self) -> None:
        found: dict[Passage, list[Finding]] = {}
        for one in check(self.standing, self.written):
            if one.code != "not_found":
                found.setdefault(one.passage, []).append(one)
        object.__setattr__(self, "_flags", found)

    def of(self, programme: str, *sections: str) -> Iterator[Part]:
        """Yield what was written of a programme, or ``overall``, each flag after its paragraph."""
        flags: dict[Passage, list[Finding]] = self.__dict__["_flags"]
        waiting: list[Passage] = []
        for passage in self.written.of(programme, *sections):
            waiting.append(passage)
            if passage in flags:
                yield self._quote(waiting)
                yield self._flag(flags[passage])
                waiting = []
        if waiting:
            yield self._quote(waiting)

    def of_programmes(self, *sections: str) -> Iterator[Part]:
        """Yield what was written of each programme, under the name of the programme."""
        for programme, name in programme_names(self.standing.plan).items():
            parts = list(self.of(programme, *sections))
            if parts:
                yield from (heading(name), *parts)

    def everywhere(self, *sections: str) -> Iterator[Part]:
        """Yield what was written of the whole plan, then of each programme."""
        yield from self.of(OVERALL, *sections)
        yield from self.of_programmes(*sections)

    def _quote(self, passages: Iterable[Passage]) -> Markdown:
        """Set paragraphs as a quotation that says whose words they are."""
        told = list(passages)
        sign = f"〔{SYNTHETIC}〕" if self.written.synthetic else ""
        head = f"**{sign}{_say('by_analysts', file=told[0].file)}**"
        # A link to one of several figures of an indicator leads to its row.
        text = "\n\n".join([head, *(_LINK.sub(r"[\1](#\2)", one.text) for one in told)])
        return Markdown("\n".join(f"> {line}".rstrip() for line in text.split("\n")))

    def _flag(self, findings: Iterable[Finding]) -> Prose:
        plan = self.standing.plan
        names = indicator_names(plan)
        points = [
            _say(f"flag_{one.code}", line=one.line, written=one.written,
                 name=names[one.indicator], which=_say(f"which_{one.which}"),
                 now=data_now(one, plan))
            for one in findings
        ]  # fmt: skip
        return Prose((_say("flagged"),), tuple(points), role="warning")


def _say(key: str, /, **values: object) -> str:
    return say(f"evaluations.{key}", None, **values)


def with_rows(*tables: Table) -> Iterator[Table]:
    """Yield the tables that have any row."""
    yield from (table for table in tables if table.rows)
