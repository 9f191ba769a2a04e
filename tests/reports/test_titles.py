"""Titles of reports name their subject and what is found, in every plan and at any time."""

import re
from functools import cache
from pathlib import Path

import pytest
from building import Wish, build
from reports.test_traced import names_of, untraced, without_days
from standings import standing

import minsheng as ms
from minsheng.evaluation import SHORT
from minsheng.reports import sentences
from minsheng.reports.exhibits import TITLE
from minsheng.text.language import LANGUAGES, using

HERE = Path(__file__).parents[1]
PLANS = ("", "five_year_package", "county_package", "small_package")
HAN = re.compile(r"[\u4e00-\u9fff、，；（）]+")


@cache
def plan_in(folder):
    return ms.load_plan(HERE / folder if folder else "")


@cache
def standings_of(folder, place):
    """Return where a plan stands at the end of its first year, half way and at its end."""
    plan = plan_in(folder)
    years = plan.facts.years
    when = (f"{years[0]}", f"{years[len(years) // 2]}H1", f"{years[-1]}")[place]
    return ms.stand(plan, ms.load_observations(plan, "demo"), when)


def text_of(prose):
    assert prose.role == TITLE
    (text,) = prose.paragraphs
    return text


def require_title(plan, text, lang):
    """One clause without a full stop, every number traced, one language."""
    assert text
    assert not text.endswith((".", "。", "?", "？"))
    assert without_days([*untraced_of(text, plan)]) == []
    if lang == "en":
        known = {*plan.programmes["name_zh"], *plan.departments["name_zh"]}
        assert set(HAN.findall(text)) <= known


def untraced_of(text, plan):
    class Told:
        paragraphs, points = (text,), ()

    return untraced(Told, names_of(plan))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("folder", PLANS)
def test_every_programme_of_every_plan_has_a_title_of_its_own(folder, lang):
    plan = plan_in(folder)
    with using(lang):
        for name in ("plan_title", "requirements_title", "audit_title"):
            require_title(plan, text_of(getattr(sentences, name)(plan)), lang)
        titles = {
            programme: text_of(sentences.programme_title(plan.select(programme=programme)))
            for programme in plan.programmes["programme"]
        }
        names = {name: plan.programme(name).name(lang) for name in titles}
    for programme, text in titles.items():
        require_title(plan, text, lang)
        assert text.startswith(names[programme])
    assert len(set(titles.values())) == len(titles)


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("folder", PLANS)
def test_every_standing_has_a_title_that_says_whether_goals_fall_short(folder, place):
    whole = standings_of(folder, place)
    short = whole.verdicts[whole.verdicts["class"].isin(SHORT)]
    for lang in LANGUAGES:
        with using(lang):
            prose = sentences.scoreboard_title(whole)
        require_title(whole.plan, text_of(prose), lang)
        for row in prose.scorecard["rows"]:
            assert lang == "zh" or not HAN.search(row["finding"])
            own = short[short["programme"].astype("str").eq(row["programme"])]
            assert row["short"] == len(own)
            names = [whole.plan.indicator(name).name(lang) for name in own["indicator"]]
            assert bool(names) == any(name in row["finding"] for name in names)


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("folder", PLANS)
def test_a_status_report_says_what_the_standing_says_of_its_programme(folder, place):
    whole = standings_of(folder, place)
    rows = sentences.scoreboard_title(whole).scorecard["rows"]
    for row in rows[place :: len(PLANS)]:
        prose = sentences.standing_title(whole.select(programme=row["programme"]))
        require_title(whole.plan, text_of(prose), "zh")
        assert text_of(prose).endswith(row["finding"])
        assert prose.scorecard["rows"] == [row]


def test_the_example_of_the_shipped_plan(stand_at):
    """By hand: 78.5 planned half way from 78 to 79, 78.27 observed; 90 − 86 = 4."""
    here = stand_at("2019H1").select(programme="childcare")
    assert text_of(sentences.standing_title(here)) == "幼有所育：普惠率比计划落后0.23个百分点"
    assert text_of(sentences.programme_title(here.plan)) == (
        "幼有所育：学前三年毛入园率2020年目标90%以上，还差4个百分点"
    )
    assert text_of(sentences.scoreboard_title(stand_at("2019H1"))) == (
        "截至2019年6月30日，可研判的87项中60项情况良好、7项逾期完成，20项不足；不足最多的是劳有所得（5项）"
    )


OF_A_PLAN = {
    "某指标2020年目标95%以上，还差13个百分点": Wish(baseline=82, targets={2020: ">=95"}),
    "某指标2020年目标5%以内，还差13个百分点": Wish(
        baseline=18, direction="down", targets={2020: "<=5"}
    ),
    "某指标基期已达到2020年目标（95%以上）": Wish(baseline=97, targets={2020: ">=95"}),
    "某指标须保持95%以上": Wish(baseline=97, aim="hold", targets={2020: ">=95"}),
    "某指标2020年目标95%以上，没有写明基期值": Wish(targets={2020: ">=95"}),
    "某指标2018—2020年须完成6": Wish(
        unit="person", kind="flow", targets={2018: 1, 2019: 2, 2020: 3}
    ),
    "某指标2018年须完成1": Wish(unit="person", kind="flow", targets={2018: 1}),
    "1项是按期完成的节点": Wish(unit="milestone", kind="milestone", targets={2019: 1}),
    "1项只写方向或用文字表述": Wish(aim="direction"),
    "没有目标指标": Wish(aim="context", baseline=3),
}


@pytest.mark.parametrize("finding", OF_A_PLAN)
def test_a_programme_of_one_goal_says_what_it_wants(finding):
    text = text_of(sentences.programme_title(build(OF_A_PLAN[finding])))
    assert text.partition("：")[2] == finding


OF_A_STANDING = [
    # By hand: 86 of at least 90, planned for the end of 2019.
    (
        Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: ">=95"}),
        "2019",
        86,
        "某指标比计划落后4个百分点",
    ),
    (Wish(baseline=82, targets={2020: ">=95"}), "2020", 94, "某指标未达到，差1个百分点"),
    (
        Wish(baseline=97, aim="hold", targets={2020: ">=95"}),
        "2019",
        94,
        "某指标未保持，差1个百分点",
    ),
    (Wish(baseline=82, targets={2020: ">=95"}), "2020", 96, "可研判的1项没有一项不足"),
    (Wish(targets={2020: ">=95"}), "2018", 90, "1项目标没有可以研判的"),
    (Wish(aim="context", baseline=3), "2018", 3, "没有目标指标"),
]


@pytest.mark.parametrize(("wish", "when", "value", "finding"), OF_A_STANDING)
def test_a_programme_of_one_goal_says_where_it_stands(wish, when, value, finding):
    here = standing(wish, seen=[(when, value)], when=when)
    assert text_of(sentences.standing_title(here)).partition("：")[2] == finding


def test_without_any_report_that_is_said():
    here = standing(Wish(baseline=82, targets={2020: ">=95"}))
    assert text_of(sentences.standing_title(here)).endswith("1项目标没有报送实际值")
