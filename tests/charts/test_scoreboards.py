"""The scoreboard shows every count, and never by colour alone."""

import pytest

import minsheng as ms
from minsheng import charts
from minsheng.evaluation import CLASS_TABLE, CLASSES, JUDGED, counts
from minsheng.text.language import LANGUAGES, say, using


@pytest.fixture(scope="module")
def where(stand_at):
    return stand_at("2019")


def figures_of(ax, light):
    """Return the counts written for a class, from the top down."""
    found = [text for text in ax.texts if text.get_gid() == f"n {light}"]
    return [int(text.get_text()) for text in sorted(found, key=lambda text: text.xy[1])]


def test_every_count_is_written(where, plan):
    told = counts(where.verdicts).reindex(plan.programmes["programme"])
    ax = charts.scoreboard(where)
    for light in CLASSES:
        assert figures_of(ax, light) == told[light].tolist()


def test_bars_of_all_columns_have_one_scale_and_zero_has_none(where, drawn_by):
    ax = charts.scoreboard(where)
    ratios = set()
    for light in CLASSES:
        sizes = [n for n in figures_of(ax, light) if n]
        bars = drawn_by(ax, light)
        assert len(bars) == len(sizes)
        assert {bar.get_x() for bar in bars} <= {CLASSES.index(light)}
        ratios |= {round(bar.get_width() / n, 9) for bar, n in zip(bars, sizes, strict=True)}
    assert len(ratios) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_column_is_headed_by_a_symbol_and_a_word(where, lang):
    with using(lang):
        ax = charts.scoreboard(where)
    heads = [text.get_text() for text in ax.texts if text.get_gid() is None]
    for one in CLASS_TABLE.values():
        assert sum(head.startswith(f"{one.symbol}\n") and len(head) > 3 for head in heads) == 1


def test_looks_differ_by_shape_or_face_also_in_grey():
    looks = CLASS_TABLE.values()
    for looks_alike in (
        {(look.marker, look.colour, look.hatch) for look in looks},
        {(look.marker, look.colour == "white", look.hatch) for look in looks},
    ):
        assert len(looks_alike) == len(CLASS_TABLE)


def test_the_title_is_the_finding(where, title_of):
    told = counts(where.verdicts).sum()
    words = "、".join(
        f"{say(f'classes.{name}', 'zh')}{told[name]}项" for name in JUDGED if told[name]
    )
    assert title_of([charts.scoreboard(where)]) == (
        f"2019年：281项目标指标中已研判{told[list(JUDGED)].sum()}项：{words}"
    )
    with using("en"):
        assert title_of([charts.scoreboard(where)]).startswith("2019: of 281 goals")


def test_without_observations_it_says_that_nothing_can_be_judged(plan, title_of):
    ax = charts.scoreboard(ms.stand(plan, ms.Ledger(), "2019H1"))
    assert title_of([ax]) == "2019年上半年：281项目标指标没有一项可以研判，160项应报未报"
    with using("en"):
        ax = charts.scoreboard(ms.stand(plan, ms.Ledger(), "2019H1"))
        assert ax.figure.get_suptitle().startswith("First half of 2019: none of 281 goals")


def test_one_programme_is_one_row(where):
    ax = charts.scoreboard(where.select(programme="housing"))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["住有所居"]
