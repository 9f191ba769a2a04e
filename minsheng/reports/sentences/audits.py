"""What the audit of a plan says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng import audit
from minsheng.reports.exhibits import Prose
from minsheng.text.language import current, listing, say
from minsheng.reports.sentences.phrases import count, sentence
from minsheng.text.tracing import traced

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


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
    totals = {str(name): count(plan, f"audit.{name}", int(total))
              for name, total in counted.sum().items()}  # fmt: skip
    # What contradicts itself is one statement: its numbers make no sense apart.
    contradictions = found[found["severity"] == "contradiction"].to_dict("records")
    points = [traced(row[current()], f"audit:{row['rule']}:{';'.join(row['rows'])}")
              for row in contradictions]  # fmt: skip
    asked = counted.loc[counted["questions"] > 0, "questions"].sort_values(ascending=False)
    clean = counted[(counted["checked"] > 0) & (counted["checked"] == counted["agreed"])]["agreed"]
    for key, rows in (("audit_questions", asked), ("audit_agreed", clean)):
        if not rows.empty:
            told = [
                sentence("audit_rule", rule=say(f"rules.{rule}"),
                         n=count(plan, f"audit.{rule}.{rows.name}", int(n)))
                for rule, n in rows.items()
            ]  # fmt: skip
            points.append(sentence(key, rules=listing(told)))
    return Prose(
        (sentence("audit_counts", **totals), sentence("audit_meaning")),
        tuple(points),
        role="answer",
    )
