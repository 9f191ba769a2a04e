from dataclasses import replace

import matplotlib as mpl
import matplotlib.pyplot as plt
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
