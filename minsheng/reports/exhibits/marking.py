"""The signs on exhibits that show made-up data, or a plan that is only assumed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    from minsheng.evaluation import Standing


class Markable(Protocol):
    """A dataclass with a field ``synthetic``, as every exhibit is."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def synthetic(self) -> bool:
        """Whether the data are made up."""


def as_hypothetical(exhibit: Any) -> Any:  # noqa: ANN401  any kind of exhibit, returned as such
    """Return an exhibit, and all in it, marked as made from a plan that is only assumed."""
    inside = {
        name: tuple(map(as_hypothetical, getattr(exhibit, name)))
        for name in ("parts", "tables")
        if hasattr(exhibit, name)
    }
    own = {"hypothetical": True} if hasattr(exhibit, "hypothetical") else {}
    return replace(exhibit, **inside, **own)


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
