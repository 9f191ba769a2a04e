"""The report on one indicator: its value, the verdicts of all methods and earlier verdicts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from minsheng.evaluation import (
    GRADES,
    PACE,
    class_name,
    is_left_earlier,
    is_over,
)
from minsheng.plan.goals import only_goal
from minsheng.plan.periods import Period, period
from minsheng.plan.wording import department_names, indicator_names
from minsheng.reports.changes import goal_of
from minsheng.reports.earlier import earlier_words, with_earlier
from minsheng.reports.exhibits import Prose, marked
from minsheng.reports.phrases import join_sentences, standing_text
from minsheng.reports.rows import decimals_of_difference
from minsheng.reports.standing.class_words import classes_of, reasons_of
from minsheng.reports.standing.deviations import (
    EXPLAINED,
    compared_with,
    latest_in_words,
    not_every_year,
    observed_in_words,
    remaining,
)
from minsheng.reports.standing.verdicts import (
    is_due,
    verdict_word,
)
from minsheng.reports.target_words import (
    end_of_range,
    row_target_in_words,
    verdict_number,
    years_of_target,
)
from minsheng.text.dates import date_in_words
from minsheng.text.language import listing, say
from minsheng.text.numerals import plain
from minsheng.text.tracing import counted, traced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minsheng.evaluation import Standing


@marked
def indicator_answer(standing: Standing) -> Prose:
    """Summarise one indicator: value, verdict, robustness, previous verdict and explanations.

    Parameters
    ----------
    standing
        Of a selection of exactly one indicator.

    Raises
    ------
    UnknownName
        If the selection is not exactly one indicator.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> print(indicator_answer(ms.stand(part, ms.Ledger(), "2018")).paragraphs[0])
    截至2018年12月31日，“学前三年毛入园率”在2018年没有可用的实际值：未报送。数据由区教委掌握。
    """
    goal = only_goal(standing.plan)
    name = indicator_names(standing.plan)[goal.indicator]
    if goal.aim == "context":
        return Prose((standing_text("indicator_context", name=name),), role="answer")
    row = standing.verdicts.to_dict("records")[0]
    words = {
        "name": name,
        "until": date_in_words(standing.period.end),
    }
    if not row["method"]:
        reason = say(f"reasons.{row['reason']}_long")
        return Prose(
            (standing_text("indicator_words", name=words["name"], reason=reason),), role="answer"
        )
    if row["reason"] == "not_begun":
        paragraphs = (_not_begun(standing, row, words), *_previous_verdict(standing))
        return Prose(paragraphs, role="answer")
    waiting = row["kind"] == "milestone" and row["verdict"] == "not_due"
    unit = standing.plan.unit(row["unit"])
    apart = is_over(row) or row["reason"] == "value_before_due"
    latest = [latest_in_words(row, goal, unit)] if apart and row["observed_in"] else []
    silent = row["verdict"] == "not_reported" and not _is_done_late(row)
    if silent or (math.isnan(row["observed"]) and not waiting):
        latest += [] if row["class"] == "not_reported" else [_class(standing, row)]
        nothing = _without_value(standing, row, words)
        since = [join_sentences(latest)] if latest else []
        paragraphs = (nothing, *since, *_previous_verdict(standing))
        return Prose(paragraphs, role="answer")
    parts = (
        [_value(standing, row, words)],
        [
            *_verdict(row, standing),
            *end_of_range(row, standing.plan),
            *_of_the_day(row),
            *not_every_year(row, standing),
            _class(standing, row),
        ],
        _robustness(row),
        latest,
        [*_previous_verdict(standing), *_report_counts(standing)],
    )
    paragraphs = tuple(join_sentences(part) for part in parts if part)
    return Prose(paragraphs, _explanations(standing), role="answer")


def _not_begun(standing: Standing, row: Mapping[Any, Any], words: Mapping[str, str]) -> str:
    """Say which years an amount is for, and that the first of them is still to come."""
    goal = goal_of(standing.plan, row["indicator"])
    value = row_target_in_words(row, "target", standing.plan.unit(row["unit"]))
    begins = standing_text(
        "not_begun", **words, years=years_of_target(goal), value=value, year=str(goal.begun)
    )
    return join_sentences([begins, _class(standing, row)])


def _without_value(standing: Standing, row: Mapping[Any, Any], words: Mapping[str, str]) -> str:
    holders = department_names(standing.plan)
    early = row["reason"] == "value_before_due"
    asked = Period(int(row["due_year"])) if is_over(row) else standing.period
    return standing_text(
        "indicator_nothing",
        **words,
        period=asked.name(),
        reason=say("reasons.value_before_due_long")
        if early
        else reasons_of(standing)({**row, "period": str(asked)}),
        holder=holders.get(row["holder"], standing_text("no_holder")),
    )


def _value(standing: Standing, row: Mapping[Any, Any], words: Mapping[str, str]) -> str:
    """Say the value, its status, its reporting day, and the target or planned value."""
    known = (
        {}
        if math.isnan(row["observed"])
        else {
            "status": say(f"listings.{row['status']}"),
            "day": date_in_words(row["reported_on"].date()),
        }
    )
    goal = goal_of(standing.plan, row["indicator"])
    if row["kind"] == "milestone":
        if row["observed"] >= 1:
            return standing_text("indicator_milestone_done", **words, **known)
        key = "silent" if math.isnan(row["observed"]) else "open"
        if goal.due:
            day = date_in_words(goal.due)
            return standing_text(f"indicator_milestone_{key}_by", **words, day=day)
        years = listing(
            [
                traced(str(year), f"targets:{goal.indicator}@{year}.year", year)
                for year in goal.yearly
            ]
        )
        return standing_text(f"indicator_milestone_{key}", **words, years=years)
    unit = standing.plan.unit(row["unit"])
    held_against = compared_with(row, goal, unit) if _can_be_compared(row) else ""
    key = "indicator_now" if held_against else "indicator_now_alone"
    if is_over(row):
        words, known = {"name": words["name"]}, {}
        key = f"{key}_then"
    return standing_text(
        key, **words, **known, observed=observed_in_words(row, goal, unit), against=held_against
    )


def _can_be_compared(row: Mapping[Any, Any]) -> bool:
    match row["method"]:
        case "milestone":
            return not math.isnan(row["due_target"])
        case "hold":
            return not all(math.isnan(row[name]) for name in ("due_target", "target", "drift"))
    return not math.isnan(row["planned"])


def _is_done_late(row: Mapping[Any, Any]) -> bool:
    return bool(row["kind"] == "milestone" and row["class"] == "late")


def _verdict(row: Mapping[Any, Any], standing: Standing) -> list[str]:
    if _is_done_late(row):
        return []  # "not met" beside "is done" would contradict it; see `_of_the_day`
    method = say(f"methods.{row['method']}")
    if row["verdict"] in ("", "no_target"):
        reason = say(f"reasons.{row['reason']}_long")
        silent = standing_text("indicator_no_verdict", method=method, reason=reason)
        return [silent, *_reached_early(row, standing)]
    told_by_class = row["method"] == PACE and row["class"] in GRADES
    told_by_class |= is_left_earlier(row["class"], row["verdict"])
    sentences = [
        standing_text(
            "indicator_grade" if told_by_class else "indicator_verdict",
            method=method,
            verdict=verdict_word(row),
            meaning=say(f"methods.{row['verdict']}_long"),
        )
    ]
    if row["method"] == "plan_path" and not math.isnan(row["pace"]):
        sentences.append(
            standing_text("indicator_pace", pace=verdict_number(plain(row["pace"], 2), row, "pace"))
        )
    if is_due(row):
        pass  # What is due is met or missed; how far it came in what time is no question any more.
    elif row["pace_reason"] == "interim_below_baseline" and math.isnan(row["progress"]):
        sentences += _against_baseline(row)
    elif row["progress"] > 1:
        sentences.append(standing_text("indicator_beyond"))
    elif row["progress"] < 0:
        gone = verdict_number(plain(100 * row["time_share"], 1), row, "time_share")
        sentences.append(standing_text("indicator_backwards", time=gone))
    elif not math.isnan(row["lead"]):
        shares = {name: 100 * row[name] for name in ("progress", "planned_share")}
        decimals = decimals_of_difference(*shares.values())
        done, due = (
            verdict_number(plain(share, decimals), row, name) for name, share in shares.items()
        )
        words = {"progress": done, "planned": due, "lead": _lead(row, decimals)}
        sentences.append(standing_text("indicator_progress", **words))
    rest = remaining(row, standing.plan).strip()
    return [*sentences, *([rest] if rest else [])]


def _reached_early(row: Mapping[Any, Any], standing: Standing) -> list[str]:
    """Say that the final target is met before it is due, where no other target says so."""
    if row["class"] != "early":
        return []
    target = row_target_in_words(row, "target", standing.plan.unit(row["unit"]))
    year = verdict_number(str(int(row["target_year"])), row, "target_year")
    return [standing_text("final_target_met", year=year, target=target)]


def _of_the_day(row: Mapping[Any, Any]) -> list[str]:
    """Say what is not known of the day that a target was due, or what was done after it."""
    if row["annual_reason"] == "value_before_due":
        year = verdict_number(str(int(row["due_year"])), row, "due_year")
        return [standing_text("year_open", year=year)]
    key = "milestone_late" if row["annual"] == "missed" else "milestone_late_silent"
    return [standing_text(key)] if _is_done_late(row) else []


def _class(standing: Standing, row: Mapping[Any, Any]) -> str:
    said_before = is_left_earlier(row["class"], row["verdict"])  # see `not_every_year`
    earlier = "" if said_before else earlier_words(standing).get(row["indicator"], "")
    return standing_text("indicator_class", name=with_earlier(class_name(row["class"]), earlier))


def _against_baseline(row: Mapping[Any, Any]) -> list[str]:
    """Say whether a value is below the baseline, which the plan's own path falls below too."""
    way = row["target"] - row["baseline"]
    if (row["judged"] - row["baseline"]) * way >= 0:
        return [standing_text("not_below_baseline")]
    if (row["due_target"] - row["baseline"]) * way < 0:
        year = verdict_number(str(int(row["due_year"])), row, "due_year")
        return [standing_text("below_baseline_target", year=year)]
    return [standing_text("below_baseline_path")]


def _lead(row: Mapping[Any, Any], decimals: int) -> str:
    size = plain(abs(row["lead"]), decimals)
    if size == "0":
        return standing_text("lead_even")
    key = "lead_ahead" if row["lead"] > 0 else "lead_behind"
    return standing_text(key, points=verdict_number(size, row, "lead"))


def _robustness(row: Mapping[Any, Any]) -> list[str]:
    if row["robustness"] != "sensitive":
        known = row["robustness"] and row["kind"] != "milestone"
        alone = row["method"] == "hold" and row["annual"] not in ("met", "missed")
        key = "indicator_robust_digit" if is_due(row) or alone else "indicator_robust"
        return [standing_text(key)] if known else []
    against_it = [name for name in row["disagreeing"].split(", ") if name]
    if not against_it:
        return [standing_text("indicator_half_digit")]
    named = [standing_text("quoted_method", method=say(f"methods.{name}")) for name in against_it]
    return [standing_text("indicator_sensitive", methods=listing(named), n=len(named))]


def _previous_verdict(standing: Standing) -> list[str]:
    """Say the class of the goal one period earlier."""
    before = standing.before
    if before is None:
        return []
    name = classes_of(before)(before.verdicts.iloc[0].to_dict())
    return [standing_text("indicator_before", before=before.period.name(), name=name)]


def _report_counts(standing: Standing) -> list[str]:
    """Say how many reports the ledger has up to the period, and how many are corrections."""
    every = standing.ledger.observations
    own = every[every["indicator"].eq(standing.verdicts["indicator"].iloc[0])]
    ends = {text: period(text).time for text in own["period"].unique()}
    own = own[own["period"].map(ends).astype("float64") <= standing.period.time]
    corrections = int(own.duplicated("period").sum())
    key = "indicator_vintages" if corrections else "indicator_rows"
    name = f"observations:{standing.verdicts['indicator'].iloc[0]}@{standing.period}"
    return (
        [
            standing_text(
                key,
                n=counted(len(own), f"{name}.rows"),
                m=counted(corrections, f"{name}.corrections"),
            )
        ]
        if len(own)
        else []
    )


def _explanations(standing: Standing) -> tuple[str, ...]:
    """Quote the explanations of the departments."""
    names = department_names(standing.plan, in_sentence=True)
    return tuple(
        standing_text(
            "indicator_problem",
            department=names.get(row["department"], row["department"]),
            text=join_sentences(row[name] for name in ("achieved", *EXPLAINED) if row[name]),
        )
        for row in standing.explanations.to_dict("records")
    )
