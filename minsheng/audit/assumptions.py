"""The other readings that a plan leaves open, as assumptions that it can be followed under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.audit.arithmetic import Quotient, percent_scale, rounded_to
from minsheng.audit.book import Book
from minsheng.plan.assumptions import Assumption
from minsheng.plan.naming import taking_parts

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


@taking_parts
def assumptions(plan: Plan) -> tuple[Assumption, ...]:
    """Return each share that follows from other printed numbers and is not what is printed.

    They are the other readings of the findings ``readings`` and ``share``.

    Parameters
    ----------
    plan
        A plan or a selection of one. Relations that reach beyond a selection are left out.

    Returns
    -------
    tuple of minsheng.plan.assumptions.Assumption
        In the order of the relations; each says in ``arithmetic`` what it was computed from, and
        is ready for `minsheng.Plan.assume`.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan().select(programme="childcare")
    >>> children, kindergartens = ms.audit.assumptions(plan)
    >>> children.indicator, children.baseline, children.arithmetic
    ('childcare.inclusive_share', 82.4, '17086 / 20744')
    >>> ms.gaps(plan.assume(children).select(indicator=children.indicator))["state"][0]
    'baseline_meets_target'
    """
    book = Book(plan)
    found = []
    for relation in book.related("share"):
        printed = relation.results[0]
        scale, _ = percent_scale(book, printed)
        quotient = Quotient.of(relation["numerator"], relation["denominator"], scale)
        if quotient is None or quotient.compare(printed) == "same":
            continue
        value = float(rounded_to(quotient.value, printed))
        if printed.table == "baselines":
            stated = Assumption(printed.indicator, baseline=value, arithmetic=quotient.line)
        else:
            year = int(printed.year)
            stated = Assumption(printed.indicator, value, year, arithmetic=quotient.line)
        found.append(stated)
    return tuple(found)
