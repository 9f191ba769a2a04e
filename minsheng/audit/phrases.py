"""The parts of the audit's sentences: names, printed numbers, places and notes in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property

from minsheng.audit.checks import LANGUAGES, Words
from minsheng.audit.plan_rows import PlanRows, Row
from minsheng.audit.printed import PrintedNumber, Relation
from minsheng.plan.changes import CHANGES, StatedChange
from minsheng.plan.wording import (
    change_in_words,
    department_names,
    indicator_names,
    programme_names,
    section_in_words,
)
from minsheng.text.amounts import amount
from minsheng.text.bounded import target_in_words
from minsheng.text.dates import year_span
from minsheng.text.language import Lang, listing, say
from minsheng.text.units import Unit


class Phrases(PlanRows):
    """The rows of a plan, and what a sentence says of them."""

    @cached_property
    def _names(self) -> Mapping[Lang, Mapping[str, str]]:
        return {
            lang: {
                **programme_names(self.plan, lang, in_sentence=True),
                **indicator_names(self.plan, lang),
            }
            for lang in LANGUAGES
        }

    @cached_property
    def _department_names(self) -> Mapping[Lang, Mapping[str, str]]:
        return {lang: department_names(self.plan, lang) for lang in LANGUAGES}

    @cached_property
    def _asked_names(self) -> Mapping[Lang, Mapping[str, str]]:
        return {lang: department_names(self.plan, lang, in_sentence=True) for lang in LANGUAGES}

    def name(self, key: str) -> Words:
        """Return the name of an indicator or a programme."""
        return lambda lang: self._names[lang].get(key, key)

    def names(self, keys: Iterable[str]) -> Words:
        """Return names as one list: programmes in the order of the plan, indicators by id."""
        chosen = sorted(set(keys), key=lambda key: (self.programme_rank(key), key))
        return lambda lang: listing([self.name(key)(lang) for key in chosen], lang)

    def department(self, key: str) -> Words:
        """Return the name of a department that a finding is about, in English with the Chinese."""
        return lambda lang: self._department_names[lang].get(key, key)

    def the_department(self, key: str) -> Words:
        """Return the name of `department` with its article, for the middle of a sentence."""
        return lambda lang: say("wording.department", lang, name=self.department(key)(lang))

    def asked(self, keys: Iterable[str]) -> Words:
        """Return the departments to ask as one list; of none, "whoever issued the plan".

        Tables of findings have a column that names them in both languages.
        """
        chosen = sorted(keys)

        def words(lang: Lang) -> str:
            named = [self._asked_names[lang].get(key, key) for key in chosen]
            return listing(named, lang) if named else say("audit.issuer", lang)

        return words

    def unit(self, indicator: str) -> Unit:
        """Return the unit of an indicator."""
        return self.units[self.indicators[indicator]["unit"]]

    def number(self, number: PrintedNumber) -> Words:
        """Return a printed number with its bound and unit."""
        unit, bound = self.unit(number.indicator), number.bound or "="
        high = number.value_high
        if number.statistic in CHANGES:
            change = StatedChange(number.statistic, bound, number.value, high)
            return lambda lang: change_in_words(change, unit, lang)
        return lambda lang: target_in_words(bound, number.value, unit, lang, high=high)

    def dated_numbers(self, numbers: Iterable[PrintedNumber]) -> Words:
        """Return printed numbers, each with its years, bound and unit, as one list.

        A number for which no year is printed is named without one, and only once.
        """
        chosen = list(numbers)

        def words(lang: Lang) -> str:
            return listing(list(dict.fromkeys(self._dated(each, lang) for each in chosen)), lang)

        return words

    def _dated(self, number: PrintedNumber, lang: Lang) -> str:
        if (number, lang) not in self._dated_numbers:  # several rules tell of one number
            key = "in_year" if self.prints_year(number) else "undated"
            statistic = "change" if number.statistic in CHANGES else number.statistic
            words = {"year": _years(number.year, lang), "figure": self.number(number)(lang)}
            self._dated_numbers[number, lang] = say(f"audit.{key}_{statistic}", lang, **words)
        return self._dated_numbers[number, lang]

    @cached_property
    def _dated_numbers(self) -> dict[tuple[PrintedNumber, Lang], str]:
        return {}

    def years(self, numbers: Iterable[PrintedNumber]) -> Words:
        """Return the printed years of numbers as one list, or that none is printed."""
        printed = dict.fromkeys(number.year for number in numbers if self.prints_year(number))

        def words(lang: Lang) -> str:
            named = [say("audit.in_year", lang, year=_years(year, lang)) for year in printed]
            return listing(named, lang) if named else say("audit.no_printed_year", lang)

        return words

    def amount(self, value: Decimal, indicator: str) -> Words:
        """Return a computed value in the unit of an indicator."""
        unit = self.unit(indicator)
        return lambda lang: amount(float(value), unit, lang)

    @staticmethod
    def places(numbers: Iterable[PrintedNumber]) -> Words:
        """Return the sections where numbers are printed."""
        return sections_in_words(number.section for number in numbers)

    def _say(self, value: object, lang: Lang) -> object:
        """Return what stands in a sentence of `lang` for one of its `words` (see `check`)."""
        if isinstance(value, PrintedNumber):
            value = self.number(value)
        elif isinstance(value, list | tuple):
            value = self.dated_numbers(value)
        return value(lang) if callable(value) else value


def _years(years: str, lang: Lang) -> str:
    """Return the years of a row, such as ``2018-2020``, with the dash of the language."""
    first, _, last = years.partition("-")
    return year_span(int(first), int(last or first), lang)


def years_in_words(years: Iterable[int | str]) -> Words:
    """Return years as one list, each once and in order."""
    chosen = sorted({str(year) for year in years})
    return lambda lang: listing(chosen, lang)


def sections_in_words(sections: Iterable[str]) -> Words:
    """Return section numbers as a sentence names them, each once."""
    joined = ";".join(dict.fromkeys(sections))
    return lambda lang: section_in_words(joined, lang)


def note_in_words(noted: Relation | PrintedNumber) -> Words:
    """Return the note of a relation or a baseline in brackets, or nothing."""
    return bracketed_note(noted.note_zh, noted.note_en)


def bracketed_note(zh: str, en: str) -> Words:
    """Return a note in brackets, or nothing where it is empty."""
    notes = {"zh": zh.rstrip("。").replace("\n", "；"), "en": en.rstrip(".").replace("\n", "; ")}
    return lambda lang: say("audit.note", lang, note=notes[lang]) if notes[lang] else ""


def cell_in_words(rows: Iterable[Row], column: str) -> Words:
    """Return the cells ``column_zh`` or ``column_en`` of rows, by language, as one list."""
    chosen = list(rows)
    return lambda lang: listing([str(row[f"{column}_{lang}"]) for row in chosen], lang)
