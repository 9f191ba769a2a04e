"""What analysts would write of a made-up ledger: Markdown, marked as made up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from minsheng.plan.periods import Period, middle
from minsheng.text.language import say
from minsheng.text.numerals import amount

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.plan.observations import Ledger
    from minsheng.plan.plan import Plan


def writings(plan: Plan, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Yield name and text, programme by programme, for the middle and for the last year."""
    half_way, last = middle(plan.facts.years), Period(plan.facts.last_year)
    outdated = _corrected(plan, ledger, half_way)
    latest = ledger.latest("observations")
    first = ledger.observations.drop_duplicates(["indicator", "period"])
    for when in dict.fromkeys((half_way, last)):
        standing = _stocks(plan, latest, when)
        seen = int((latest["period"] == str(when)).sum())
        yield f"{when}/overall.md", _text("demo.overall", when, n=seen)
        for programme in plan.tables["programmes"].to_dict("records"):
            rows = standing[standing["programme"] == programme["programme"]]
            if when == half_way and outdated in set(rows["indicator"]):
                quoted = _stocks(plan, first, when)
                rows = quoted[quoted["indicator"] == outdated]
            yield (f"{when}/{programme['programme']}.md",
                   _of_programme(plan, when, programme["name_zh"], rows))  # fmt: skip


def _of_programme(plan: Plan, when: Period, name: str, rows: pd.DataFrame) -> str:
    if rows.empty:
        return _text("demo.without_figure", when, programme=name)
    row = rows.iloc[0]
    figure = amount(float(row["value"]), plan.unit(row["unit"]), "zh")
    return _text("demo.with_figure", when, programme=name, name=row["name_zh"],
                 figure=f"[{figure}](#{row['indicator']})")  # fmt: skip


def _stocks(plan: Plan, observations: pd.DataFrame, when: Period) -> pd.DataFrame:
    """Return the observations of a period that a sentence can quote as a state."""
    indicators = plan.tables["indicators"][["indicator", "programme", "name_zh", "unit", "kind"]]
    rows = observations[observations["period"] == str(when)].merge(indicators, on="indicator")
    return rows[rows["kind"].isin(["stock", "cumulative"])]


def _corrected(plan: Plan, ledger: Ledger, when: Period) -> str:
    """Return the first indicator whose figure of a period was corrected; empty for none."""
    rows = _stocks(plan, ledger.observations, when)
    values = rows.groupby("indicator", sort=False)["value"].nunique()
    return next(iter(values.index[values > 1]), "")


def _text(key: str, when: Period, **values: object) -> str:
    body = say(key, "zh", period=when.name("zh"), **values)
    return f"{say('demo.not_real', 'zh')}\n\n{body}\n"
