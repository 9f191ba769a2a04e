"""What every way to deliver a notice has in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from minsheng.errors import MinshengError
from minsheng.render.notices.summary import Summary
from minsheng.text.language import Lang, say


class NotSent(MinshengError):
    """A notice that did not arrive.

    Parameters
    ----------
    why
        Key in the catalogue ``notices``.
    again
        Whether trying again may help.
    values
        What the sentence puts in.

    Examples
    --------
    >>> NotSent("http", again=True, status=500).words("en")
    'it answered HTTP 500'
    """

    def __init__(self, why: str, *, again: bool = False, **values: object) -> None:
        super().__init__(why, values)
        self.why, self.again, self.values = why, again, values

    def words(self, lang: Lang, hidden: Callable[[str], str] = str) -> str:
        """Return why it did not arrive; `hidden` takes what is secret out of others' words."""
        values = {name: hidden(value) if isinstance(value, str) else value
                  for name, value in self.values.items()}  # fmt: skip
        return say(f"notices.{self.why}", lang, **values)


class Channel(Protocol):
    """One way to deliver a notice to one place."""

    @property
    def kind(self) -> str:
        """What kind it is, a key in the catalogue ``notices``."""

    @property
    def name(self) -> str:
        """The place, without anything that is secret."""

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be shown."""

    def deliver(self, summary: Summary, lang: Lang, seconds: float) -> None:
        """Deliver a notice, waiting at most this long for an answer, or raise `NotSent`."""
