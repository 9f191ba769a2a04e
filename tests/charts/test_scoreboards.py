"""A bar is 100 per cent of the goals of a programme; every count is written in or beside it."""

import re

import pytest

import minsheng as ms
from minsheng import charts
from minsheng.evaluation import CLASS_TABLE, CLASSES, GOOD, JUDGED, counts
from minsheng.text.language import LANGUAGES, say, using

DRAWN = (*JUDGED, "not_reported")


@pytest.fixture(scope="module")
def where(stand_at):
    return stand_at("2019")


def written(ax, y):
    """Return the count of each class that stands in the bar of a row or right of it."""
    names = {look.symbol: name for name, look in CLASS_TABLE.items()}
    inside = [t.get_text() for t in ax.texts if t.get_gid() and t.get_position()[1] == y]
    (beside,) = [t.get_text() for t in ax.texts if getattr(t, "xy", None) == (100, y)]
    found = re.findall(rf"([{''.join(names)}])\s(\d+)", "\n".join([*inside, beside]))
    return {names[symbol]: int(n) for symbol, n in found}


@pytest.mark.parametrize("period", ["2018H1", "2019", "2020"])
def test_every_count_is_written_and_every_bar_is_whole(stand_at, plan, period):
    told = counts(stand_at(period).verdicts).reindex(plan.programmes["programme"])
    ax = charts.scoreboard(stand_at(period))
    for y, (_, sizes) in enumerate(told.iterrows()):
        assert written(ax, y) == {name: sizes[name] for name in DRAWN if sizes[name]}
        bars = [bar for bar in ax.patches if bar.get_y() < y < bar.get_y() + bar.get_height()]
        assert sum(bar.get_width() for bar in bars) == pytest.approx(100)
        for bar in bars:
            share = 100 * sizes[bar.get_gid()] / sizes[list(DRAWN)].sum()
            assert bar.get_width() == pytest.approx(share)


def test_what_is_well_stands_left_of_what_falls_short(where):
    ax = charts.scoreboard(where)
    sides = [CLASS_TABLE[bar.get_gid()].side for bar in ax.patches if bar.get_y() < 0]
    assert sides == sorted(sides, key=("good", "late", "short", "").index)


def test_what_is_not_drawn_is_counted_beside_the_bar(where, plan):
    told = counts(where.verdicts).reindex(plan.programmes["programme"]).iloc[0]
    whole = told[list(DRAWN)].sum()
    (beside,) = [t.get_text() for t in charts.scoreboard(where).texts if t.get_gid() is None][:1]
    assert beside.endswith(f"共{whole}项，另{told['goals'] - whole}项未计")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_key_has_the_word_of_every_class_that_is_drawn(where, lang):
    with using(lang):
        ax = charts.scoreboard(where)
        words = {ms.evaluation.class_name(bar.get_gid()).split(" ", 1)[1] for bar in ax.patches}
    assert {text.get_text() for text in ax.get_legend().get_texts()} == words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_label_is_wider_than_its_part_of_the_bar(stand_at, lang):
    with using(lang):
        ax = charts.scoreboard(stand_at("2018"))
        charts.drawn(ax.figure)
    bars = {(bar.get_gid(), round(bar.get_y() + bar.get_height() / 2)): bar for bar in ax.patches}
    labels = [text for text in ax.texts if text.get_gid()]
    assert len(labels) > 20
    for text in labels:
        bar = bars[text.get_gid().removeprefix("n "), text.get_position()[1]].get_window_extent()
        box = text.get_window_extent()
        assert bar.x0 <= box.x0 and box.x1 <= bar.x1
        assert bar.y0 <= box.y0 and box.y1 <= bar.y1


def test_looks_differ_by_shape_or_face_also_in_grey():
    looks = CLASS_TABLE.values()
    for looks_alike in (
        {(look.marker, look.colour, look.hatch) for look in looks},
        {(look.marker, look.colour == "white", look.hatch) for look in looks},
    ):
        assert len(looks_alike) == len(CLASS_TABLE)


def test_the_title_says_what_share_stands_well_and_where_the_least_does(where, plan, title_of):
    told = counts(where.verdicts).reindex(plan.programmes["programme"])
    judged, good = told[list(JUDGED)].sum(axis=1), told[list(GOOD)].sum(axis=1)
    shares = (100 * good / judged).set_axis(plan.programmes["name_zh"])
    assert title_of([charts.scoreboard(where)]) == (
        f"2019年：已研判的{judged.sum()}项中{good.sum()}项情况良好"
        f"（{100 * good.sum() / judged.sum():.0f}%），另{told['not_reported'].sum()}项应报未报；"
        f"{shares.idxmin()}最低（{shares.min():.0f}%）"
    )
    with using("en"):
        assert title_of([charts.scoreboard(where)]).startswith(
            f"2019: of {judged.sum()} judged goals, {good.sum()} are on plan or better"
        )


def test_without_observations_it_says_that_nothing_can_be_judged(plan, title_of):
    ax = charts.scoreboard(ms.stand(plan, ms.Ledger(), "2019H1"))
    assert title_of([ax]) == "2019年上半年：没有一项可以研判，160项应报未报"
    with using("en"):
        ax = charts.scoreboard(ms.stand(plan, ms.Ledger(), "2019H1"))
        assert title_of([ax]) == "First half of 2019: no goal can be judged; 160 were not reported"


def test_one_programme_is_one_row_and_none_is_the_lowest(where, title_of):
    ax = charts.scoreboard(where.select(programme="housing"))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["住有所居"]
    assert "最低" not in title_of([ax])


def test_every_class_is_drawn_or_counted():
    assert set(CLASSES) == {*DRAWN, "not_due", "no_report_due", "not_judged"}


def test_a_part_says_its_programme_its_class_and_its_count_where_one_points(plan, stand_at):
    svg = charts.as_svg(charts.scoreboard(stand_at("2019")).figure)
    (name, *_), (first, *_) = plan.programmes["name_zh"], plan.programmes["programme"]
    classes = stand_at("2019").select(programme=first).verdicts["class"].astype("str")
    n = classes.eq("in_line").sum()
    assert n and f"<title>{name}，● 基本符合预期：共{n}项</title>" in svg


def test_its_note_names_every_class_that_is_left_out():
    for lang in ("zh", "en"):
        note = say("charts.scoreboard_key", lang)
        for name in ("not_due", "no_report_due", "not_judged"):
            assert say(f"classes.{name}", lang) in note
