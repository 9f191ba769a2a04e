"""Summaries of the status reports: coverage, verdicts, changes since the previous period."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from minsheng.evaluation import (
    GOOD,
    JUDGED,
    NOT_ASKED,
    RESULTS,
    SHORT,
    TOLD_VERDICTS,
    are_asked_for,
    have_earlier_values,
    have_values,
    why_not_judged,
)
from minsheng.reports.earlier import (
    not_kept_earlier_sentences,
    short_and_silent_clauses,
    short_and_silent_sentences,
)
from minsheng.reports.exhibits import Prose, marked
from minsheng.reports.natures import binding_sentences
from minsheng.reports.phrases import (
    count,
    join_clauses,
    join_sentences,
    join_with_semicolons,
    standing_count,
    standing_count_id,
    standing_text,
    still_to_come,
)
from minsheng.reports.rows import scope_name
from minsheng.reports.standing.deviations import deviation_sentences
from minsheng.reports.tallies import (
    earlier_value_sentences,
    programmes_with_most,
    strength_sentences,
    unreported_sentences,
)
from minsheng.text.dates import date_in_words
from minsheng.text.language import say
from minsheng.text.numerals import plain
from minsheng.text.tracing import traced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from minsheng.evaluation import Standing

_MOST_POINTS = 8
_OPEN = ("", "no_target", "not_due", "not_reported")  # verdicts that say nothing of a goal
_SAID_MOVES = ("improved", "worsened", "newly_judged", "no_longer_judged")


@marked
def standing_answer(standing: Standing) -> Prose:
    """Summarise the status of one programme: coverage, verdicts, then changed verdicts.

    Parameters
    ----------
    standing
        Of a selection of one programme; of several the answer is that of `scoreboard_answer`.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> print(standing_answer(ms.stand(part, ms.Ledger(), "2019H1")).paragraphs[0])
    截至2019年6月30日，“幼有所育”专项的26项目标指标没有报送任何实际值，不能说明进展，也不作研判。
    """
    if len(standing.plan.programmes) > 1:
        return scoreboard_answer(standing)
    name = scope_name(standing.plan, in_sentence=True)
    goals = standing_count(standing, "goals", len(standing.verdicts))
    words = {"programme": name, "until": date_in_words(standing.period.end), "goals": goals}
    points = deviation_sentences(standing) if standing.is_observed else []
    more = len(points) - _MOST_POINTS
    if more > 0:
        rest = standing_text("more_points", n=standing_count(standing, "more", more))
        points = [*points[:_MOST_POINTS], rest]
    return _answer(standing, "programme", words, points)


@marked
def scoreboard_answer(standing: Standing) -> Prose:
    """Summarise the status of the whole plan, and name the programmes with most problems.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(scoreboard_answer(ms.stand(ms.load_plan(), ms.Ledger(), "2018")).paragraphs[0])
    截至2018年12月31日，9个专项的281项目标指标没有报送任何实际值，不能说明进展，也不作研判。
    """
    words = {
        "programmes": count(standing.plan, "programmes", len(standing.plan.programmes)),
        "goals": standing_count(standing, "goals", len(standing.verdicts)),
        "until": date_in_words(standing.period.end),
    }
    return _answer(standing, "whole", words, _programmes(standing) if standing.is_observed else [])


def _answer(
    standing: Standing, scope: str, words: Mapping[str, object], points: Iterable[str]
) -> Prose:
    """Return coverage and verdicts, or which departments have to report if there are no values.

    `scope` is ``whole`` or ``programme``, `words` the values for the sentence on the coverage, and
    `points` the list below the paragraphs.
    """
    day = standing.as_of
    read = [standing_text("read_as_of", day=date_in_words(day))] if day else []
    read += still_to_come(standing)
    if not standing.is_observed:
        key = f"{'none_now' if standing.is_reported else 'nothing'}_{scope}"
        answer = standing_text(key, **words, period=standing.period.name())
        nothing = join_sentences([*read, answer, *short_and_silent_sentences(standing)])
        return Prose((nothing, *_unreported(standing)), role="answer")
    coverage = standing_text(f"coverage_{scope}", **words, clauses=_coverage(standing))
    known = join_sentences([*read, coverage, *_known(standing)])
    return Prose((known, *_verdict_paragraphs(standing)), tuple(points), role="answer")


def _coverage(standing: Standing) -> str:
    """Say how many goals have a value, and how many have none for each reason."""
    verdicts = standing.verdicts
    in_words = verdicts["method"].eq("")
    unreported = verdicts["class"].eq("not_reported")
    observed, earlier = have_values(verdicts), have_earlier_values(verdicts)
    parts = {
        "observed": observed,
        "earlier": earlier,
        "unreported": unreported,
        "waiting": ~in_words & ~observed & ~earlier & ~unreported,
        "in_words": in_words,
    }
    clauses = [
        standing_text(name, n=standing_count(standing, name, int(chosen.sum())))
        for name, chosen in parts.items()
        if chosen.any()
    ]
    return join_clauses(clauses)


def _verdict_paragraphs(standing: Standing) -> list[str]:
    """Return paragraphs on the goals judged, the goals not judged, and changed verdicts."""
    judged = standing.verdicts[standing.verdicts["class"].isin(JUDGED)]
    good = judged["class"].isin(GOOD)
    rest = [
        *_without_verdict(standing),
        *strength_sentences(standing, judged, good, "strength_part"),
        *binding_sentences(standing, judged, good, "class"),
    ]
    parts = (_judged(standing), rest, [_since(standing)])
    return [join_sentences(part) for part in parts if part]


def _known(standing: Standing) -> list[str]:
    """Say the share of the values to be reported by now that were, and how many may change."""
    verdicts = standing.verdicts
    numbers = verdicts[verdicts["method"].ne("")]
    observed, asked = int(have_values(numbers).sum()), int(are_asked_for(numbers).sum())
    covered = 100 * observed / asked if asked else math.nan
    share = traced(plain(covered, 1), standing_count_id(standing, "share_covered"), covered)
    sentences = (
        [
            standing_text(
                "share_covered",
                share=share,
                n=standing_count(standing, "observed", observed),
                all=standing_count(standing, "asked_for", asked),
            )
        ]
        if asked
        else []
    )
    marked = verdicts["observed"].notna() & verdicts["status"].eq("provisional")
    provisional = standing_count(standing, "provisional", int(marked.sum()))
    sentences += earlier_value_sentences(standing)
    return [*sentences, *([standing_text("provisional", n=provisional)] if provisional else [])]


def _judged(standing: Standing) -> list[str]:
    """Say how many goals are in each class, and the verdicts of each method."""
    all_verdicts = standing.verdicts
    judged = all_verdicts[all_verdicts["class"].isin(JUDGED)]
    if judged.empty:
        return [standing_text("judged_none"), *short_and_silent_sentences(standing)]
    sizes = judged["class"].value_counts()
    classes = [
        standing_text(
            "class_count",
            word=say(f"classes.{name}"),
            n=standing_count(standing, name, int(sizes[name])),
        )
        for name in JUDGED
        if sizes[name]
    ]
    sentences = [
        standing_text(
            "judged",
            n=standing_count(standing, "judged", len(judged)),
            classes=join_with_semicolons(
                [join_clauses(classes), *short_and_silent_clauses(standing)]
            ),
        ),
        *not_kept_earlier_sentences(standing),
    ]
    alone = judged["verdict"].isin(_OPEN)
    for method, own in judged[~alone].groupby("method", observed=True):
        # As its class says it; of a direction or a line the verdict says more.
        words = ("classes." + own["class"].astype("str")).mask(
            own["verdict"].isin(TOLD_VERDICTS) & ~own["class"].isin(RESULTS),
            "methods." + own["verdict"].astype("str"),
        )
        verdicts = [
            standing_text(
                "verdict_count",
                word=say(word),
                n=standing_count(standing, f"{method}.{word.split('.')[1]}", n),
            )
            for word, n in Counter(words).most_common()
        ]
        sentences.append(
            standing_text(
                "by_method",
                method=say(f"methods.{method}"),
                n=standing_count(standing, str(method), len(own)),
                verdicts=join_clauses(verdicts),
            )
        )
    if alone.any():
        n = standing_count(standing, "by_final_target", int(alone.sum()))
        sentences.append(standing_text("by_final_target", n=n))
    sensitive = standing_count(
        standing, "sensitive", int(judged["robustness"].eq("sensitive").sum())
    )
    return [*sentences, *([standing_text("sensitive", n=sensitive)] if sensitive else [])]


def _without_verdict(standing: Standing) -> list[str]:
    """Say how many goals have a value but no verdict, by reason."""
    verdicts = standing.verdicts
    open_ = verdicts["class"].isin([*NOT_ASKED, "not_judged"])
    silent = verdicts[open_ & verdicts["observed"].notna() & verdicts["method"].ne("")]
    if silent.empty:
        return []
    sizes = pd.Series(map(why_not_judged, silent.to_dict("records"))).value_counts()
    reasons = [
        standing_text(
            "reason_count",
            reason=say(f"reasons.{code}"),
            n=standing_count(standing, f"without_verdict.{code}", int(n)),
        )
        for code, n in sizes.items()
    ]
    return [
        standing_text(
            "without_verdict",
            n=standing_count(standing, "without_verdict", len(silent)),
            reasons=join_clauses(reasons),
        )
    ]


def _since(standing: Standing) -> str:
    """Say how many verdicts changed since the previous period, by kind of change."""
    before = standing.before
    if before is None:
        return standing_text("since_first")
    name = before.period.name()
    if not before.is_observed:
        return standing_text("since_nothing", before=name)
    moves = standing.moved["move"].value_counts()
    clauses = [
        standing_text(move, n=standing_count(standing, move, int(moves[move])))
        for move in _SAID_MOVES
        if moves.get(move, 0)
    ]
    if not clauses:
        return standing_text("since_none", before=name)
    return standing_text("since", before=name, clauses=join_clauses(clauses))


def _programmes(standing: Standing) -> list[str]:
    """Name the programmes with most goals that fall short and with most unreported goals."""
    verdicts = standing.verdicts
    short = verdicts[verdicts["class"].isin(SHORT)]
    silent = verdicts[verdicts["class"].eq("not_reported")]
    return [
        *programmes_with_most(standing, short, "programmes_short"),
        *programmes_with_most(standing, silent, "programmes_silent"),
    ]


def _unreported(standing: Standing) -> list[str]:
    """Say how many values are missing, and which departments hold them."""
    verdicts = standing.verdicts
    silent = verdicts["class"].eq("not_reported")
    sentences = unreported_sentences(standing)
    words = int(verdicts["method"].eq("").sum())
    waiting = len(verdicts) - int(silent.sum()) - words
    others = {"waiting": waiting, "in_words": words}
    clauses = [
        standing_text(key, n=standing_count(standing, key, n)) for key, n in others.items() if n
    ]
    if clauses:
        key = "missing_others" if sentences else "missing_none"
        sentences.append(standing_text(key, clauses=join_clauses(clauses)))
    return sentences
