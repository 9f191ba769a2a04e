"""What a function of a plan or of a standing is called with, and what is said of anything else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from minsheng.errors import BadInput, Fault
from minsheng.evaluation.standing import Standing
from minsheng.plan.naming import fitting, taking_parts

P = ParamSpec("P")
R = TypeVar("R")


def needing_standing(
    function: Callable[Concatenate[Standing, P], R],
) -> Callable[Concatenate[Standing, P], R]:
    """Make a function whose first argument is a standing say how to make one.

    For a first argument that is no standing the function that is returned raises `BadInput`.
    """
    call: Callable[..., R] = function

    @wraps(function)
    def needing(standing: object, *others: object, **named: object) -> R:
        if not isinstance(standing, Standing):
            way = "ms.stand(plan, observations, period=…)"
            kind = type(standing).__name__
            raise BadInput([Fault("needs_standing", found=kind, allowed=(way,))])
        with fitting(function, standing, *others, **named):
            return call(standing, *others, **named)

    return cast("Callable[Concatenate[Standing, P], R]", needing)


def checked_arguments(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function take parts of plans, or say how to make a standing, as its annotations say.

    One that takes either, or neither, is returned as it is.
    """
    kind = str(next(iter(function.__annotations__.values()), ""))
    checks: Mapping[str, Callable[..., Any]] = {"Plan": taking_parts, "Standing": needing_standing}
    return checks[kind](function) if kind in checks else function
