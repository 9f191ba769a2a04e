import gc

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

import minsheng as ms
from minsheng import charts
from minsheng.charts import theme
from minsheng.text.language import using


def test_the_settings_of_the_session_are_left_alone():
    before = dict(mpl.rcParams)
    with charts.themed():
        assert mpl.rcParams["font.family"] == ["Noto Sans SC"]
        assert mpl.rcParams["svg.fonttype"] == "none"
    assert dict(mpl.rcParams) == before


def test_a_missing_glyph_raises_and_names_the_character():
    with charts.themed():
        fig, ax = plt.subplots()
        ax.set_title("幼有所育 \U0001f600", loc="left")
    assert charts.missing_glyphs(fig) == "\U0001f600"
    with pytest.raises(ms.BadInput) as error:
        charts.drawn(fig)
    (fault,) = error.value.faults
    assert (fault.code, fault.found) == ("no_glyph", "\U0001f600")


def test_colours_of_roles_are_apart():
    roles = [theme.BASELINE, theme.TARGET, theme.HELD, theme.BOUND, theme.UNDEFINED, *theme.YEARS]
    assert len(set(roles)) == len(roles)


@pytest.mark.parametrize(
    ("chart", "first"), [("small_multiples", 0), ("gap", 1), ("growth", 0), ("loading", 1)]
)
def test_every_programme_draws_inside_the_page_in_one_language_after_the_other(plan, chart, first):
    for number, programme in enumerate(plan.programmes["programme"], first):
        with using(("zh", "en")[number % 2]):
            axes = getattr(charts, chart)(plan.select(programme=programme))
            fig = charts.drawn(axes[0].figure)
        assert fig.get_figwidth() == theme.WIDTH
        assert fig.get_suptitle()
        _inside(fig)
        plt.close(fig)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("chart", ["overview", "gap", "growth", "loading"])
def test_the_whole_plan_draws_in_both_languages_inside_the_page(plan, chart, lang):
    with using(lang):
        axes = getattr(charts, chart)(plan)
        _inside(charts.drawn((axes if chart == "overview" else axes[0]).figure))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_path_of_each_kind_and_aim_draws_inside_the_page(plan, lang):
    for indicator in plan.indicators.drop_duplicates(["kind", "aim"])["indicator"]:
        with using(lang):
            fig = charts.drawn(charts.path(plan.select(indicator=indicator)).figure)
        _inside(fig)
        plt.close(fig)


def _inside(fig):
    """Assert that no text is cut off by the edge of the page."""
    for text in fig.findobj(mpl.text.Text):
        if text.get_visible() and text.get_text().strip():
            box = text.get_window_extent()
            assert box.x0 >= -1 and box.y0 >= -1, text.get_text()
            assert box.x1 <= fig.bbox.width + 1 and box.y1 <= fig.bbox.height + 1, text.get_text()


@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_is_collected_after_a_chart_as_it_was_before(enabled):
    (gc.enable if enabled else gc.disable)()
    try:
        with charts.themed():
            assert not gc.isenabled()
        assert gc.isenabled() is enabled
        with pytest.raises(KeyError), charts.themed():
            raise KeyError
        assert gc.isenabled() is enabled
    finally:
        gc.enable()
