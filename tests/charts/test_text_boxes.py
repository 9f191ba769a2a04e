"""Every text of every chart is large enough on paper, whole, and clear of marks and other texts."""

from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from text_boxes import faults

import minsheng as ms
from minsheng import charts
from minsheng.text.language import LANGUAGES, current, using

PACKAGES = Path(__file__).parents[1]
# One period in each language: within the years of the plan, and at their end. English words are the
# longer ones: in English every chart is drawn, in Chinese those with most text.
PERIODS = {
    "qijiang": {"en": "2019H1", "zh": "2020"},
    "five_year_package": {"en": "2028", "zh": "2030"},
    "county_package": {"en": "2023H1", "zh": "2025"},
}
OF_PLANS = ("gap", "growth", "loading", "small_multiples")
OF_STANDINGS = ("lead", "progresses")
OF_ALL = ("overview", "measurability")
WIDEST = ("gap", "growth", "progresses")


def pictures(plan, ledger, period):
    """Yield what is drawn of a plan in the language in force: the name of each figure, its axes."""
    standing = ms.stand(plan, ledger, period)
    names = (*OF_PLANS, *OF_STANDINGS) if current() == "en" else WIDEST
    for programme in plan.programmes["programme"]:
        part, where = plan.select(programme=programme), standing.select(programme=programme)
        for name in names:
            chart = getattr(charts, name)
            yield f"{name} {programme}", chart(part if name in OF_PLANS else where)
    if current() == "en":
        for name in OF_ALL:
            yield name, getattr(charts, name)(plan)
        kinds = plan.indicators.drop_duplicates(["kind", "aim", "direction"])
        for indicator in kinds["indicator"]:
            where = standing.select(indicator=indicator)
            yield f"path {indicator}", charts.path(where.plan)
            yield f"progress {indicator}", charts.progress(where)


@pytest.mark.parametrize("name", PERIODS)
def test_no_text_is_cut_small_or_over_something(name, plan, made_up):
    of = plan if name == "qijiang" else ms.load_plan(PACKAGES / name)
    ledger = made_up if name == "qijiang" else ms.load_observations(of, "demo")
    found = []
    for lang in LANGUAGES:
        with using(lang):
            for picture, axes in pictures(of, ledger, PERIODS[name][lang]):
                figure = (axes.flat[0] if hasattr(axes, "flat") else axes).figure
                found += [f"{lang} {picture}: {fault}" for fault in faults(figure)]
                plt.close(figure)
    assert not found, "\n".join(found)
