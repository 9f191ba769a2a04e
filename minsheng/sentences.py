"""What the numbers say: the sentences of the reports, in both languages.

Each function takes a plan or a selection and returns `~minsheng.exhibits.Prose`. No number is
written here: each comes from `requirements` or from the tables.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import minsheng
from minsheng import audit
from minsheng.exhibits import Prose
from minsheng.goals import goals
from minsheng.language import current, listing, say
from minsheng.listings.overview import CLASSES
from minsheng.numerals import amount, difference, plain, rate
from minsheng.requirements import gaps, required_growth, steps
from minsheng.trajectory import trajectory
from minsheng.wording import (
    BOUND_WORDS,
    department_names,
    indicator_names,
    programme_names,
    target_in_words,
)

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.facts import Unit
    from minsheng.plan import Plan

_MOST_POINTS = 8


def _say(key: str, /, **values: object) -> str:
    return say(f"sentences.{key}", None, **values)


def date_in_words(day: dt.date) -> str:
    """Return a day as a sentence of the language in force writes it.

    Examples
    --------
    >>> date_in_words(dt.date(2019, 2, 21))
    '2019年2月21日'
    """
    months = _say("months").split()
    name = months[day.month - 1] if months else ""
    return _say("printed_date", year=day.year, month=day.month, day=day.day, name=name)


def split(plan: Plan) -> str:
    """Say how the goals of a plan can be followed: how many of each class, none left out.

    Examples
    --------
    >>> import minsheng as ms
    >>> split(ms.load_plan().select(indicator="childcare.public_centres_built"))
    '目标指标中，1项按年完成量推进。'
    """
    reason = required_growth(plan)["state"]
    intervals = int(reason.eq("baseline_is_a_bound").sum())
    clauses = []
    for name, codes in CLASSES.items():
        n = int(reason.isin(codes).sum())
        key = f"{name}_intervals" if name == "computable" and intervals else name
        if n:
            clauses.append(_say(key, n=n, intervals=intervals, last=plan.facts.last_year))
    joined = ("；" if current() == "zh" else "; ").join(clauses)
    return _say("split", goals=len(reason), clauses=joined)


def _goals(plan: Plan) -> int:
    return int(plan.indicators["aim"].ne("context").sum())


def plan_answer(plan: Plan) -> Prose:
    """Say what a plan promises and how much of it can be followed in numbers.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan_answer(ms.load_plan()).paragraphs[0][:15]
    '《重庆市綦江区保障和改善民生行'
    """
    facts = plan.facts
    issuers = [getattr(issuer, current()) for issuer in facts.issuers]
    paragraphs = [
        _say("plan_facts", title=facts.title(), issuers=listing(issuers),
             printed=date_in_words(facts.printed), first=facts.first_year, last=facts.last_year,
             programmes=len(plan.programmes), goals=_goals(plan), tasks=len(plan.tasks)),
        split(plan),
    ]  # fmt: skip
    ended = [year for year in facts.years if dt.date(year, 12, 31) < facts.printed]
    for year in ended:
        n = int(plan.targets["year"].eq(str(year)).sum())
        paragraphs.append(_say("plan_retrospective", year=year, n=n))
    return Prose((*paragraphs, _say("no_observation")), role="answer")


def programme_answer(plan: Plan) -> Prose:
    """Say what one programme promises: its headline goals one by one.

    Parameters
    ----------
    plan
        A selection of one programme.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(programme_answer(ms.load_plan().select(programme="childcare")).points[0])
    学前三年毛入园率：由2017年的86%到2020年的90%以上，差距4个百分点，年均须提高1.33个百分点。
    """
    programme = str(plan.programmes["programme"].iloc[0])
    duties = plan.responsibilities
    names = department_names(plan)
    leads = [names[row] for row in duties.loc[duties["role"] == "lead", "department"]]
    paragraphs = [
        _say("programme_facts", programme=programme_names(plan)[programme], lead=listing(leads),
             goals=_goals(plan), tasks=len(plan.tasks)),
        split(plan),
    ]  # fmt: skip
    points = _points(plan)
    if not points:
        paragraphs.append(_say("no_figures"))
    warnings = below_baseline(plan)
    more = len(points) - _MOST_POINTS
    shown = points[:_MOST_POINTS] + ([_say("and_more", n=more)] if more > 0 else [])
    return Prose((*paragraphs, *warnings), tuple(shown), role="answer")


def _points(plan: Plan) -> list[str]:
    """Return a sentence for each goal with numbers, the headline goals first."""
    headline = plan.indicators.set_index("indicator")["headline"]
    distance = gaps(plan).set_index("indicator")
    names = indicator_names(plan)
    rank = {"": 0, "outside_line": 0, "baseline_is_a_bound": 1, "baseline_meets_target": 2,
            "to_hold": 3,
            "flow_has_no_growth": 4}  # fmt: skip
    rows = [row for row in required_growth(plan).to_dict("records") if row["state"] in rank]
    rows.sort(key=lambda row: (not headline[row["indicator"]], rank[row["state"]]))
    return [_point(plan, row, names, distance.loc[row["indicator"]].to_dict()) for row in rows]


def _point(
    plan: Plan, row: Mapping[Any, Any], names: Mapping[str, str], gap: Mapping[Any, Any]
) -> str:
    facts = plan.facts
    unit = plan.unit(row["unit"])
    target = _end(row, "target", unit)
    words = {
        "name": names[row["indicator"]], "baseline_year": facts.baseline_year,
        "year": row["target_year"], "target": target,
        "baseline": _end(row, "baseline", unit),
    }  # fmt: skip
    match row["state"]:
        case "baseline_is_a_bound":
            return _interval(gap, words, unit)
        case "flow_has_no_growth":
            return _flow(plan, row, words["name"], target)
        case "to_hold":
            return _say("point_to_hold", name=words["name"], target=target)
        case "baseline_meets_target":
            return _say("point_held", **words)
    return _say("point_change", **words, gap=difference(gap["gap"], unit),
                change=_move(row["change"], unit))  # fmt: skip


def _move(change: float, unit: Unit) -> str:
    """Say a change a year: shares and ratios rise and fall, amounts grow and shrink."""
    kind = "level" if unit.share or not unit.symbol_zh else "amount"
    way = "up" if change >= 0 else "down"
    return _say(f"{kind}_{way}", change=rate(abs(change), unit))


def _end(row: Mapping[Any, Any], end: str, unit: Unit) -> str:
    """Say the baseline or the target of a row, of a range both ends."""
    bound = row[f"{end}_bound"] or "="
    if bound == "range":
        return target_in_words(bound, row[f"{end}_low"], unit, high=row[f"{end}_high"])
    return target_in_words(bound, row[end], unit)


def _interval(gap: Mapping[Any, Any], words: Mapping[str, object], unit: Unit) -> str:
    """Say between what the gap lies, or where only one side is known, which."""
    low, high = gap["gap_low"], gap["gap_high"]
    if not math.isnan(low) and not math.isnan(high):
        return _say("point_interval", **words, low=difference(low, unit),
                    high=difference(high, unit))  # fmt: skip
    side, known = ("at_most", high) if math.isnan(low) else ("at_least", low)
    limit = say(f"wording.{side}", x=difference(known, unit))
    return _say("point_interval_open", **words, limit=limit)


def _flow(plan: Plan, row: Mapping[Any, Any], name: str, total: str) -> str:
    """Say a flow's amount over the years that it is stated for."""
    (goal,) = goals(plan.select(indicator=row["indicator"]))
    over_the_plan = goal.total or goal.mean
    first = goal.first_year if over_the_plan else min(goal.yearly)
    last = goal.last_year if over_the_plan else max(goal.yearly)
    if first == last:
        return _say("point_flow_once", name=name, span=first, total=total)
    unit = plan.unit(row["unit"])
    bound = row["target_bound"] if row["target_bound"] != "range" else "="
    pace = say(f"wording.{BOUND_WORDS[bound]}", x=rate(row["pace"], unit))
    key = "point_flow" if goal.total else "point_flow_mean" if goal.mean else "point_flow_sum"
    return _say(key, name=name, span=f"{first}–{last}", total=total, pace=pace)


def below_baseline(plan: Plan) -> tuple[str, ...]:
    """Say which interim targets are worse than the baseline.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(below_baseline(ms.load_plan().select(programme="healthcare"))[0])
    请注意：“每千常住人口注册护士数”的2018、2019年目标（2.72人、2.93人）低于2017年基期（3.14人）。
    """
    indicators = plan.indicators.set_index("indicator")
    names = indicator_names(plan)
    sentences = []
    for indicator, points in trajectory(plan).groupby("indicator", sort=False):
        start = points[points["basis"] == "baseline"]
        if start.empty or math.isnan(start["value"].iloc[0]):
            continue
        row = indicators.loc[indicator]
        interim = points[(points["basis"] == "stated") & (points["year"] < points["year"].max())]
        if row["aim"] == "hold":
            continue
        direction = -1 if row["direction"] == "down" else 1
        baseline = float(start["value"].iloc[0])
        worse = interim[(interim["value"] - baseline) * direction < 0]
        if worse.empty:
            continue
        unit = plan.unit(str(row["unit"]))
        sentences.append(
            _say("point_below", name=names[str(indicator)], n=len(worse),
                 years=listing([str(year) for year in worse["year"]]),
                 targets=listing([target_in_words(bound, value, unit) for bound, value
                                  in zip(worse["bound"], worse["value"], strict=True)]),
                 baseline_year=plan.facts.baseline_year, baseline=amount(baseline, unit),
                 worse=_say("lower" if direction > 0 else "higher"))
        )  # fmt: skip
    return tuple(sentences)


def requirements_answer(plan: Plan) -> Prose:
    """Say how fast the goals must move, and for how many that can be said at all.

    Examples
    --------
    >>> import minsheng as ms
    >>> len(requirements_answer(ms.load_plan()).points)
    3
    """
    growth = required_growth(plan)
    points = []
    shares = growth[growth["growth_is_marked"].astype(bool) & growth["change"].notna()]
    others = growth[~growth["growth_is_marked"].astype(bool) & growth["growth"].notna()]
    if not shares.empty:
        points.append(_fastest(plan, shares, "change", "growth_fastest_share"))
    if not others.empty:
        points.append(_fastest(plan, others, "growth", "growth_fastest_rate"))
    loading = _loading(plan)
    return Prose(
        (
            split(plan),
            *below_baseline(plan),
        ),
        (*points, *loading),
        role="answer",
    )


def _fastest(plan: Plan, rows: pd.DataFrame, column: str, key: str) -> str:
    """Name the goal that must move fastest, and each that ties with it."""
    size = rows[column].abs()
    first = rows[size >= size.max() - 1e-9]
    names = indicator_names(plan)
    paths = []
    for row in first.to_dict("records"):
        unit = plan.unit(row["unit"])
        paths.append(_say("path", name=names[row["indicator"]], target=_end(row, "target", unit),
                          baseline=_end(row, "baseline", unit)))  # fmt: skip
    row = first.to_dict("records")[0]
    growth = plain(abs(row["growth"]) * 100, 1)
    return _say(
        key, n=len(first), names=listing(paths),
        change=_move(row["change"], plan.unit(str(row["unit"]))),
        rate=_say("rate_up" if row["growth"] >= 0 else "rate_down", rate=growth),
    )  # fmt: skip


def _loading(plan: Plan) -> tuple[str, ...]:
    """Say how many goals put more than an even share into the first or the last year."""
    each = steps(plan)
    # A path that the plan does not spread over its years says nothing of how it is loaded.
    stated = each.groupby("indicator", sort=False)["basis"].transform(
        lambda b: b.eq("stated").all()
    )
    each = each[stated.astype(bool)]
    if each.empty:
        return ()
    table = each.pivot_table(
        index="indicator", columns="year", values="share_of_change", sort=False
    )
    complete = table.dropna()
    if complete.empty or len(complete.columns) < 2:
        return ()
    even = 1 / len(complete.columns) + 1e-9
    first, last = complete.iloc[:, 0], complete.iloc[:, -1]
    return (
        _say("loading_answer", n=len(complete), front=int((first > even).sum()),
             back=int((last > even).sum())),
    )  # fmt: skip


def audit_answer(plan: Plan) -> Prose:
    """Say whether a plan agrees with itself: what was checked, what was found.

    Examples
    --------
    >>> import minsheng as ms
    >>> audit_answer(ms.load_plan().select(programme="amenities")).paragraphs[0][:3]
    '共核对'
    """
    counted = audit.summary(plan).set_index("rule")
    found = audit.findings(plan)
    totals = {str(name): int(total) for name, total in counted.sum().items()}
    points = list(found.loc[found["severity"] == "contradiction", current()])
    asked = counted.loc[counted["questions"] > 0, "questions"].sort_values(ascending=False)
    clean = counted[(counted["checked"] > 0) & (counted["checked"] == counted["agreed"])]["agreed"]
    for key, rows in (("audit_questions", asked), ("audit_agreed", clean)):
        if not rows.empty:
            told = [_say("audit_rule", rule=say(f"rules.{rule}"), n=n) for rule, n in rows.items()]
            points.append(_say(key, rules=listing(told)))
    return Prose(
        (_say("audit_counts", **totals), _say("audit_meaning")), tuple(points), role="answer"
    )


def reasons(plan: Plan) -> Prose:
    """Explain each reason for which a number is missing in `plan`.

    Examples
    --------
    >>> import minsheng as ms
    >>> reasons(ms.load_plan().select(indicator="childcare.public_share")).points
    ('无基期值：规划没有写明基期值，差距和增速无法计算。',)
    """
    growth = required_growth(plan)
    codes = dict.fromkeys([*growth["reason"], *growth["growth_reason"]])
    mark = "。" if current() == "zh" else "."
    colon = "：" if current() == "zh" else ": "
    points = [
        f"{say(f'reasons.{code}')}{colon}{say(f'reasons.{code}_long')}{mark}"
        for code in codes
        if code
    ]
    return Prose((), tuple(points), role="note")


def provenance(plan: Plan) -> Prose:
    """Say which data and which version a report was made from.

    Examples
    --------
    >>> import minsheng as ms
    >>> ms.load_plan().fingerprint[:12] in str(provenance(ms.load_plan()))
    True
    """
    return Prose(
        (
            _say("provenance", plan=plan.facts.plan, fingerprint=plan.fingerprint[:12],
                 version=minsheng.__version__),
        ),
        role="note",
    )  # fmt: skip
