"""What an earlier judgement adds to the class of a goal now: silence hides no shortfall."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from minsheng.evaluation import OPEN, last_judged, short_and_silent, years_not_kept
from minsheng.plan.wording import quoted_names
from minsheng.reports.phrases import join_clauses, standing_count, standing_text
from minsheng.text.language import listing, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from minsheng.evaluation import Standing
    from minsheng.plan.periods import Period

_MOST_NAMED = 5


def earlier_words(standing: Standing) -> dict[str, str]:
    """Return by goal how it fell short earlier, where its class now does not say so.

    That is when a goal without a value since was judged last, and in which earlier years a line or
    a direction was not kept.

    Examples
    --------
    >>> earlier_words(ms.stand(ms.load_plan(), ms.Ledger(), "2019H1"))
    {}
    """
    silent = _when_judged(short_and_silent(standing))
    return {
        name: standing_text("not_kept_then", years=listing([str(year) for year in years]))
        for name, years in years_not_kept(standing).items()
    } | silent


def last_judged_words(standing: Standing) -> dict[str, str]:
    """Return by goal without a result what it was last judged, and when."""
    return _when_judged(last_judged(standing))


def _when_judged(judgements: Mapping[str, tuple[Period, str]]) -> dict[str, str]:
    return {
        name: standing_text("short_then", period=when.name(), word=say(f"classes.{word}"))
        for name, (when, word) in judgements.items()
    }


def short_and_silent_sentences(standing: Standing) -> list[str]:
    """Say what `short_and_silent_clauses` says in a sentence, where no goal can be judged now."""
    return short_and_silent_clauses(standing, "silent_alone")


def short_and_silent_clauses(standing: Standing, key: str = "silent") -> list[str]:
    """Say how many goals fell short when last judged and have no value since; empty if none.

    The goals are named by the date and the class of that judgement.
    """
    names, silent = quoted_names(standing.plan), short_and_silent(standing)
    groups: dict[tuple[Period, str], list[str]] = defaultdict(list)
    for name, judgement in silent.items():
        groups[judgement].append(names[name])
    clauses = [
        standing_text(
            "silent_group" if len(own) <= _MOST_NAMED else "silent_group_some",
            period=when.name(),
            word=say(f"classes.{word}"),
            n=standing_count(standing, f"silent.{word}@{when}", len(own)),
            names=listing(own[:_MOST_NAMED]),
        )
        for (when, word), own in groups.items()
    ]
    n = standing_count(standing, "short_and_silent", len(silent))
    return [standing_text(key, n=n, groups=join_clauses(clauses))] if silent else []


def not_kept_earlier_sentences(standing: Standing) -> list[str]:
    """Say how many lines and directions kept now were not kept in an earlier year, and which."""
    return _earlier_years(standing, ("kept", "met"), "kept_now", "not_kept_earlier")


def lost_sentences(standing: Standing) -> list[str]:
    """Say how many lines without a result were left in an earlier year: they cannot be met."""
    return _earlier_years(standing, OPEN, "lost", "lost")


def _earlier_years(standing: Standing, classes: Sequence[str], key: str, count: str) -> list[str]:
    """Say how many goals of some classes were not kept in an earlier year, which ones and when."""
    names, now = quoted_names(standing.plan), standing.verdicts.set_index("indicator")["class"]
    broken = [
        standing_text("kept_group", name=names[name], years=listing([str(year) for year in years]))
        for name, years in years_not_kept(standing).items()
        if now[name] in classes
    ]
    n = standing_count(standing, count, len(broken))
    some = "_some" if len(broken) > _MOST_NAMED else ""
    named = listing(broken[:_MOST_NAMED])
    return [standing_text(f"{key}{some}", n=n, names=named)] if broken else []


def with_earlier(shown: str, earlier: str) -> str:
    """Return a class as it is shown in a table with what `earlier_words` adds to it.

    Examples
    --------
    >>> with_earlier("○ 未到期", "2022年滞后"), with_earlier("＝ 保持", "")
    ('○ 未到期，2022年滞后', '＝ 保持')
    """
    return join_clauses(filter(None, [shown, earlier]))
