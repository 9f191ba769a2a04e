"""Names are accepted wherever ids are, and lead to ids."""

import inspect

import pytest
from building import Wish, build

import minsheng as ms
from minsheng.plan.plan import Plan
from minsheng.plan.selection import CRITERIA
from minsheng.text.language import using


@pytest.mark.parametrize("word", ["healthcare", "Healthcare", "病有所医", " ＨEALTHCARE "])
def test_a_programme_is_found_by_id_and_by_name(plan, word):
    part = plan.select(programme=word)
    assert part.programmes["programme"].tolist() == ["healthcare"]
    assert len(part) == len(plan.select(programme="healthcare"))
    assert plan.programme(word).programme == "healthcare"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_indicator_is_selected_by_its_name(plan, lang):
    for row in plan.indicators.head(20).to_dict("records"):
        part = plan.select(indicator=row[f"name_{lang}"])
        assert row["indicator"] in set(part.indicators["indicator"])


def test_an_indicator_is_found_by_its_name(plan):
    assert plan.indicator("学前三年毛入园率").indicator == "childcare.gross_enrolment"


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "有几个条目用这个名称，请用代码"), ("en", "several have this name; use an id")],
)
def test_a_name_of_several_is_refused_with_their_ids(lang, words):
    plan = build(Wish("beds"), Wish("nurses"))
    with pytest.raises(ms.UnknownName) as error:
        plan.indicator("某指标")
    text = error.value.text(lang)
    assert words in text
    assert all(id_ in text for id_ in plan.indicators["indicator"])


@pytest.mark.parametrize(("lang", "words"), [("zh", "最接近的是："), ("en", "nearest: ")])
def test_the_nearest_match_is_looked_for_in_names_and_last_parts(plan, lang, words):
    with pytest.raises(ms.UnknownName) as error:
        plan.indicator("doctors")
    assert f"{words}healthcare.doctors" in error.value.text(lang)


@pytest.mark.parametrize("word", ["Doctors", "ｄｏｃｔｏｒｓ", "医师"])
def test_find_returns_what_matches_with_its_ids(plan, word):
    found = plan.find(word)
    assert list(found) == ["what", "id", "name_zh", "name_en"]
    assert set(found["what"]) <= {"programme", "indicator", "task"}
    known = set(plan.indicators["indicator"]) | set(plan.tasks["task"])
    assert len(found) > 1
    assert set(found["id"]) <= known


def test_what_matches_nothing_gives_no_rows(plan):
    assert plan.find("zzz").empty


def test_the_signature_names_every_criterion():
    named = inspect.signature(Plan.select).parameters
    assert set(CRITERIA) == set(named) - {"self", "others"}


@pytest.mark.parametrize(("lang", "words"), [("zh", "没有这个专项"), ("en", "unknown programme")])
def test_a_notebook_shows_the_message_and_no_frames(plan, lang, words):
    with pytest.raises(ms.UnknownName) as error:
        plan.programme("nowhere")
    with using(lang):
        (shown,) = error.value._render_traceback_()
    assert words in shown
    assert "UnknownName" not in shown
    assert "Traceback" not in shown
