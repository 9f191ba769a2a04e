"""What the reports say, in both languages."""

import re

import pytest
from building import Wish, build

import minsheng as ms
from minsheng.reports import sentences
from minsheng.reports.exhibits import Prose
from minsheng.reports.plan import split
from minsheng.reports.programme import below_baseline
from minsheng.text.language import LANGUAGES, using

SAY = (
    sentences.plan_answer,
    sentences.programme_answer,
    sentences.requirements_answer,
    sentences.reasons,
    sentences.provenance,
)
ABOUT_ALL = (sentences.plan_answer, sentences.requirements_answer, sentences.provenance)
CHINESE = re.compile(r"[\u3400-\u9fff]")
ASCII_BESIDE_CHINESE = re.compile(r"[\u3400-\u9fff][,;:()]|[,;:()][\u3400-\u9fff]")
each_language = pytest.mark.parametrize("lang", LANGUAGES)
each_sentence = pytest.mark.parametrize("say", SAY, ids=lambda say: say.__name__)


def parts(plan):
    for programme in plan.programmes["programme"]:
        yield plan.select(programme=programme)


@pytest.fixture(scope="module")
def said(plan):
    """Every text of every sentence of every programme, by function and language."""
    found, programmes = {}, list(parts(plan))
    for lang in LANGUAGES:
        with using(lang):
            for say in SAY:
                wholes = (plan,) if say in ABOUT_ALL else programmes
                prose = [say(whole) for whole in wholes]
                assert all(isinstance(each, Prose) for each in prose)
                found[say, lang] = [t for each in prose for t in (*each.paragraphs, *each.points)]
    return found


def told(lang, *wishes):
    with using(lang):
        return sentences.programme_answer(build(*wishes))


@each_language
@each_sentence
def test_every_sentence_is_whole(said, say, lang):
    assert said[say, lang]
    for text in said[say, lang]:
        assert text.endswith("。" if lang == "zh" else "."), text
        assert not re.search(r"\bnan\b|None|<NA>|∞|\binf\b|[{}]|—(?!20)", text), text


@each_sentence
def test_chinese_uses_chinese_punctuation(said, say):
    for text in said[say, "zh"]:
        assert CHINESE.search(text)
        assert not ASCII_BESIDE_CHINESE.search(text), text


@each_sentence
def test_english_holds_chinese_only_as_a_name_in_brackets(plan, said, say):
    names = [*plan.programmes["name_zh"], *plan.departments["name_zh"]]
    for text in said[say, "en"]:
        rest = text
        for name in names:
            rest = rest.replace(f" ({name})", "")
        assert not CHINESE.search(rest), text
        assert not re.search(r"[，。；：（）、]", rest), text


def test_the_classes_of_the_split_add_up_to_the_goals(plan):
    for part in (plan, *parts(plan)):
        with using("en"):
            text = split(part)
        goals, *classes = [int(n) for n in re.findall(r"(?:Of the |, |; )(\d+)(?= )", text)]
        assert goals == len(ms.gaps(part)) == sum(classes)


def test_interim_targets_of_nurses_lie_below_the_baseline(plan):
    part = plan.select(indicator="healthcare.nurses")
    with using("zh"):
        assert below_baseline(part) == (
            "请注意：“每千常住人口注册护士数”的2018、2019年目标（2.72人、2.93人）低于2017年基期（3.14人）。",
        )
    with using("en"):
        assert below_baseline(part) == (
            "Note: “Registered nurses per 1,000 residents” has targets for 2018 and 2019 (2.72 per "
            "1,000 people and 2.93 per 1,000 people) lower than the 2017 baseline (3.14 per 1,000 "
            "people).",
        )
        assert len(below_baseline(plan)) == 1


@pytest.mark.parametrize(
    ("direction", "interim", "word"),
    [
        ("up", 30, "lower"),
        ("down", 50, "higher"),
        ("up", 40, ""),
        ("down", 40, ""),
        ("up", 41, ""),
        ("down", 39, ""),
    ],
)
def test_worse_than_the_baseline_goes_by_the_direction(direction, interim, word):
    final = 60 if direction == "up" else 20
    wish = Wish(direction=direction, baseline=40, targets={2018: interim, 2020: final})
    with using("en"):
        said = below_baseline(build(wish))
    assert len(said) == bool(word)
    if word:
        assert f"has a target for 2018 ({interim}%) {word} than" in said[0]


def test_a_flow_and_a_bound_have_no_baseline_to_be_below():
    flow = Wish("flow", "person", "flow", targets={2018: 9, 2019: 3})
    assert below_baseline(build(flow, Wish(baseline=">94", targets={2020: 94}))) == ()


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "Of the 1 goal, 1 has a baseline"), (2, "Of the 2 goals, 2 have a baseline")],
)
def test_plurals_of_the_split(count, words):
    plan = build(*(Wish(f"i{n}", baseline=40, targets={2020: 50}) for n in range(count)))
    with using("en"):
        assert split(plan).startswith(words)
        assert f"holds {count} goal{'s' * (count > 1)}; no tasks were entered." in str(
            sentences.programme_answer(plan)
        )
        assert f"in 1 programme. By our count it holds {count} goal{'s' * (count > 1)};" in str(
            sentences.plan_answer(plan)
        )


@pytest.mark.parametrize(
    ("kind", "one", "many"),
    [
        (Wish(targets={2020: 5}), "1 has a numerical target but", "2 have a numerical target but"),
        (Wish(aim="hold", baseline=5, targets={2020: 5}), "1 was met", "2 were met"),
        (Wish(aim="listed"), "1 gives only a direction or is", "2 give only a direction or are"),
        (
            Wish(kind="flow", unit="person", targets={2020: 5}),
            "1 is a yearly amount",
            "2 are yearly amounts",
        ),
        (
            Wish(kind="milestone", unit="milestone", targets={2020: 1}),
            "1 is a milestone",
            "2 are milestones",
        ),
    ],
)
def test_plurals_of_each_class(kind, one, many):
    rest = {key: getattr(kind, key) for key in ("unit", "kind", "aim", "baseline", "targets")}
    for count, words in ((1, one), (2, many)):
        with using("en"):
            said = split(build(*(Wish(f"i{n}", **rest) for n in range(count))))
        assert f" {words}" in said


def test_a_change_of_one_is_one_percentage_point():
    said = told("en", Wish(baseline=40, targets={2020: 43}))
    assert "with a gap of 3 percentage points, it must rise by 1 percentage point a year" in str(
        said
    )


def test_what_falls_is_said_to_fall():
    wish = Wish(direction="down", baseline=80, targets={2020: "<=50"})
    assert told("en", wish).points == (
        "An indicator: from 80% in 2017 to at most 50% in 2020; with a gap of 30 percentage "
        "points, it must fall by 10 percentage points a year.",
    )
    assert "年均须降低10个百分点" in told("zh", wish).points[0]


@pytest.mark.parametrize(
    ("wish", "zh", "en"),
    [
        (
            Wish(baseline=">94", targets={2020: ">=95"}),
            "某指标：基期只写“超过94%”，到2020年95%以上的差距在−5个百分点与1个百分点之间，无法给出单一数值。",
            "An indicator: the baseline is only given as “more than 94%”; the gap to at least 95% "
            "in 2020 lies between −5 percentage points and 1 percentage point, and no single "
            "number can be given.",
        ),
        (
            Wish(unit="person", baseline=">1000", targets={2020: 1300}),
            "某指标：基期只写“超过1000”，到2020年1300的差距为300以内，无法给出单一数值。",
            "An indicator: the baseline is only given as “more than 1,000”; the gap to 1,300 in "
            "2020 is at most 300, and no single number can be given.",
        ),
        (
            Wish(baseline=98, targets={2020: ">=95"}),
            "某指标：基期98%已满足2020年95%以上的要求，只需保持。",
            "An indicator: the baseline of 98% already meets the 2020 target of at least 95%, "
            "which only has to be kept.",
        ),
        (
            Wish(kind="flow", unit="person", total="1..2"),
            "某指标：2018—2020年共1—2，年均0.3。",
            "An indicator: 1–2 over 2018–2020, or 0.3 a year on average.",
        ),
        (
            Wish(kind="flow", unit="person", targets={2018: 210}),
            "某指标：2018年210。",
            "An indicator: 210 in 2018.",
        ),
        (
            Wish(direction="down", unit="person", baseline=11, targets={2020: "4..5"}),
            "某指标：2017年为11，2020年目标为4—5，差距6，年均须降低2。",
            "An indicator: from 11 in 2017 to 4–5 in 2020; with a gap of 6, it must fall by 2 a "
            "year.",
        ),
    ],
)
def test_the_sentence_of_each_awkward_goal(wish, zh, en):
    assert told("zh", wish).points == (zh,)
    assert told("en", wish).points == (en,)


@each_language
@each_sentence
def test_a_plan_without_goals_has_its_sentences_too(say, lang):
    plan = build(Wish(aim="context", baseline=5))
    with using(lang):
        assert "nan" not in str(say(plan))


def test_the_fastest_names_each_that_ties():
    plan = build(
        Wish("a", baseline=40, targets={2020: 46}),
        Wish("b", baseline=70, targets={2020: 76}),
        Wish("c", baseline=70, targets={2020: 75}),
    )
    with using("en"):
        said = sentences.requirements_answer(plan).points[0]
    assert said == (
        "Among the shares with an exact baseline, the fastest change is asked of “An indicator” "
        "(from 40% to 46%) and “An indicator” (from 70% to 76%): they must rise by 2 percentage "
        "points a year."
    )


def test_a_change_without_a_printed_baseline_has_no_exact_one():
    """累计下降13.5% counts from 0, which is no baseline of 0%."""
    cut = Wish("cut", kind="cumulative", targets={2020: 13.5}, changes={2020: "decrease_percent"})
    level = Wish("level", baseline=90, targets={2020: 93})
    with using("zh"):
        (said,) = sentences.requirements_answer(build(cut, level)).points
        assert said == (
            "基期值明确的比重类指标中，变化最快的是某指标（基期90%，目标93%）：每年须提高1个百分点。"
        )


def test_front_and_back_loading_are_counted():
    plan = build(
        Wish("front", "person", "flow", targets={2018: 5, 2019: 1, 2020: 1}),
        Wish("back", "person", "flow", targets={2018: 1, 2019: 1, 2020: 5}),
        Wish("even", "person", "flow", targets={2018: 2, 2019: 2, 2020: 2}),
        Wish("short", "person", "flow", targets={2018: 2}),
    )
    with using("en"):
        said = sentences.requirements_answer(plan).points[-1]
    assert said.startswith("Of the 3 that can be compared, 1 puts more")
    assert said.endswith("and 1 does so in the last.")


def test_every_reason_in_the_frames_is_explained(plan):
    growth = ms.required_growth(plan)
    codes = {*growth["reason"], *growth["growth_reason"]} - {""}
    assert len(sentences.reasons(plan).points) == len(codes)


def test_a_long_list_says_how_many_are_left(plan):
    part = plan.select(programme="healthcare")
    said = sentences.programme_answer(part).points
    reasons = ms.required_growth(part)["reason"]
    sayable = reasons.isin(
        ["", "baseline_is_a_bound", "baseline_meets_target", "to_hold", "flow_has_no_growth"]
    ).sum()
    assert len(said) == 9
    assert said[-1] == f"其余{sayable - 8}项见下表。"
