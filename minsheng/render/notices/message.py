"""The text of a notice about a run, within the size that a channel accepts.

Names and errors come from reports and from whatever broke them: each becomes one short line of
printable text, so that none can pass itself off as a line of the notice.
"""

from __future__ import annotations

import datetime as dt
import json
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from minsheng.render.settings import (
    BUSY,
    FAULTY,
    HUNG_UP,
    INTERRUPTED,
    LONGEST_ERROR,
    TERMINATED,
)
from minsheng.text.language import Lang, say


@dataclass(frozen=True)
class Summary:
    """How a run ended.

    Examples
    --------
    >>> began = dt.datetime(2019, 7, 1, 2, 15)
    >>> Summary("A plan", "r1", began, 8.5, 3, 40, 0).record()["started"]
    '2019-07-01T02:15:00'
    """

    plan: str  # what the plan, or the plans, are called; empty for the plan that ships
    run: str  # the id of the run in the register; empty where none could begin
    started: dt.datetime  # when it began
    seconds: float  # how long it took
    # How many reports were made, needed no making, could not be made.
    made: int
    unchanged: int
    failed: int
    # The name of each report that could not be made, and why. What stopped the run as a whole has
    # no name.
    failures: tuple[tuple[str, str], ...] = ()
    index: str = ""  # where the reports are: the path or the URL of their index page
    exit_code: int = 0  # what the process ends with; 0 when there is nothing to worry about

    def record(self) -> dict[str, Any]:
        """Return the summary as a dictionary of JSON values."""
        return {
            **asdict(self),
            "started": self.started.isoformat(timespec="seconds"),
            "seconds": round(self.seconds, 3),
            "failures": [{"report": name, "error": error} for name, error in self.failures],
        }


T = TypeVar("T")
_TITLE, _NAME, _INDEX = 100, 80, 600
_OUTCOMES = {
    FAULTY: "bad_input",
    BUSY: "held",
    INTERRUPTED: "interrupted",
    HUNG_UP: "terminated",
    TERMINATED: "terminated",
}


def title(summary: Summary, lang: Lang) -> str:
    """Return one line that says how the run ended.

    Examples
    --------
    >>> import datetime as dt
    >>> title(Summary("某区民生行动计划", "r1", dt.datetime(2019, 7, 1), 8, 3, 40, 0), "zh")
    '[minsheng] 某区民生行动计划：报告已更新'
    """
    if summary.exit_code in _OUTCOMES:
        outcome = _OUTCOMES[summary.exit_code]
    elif summary.failed:
        outcome = "some_failed"
    elif summary.exit_code:
        outcome = "ended_badly"
    else:
        outcome = "made" if summary.made else "nothing_to_do"
    return say(
        "notices.title",
        lang,
        plan=one_line(summary.plan or say("notices.no_plan_named", lang), _TITLE),
        outcome=say(f"notices.{outcome}", lang, n=summary.failed, code=summary.exit_code),
    )


def lines(summary: Summary, lang: Lang, most: int | None = None) -> list[str]:
    """Return the lines below the title: counts, times, the first failures, how many more.

    All failures are listed where `most` is left out.
    """
    shown = summary.failures[:most]
    left = max(summary.failed, len(summary.failures)) - len(shown)
    minutes, seconds = divmod(round(summary.seconds), 60)
    took = say("notices.minutes" if minutes else "notices.seconds", lang, m=minutes, s=seconds)
    return [
        say(
            "notices.counts",
            lang,
            made=summary.made,
            unchanged=summary.unchanged,
            failed=summary.failed,
        ),
        say(
            "notices.run" if summary.run else "notices.not_begun",
            lang,
            started=f"{summary.started:%Y-%m-%d %H:%M}",
            took=took,
            run=one_line(summary.run, _NAME),
        ),
        *(_failure(name, error, lang) for name, error in shown),
        *(
            [say("notices.left_out" if shown else "notices.not_listed", lang, n=left)]
            if left and summary.failures
            else []
        ),
    ]


def text(summary: Summary, lang: Lang, most: int | None = None) -> str:
    """Return title, lines and where the reports are, as plain text."""
    where = [say("notices.index", lang, index=index_of(summary))] if index_of(summary) else []
    return "\n".join([title(summary, lang), *lines(summary, lang, most), *where])


def index_of(summary: Summary) -> str:
    """Return the path or URL of the index page; empty where it is too long for a notice."""
    index = one_line(summary.index, len(summary.index) + 1)
    return index if len(index.encode()) <= _INDEX else ""


def fitting(summary: Summary, build: Callable[[int], T], size: Callable[[T], int], most: int) -> T:
    """Return the notice that lists as many failures as fit, possibly none.

    `build` returns the notice that lists so many failures, `size` the size of a notice; `most` is
    the largest that is allowed.
    """
    counts = range(1, len(summary.failures) + 1)
    return build(bisect_right(counts, most, key=lambda count: size(build(count))))


def fitting_text(summary: Summary, lang: Lang, most: int) -> str:
    """Return the notice as text, failures left out until it fits into `most` bytes of UTF-8."""
    return fitting(
        summary, lambda count: text(summary, lang, count), lambda words: len(words.encode()), most
    )


def as_json(body: Mapping[str, Any]) -> bytes:
    """Return a message body as JSON in UTF-8."""
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")


def one_line(words: str, most: int) -> str:
    r"""Return words as one line of at most this many printable characters.

    Examples
    --------
    >>> one_line("No such\n\x1b[31m file", 40), one_line("abcdef", 4)
    ('No such [31m file', 'abc…')
    """
    kept = "".join(one if one.isprintable() else " " for one in words)
    flat = " ".join(kept.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def _failure(name: str, error: str, lang: Lang) -> str:
    error = one_line(error, LONGEST_ERROR)
    if not name:
        return say("notices.reason", lang, error=error)
    return say("notices.failure", lang, name=one_line(name, _NAME), error=error)
