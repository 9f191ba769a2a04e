"""The sentences of the write-ups, by their words, and their numbers against the frames."""

import re

import pytest

import minsheng as ms
from minsheng.evaluation import JUDGED, outcomes
from minsheng.reports import sentences
from minsheng.text.language import LANGUAGES, using


@pytest.fixture(scope="module")
def here(plan, made_up):
    return ms.stand_midterm(plan, made_up, as_of="2019-07-31")


@pytest.fixture(scope="module")
def end(plan, made_up):
    return ms.stand_final(plan, made_up)


def numbers(text):
    return [int(n) for n in re.findall(r"\d+", text)]


def test_the_answer_of_the_mid_term(here):
    """The demonstration data are the same for ever: so are the sentences."""
    with using("zh"):
        told = sentences.midterm_answer(here).paragraphs
    found = here.verdicts["class"].astype("str").value_counts()
    assert told[0].startswith("截至2019年6月30日，规划时间已过50%。9个专项共有目标指标281项，")
    assert told[1] == (
        f"已判断的{sum(found.get(name, 0) for name in JUDGED)}项中，目标期限未到、须推进的目标："
        f"提前实现{found['early']}项，快于预期{found['ahead']}项，"
        f"基本符合预期{found['in_line']}项，滞后{found['lagging']}项；目标期限已过的目标："
        f"达到{found['met']}项，逾期完成{found['late']}项，未达到{found['not_met']}项；须保持或只定方向的目标：保持{found['kept']}项，"
        f"未保持{found['not_kept']}项。"
    )


def test_the_classes_add_up_in_either_language(here):
    for lang in LANGUAGES:
        with using(lang):
            told = sentences.midterm_answer(here).paragraphs
        judged, *parts = numbers(told[1])
        assert judged == sum(parts)
        open_, *parts = numbers(told[2])
        assert open_ == sum(parts)
        assert judged + open_ == 281


def test_the_parts_of_the_programmes_are_the_whole(plan, here):
    with using("zh"):
        told = [
            numbers(sentences.midterm_programme(here.select(programme=one)).paragraphs[0])
            for one in plan.programmes["programme"]
        ]
    assert sum(goals for goals, *_ in told) == 281
    assert all(goals == sum(rest[1:]) for goals, *rest in told)


def test_the_strengths_of_wording_add_up_to_all_that_is_known(here, end):
    for standing, answer, opening in (
        (here, sentences.midterm_answer, "已判断的"),
        (end, sentences.final_answer, "已有结果的"),
    ):
        with using("zh"):
            told = answer(standing).paragraphs
        (known,) = [numbers(text)[0] for text in told if text.startswith(opening)]
        (parts,) = [numbers(text) for text in told if text.startswith("按约束程度")]
        assert sum(parts[::2]) == known


def test_a_reform_without_tasks_is_not_said_to_have_none_of_them_done(plan, here):
    with using("zh"):
        housing = str(sentences.midterm_programme(here.select(programme="housing")))
    assert "改革事项4项，规划未列编号任务。" in housing


def test_the_cuts_are_printed_and_said_to_be_ours(here):
    with using("zh"):
        assert "q≥1.05为快于预期，0.95≤q<1.05为基本符合预期，q<0.95为滞后" in str(
            sentences.cuts(here)
        )
        assert "以上分界由本报告自定" in str(sentences.cuts(here))
    with using("en"):
        assert "these are ours" in str(sentences.cuts(here))


def test_the_answer_of_the_end(end):
    with using("zh"):
        told = "".join(sentences.final_answer(end).paragraphs)
    found = outcomes(end)["outcome"].value_counts()
    met, late, missed = (int(found[name]) for name in ("met", "late", "not_met"))
    judged = met + late + missed
    assert (
        f"已有结果的{judged}项中，达到{met}项，占{round(100 * met / judged, 1):g}%；"
        f"逾期完成{late}项，不计入达到；未达到{missed}项。"
    ) in told
    assert "属追溯认定" in told


def test_promises_add_up(plan, end):
    frozen = ms.load_midterm(plan, "demo")
    with using("zh"):
        told = sentences.promises(end, frozen).paragraphs[0].partition("）")[2]
    short, *rest = numbers(told)
    assert short == sum(rest[:3])
    assert rest[3] == sum(rest[4:])


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "没有封存的中期评估结果"), ("en", "no frozen results of a mid-term evaluation")],
)
def test_a_missing_mid_term_is_said(end, lang, words):
    with using(lang):
        assert words in str(sentences.promises(end, None))
        assert "evaluations/midterm-2019H1.json" in str(sentences.promises(end, None))


def test_the_seal_of_the_report_is_that_of_the_file(plan, made_up):
    frozen = ms.load_midterm(plan, "demo")
    here = ms.stand_midterm(plan, made_up, as_of=frozen.as_of)
    assert frozen.sha256 in str(sentences.seal(here))
    assert frozen.sha256 in str(sentences.seal_read(frozen))


def test_english_sentences_are_parted_by_spaces(here):
    with using("en"):
        for text in sentences.midterm_answer(here).paragraphs:
            assert not re.search(r"[a-z]\.[A-Z0-9]", text), text
