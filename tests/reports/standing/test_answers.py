"""What the sentences of a standing say: coverage, verdicts with their methods, what moved."""

import re
from dataclasses import replace

import pytest
from building import Wish
from standings import standing

import minsheng as ms
from minsheng.evaluation import JUDGED
from minsheng.reports import sentences
from minsheng.text.language import LANGUAGES, using

PATH = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: 95})
WORDS = Wish("words", aim="listed", targets={2020: None})
NODE = Wish("node", unit="milestone", kind="milestone", targets={2020: 1})
PERIODS = ("2018H1", "2019", "2020")
ASCII_BESIDE_CHINESE = re.compile(r"[\u3400-\u9fff][,;:()]|[,;:()][\u3400-\u9fff]")
each_language = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(scope="module")
def demo(made_up):
    """The demonstration ledger as if a bureau had reported it."""
    return replace(
        made_up,
        origin="bureau.csv",
        **{
            name: getattr(made_up, name).assign(source="bureau")
            for name in ("observations", "explanations", "task_status")
        },
    )


def texts(prose):
    return [str(text) for text in (*prose.paragraphs, *prose.points)]


@pytest.fixture(scope="module")
def said(plan, demo):
    """Every text about every programme and the whole plan, with and without observations."""
    found = {lang: [] for lang in LANGUAGES}
    for ledger, periods in ((demo, PERIODS), (ms.Ledger(), ("2019H1",))):
        for period in periods:
            where = ms.stand(plan, ledger, period)
            parts = [where.select(programme=one) for one in plan.programmes["programme"]]
            for lang in LANGUAGES:
                with using(lang):
                    found[lang] += texts(sentences.scoreboard_answer(where))
                    found[lang] += texts(sentences.provenance(where))
                    for part in parts:
                        found[lang] += texts(sentences.standing_answer(part))
                        found[lang] += texts(sentences.methods(part))
    return found


@each_language
def test_every_sentence_is_whole(said, lang):
    assert len(said[lang]) > 300
    for text in said[lang]:
        assert text.endswith("。" if lang == "zh" else "."), text
        assert not re.search(r"\bnan\b|None|<NA>|NaT|∞|\binf\b|[{}]|—(?!20)", text), text
        assert not re.search("  |。。|，，|，。", text), text


def test_chinese_uses_chinese_punctuation(said):
    for text in said["zh"]:
        assert not ASCII_BESIDE_CHINESE.search(text), text


def test_english_holds_no_chinese_but_names_beside_their_english(said, plan):
    names = set(plan.programmes["name_zh"]) | set(plan.departments["name_zh"])
    for text in said["en"]:
        for found in re.findall(r"[\u4e00-\u9fff、]+", text):
            assert found in names, text


def test_coverage_adds_up_to_all_goals(plan, demo):
    for period in PERIODS:
        where = ms.stand(plan, demo, period)
        first = str(sentences.scoreboard_answer(where).paragraphs[0])
        whole, parts = first.split("。", maxsplit=1)[0].split("：")
        told = [int(n) for n in re.findall(r"(\d+)项", parts)]
        assert int(re.search(r"目标指标(\d+)项", whole)[1]) == len(where.verdicts) == sum(told)


def test_the_verdicts_of_the_methods_add_up_to_those_judged(plan, demo):
    for period in PERIODS:
        where = ms.stand(plan, demo, period)
        second = str(sentences.scoreboard_answer(where).paragraphs[1])
        judged = int(re.search(r"已作研判的(\d+)项", second)[1])
        assert judged == where.verdicts["class"].isin(JUDGED).sum()
        methods = re.findall(r"按“[^”]+”研判(\d+)项：([^。]+)。", second)
        alone = re.findall(r"另有(\d+)项只依据最终目标研判。", second)
        assert sum(int(n) for n in (*(n for n, _ in methods), *alone)) == judged
        for n, words in methods:
            assert sum(int(m) for m in re.findall(r"(\d+)项", words)) == int(n)


def test_each_verdict_names_its_method(plan, demo):
    where = ms.stand(plan.select(programme="healthcare"), demo, "2019")
    for point in sentences.standing_answer(where).points[:-1]:
        assert re.search("按“(规划进度|年度目标|底线与方向)”研判为", point), point


@each_language
def test_every_number_of_the_answer_leads_to_a_computation(plan, demo, lang):
    with using(lang):
        prose = sentences.standing_answer(ms.stand(plan.select(programme="housing"), demo, "2019"))
    numbers = prose.data()["numbers"]
    assert numbers
    for number in numbers:
        assert number["id"].startswith(("counts:", "verdicts:", "programmes:"))
        text = getattr(prose, number["in"])[number["at"]]
        assert text[number["start"] : number["end"]]


def test_one_goal_in_full():
    where = standing(PATH, WORDS, NODE, seen=[(2018, 84)])
    prose = sentences.standing_answer(where)
    assert texts(prose) == [
        "截至2018年12月31日，“某专项”专项共有目标指标3项：已报送实际值1项，"
        "未到期或尚无须报送1项，只有文字表述、不作研判1项。"
        "截至本期应有实际值的目标（数值、方向和节点）中，实际值的覆盖率为100%（1/1）。",
        "已作研判的1项中，滞后1项。按“规划进度”研判1项：滞后1项。"
        "上述研判中有1项应谨慎引用：换用其他适用的方法，或实际值末位相差半个单位，结论可能不同。",
        "本期为规划期的首期，没有上期可比。",
        "某指标：实际值84%，目标轨迹为86%；按“规划进度”研判为滞后。"
        "要在2020年实现95%的目标，此后年均须提高5.5个百分点，为此前的2.8倍。",
    ]
    with using("en"):
        assert sentences.standing_answer(where).points[0] == (
            "An indicator: 84% observed; the planned path is at 86%. The verdict is “lagging” (by "
            "“Pace on the plan's path”). To reach 95% by 2020, it must rise by 5.5 percentage "
            "points a year from now on, 2.8 times as fast as so far."
        )


def test_provisional_values_are_counted():
    where = standing(PATH, seen=[(2018, 86, "2019-01-31", "provisional")])
    assert "所用实际值中1项为初步数" in str(sentences.standing_answer(where))
    assert "初步数" not in str(sentences.standing_answer(standing(PATH, seen=[(2018, 86)])))


def test_what_moved_is_counted_by_its_kind():
    better = standing(PATH, seen=[(2018, 84), (2019, 90)], when="2019")
    assert "与2018年相比：研判好转1项。" in str(sentences.standing_answer(better))
    worse = standing(PATH, seen=[(2018, 86), (2019, 84)], when="2019")
    assert "与2018年相比：研判转差1项。" in str(sentences.standing_answer(worse))
    same = standing(PATH, seen=[(2018, 86), (2019, 90)], when="2019")
    assert "与2018年相比，各项研判没有变化。" in str(sentences.standing_answer(same))
    new = standing(PATH, seen=[(2019, 90)], when="2019")
    assert "2018年没有可比的研判。" in str(sentences.standing_answer(new))


def test_a_half_year_is_compared_with_the_year_before():
    where = standing(PATH, seen=[(2018, 86), ("2019H1", 86)], when="2019H1")
    assert "与2018年相比：研判转差1项。" in str(sentences.standing_answer(where))


def test_without_observations_it_says_what_is_missing_and_from_whom(plan):
    for programme in plan.programmes["programme"]:
        where = ms.stand(plan.select(programme=programme), ms.Ledger(), "2020")
        told = str(sentences.standing_answer(where))
        assert "没有报送任何实际值，不能说明进展，也不作研判" in told
        found = where.verdicts
        silent = int(found["verdict"].eq("not_reported").sum())
        assert f"应报送而未报送的{silent}项，数据由下列部门掌握" in told
        named = [int(n) for n in re.findall(r"（(\d+)项）", told)]
        assert sum(named) == silent


def test_provenance_names_plan_ledger_period_and_day(plan, demo):
    where = ms.stand(plan, demo, "2019H1", "2019-07-31")
    told = str(sentences.provenance(where))
    assert plan.fingerprint[:12] in told
    assert where.ledger.fingerprint[:12] in told
    assert "报告期为2019年上半年，台账按2019年7月31日的状态读取" in told
    assert "台账按现状读取" in str(sentences.provenance(ms.stand(plan, demo, "2019H1")))


def test_the_methods_explained_are_those_in_use():
    held = Wish(aim="hold", baseline=90, targets={2020: ">=85"})
    (point,) = sentences.methods(standing(held, seen=[(2018, 90)])).points
    assert point.startswith("底线与方向：")
    directed = Wish(unit="percent", aim="direction", targets={2020: None})
    told = sentences.methods(standing(directed, seen=[(2018, 5)])).points
    assert [text[:4] for text in told] == ["底线与方", "数据年份"]
