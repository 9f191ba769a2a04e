"""The named methods of assessment: one file, one question, one public function each.

A method takes a `Case`, arrays of what is known of each indicator at one time, and answers with a
`Judgement`: a figure, a verdict, and a reason where there is none. Half a million indicators are
judged in one call, as one is::

    from minsheng.methods import METHODS, Case

    case = Case.of(baseline=82, observed=86, planned=86, target=95,
                   start=2017, time=2018, end=2020)
    METHODS["plan_path"](case).words          # ['on_track']
    METHODS["sdsn"](case).words               # ['improving']

Both are right. `plan_path` asks whether the plan's own path is kept, `sdsn` whether the whole way
would be done at a steady pace. So every verdict names its method, and no two are ever blended.

Which method for which question:

- Was this year's target met? `milestone`; within a tolerance, `tolerance`.
- Is the plan's own path kept? `plan_path`, the default.
- Does a floor or a ceiling hold, does a figure move the right way? `hold`.
- Is growth fast enough? `cagr_ratio`; where would it lead, `un_chart`.
- Is the yearly change large enough? `sdsn`; where would it lead, `escap` and `destatis`.
- How much of the way is done for the time gone? `achievement`, with `level` beside it.

A method refuses what it cannot do, and says why in one of `REASONS`. `minsheng.methods.projection`
draws lines into the years to come and is no method of assessment.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from minsheng.errors import require_known
from minsheng.methods.case import CLASS_OF, REASONS, VERDICTS_OF, Case, Judgement, Method
from minsheng.text.language import catalogue

_MODULES = {module.name for module in iter_modules(__path__)}

METHODS: Mapping[str, Method] = MappingProxyType(
    {
        name: getattr(import_module(f"{__name__}.{name}"), name)
        for name in catalogue("methods")
        if name in _MODULES
    }
)
"""Every method by its name, in the order of the catalogue `methods`."""
VERDICTS = tuple(CLASS_OF)
"""Every word that a method may answer; the first stands for no answer."""


def method(name: str) -> Method:
    """Return the method `name`; for any other name `UnknownName` tells the nearest match.

    Examples
    --------
    >>> method("hold") is METHODS["hold"]
    True
    """
    require_known("method", name, list(METHODS))
    return METHODS[name]


__all__ = [
    "CLASS_OF",
    "METHODS",
    "REASONS",
    "VERDICTS",
    "VERDICTS_OF",
    "Case",
    "Judgement",
    "Method",
    "method",
]
