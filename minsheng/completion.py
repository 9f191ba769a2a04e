"""What Tab offers in a notebook between the quotation marks of a call: ids and names of the plan.

``plan.select(programme="`` and ``plan.indicator("`` are completed with what the plan holds, and
``ms.stand(plan, observations, period="`` with the periods of its years. Objects are looked up by
their names and nothing is called, so that Tab never runs code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minsheng.plan.periods import parts
from minsheng.text.language import current

if TYPE_CHECKING:
    from collections.abc import Mapping

    from IPython.core.completer import CompletionContext, SimpleMatcherResult
    from IPython.core.interactiveshell import InteractiveShell

    from minsheng.plan.plan import Plan

_CALL = re.compile(
    r"(?P<object>[^\W\d][\w.]*)\.(?P<method>select|programme|indicator)\((?P<arguments>[^()]*)\Z"
)
_PERIOD = re.compile(r"\bperiod\s*=\s*(?:\[[^=\]]*)?(?P<quote>['\"])(?P<begun>[^'\"]*)\Z")
_FIRST_ARGUMENT = re.compile(r"\((?P<object>[^\W\d]\w*)")
_NO_MONTHS = 7  # the year, its halves and quarters
_TEXT = re.compile(r"(?:(?P<name>\w+)\s*=\s*)?(?:\[[^=\]]*)?(?P<quote>['\"])(?P<begun>[^'\"]*)\Z")


def offer_names(shell: InteractiveShell) -> None:
    """Have the completer of an IPython shell offer ids and names of the plans in the session."""
    from IPython.core.completer import SimpleCompletion, context_matcher

    @context_matcher(identifier="minsheng.names")  # type: ignore[untyped-decorator]
    def match_names(context: CompletionContext) -> SimpleMatcherResult:
        lines = context.full_text.split("\n")[: context.cursor_line + 1]
        lines[-1] = lines[-1][: context.cursor_position]
        begun, words = offered("\n".join(lines), shell.user_ns)
        return {
            "completions": [SimpleCompletion(text=word, type="text") for word in words],
            "matched_fragment": begun,
            "suppress": bool(words),
        }

    matchers = shell.Completer.custom_matchers
    known = [getattr(one, "matcher_identifier", "") for one in matchers]
    if "minsheng.names" not in known:
        matchers.append(match_names)


def offered(code: str, variables: Mapping[str, object]) -> tuple[str, list[str]]:
    """Return the text that was begun where code ends, and what it may become.

    `code` is the cell up to the cursor, `variables` those of the session by name.

    Examples
    --------
    >>> import minsheng as ms
    >>> offered('plan.select(programme="child', {"plan": ms.load_plan()})
    ('child', ['childcare'])
    """
    if asked := _PERIOD.search(code):
        return asked["begun"], _periods_beginning(asked["begun"], code, variables)
    call = _CALL.search(code)
    text = _TEXT.search(call["arguments"]) if call else None
    if call is None or text is None:
        return "", []
    plan = _plan_called(call["object"], variables)
    criterion = text["name"] if call["method"] == "select" else call["method"]
    if plan is None or criterion is None:
        return "", []
    return text["begun"], plan.values_beginning(criterion, text["begun"], current())


def _periods_beginning(start: str, code: str, variables: Mapping[str, object]) -> list[str]:
    """Return the periods that begin so, of the plan that is the first argument of a call."""
    plans = (_plan_called(call["object"], variables) for call in _FIRST_ARGUMENT.finditer(code))
    plan = next(filter(None, plans), None)
    years = plan.facts.years if plan else ()
    every = [str(part) for year in years for part in parts(year)[:_NO_MONTHS]]
    return [word for word in every if word.startswith(start)]


def _plan_called(path: str, variables: Mapping[str, object]) -> Plan | None:
    """Return the plan that a dotted name means, or the plan of the standing that it means."""
    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Plan

    name, *attributes = path.split(".")
    found = variables.get(name)
    for attribute in attributes:
        if not type(found).__module__.startswith("minsheng."):
            return None  # an attribute of somebody else's object may compute
        found = getattr(found, attribute, None)
    found = found.plan if isinstance(found, Standing) else found
    return found if isinstance(found, Plan) else None
