"""The titles of values say what the verdicts say: counted anew, for all programmes and periods."""

import math
import re
from pathlib import Path

import pytest

import minsheng as ms
from minsheng.charts.multiples import progresses_finding
from minsheng.evaluation import GOOD, JUDGED, SHORT
from minsheng.text.language import LANGUAGES, using

PACKAGES = Path(__file__).parents[1]
PERIODS = {
    "qijiang": ("2018H1", "2019H1", "2020"),
    "five_year_package": ("2026", "2028H1", "2030"),
    "county_package": ("2021H1", "2023H1", "2025"),
}
SIDES = {
    "zh": {"good": r"(\d+)项良好", "short": r"(\d+)项不足"},
    "en": {"good": r"(\d+) (?:is|are) on plan or better", "short": r"(\d+) falls? short"},
}


@pytest.mark.parametrize("name", PERIODS)
def test_the_titles_of_values_are_true(name, plan, made_up):
    of = plan if name == "qijiang" else ms.load_plan(PACKAGES / name)
    ledger = made_up if name == "qijiang" else ms.load_observations(of, "demo")
    headlines = of.indicators.loc[of.indicators["headline"], "indicator"]
    for when in PERIODS[name]:
        standing = ms.stand(of, ledger, when)
        verdicts = standing.verdicts[standing.verdicts["indicator"].isin(headlines)]
        for programme, rows in verdicts.groupby("programme", observed=True):
            for lang in LANGUAGES:
                with using(lang):
                    title = progresses_finding(standing, list(rows["indicator"]))
                assert "nan" not in title and "—" not in title
                _check(title, rows, lang, f"{name} {programme} {when}")


def _check(title, rows, lang, case):
    classes = rows["class"].astype("str")
    if not classes.isin(JUDGED).any():
        assert re.search("没有", title) if lang == "zh" else re.search("none|No ", title), case
        return
    for side, group in (("good", GOOD), ("short", SHORT)):
        told = re.search(SIDES[lang][side], title)
        assert (int(told[1]) if told else 0) == classes.isin(group).sum(), (case, title)
    gap = re.search(r"还差([\d.]+)个百分点|\(([\d.]+) percentage points? short", title)
    if gap:
        short = rows[classes.eq("lagging")]
        sizes = (short["planned"] - short["judged"]).abs()
        found = float(gap[1] or gap[2])
        assert any(math.isclose(found, size, abs_tol=0.006) for size in sizes), (case, title)
