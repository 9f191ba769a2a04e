import re
from dataclasses import replace

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from building import build

mpl.use("Agg")


@pytest.fixture(autouse=True)
def closed_figures():
    yield
    plt.close("all")


@pytest.fixture(scope="session")
def drawn_by():
    """Return the artists of axes that were drawn in one role."""

    def find(ax, gid):
        return [artist for artist in ax.get_children() if artist.get_gid() == gid]

    return find


@pytest.fixture(scope="session")
def pieces():
    """Return the lines that artists draw, each as its points: one artist may hold several."""

    def split(artists):
        found = []
        for artist in artists:
            runs = np.ma.clump_unmasked(np.ma.masked_invalid(artist.get_ydata()))
            found += [[tuple(point) for point in artist.get_xydata()[run]] for run in runs]
        return found

    return split


@pytest.fixture(scope="session")
def made_of():
    """Return a plan of five years made of wishes, each indicator named after its id."""

    def make(*wishes, **years):
        years = {"baseline_year": 2020, "first_year": 2021, "last_year": 2025} | years
        plan = build(*wishes, **years)
        table = plan.tables["indicators"]
        names = table["indicator"].str.removeprefix("test.")
        named = table.assign(name_zh=names, name_en=names)
        return replace(plan, tables={**plan.tables, "indicators": named})

    return make


@pytest.fixture(scope="session")
def title_of():
    """Return the title of a figure in one line."""
    return lambda axes: axes[0].figure.get_suptitle().replace("\n", "")


@pytest.fixture(scope="session")
def counted_below():
    """Return how many goals the note of a Chinese chart counts as not drawn."""

    def count(axes):
        words = "".join(text.get_text() for text in axes[0].figure.texts).replace("\n", "")
        aside = r"（(?:（[^）]*）|[^（）])*）"
        lines = re.findall(rf"未画出：(?:[^：（。]*?\d+项(?:{aside})?、?)+", words)
        bare = [re.sub(aside, "", line) for line in lines]
        return sum(int(n) for line in bare for n in re.findall(r"(\d+)项", line))

    return count
