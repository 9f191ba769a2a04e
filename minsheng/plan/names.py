"""Find ids by names: in both languages, whatever the case and the width of the characters."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from minsheng.errors import LISTED_IN, Fault, nearest
from minsheng.text.language import LANGUAGES

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.text.language import Lang


def fold(text: str) -> str:
    """Return a text without differences of case, width of characters and outer spaces.

    Examples
    --------
    >>> fold(" Ｄoctors ")
    'doctors'
    """
    return unicodedata.normalize("NFKC", text).casefold().strip()


class Names:
    """The ids of a table, and for each its names, such as the Chinese and the English one.

    Examples
    --------
    >>> names = Names(["health.doctors"], [("医师", "Doctors")])
    >>> names.called("ＤOCTORS"), names.nearest("doctor")
    (['health.doctors'], 'health.doctors')
    """

    def __init__(self, ids: list[str], names: list[tuple[str, ...]]) -> None:
        self.ids = ids
        self._names = names
        self._called = [(id_, *map(fold, called)) for id_, called in zip(ids, names, strict=True)]

    @classmethod
    def of(cls, frame: pd.DataFrame, key: str) -> Names:
        """Return the ids in a column of a frame with the names beside them in both languages."""
        both = zip(frame["name_zh"].tolist(), frame["name_en"].tolist(), strict=True)
        return cls(frame[key].tolist(), list(both))

    def called(self, word: str) -> list[str]:
        """Return the id that a word is, or else every id whose name it is."""
        if word in self.ids:
            return [word]
        return [id_ for id_, *called in self._called if fold(word) in called]

    def beginning(self, start: str, lang: Lang) -> list[str]:
        """Return the ids that begin so, as a whole or in their last part, and such names.

        For an empty start all ids, and no names.

        Examples
        --------
        >>> Names(["health.doctors"], [("医师", "Doctors")]).beginning("doc", "en")
        ['health.doctors', 'Doctors']
        """
        ids = [i for i in self.ids if i.startswith(start) or i.rpartition(".")[2].startswith(start)]
        if not start:
            return ids
        names = dict.fromkeys(called[LANGUAGES.index(lang)] for called in self._names)
        return [*ids, *(name for name in names if fold(name).startswith(fold(start)))]

    def nearest(self, word: str) -> str:
        """Return the id whose name, or last part, is most like a word, or has it; empty if none.

        Examples
        --------
        >>> Names(["health.nurses"], [("注册护士数", "Nurses")]).nearest("护士")
        'health.nurses'
        """
        words = {id_.rpartition(".")[2]: id_ for id_ in reversed(self.ids)}
        words |= {name: id_ for id_, *called in self._called for name in called if name}
        words |= {id_: id_ for id_ in self.ids}
        with_it = (id_ for name, id_ in words.items() if word.strip() and fold(word) in name)
        return words.get(nearest(fold(word), words), "") or next(with_it, "")

    def unknown(self, kind: str, word: str) -> Fault:
        """Return the fault of a word that is neither an id nor a name."""
        return Fault(
            f"unknown_{kind}",
            found=word,
            allowed=tuple(self.ids),
            nearest=self.nearest(word),
            listed_in=LISTED_IN.get(kind, ""),
        )
