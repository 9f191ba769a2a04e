"""The sentences of the write-ups, by their words, and their numbers against the frames."""

import re

import pytest

import minsheng as ms
from minsheng.evaluation import GOOD, JUDGED, outcomes
from minsheng.reports import sentences
from minsheng.reports.exhibits import Prose
from minsheng.reports.midterm.progress import midterm_words
from minsheng.text.language import LANGUAGES, using
from minsheng.text.numerals import plain


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
        overview = sentences.midterm_overview(here).paragraphs
        told = sentences.midterm_answer(here).paragraphs
    found = here.verdicts["class"].astype("str").value_counts()
    good = sum(found.get(name, 0) for name in GOOD)
    judged = sum(found.get(name, 0) for name in JUDGED)
    assert "评估截至2019年6月30日，规划时间已过50%；涉及9个专项、281项目标指标。" in overview[1]
    assert told[0].startswith(
        f"可研判的{judged}项目标中，{good}项提前实现、快于预期、基本符合预期、达到或保持，"
        f"占{plain(100 * good / judged, 0)}%；{found['late']}项逾期完成；"
    )


def test_the_classes_add_up_in_either_language(here):
    for lang in LANGUAGES:
        with using(lang):
            answer = sentences.midterm_answer(here).paragraphs[0]
        silent = r"(；另有|; \d+ further ).*?(?=。没有|\. \d+ ha)"
        told = numbers(re.sub(silent, "", answer))
        judged, good, _, late, short, open_, *reasons = told
        assert judged == good + late + short
        assert open_ == sum(reasons)
        assert judged + open_ == 281


def test_the_parts_of_the_programmes_are_the_whole(plan, here):
    with using("zh"):
        told = [
            re.match(r"目标指标(\d+)项，已研判(\d+)项：(.*?)。", text)
            for one in plan.programmes["programme"]
            for text in Prose((midterm_words(here.select(programme=one)),)).paragraphs
        ]
    assert sum(int(one[1]) for one in told) == 281
    assert all(int(one[2]) == sum(numbers(one[3])) for one in told)


def test_the_strengths_of_wording_add_up_to_all_that_is_known(here, end):
    for standing, answer in ((here, sentences.midterm_answer), (end, sentences.final_answer)):
        with using("zh"):
            told = answer(standing).paragraphs
        known = numbers(told[0])[0]
        (said,) = [text for text in told if text.startswith("按约束程度")]
        assert sum(map(int, re.findall(r"性?目标\D*(\d+)项", said))) == known


def test_a_reform_without_tasks_is_not_said_to_have_none_of_them_done(plan, here):
    with using("zh"):
        housing = str(Prose((midterm_words(here.select(programme="housing")),)))
    assert "改革事项4项，规划未列编号任务。" in housing


def test_the_cuts_are_printed_and_said_to_be_published_by_nobody(here):
    with using("zh"):
        assert "q≥1.05为快于预期，0.95≤q<1.05为基本符合预期，q<0.95为滞后" in str(
            sentences.cuts(here)
        )
        assert "没有公布分界，本报告按以上分界研判" in str(sentences.cuts(here))
    with using("en"):
        assert "without publishing cuts" in str(sentences.cuts(here))


def test_the_answer_of_the_end(end):
    with using("zh"):
        told = "".join(sentences.final_answer(end).paragraphs)
    found = outcomes(end)["outcome"].value_counts()
    met, late, missed = (int(found[name]) for name in ("met", "late", "not_met"))
    judged = met + late + missed
    assert (
        f"可研判的{judged}项目标中，{met}项达到，占{plain(100 * met / judged, 0)}%；"
        f"{late}项逾期完成；{missed}项未达到，主要是"
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
    [("zh", "没有中期评估的结果可供对照"), ("en", "no results of a mid-term evaluation")],
)
def test_a_missing_mid_term_is_said(end, lang, words):
    with using(lang):
        assert words in str(sentences.promises(end, None))


def test_the_seal_of_the_report_is_that_of_the_file(plan, made_up):
    frozen = ms.load_midterm(plan, "demo")
    here = ms.stand_midterm(plan, made_up, as_of=frozen.as_of)
    assert frozen.sha256 in str(sentences.seal(here))
    assert frozen.sha256 in str(sentences.seal_read(frozen))


def test_english_sentences_are_parted_by_spaces(here):
    with using("en"):
        for text in sentences.midterm_answer(here).paragraphs:
            assert not re.search(r"[a-z]\.[A-Z0-9]", text), text
