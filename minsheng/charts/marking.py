"""The mark of made-up data inside a drawing: it stays when the drawing leaves its report."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from minsheng.plan.observations import SYNTHETIC

if TYPE_CHECKING:
    from minsheng.evaluation import Standing

P = ParamSpec("P")
R = TypeVar("R")

_sign: ContextVar[str] = ContextVar("minsheng_sign", default="")


def sign() -> str:
    """Return what a sheet has to say of its data above everything else, or ``""``."""
    return _sign.get()


def signed(
    function: Callable[Concatenate[Standing, P], R],
) -> Callable[Concatenate[Standing, P], R]:
    """Make a chart of a standing say on its sheet where the observations are made up."""

    @wraps(function)
    def signing(standing: Standing, /, *args: P.args, **kwargs: P.kwargs) -> R:
        token = _sign.set(f"〔{SYNTHETIC}〕" if standing.synthetic else "")
        try:
            return function(standing, *args, **kwargs)
        finally:
            _sign.reset(token)

    return signing
