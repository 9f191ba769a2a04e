"""The tables of a plan: frames that nobody can change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from minsheng.plan.years import with_years

if TYPE_CHECKING:
    import pandas as pd

Maker = Callable[[], "pd.DataFrame"]


class Tables(Mapping[str, "pd.DataFrame"]):
    """Frames by name, each handed out as a copy: no change to one reaches the others' numbers.

    A shallow copy would share its extension arrays, which pandas lets whoever holds them write to.
    The frames given are copied too; instead of one there may be a function that makes it when it is
    first asked for: most of the tables of a plan are never looked at. Years that are texts, as
    files write them, become numbers: see `minsheng.plan.years`.

    Examples
    --------
    >>> import pandas as pd
    >>> tables = Tables({"targets": pd.DataFrame({"value": [90.0]})})
    >>> mine = tables["targets"]
    >>> mine.loc[0, "value"] = 9.0
    >>> float(tables["targets"].loc[0, "value"])
    90.0
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame | Maker]) -> None:
        self._frames: dict[str, pd.DataFrame | Maker]
        if isinstance(frames, Tables):  # nobody else holds its frames: they can be shared
            self._frames = frames._frames
        else:
            self._frames = {name: _owned(frame) for name, frame in frames.items()}

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self._frame(name).copy()

    def _frame(self, name: str) -> pd.DataFrame:
        frame = self._frames[name]
        return frame() if callable(frame) else frame

    def __iter__(self) -> Iterator[str]:
        return iter(self._frames)

    def __len__(self) -> int:
        return len(self._frames)

    def with_changed(self, changed: Mapping[str, pd.DataFrame]) -> Tables:
        """Return the tables with some of them replaced; the others are not copied."""
        return self._with(Tables(changed)._frames)

    def where(self, column: str, values: set[str], names: Iterable[str]) -> Tables:
        """Return the tables with only the rows of some in which a column has one of the values.

        Examples
        --------
        >>> import pandas as pd
        >>> tables = Tables({"targets": pd.DataFrame({"indicator": ["a", "b"]})})
        >>> tables.where("indicator", {"b"}, ["targets"])["targets"].values.tolist()
        [['b']]
        """
        frames = {name: self._frame(name) for name in names}
        return self._with(
            {
                name: frame[frame[column].isin(values)].reset_index(drop=True)
                for name, frame in frames.items()
            }
        )

    def _with(self, frames: Mapping[str, pd.DataFrame | Maker]) -> Tables:
        """Return the tables with some frames that nobody else holds."""
        tables = Tables({})
        tables._frames = {**self._frames, **frames}
        return tables

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._frames)


def _owned(frame: pd.DataFrame | Maker) -> pd.DataFrame | Maker:
    """Return a copy of a frame with its years as numbers, or what makes such a frame once."""
    if callable(frame):
        return cache(lambda: with_years(frame()))
    return with_years(frame.copy())
