"""What Tab offers in a notebook between the quotation marks of a call: ids and names of the plan.

``plan.select(programme="``, ``plan.assume("`` and ``ms.charts.path(plan, "`` are completed with
what the plan holds, and ``ms.stand(plan, observations, "`` with the periods of its years: what a
text is to be is said by the name of the argument. Objects are looked up by their names and nothing
is called, so that Tab never runs code.
"""

from __future__ import annotations

import re
from inspect import Parameter, signature
from types import ModuleType
from typing import TYPE_CHECKING

from minsheng.plan.periods import parts
from minsheng.text.language import current

if TYPE_CHECKING:
    from collections.abc import Mapping

    from IPython.core.completer import CompletionContext, SimpleMatcherResult
    from IPython.core.interactiveshell import InteractiveShell

    from minsheng.plan.plan import Plan

# A call that is still open, and in it a text that was begun as an argument or in a list of several.
_CALL = re.compile(
    r"(?P<object>[^\W\d][\w.]*)\((?P<arguments>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\Z"
)
_TEXT = re.compile(r"(?:(?P<name>\w+)\s*=\s*)?(?:\[[^=\]]*)?(?P<quote>['\"])(?P<begun>[^'\"]*)\Z")
_FIRST_ARGUMENT = re.compile(r"\s*(?P<object>[^\W\d][\w.]*)")
_INSIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\"[^\"]*\"|'[^']*'")  # commas that part no arguments
_NO_MONTHS = 7  # the year, its halves and quarters


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
    call = _CALL.search(code)
    text = _TEXT.search(call["arguments"]) if call else None
    if call is None or text is None:
        return "", []
    function = _named(call["object"], variables)
    place = _INSIDE.sub("", call["arguments"][: text.start()]).count(",")
    argument = text["name"] or _argument(function, place)
    first = _FIRST_ARGUMENT.match(call["arguments"])
    plan = _plan(function) or (_plan(_named(first["object"], variables)) if first else None)
    begun = text["begun"]
    if plan is None:
        return begun, []
    if argument == "period":
        every = [str(part) for year in plan.facts.years for part in parts(year)[:_NO_MONTHS]]
        return begun, [word for word in every if word.startswith(begun)]
    return begun, plan.values_beginning(argument, begun, current())


def _argument(function: object, place: int) -> str:
    """Return the name of the argument at a place of the calls of one of our functions, or none."""
    if not _is_ours(function) or not callable(function):
        return ""
    kinds = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
    named = signature(function).parameters.values()
    names = [parameter.name for parameter in named if parameter.kind in kinds]
    return names[place] if place < len(names) else ""


def _named(path: str, variables: Mapping[str, object]) -> object:
    """Return what a dotted name means; None where it leads through somebody else's object."""
    name, *attributes = path.split(".")
    found = variables.get(name)
    for attribute in attributes:
        if not _is_ours(found):
            return None  # an attribute of somebody else's object may compute
        found = getattr(found, attribute, None)
    return found


def _is_ours(found: object) -> bool:
    """Return whether something is a module or function of this library, or an object of its."""
    name = found.__name__ if isinstance(found, ModuleType) else getattr(found, "__module__", "")
    return f"{name}.".startswith("minsheng.")


def _plan(found: object) -> Plan | None:
    """Return the plan of a plan, a part of one, a standing, or a method of one of these."""
    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Indicator, Plan, Programme

    owner = getattr(found, "__self__", found)
    owner = owner.plan if isinstance(owner, Standing | Programme | Indicator) else owner
    return owner if isinstance(owner, Plan) else None
