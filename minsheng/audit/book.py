"""What a rule reads and returns: the rows of a plan, and the checks that a rule makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from minsheng.audit.checks import Check, Evidence, Outcome
from minsheng.audit.phrases import Phrases, note_in_words
from minsheng.audit.printed import PrintedNumber, Relation
from minsheng.plan.plan import Plan
from minsheng.text.language import Lang, say


class Book(Phrases):
    """The rows of `plan` by what a rule asks for, made once for each audit, and its checks."""

    def check(  # noqa: PLR0913  a check, part by part
        self,
        rule: str,
        outcome: Outcome,
        rows: Evidence,
        arithmetic: str = "",
        words: Mapping[str, object] = MappingProxyType({}),
        *,
        programme: str = "",
        indicators: Iterable[str] | None = None,
    ) -> Check:
        """Return a check that says the sentence ``rule_case`` of the catalogue ``audit``.

        `rows` are the printed numbers that were compared, and other rows of the plan by their ids.
        `words` are the placeholders of the sentence: a printed number is written with its bound and
        unit, a list of them with their years; `Words` are asked for the language. ``name`` (of the
        first indicator), ``programme_name`` and ``ask`` (the lead departments) are added. When left
        out, `indicators` are those of the printed numbers, and `programme` is that of the first of
        them.
        """
        rows = list(rows)
        numbers = [row for row in rows if isinstance(row, PrintedNumber)]
        if indicators is None:
            indicators = (number.indicator for number in numbers)
        concerned = tuple(sorted(set(indicators)))
        if not programme and concerned:
            programme = self.indicators[concerned[0]]["programme"]
        leads = self.leads(programme)
        names = {"name": self.name("".join(concerned[:1])), "programme_name": self.name(programme)}
        values = {**names, **words, "ask": self.asked(leads)}

        def sentence(lang: Lang) -> str:
            said = {name: self._say(value, lang) for name, value in values.items()}
            return say(f"audit.{rule}_{outcome.case}", lang, **said)

        ids = tuple(dict.fromkeys(row if isinstance(row, str) else row.row for row in rows))
        about = (programme, concerned, ids, arithmetic, ";".join(leads))
        return Check(rule, outcome.severity, *about, sentence)

    def check_relation(
        self,
        rule: str,
        outcome: Outcome,
        relation: Relation,
        arithmetic: str = "",
        words: Mapping[str, object] = MappingProxyType({}),
    ) -> Check:
        """Return a check of a relation, which belongs to the programme of its result.

        ``name`` is the name of the result, ``note`` the note of the relation in brackets.
        """
        result = relation.results[0].indicator
        rows: Evidence = [f"relations:{relation.name}", *relation.numbers]
        words = {"name": self.name(result), "note": note_in_words(relation), **words}
        programme = self.indicators[result]["programme"]
        return self.check(rule, outcome, rows, arithmetic, words, programme=programme)


@lru_cache(maxsize=4)
def book_of(plan: Plan) -> Book:
    """Return the book of a plan: an audit asks it for its checks, its needs and its asks."""
    return Book(plan)
