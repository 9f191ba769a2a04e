"""Analysts' paragraphs in an evaluation, as quotations, and their numbers held against the data."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from minsheng.plan.facts import sign_of
from minsheng.plan.wording import indicator_names, programme_names
from minsheng.reports.evaluations.goals import text, titled
from minsheng.reports.exhibits import Figure, Markdown, Place, Prose, Table, heading
from minsheng.reports.paragraphs import OVERALL, check, digest_of, quotation
from minsheng.text.amounts import amount, difference
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.reports.paragraphs import Finding, Paragraphs, Passage
    from minsheng.text.units import Unit

_MOST_DECIMALS = 4
Part: TypeAlias = Markdown | Table | Figure | Prose
_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*#([^)\s/]*)(?:/[^)\s]*)?\s*\)")


@dataclass(frozen=True)
class Words:
    """The analysts' paragraphs of one period, as parts for the chapters of an evaluation."""

    standing: Standing  # standing of the whole plan
    written: Paragraphs  # the analysts' paragraphs for its period

    def of(self, programme: str, *sections: str) -> Iterator[Markdown]:
        """Yield the paragraphs on a programme or ``overall``, each section as a place of its own.

        Where none is written the first section is an empty place, which only Word documents show.
        """
        written = [name for name in sections if self.written.of(programme, name)]
        for section in written or sections[:1]:
            passages = self.written.of(programme, section)
            if passages and self.written.synthetic:
                sign = sign_of(synthetic=True, hypothetical=False)
                yield Markdown(quotation([f"**{sign}**"]))
            yield Markdown(_quotation(passages), self._place(programme, section, passages))

    def formality(self, section: str, otherwise: str = "") -> Markdown:
        """Return the addressee, the signature or the date as it was written, or else a text."""
        passages = self.written.of(OVERALL, section)
        source = "\n\n".join(passage.text for passage in passages) or otherwise
        return Markdown(source, self._place(OVERALL, section, passages))

    def of_programmes(self, *sections: str) -> Iterator[Part]:
        """Yield for each programme that has any paragraphs a heading and the paragraphs."""
        for programme, name in programme_names(self.standing.plan).items():
            if self.written.of(programme, *sections):
                yield from (heading(name), *self.of(programme, *sections))

    def everywhere(self, *sections: str) -> Iterator[Part]:
        """Yield the paragraphs on the whole plan, then those on each programme."""
        yield from self.of(OVERALL, *sections)
        yield from self.of_programmes(*sections)

    def _place(self, programme: str, section: str, passages: Sequence[Passage]) -> Place:
        name = programme_names(self.standing.plan).get(programme, "")
        title = " · ".join(filter(None, (name, text(f"section_{section}"))))
        return Place(f"{self.written.period}/{programme}/{section}", title, digest_of(passages))


def _quotation(passages: Sequence[Passage]) -> str:
    if not passages:
        return ""
    # A link to one of several figures of an indicator leads to its row.
    return quotation(_LINK.sub(r"[\1](#\2)", passage.text) for passage in passages)


def by_programme(
    words: Words, said_of: Callable[[Standing], str], *sections: str
) -> Iterator[Part]:
    """Yield what is said of each programme, each followed by what analysts wrote on it.

    `sections` are the analysts' sections that belong to it.
    """
    whole = words.standing
    for programme, name in programme_names(whole.plan).items():
        said = text("programme_said", name=name, said=said_of(whole.of_programme(programme)))
        yield Prose((said,), synthetic=whole.synthetic)
        yield from words.of(programme, *sections)


def data_now(one: Finding, units: Mapping[Any, Unit]) -> str:
    """Return the number that the data give in place of a written one, in the same format.

    `units` are those of the indicators, by id.
    """
    if math.isnan(one.now):
        return text("no_figure") if one.indicator else ""
    if one.which in ("pace", "progress"):
        return f"{plain(one.now, 2)}%" if "%" in one.written else plain(one.now, 3)
    unit = units[one.indicator]
    exact = replace(unit, decimals=min(_MOST_DECIMALS, unit.decimals + 1))
    return difference(one.now, exact) if one.which == "gap" else amount(one.now, exact)


def quotations(standing: Standing, written: Paragraphs) -> Table:
    """Return the numbers in the paragraphs that the data do not confirm, with the data's values.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand(plan, ms.load_observations(plan, "demo"), "2019H1")
    >>> table = quotations(standing, ms.load_paragraphs(plan, "2019H1", "demo"))
    >>> [(row["written"], row["now"], row["finding"]) for row in table.rows]
    [('78.61%', '78.27%', '不一致')]
    """
    plan = standing.plan
    programmes, names = programme_names(plan), indicator_names(plan)
    units = plan.indicators.set_index("indicator")["unit"].map(plan.unit).to_dict()
    rows, ids = [], []
    for one in check(standing, written):
        about = one.passage.programme
        rows.append(
            {
                "programme": text("section_judgement") if about == OVERALL else programmes[about],
                "place": text("line", file=one.passage.file, line=one.line),
                "written": one.written,
                "indicator": names.get(one.indicator, ""),
                "now": data_now(one, units),
                "finding": text(one.code),
            }
        )
        ids.append(one.indicator or one.passage.file)
    return Table(
        text("quotations"),
        titled("programme", "place", "written", "indicator", "now", "finding"),
        tuple(rows),
        tuple(ids),
        notes=(text("note_quotations"),) if rows else (),
        synthetic=standing.synthetic or written.synthetic,
    )
