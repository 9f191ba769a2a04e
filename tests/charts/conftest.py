import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

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
