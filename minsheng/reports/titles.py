"""The title of each report: a sentence that says what the report is about and what it finds.

Where a notebook shows one, it is the heading of its report in every format, and the question that
the notebook asks stands below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng import audit
from minsheng.evaluation import GOOD, JUDGED, SHORT
from minsheng.plan.requirements import MOVING_REASONS, required_growth
from minsheng.plan.wording import indicator_names, programme_names, quoted_names
from minsheng.reports.exhibits import TITLE, Prose, marked
from minsheng.reports.findings import (
    main_goals,
    plan_finding,
    shortfall,
    standing_finding,
    title_text,
    worst_first,
)
from minsheng.reports.phrases import count, sentence, standing_count
from minsheng.reports.programme import change_in_words
from minsheng.reports.rows import scope_name
from minsheng.reports.scorecard import plan_scorecard, standing_scorecard
from minsheng.text.dates import date_in_words
from minsheng.text.language import listing, say
from minsheng.text.numerals import plain
from minsheng.text.shortening import most_frequent
from minsheng.text.tracing import traced

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Plan

_MOST_NAMED = 3


def plan_title(plan: Plan) -> Prose:
    """Say of how many goals of a plan the required change can be computed.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(plan_title(ms.load_plan()))
    9个专项的281项目标中，16项可以算出每年须有的变化
    """
    said = _plan_answer(plan)
    return Prose((said,), role=TITLE, scorecard=plan_scorecard(plan, said))


def _plan_answer(plan: Plan) -> str:
    states = required_growth(plan)["state"]
    return title_text(
        "plan",
        programmes=count(plan, "programmes", len(plan.programmes)),
        goals=count(plan, "goals", len(states)),
        n=count(plan, "computable", int(states.isin(MOVING_REASONS).sum())),
    )


def programme_title(plan: Plan) -> Prose:
    """Say what a programme has to reach, and how far it is.

    Parameters
    ----------
    plan
        A selection of one programme.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(programme_title(ms.load_plan().select(programme="childcare")))
    幼有所育：学前三年毛入园率2020年目标90%以上，还差4个百分点
    """
    ((programme, name),) = programme_names(plan).items()
    said = _of_subject(name, plan_finding(plan, programme, main_goals(plan)))
    return Prose((said,), role=TITLE, scorecard=plan_scorecard(plan, said))


def _of_subject(name: str, finding: str) -> str:
    return title_text("subject", subject=name, finding=finding)


def requirements_title(plan: Plan) -> Prose:
    """Say which goal has to move fastest.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(requirements_title(ms.load_plan().select(programme="childcare")))
    比重类指标中学前三年毛入园率变化最快，年均须提高1.33个百分点
    """
    growth = required_growth(plan)
    is_share = growth["growth_is_marked"].astype(bool)
    for rows, column, key in (
        (growth[is_share & growth["change"].notna()], "change", "fastest_share"),
        (growth[~is_share & growth["growth"].notna()], "growth", "fastest_rate"),
    ):
        size = rows[column].abs()
        first = rows[size >= size.max() - 1e-9].to_dict("records")
        if not 0 < len(first) <= _MOST_NAMED:
            continue
        names, row = quoted_names(plan), first[0]
        rate = f"{plain(abs(row['growth']) * 100, 1)}%"
        rate = traced(rate, f"growth:{row['indicator']}.growth", row["growth"] * 100)
        said = title_text(
            key if len(rows) > 1 else f"{key}_alone",
            n=len(first),
            names=listing([names[each["indicator"]] for each in first]),
            change=change_in_words(row, plan.unit(row["unit"])),
            rate=sentence("rate_up" if row["growth"] >= 0 else "rate_down", rate=rate),
        )
        return Prose((said,), role=TITLE)
    return Prose((_plan_answer(plan),), role=TITLE)


def audit_title(plan: Plan) -> Prose:
    """Say how much a plan contradicts itself, and how many questions it leaves.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(audit_title(ms.load_plan().select(programme="amenities")))
    核对46处，发现矛盾0处、疑问0处、提示10处
    """
    totals = audit.summary(plan).set_index("rule").sum()
    words = {str(name): count(plan, f"audit.{name}", int(n)) for name, n in totals.items()}
    return Prose((title_text("audit", **words),), role=TITLE)


@marked
def scoreboard_title(standing: Standing) -> Prose:
    """Say how many goals of the whole plan stand well, and where most fall short.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(scoreboard_title(ms.stand(ms.load_plan(), ms.Ledger(), "2018")))
    截至2018年12月31日，162项目标没有报送实际值
    """
    finding = _whole(standing)
    said = title_text("whole", until=date_in_words(standing.period.end), finding=finding)
    return Prose((said,), role=TITLE, scorecard=standing_scorecard(standing, said))


def _whole(standing: Standing) -> str:
    verdicts = standing.verdicts
    short = worst_first(verdicts)
    if short.empty:
        return standing_finding(standing, verdicts)
    names = programme_names(standing.plan, in_sentence=True)
    most = most_frequent(names[one] for one in short["programme"].astype("str").sort_index())
    n = max(most.values())
    worst = shortfall(standing.plan, short.iloc[0].to_dict())
    if len(names) > 1 and n * len(most) < len(short) and len(most) <= _MOST_NAMED:
        number = standing_count(standing, "most_short", n)
        worst = title_text("most_in", programmes=listing(list(most)), named=len(most), n=number)
    sizes = {"judged": JUDGED, "good": GOOD, "short": SHORT}
    counts = {
        name: standing_count(standing, name, int(verdicts["class"].isin(classes).sum()))
        for name, classes in sizes.items()
    }
    late = standing_count(standing, "late", int(verdicts["class"].eq("late").sum()))
    said = title_text("whole_late", n=late) if late else ""
    return title_text("whole_short", **counts, late=said, worst=worst)


@marked
def standing_title(standing: Standing) -> Prose:
    """Say where a programme falls short.

    Parameters
    ----------
    standing
        Of a selection of one programme.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> print(standing_title(ms.stand(part, ms.Ledger(), "2018")))
    幼有所育：20项目标没有报送实际值
    """
    finding = standing_finding(standing, standing.verdicts)
    said = _of_subject(scope_name(standing.plan), finding)
    return Prose((said,), role=TITLE, scorecard=standing_scorecard(standing, said))


@marked
def indicator_title(standing: Standing) -> Prose:
    """Say where an indicator stands.

    Parameters
    ----------
    standing
        Of a selection of one indicator.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> print(indicator_title(ms.stand(part, ms.Ledger(), "2018")))
    学前三年毛入园率：应报未报
    """
    names = indicator_names(standing.plan)
    said = [
        shortfall(standing.plan, row)
        if row["class"] in SHORT
        else _of_subject(names[row["indicator"]], say(f"classes.{row['class']}"))
        for row in standing.verdicts.to_dict("records")
    ]
    return Prose((listing(said),), role=TITLE)
