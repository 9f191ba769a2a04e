"""Every text of every chart is large enough on paper, whole, and clear of marks and other texts."""

import inspect
from itertools import product
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from text_boxes import faults

import minsheng as ms
from minsheng import charts
from minsheng.text.language import LANGUAGES, using

PACKAGES = Path(__file__).parents[1]
PERIODS = {"qijiang": "2019H1", "five_year_package": "2030", "county_package": "2023H1"}
OF_ONE = ("path", "progress", "waterfall")  # charts of one indicator
OF_WHOLE = ("grades", "lead", "pace")  # charts of all goals, drawn of a programme too
BY_PROGRAMME = ("overview", "measurability", "scoreboard")  # a row each
TAKES = {
    name: next(iter(inspect.signature(getattr(charts, name)).parameters)) for name in dir(charts)
}
OF_PROGRAMMES = [name for name in TAKES if name not in (*OF_ONE, *BY_PROGRAMME, "comparison")]


def subjects(standing):
    """Yield each picture that is measured: its chart, what part it is of, and that part.

    Neighbours of one chart are drawn in different languages.
    """
    plan = standing.plan
    parts = [standing.select(programme=programme) for programme in plan.programmes["programme"]]
    kinds = plan.indicators.drop_duplicates(["kind", "aim", "direction"])["indicator"]
    goals = [standing.select(indicator=indicator) for indicator in kinds]
    yield from product(BY_PROGRAMME, [standing] * len(LANGUAGES))
    yield from product(OF_WHOLE, [standing.headlines()])
    yield from product(OF_PROGRAMMES, parts)
    yield from product(OF_ONE, goals)
    yield from product(["comparison"], [standing] * len(LANGUAGES))


def draw(chart, of):
    """Draw a chart of a standing or of its plan; a comparison with the plan itself."""
    if chart == "comparison":
        (name, *_) = ms.required_growth(of.plan).dropna(subset="change")["indicator"]
        return charts.comparison({"A": of.plan, "B": of.plan}, name)
    return getattr(charts, chart)(of if TAKES[chart] == "standing" else of.plan)


@pytest.mark.parametrize("name", PERIODS)
def test_no_text_is_cut_small_or_over_something(name, plan, made_up):
    """Each chart is drawn in both languages, each programme of it in one of them, in turn."""
    of = plan if name == "qijiang" else ms.load_plan(PACKAGES / name)
    ledger = made_up if name == "qijiang" else ms.load_observations(of, "demo")
    found, drawn = [], set()
    for number, (chart, part) in enumerate(subjects(ms.stand(of, ledger, PERIODS[name]))):
        lang = LANGUAGES[number % len(LANGUAGES)]
        with using(lang):
            axes = draw(chart, part)
        figure = (axes.flat[0] if hasattr(axes, "flat") else axes).figure
        found += [f"{lang} {chart} {number}: {fault}" for fault in faults(figure)]
        plt.close(figure)
        drawn.add((chart, lang))
    assert drawn == set(product(TAKES, LANGUAGES))
    assert not found, "\n".join(found)
