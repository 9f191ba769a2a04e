from minsheng import charts


def test_the_room_offers_its_charts_and_no_more():
    offered = {name for name in vars(charts) if not name.startswith("_")}
    modules = {"findings", "gap", "growth", "loading", "multiples", "overview", "path", "sheet",
               "sorting", "spreads", "stock", "strip", "strokes", "subject", "theme",
               "words"}  # fmt: skip
    assert offered - modules | {"gap", "growth", "loading", "overview", "path"} == set(
        charts.__all__
    )


def test_every_chart_can_be_called():
    assert all(callable(getattr(charts, name)) for name in charts.__all__)
