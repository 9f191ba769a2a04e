"""What opens and closes an evaluation that is signed: title, addressee, signature and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.reports.evaluations.analysts import Words
from minsheng.reports.evaluations.goals import text
from minsheng.reports.exhibits import TITLE, Prose, Sections, escaped
from minsheng.reports.titles import scoreboard_title
from minsheng.text.language import current, listing

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.reports.paragraphs import Paragraphs


def midterm_title(standing: Standing) -> Prose:
    """Return the title of the mid-term evaluation.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(midterm_title(ms.stand_midterm(ms.load_plan(), ms.Ledger())))
    关于《重庆市綦江区保障和改善民生行动计划（2018—2020年）》实施情况中期评估的报告
    """
    return _title(standing, "title_midterm")


def final_title(standing: Standing) -> Prose:
    """Return the title of the final evaluation.

    Examples
    --------
    >>> import minsheng as ms
    >>> str(final_title(ms.stand_final(ms.load_plan(), ms.Ledger())))[-11:]
    '实施情况终期评估的报告'
    """
    return _title(standing, "title_final")


def _title(standing: Standing, key: str) -> Prose:
    facts = standing.plan.facts
    plan = facts.title_zh if current() == "zh" else facts.title_en
    card = scoreboard_title(standing).scorecard  # what was found, for the index
    return Prose((text(key, plan=plan),), role=TITLE, scorecard=card)


def addressee(standing: Standing, written: Paragraphs) -> Sections:
    """Return who gets the report: whom analysts name, else those who issued the plan, or a gap.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_midterm(plan, ms.Ledger())
    >>> print(addressee(standing, ms.load_paragraphs(plan, standing.period)))
    中共重庆市綦江区委、重庆市綦江区人民政府：
    """
    issuers = standing.plan.facts.issuers
    names = listing([one.zh if current() == "zh" else one.en for one in issuers])
    said = text("addressee" if names else "addressee_gap", names=names)
    return Sections((Words(standing, written).formality("addressee", escaped(said)),))


def signing(standing: Standing, written: Paragraphs) -> Sections:
    """Return the places of the signature and the date, which stand before the annexes.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_midterm(plan, ms.Ledger())
    >>> written = ms.load_paragraphs(plan, standing.period)
    >>> [part.place.title for part in signing(standing, written).parts]
    ['发文机关署名', '成文日期']
    """
    words = Words(standing, written)
    return Sections(tuple(words.formality(name) for name in ("signature", "date")))
