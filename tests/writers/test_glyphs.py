"""Which characters can be set, and what is shown in place of those that cannot stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.writers.document import Document, Paragraph, Run
from minsheng.writers.glyphs import advances, faults, missing, visible


@pytest.mark.parametrize(
    "text", ["民生", "镕㛃〇", "≥≤±−×÷㎡‰", "é ü", "\u2007\u2008", "αβ", "אש", "😀"]
)
def test_what_reports_are_written_in_can_be_set(text):
    assert missing(text) == ""


@pytest.mark.parametrize("text", ["\u200b", "\u200d", "\ufe0f", "\u202e", "\u00ad", "\n", "\x00"])
def test_what_shows_nothing_or_an_escape_needs_no_glyph(text):
    assert missing(text) == ""


def test_what_no_font_has_is_named_once_and_sorted():
    assert missing("🔥a🎉🔥") == "🎉🔥"


def test_a_private_character_means_nothing_to_a_reader():
    assert missing("\ue000\U000f0000") == "\ue000\U000f0000"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b", "a\\x00b"),
        ("\x1b[0m", "\\x1b[0m"),
        ("\ufeff", "\\ufeff"),
        ("\ud800", "\\ud800"),
        ("\x85", "\\x85"),
        ("a\r\nb\rc\td", "a\nb\nc d"),
        ("镕<b>#", "镕<b>#"),
    ],
)
def test_what_no_page_can_hold_is_shown_as_an_escape(text, shown):
    assert visible(text) == shown


@given(st.text())
def test_what_is_visible_can_be_written_and_stays_as_it_is(text):
    shown = visible(text)
    assert visible(shown) == shown
    assert shown.encode("utf-8").decode("utf-8") == shown


def test_figures_are_all_as_wide_as_the_space_that_pads_them():
    assert {advances()[ord(c)] for c in "0123456789"} == {0.555}
    assert advances()[ord(".")] == 0.278


def test_a_long_place_is_shortened_and_each_place_is_told_once():
    text = "很长的段落" * 20 + "🎉"
    document = Document("zh", "题", "", (Paragraph((Run(text),)),) * 2)
    (fault,) = faults(document)
    assert fault.text("zh") == (
        "段落“很长的段落很长的段落很长的段落很长的段落很长的…”："
        "字体中没有这些字符；填写为“🎉 U+1F389”"
    )


def test_a_title_and_a_signature_are_looked_at_too():
    document = Document("en", "🎉", "", (), {"signature": {"departments": ["🔥"]}})
    assert [fault.file for fault in faults(document)] == ["title “🎉”", "paragraph “🔥”"]
