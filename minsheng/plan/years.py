"""The years of a row: one year as a number, or the first and the last year of several.

Files write them in one column, ``2018`` or ``2018-2020``; frames hold them as numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from minsheng.plan.periods import span

if TYPE_CHECKING:
    import pandas as pd


def with_years(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with its years as numbers.

    Texts in its column ``year``, as files write them, become ``year`` (Int64; missing where a row
    is about several years), ``first_year`` and ``last_year`` (int64; of a single year both are that
    year). A frame without that column, or with numbers in it, is returned as it is.

    Examples
    --------
    >>> import pandas as pd
    >>> with_years(pd.DataFrame({"year": ["2018", "2018-2020"]})).values.tolist()
    [[2018, 2018, 2018], [<NA>, 2018, 2020]]
    """
    import pandas as pd

    if "year" not in frame or frame["year"].dtype.kind in "iuf":
        return frame
    codes, texts = pd.factorize(frame["year"], use_na_sentinel=False)
    spans = np.array([span(str(text)) for text in texts], dtype=np.int64).reshape(-1, 2)
    first, last = spans[codes].T.copy()
    years = {
        "year": pd.arrays.IntegerArray(first.copy(), first != last),
        "first_year": first,
        "last_year": last,
    }
    columns: dict[Any, Any] = {}
    for name, values in frame.items():
        columns |= years if name == "year" else {} if name in years else {name: values}
    return pd.DataFrame(columns, index=frame.index)


def years_text(row: Mapping[Any, Any]) -> str:
    """Return the years of a row as files write them: the key of the row in its table.

    Examples
    --------
    >>> years_text({"first_year": 2018, "last_year": 2018})
    '2018'
    >>> years_text({"first_year": 2018, "last_year": 2020})
    '2018-2020'
    """
    first, last = row["first_year"], row["last_year"]
    return str(first) if first == last else f"{first}-{last}"
