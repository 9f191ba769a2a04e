"""Which share of the change a year that is now required was achieved so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.evaluation.standing import Standing


def paces(standing: Standing) -> pd.DataFrame:
    """Return the achieved pace of each goal as a share of the pace that is required from here.

    Parameters
    ----------
    standing
        Where a plan or a part of one stands.

    Returns
    -------
    pandas.DataFrame
        The rows of `minsheng.evaluate` with ``share``, the inverse of ``faster``: below 1 the goal
        must go faster, 0 where nothing was gained or ground was lost; and ``missing``: empty, or
        the reason why there is no share, because nothing is required any more, or because no
        change so far is known.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan().select(programme="childcare")
    >>> rows = paces(ms.stand(plan, ms.Ledger(), "2018"))
    >>> rows["missing"].value_counts().to_dict()
    {'not_reported': 13, 'milestone': 8, 'no_target': 5}
    """
    rows = standing.verdicts
    required, so_far = rows["required"].notna(), rows["so_far"].notna()
    missing = rows["required_reason"].astype("str").mask(required, "")
    missing = missing.mask(required & ~so_far, rows["pace_reason"].astype("str"))
    share = (1 / rows["faster"]).fillna(0.0).where(required & so_far)
    return rows.assign(share=share, missing=missing)
