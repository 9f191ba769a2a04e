import re
import string

import pytest

from minsheng.text.language import (
    LANGUAGES,
    catalogue,
    catalogues,
    current,
    listing,
    say,
    set_language,
    using,
)

ENTRIES = [
    (f"{name}.{key}", entry)
    for name in catalogues()
    for key, entry in sorted(catalogue(name).items())
]


# What only one language needs, and where each grammar wants other words.
NOTHING_TO_SAY = {"charts.space", "sentences.months"}
OTHER_WORDS = {
    "charts.and_others",
    "sentences.day_of_year",
    "sentences.printed_date",
    "evaluations.count_of_one_reason",  # English has said the number before
}


def placeholders(sentence):
    return {field for _, field, _, _ in string.Formatter().parse(sentence) if field is not None}


def test_there_are_catalogues():
    assert {"faults", "labels", "reasons", "source"} <= set(catalogues())


def missing(entry):
    return set(entry) != set(LANGUAGES) or not all(
        isinstance(words, str) for words in entry.values()
    )


def test_every_entry_is_complete_in_both_languages():
    assert [key for key, entry in ENTRIES if missing(entry)] == []
    empty = {key for key, entry in ENTRIES if not all(words.strip() for words in entry.values())}
    assert empty <= NOTHING_TO_SAY


def differing(entry):
    """Return what only one of the languages puts in."""
    # A plural ("{n:row|rows}") takes a value that the Chinese sentence may have no use for.
    counts = {
        field
        for _, field, spec, _ in string.Formatter().parse(entry["en"])
        if field and "|" in (spec or "")
    }
    zh, en = placeholders(entry["zh"]), placeholders(entry["en"])
    return (en - counts - zh) | (zh - en)


def test_both_languages_put_in_the_same_values():
    differ = {key: differing(entry) for key, entry in ENTRIES if key not in OTHER_WORDS}
    assert {key: fields for key, fields in differ.items() if fields} == {}
    for key in OTHER_WORDS:
        entry = dict(ENTRIES)[key]
        assert placeholders(entry["zh"]) != placeholders(entry["en"]), "no exception is needed"


def test_no_chinese_in_english_but_quoted_institutional_words():
    bare = {key: re.sub(r"“[^”]*”|\([^)]*\)", "", entry["en"]) for key, entry in ENTRIES}
    chinese = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
    assert {key: words for key, words in bare.items() if chinese.search(words)} == {}


def test_chinese_sentences_have_chinese_punctuation():
    bare = {key: re.sub(r"\{[^}]*\}", "", entry["zh"]) for key, entry in ENTRIES}
    latin = re.compile(r"[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]")
    assert {key: words for key, words in bare.items() if latin.search(words)} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_entry_can_be_said(lang):
    wrong = {}
    for key, entry in ENTRIES:
        try:
            spoken = say(key, lang, **dict.fromkeys(placeholders(entry[lang]), 2))
        except Exception as error:  # every entry that cannot be said is named
            spoken = f"{{{error!r}}}"
        if "{" in spoken or "|" in spoken or not (spoken or key in NOTHING_TO_SAY):
            wrong[key] = spoken
    assert wrong == {}


@pytest.mark.parametrize(
    ("n", "text"), [(0, "0 indicators"), (1, "1 indicator"), (2, "2 indicators")]
)
def test_a_number_picks_its_form(n, text):
    assert say("labels.count_indicators", "en", n=n) == text


def test_chinese_is_spoken_unless_told_otherwise(monkeypatch):
    assert current() in LANGUAGES
    with using("zh"):
        assert say("labels.gap") == "与目标的差距"
        with using("en"):
            assert say("labels.gap") == "Gap to target"
        assert current() == "zh"


def test_a_block_that_fails_gives_its_language_back():
    before = current()
    with pytest.raises(RuntimeError), using("en" if before == "zh" else "zh"):
        raise RuntimeError
    assert current() == before


def test_set_language_refuses_what_it_cannot_speak():
    before = current()
    with pytest.raises(ValueError, match="'fr' is not one of zh, en"):
        set_language("fr")
    assert current() == before


@pytest.mark.parametrize(
    ("items", "zh", "en"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a、b", "a and b"),
        (["a", "b", "c"], "a、b、c", "a, b and c"),
    ],
)
def test_listing(items, zh, en):
    assert (listing(items, "zh"), listing(items, "en")) == (zh, en)
