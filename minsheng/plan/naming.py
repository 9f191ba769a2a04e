"""The face of the functions of a plan: they take its parts, and name goals beside their ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeAlias, TypeVar, cast

from minsheng.errors import BadInput, Fault
from minsheng.plan.plan import Indicator, Plan, Programme
from minsheng.plan.remembering import remembered_frame
from minsheng.plan.views import with_names

if TYPE_CHECKING:
    import pandas as pd

P = ParamSpec("P")
R = TypeVar("R")
Part: TypeAlias = Plan | Programme | Indicator


def as_plan(part: object) -> Plan:
    """Return the plan or the selection that a programme or an indicator stands for.

    For anything else `BadInput` says how to come by a plan or a part of one.

    Examples
    --------
    >>> len(as_plan(ms.load_plan().indicator("childcare.gross_enrolment")))
    1
    """
    if isinstance(part, Plan):
        return part
    if isinstance(part, Programme | Indicator):
        return part.plan
    ways = ("plan.select(…)", "plan.programme(…)", "plan.indicator(…)", "standing.plan")
    raise BadInput([Fault("needs_plan", found=type(part).__name__, allowed=ways)])


@contextmanager
def fitting(function: Callable[..., R], *arguments: object, **named: object) -> Iterator[None]:
    """Say what a function takes, in place of a `TypeError` inside the block, for other arguments.

    Examples
    --------
    >>> with fitting(as_plan, 1, 2):
    ...     as_plan(1, 2)
    Traceback (most recent call last):
    minsheng.errors.BadInput: 共1处问题：
      参数不符，应为 as_plan(part)；填写为“too many positional arguments”
    """
    try:
        yield
    except TypeError:
        taken = signature(function)
        try:
            taken.bind(*arguments, **named)
        except TypeError as error:
            names = [
                f"{one.name}=…" if one.kind is one.KEYWORD_ONLY else one.name
                for one in taken.parameters.values()
            ]
            way = f"{function.__name__}({', '.join(names)})"
            raise BadInput([Fault("wrong_arguments", found=str(error), allowed=(way,))]) from None
        raise


def taking_parts(function: Callable[Concatenate[Plan, P], R]) -> Callable[Concatenate[Part, P], R]:
    """Make a function whose first argument is a plan take a programme or an indicator too."""
    call: Callable[..., R] = function

    @wraps(function)
    def taking(plan: Part, *others: object, **named: object) -> R:
        with fitting(function, plan, *others, **named):
            return call(as_plan(plan), *others, **named)

    return cast("Callable[Concatenate[Part, P], R]", taking)


def described(function: Callable[[Plan], pd.DataFrame]) -> Callable[[Part], pd.DataFrame]:
    """Make a function of a plan take its parts too, and name the goals of its frame.

    The frame is made once for each plan and language; callers get copies.
    """

    @taking_parts
    @remembered_frame
    @wraps(function)
    def describing(plan: Plan) -> pd.DataFrame:
        return with_names(function(plan), plan.tables)

    return describing
