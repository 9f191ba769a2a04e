import inspect

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

import minsheng as ms
from minsheng import charts
from minsheng.errors import BadInput

CHARTS = [
    name
    for name in charts.__all__
    if next(iter(inspect.signature(getattr(charts, name)).parameters), "") in ("plan", "standing")
]


def test_the_room_offers_its_charts_and_no_more():
    public = {name: found for name, found in vars(charts).items() if not name.startswith("_")}
    offered = {name for name, found in public.items() if not inspect.ismodule(found)}
    assert offered == set(charts.__all__)
    assert offered == {
        "as_svg",
        "bullet",
        "comparison",
        "drawn",
        "gap",
        "grades",
        "growth",
        "lead",
        "loading",
        "measurability",
        "missing_glyphs",
        "overview",
        "pace",
        "path",
        "progress",
        "progresses",
        "scoreboard",
        "small_multiples",
        "themed",
        "waterfall",
    }


def test_every_chart_can_be_called():
    assert all(callable(getattr(charts, name)) for name in charts.__all__)


@pytest.fixture(scope="module")
def subject_of(plan):
    """Return what each chart draws: a small part of the plan, or where it stands."""
    part = plan.select(programme="housing")
    ledger = ms.load_observations(part, "demo")
    one = part.select(indicator=part.indicators["indicator"].iloc[0])

    def subject(name):
        if name in ("path", "progress", "waterfall"):
            return one if name == "path" else ms.stand(one, ledger, "2019")
        takes = next(iter(inspect.signature(getattr(charts, name)).parameters))
        return part if takes == "plan" else ms.stand(part, ledger, "2019")

    return subject


def session():
    return dict(mpl.rcParams), mpl.get_backend(), mpl.is_interactive()


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("interactive", [True, False])
def test_a_chart_and_the_settings_of_the_session_leave_each_other_alone(
    subject_of, name, interactive
):
    def svg():
        axes = getattr(charts, name)(subject)
        return charts.as_svg((axes.flat[0] if hasattr(axes, "flat") else axes).figure)

    subject = subject_of(name)
    usual = svg()
    with mpl.rc_context():
        plt.style.use("dark_background")
        mpl.rcParams.update({"font.size": 21, "lines.linewidth": 5, "figure.autolayout": True})
        mpl.interactive(interactive)
        before = session()
        assert svg() == usual
        assert session() == before
        with pytest.raises(BadInput):
            getattr(charts, name)("no plan")
        assert session() == before
