"""Decode files in the encodings that departments use, and return a fault for any other."""

from __future__ import annotations

import codecs
import re

from minsheng.errors import Fault

# Departments save from Excel and WPS: UTF-8 with or without a mark, "Unicode text", which is UTF-16
# with one, or the national encoding.
_WITHOUT_MARK = ("utf-8-sig", "gb18030")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WORKBOOKS = (b"PK\3\4", b"\xd0\xcf\x11\xe0")  # of today's Excel and WPS, and of older ones
_PRIVATE = range(0xE000, 0xF900)
_KANA, _HAN, _HANGUL = range(0x3041, 0x30FB), 0x3400, range(0xAC00, 0xD7A4)
_WORD = re.compile(r"[^\x00-\x7f]{2}")
_FEWEST_KANA, _FEWEST_HANGUL = 3, 10
_PARTICLES = frozenset("이을를은는의에")  # no Korean text of some length is without all of them
_OTHERS = ("big5hkscs", "cp932")


def decode(raw: bytes) -> str | None:
    """Return the text of a file, or None where it is in none of the supported encodings.

    Examples
    --------
    >>> [decode("指标".encode(encoding)) for encoding in ("gb18030", "utf-8-sig", "utf-16")]
    ['指标', '指标', '指标']
    >>> [decode("指標達到".encode(encoding)) for encoding in ("big5", "utf-16-le")]
    [None, None]
    """
    encoding = encoding_of(raw)
    return raw.decode(encoding) if encoding else None


def encoding_of(raw: bytes) -> str:
    """Return the encoding of a file, or ``""`` where it is none of those supported.

    Nearly any bytes decode as GB 18030, those of Big5, Shift JIS, EUC-JP and EUC-KR too: characters
    for private use, Japanese syllables, or many that hardly anybody writes, give them away.
    """
    for encoding in ("utf-16",) if raw.startswith(_UTF_16) else _WITHOUT_MARK:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        # UTF-16 without a mark decodes as something else, and UTF-32 as UTF-16.
        if "\0" in text or (encoding == "gb18030" and not _is_likely(text)):
            return ""
        return encoding
    return ""


def encoding_fault(raw: bytes, file: str) -> Fault:
    """Return the fault of a file that `decode` cannot read: a workbook, or another encoding."""
    return Fault("workbook" if raw.startswith(_WORKBOOKS) else "unknown_encoding", file)


def _is_likely(text: str) -> bool:
    """Whether a text decoded as GB 18030 is plausible.

    Most of its letters are Chinese characters of GB 2312, or its bytes can be neither Big5 nor
    Shift JIS. Letters of other scripts, each alone among those of ASCII (μg, café), say nothing. It
    has no characters for private use, few Japanese syllables, and is not Korean throughout when
    read as EUC-KR.
    """
    letters = {character for character in set(text) if character > "\x7f"}
    if any(ord(character) in _PRIVATE for character in letters):
        return False
    if sum(ord(character) in _KANA for character in letters) >= _FEWEST_KANA or _is_korean(text):
        return False
    letters = {character for character in letters if character.isalpha()}
    if not _WORD.search(text) and not any(ord(letter) >= _HAN for letter in letters):
        return True
    common = sum(_is_common(character) for character in letters)
    return 2 * common >= len(letters) or not any(_read_as(text, other) for other in _OTHERS)


def _read_as(text: str, encoding: str) -> str:
    """Return what the bytes of a text in GB 18030 are in another encoding; empty if nothing."""
    try:
        return text.encode("gb18030").decode(encoding)
    except UnicodeDecodeError:
        return ""


def _is_korean(text: str) -> bool:
    korean = _read_as(text, "euc-kr")
    letters = {letter for letter in set(korean) if letter > "\x7f" and letter.isalpha()}
    are_hangul = all(ord(letter) in _HANGUL for letter in letters)
    return len(letters) >= _FEWEST_HANGUL and are_hangul and not letters.isdisjoint(_PARTICLES)


def _is_common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return ord(character) >= _HAN
