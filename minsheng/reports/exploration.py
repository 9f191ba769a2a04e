"""What one method says of a goal, which the explorer shows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from minsheng.errors import require_known
from minsheng.evaluation import compared
from minsheng.methods import METHODS
from minsheng.plan.wording import indicator_names
from minsheng.reports.exhibits import Prose, marked
from minsheng.text.language import say
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    from minsheng.evaluation import Standing


@marked
def method_answer(standing: Standing, method: str = "") -> Prose:
    """Say what one method answers on each goal, and how it comes to that.

    Parameters
    ----------
    standing
        Of a few goals, usually of one.
    method
        One of `minsheng.methods.METHODS`; the one that judges the goal when empty.

    Raises
    ------
    UnknownName
        For a method that does not exist, with the nearest match.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> print(method_answer(ms.stand(part, ms.Ledger(), "2018"), "sdsn").paragraphs[0])
    “学前三年毛入园率”按“年均变化比”没有结论：未报送。
    """
    require_known("method", [method] if method else [], list(METHODS))
    rows = compared(standing)
    names = indicator_names(standing.plan)
    chosen = rows[rows["method"].eq(method) if method else rows["used"]]
    paragraphs = []
    for row in chosen.to_dict("records"):
        words = {"name": names[row["indicator"]], "method": say(f"methods.{row['method']}")}
        if row["verdict"]:
            verdict, meaning = (say(f"methods.{row['verdict']}{end}") for end in ("", "_long"))
            if row["verdict"] == "not_reported" and row["reason"]:
                meaning = say(f"reasons.{row['reason']}_long")
            text = say("standing.method_verdict", **words, verdict=verdict, meaning=meaning)
        elif row["reason"]:
            reason = say(f"reasons.{row['reason']}")
            text = say("standing.method_silent", **words, reason=reason)
        elif not math.isnan(row["figure"]):
            text = say("standing.method_figure", **words, figure=plain(row["figure"], 3))
        else:
            text = say("standing.method_not_asked", **words)
        paragraphs.append(text)
    used = [name for name in METHODS if chosen["method"].eq(name).any()]
    points = [
        say("standing.explained", word=say(f"methods.{name}"), text=say(f"methods.{name}_long"))
        for name in used
    ]
    return Prose(tuple(paragraphs), tuple(points))
