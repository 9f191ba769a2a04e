import inspect

from minsheng import charts


def test_the_room_offers_its_charts_and_no_more():
    public = {name: found for name, found in vars(charts).items() if not name.startswith("_")}
    offered = {name for name, found in public.items() if not inspect.ismodule(found)}
    assert offered == set(charts.__all__)
    assert offered == {
        "as_svg",
        "drawn",
        "gap",
        "growth",
        "halfway",
        "lead",
        "loading",
        "measurability",
        "missing_glyphs",
        "outcome",
        "overview",
        "path",
        "progress",
        "progresses",
        "scoreboard",
        "small_multiples",
        "themed",
    }


def test_every_chart_can_be_called():
    assert all(callable(getattr(charts, name)) for name in charts.__all__)
