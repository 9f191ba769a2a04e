"""The decorator that marks exhibits which show made-up data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, Protocol, TypeVar

from minsheng.plan.facts import SYNTHETIC

if TYPE_CHECKING:
    from minsheng.evaluation import Standing

SIGN = f"〔{SYNTHETIC}〕"
"""What stands on whatever shows made-up data."""


class Markable(Protocol):
    """A dataclass with a field ``synthetic``, as every exhibit is."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def synthetic(self) -> bool:
        """Whether the data are made up."""


P = ParamSpec("P")
E = TypeVar("E", bound=Markable)


def marked(
    function: Callable[Concatenate[Standing, P], E],
) -> Callable[Concatenate[Standing, P], E]:
    """Decorate a function: mark its exhibit as synthetic if the observations are made up."""

    @wraps(function)
    def marking(standing: Standing, /, *args: P.args, **kwargs: P.kwargs) -> E:
        exhibit = function(standing, *args, **kwargs)
        return replace(exhibit, synthetic=True) if standing.synthetic else exhibit

    return marking
