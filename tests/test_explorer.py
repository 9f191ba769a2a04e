"""The explorer: its widgets choose what is shown, and each line of code makes what it stands by."""

import html
import re
import sys
from pathlib import Path

import pytest

import minsheng as ms
from minsheng.errors import BadInput
from minsheng.explorer.view import PAGES, Choice, Plain, View
from minsheng.text.language import LANGUAGES, current, using

pytest.importorskip("ipywidgets")  # comes with the extra `dev`

ONE = "childcare.gross_enrolment"


@pytest.fixture
def explorer(plan):
    with using("zh"):
        return ms.explore(plan.select(programme=("childcare", "healthcare")), "demo")


def _lines(widget):
    return [html.unescape(line) for line in re.findall("<code[^>]*>(.*?)</code>", widget.value)]


def test_at_first_it_shows_the_first_indicator_in_the_last_period(explorer):
    assert explorer.programme.label == "幼有所育"
    assert explorer.indicator.label == "学前三年毛入园率"
    assert (explorer.period.value, explorer.language.value) == ("2020", "zh")
    assert "截至2020年12月31日" in explorer.answer.value
    assert "data:image/svg+xml" in explorer.path.value


def test_another_programme_brings_its_first_indicator(explorer):
    explorer.programme.value = "healthcare"
    assert explorer.indicator.value.startswith("healthcare.")
    assert all(value.startswith("healthcare.") for _, value in explorer.indicator.options)
    assert explorer.indicator.label in explorer.answer.value


def test_indicator_and_period_are_chosen_by_name(explorer):
    explorer.programme.label = "病有所医"
    explorer.indicator.label = "每千常住人口执业（助理）医师数"
    explorer.period.label = "2019年上半年"
    assert explorer.choice == Choice("healthcare.doctors", "2019H1")
    assert "截至2019年6月30日" in explorer.answer.value


def test_in_english_everything_is_and_the_session_stays_as_it_is(explorer):
    with using("zh"):
        explorer.language.label = "English"
        assert current() == "zh"
    assert explorer.programme.description == "Programme"
    assert explorer.programme.label.startswith("Childcare")
    assert explorer.pages.titles[0] == "Target and requirement"
    assert "Gross enrolment" in explorer.answer.value


def test_only_the_open_page_is_made(explorer):
    made = [bool(page.value) for page in explorer.pages.children]
    assert made == [True, False, False, False, False]
    explorer.pages.selected_index = PAGES.index("methods")
    assert len(re.findall("<tr", explorer.pages.children[1].value)) > 11
    explorer.period.value = "2019"
    assert not explorer.pages.children[0].value


def test_a_method_is_chosen_and_says_what_it_finds(explorer):
    explorer.pages.selected_index = PAGES.index("methods")
    before = explorer.path.value
    explorer.method.value = "sdsn"
    assert "按“年均变化比”" in explorer.pages.children[1].value
    assert explorer.path.value == before


def test_moved_target_and_year_are_assumed_and_the_line_of_code_says_so(explorer):
    # 86 % in 2017 and 90 % wanted in 2020: 92 % by 2020 is 2 points a year, by 2019 it is 3.
    assert (explorer.target.value, explorer.year.value) == (90, 2020)
    explorer.target.value = 92
    shown = explorer.pages.children[0].value
    assert "假设情景" in shown
    assert "假设情景" in explorer.path.value
    assert ">2<" in re.sub(r"\s", "", shown)
    explorer.year.value = 2019
    assumed = f'.assume("{ONE}", year=2019).assume("{ONE}", target=92.0, year=2019)'
    assert assumed in _lines(explorer.answer)[0]
    assert ">3<" in re.sub(r"\s", "", explorer.pages.children[0].value)
    explorer.target.value, explorer.year.value = 90, 2020
    assert "assume" not in _lines(explorer.answer)[0]
    assert "假设情景" not in explorer.path.value


def test_another_indicator_is_shown_as_the_plan_has_it(explorer):
    explorer.target.value = 92
    explorer.indicator.value = "childcare.inclusive_share"
    assert explorer.choice.target is None
    assert explorer.target.value == 80
    assert explorer.children[1].layout.display == ""
    explorer.indicator.value = "childcare.yingpanshan_started"  # a milestone has no number to move
    assert explorer.children[1].layout.display == "none"


def test_what_cannot_be_assumed_is_told_in_place_of_the_answer(explorer):
    explorer.target.max = 101
    explorer.target.value = 101  # a share
    assert "targets.csv" in explorer.answer.value
    assert explorer.path.value == ""
    explorer.method.value = "sdsn"
    explorer.pages.selected_index = PAGES.index("methods")
    assert not any(page.value for page in explorer.pages.children)
    explorer.target.value = 92
    assert "92" in explorer.answer.value
    assert explorer.pages.children[1].value


def test_a_target_that_a_browser_adds_up_of_steps_is_no_finer_than_its_unit(explorer):
    explorer.target.value = 86.1 + 6 * 0.1 + 0.000_000_000_1
    assert explorer.choice.target == 86.7
    assert "targets.csv" not in explorer.answer.value


def test_the_target_of_a_flow_is_moved_in_its_year(plan):
    view = View.of(plan, "demo")
    flow = "healthcare.tcm_residents_trained"  # a target for each year
    answer = view.answer(Choice(flow, "2020", target=2.0))
    assert f'.assume("{flow}", target=2.0, year=2020)' in answer.code
    assert answer.exhibit.hypothetical


def _all_parts(view, choice):
    pages = [part for page in PAGES for part in view.page(choice, page)]
    return [view.answer(choice), *(part for part in pages if part.code)]


@pytest.mark.parametrize(
    ("indicator", "source", "lang"),
    [
        (ONE, "demo", "zh"),
        (ONE, None, "en"),
        ("culture_sport.museums", "demo", "en"),
        ("childcare.yingpanshan_started", "demo", "zh"),
        ("childcare.yingpanshan_started", None, "zh"),
    ],
)
def test_each_line_of_code_makes_what_is_shown(plan, indicator, source, lang):
    with using("zh"):
        view = View.of(plan, source)
        choice = Choice(indicator, "2019", "sdsn", lang)
        for part in _all_parts(view, choice):
            with using("zh"):
                *first, last = part.code.split("; ")
                for statement in first:
                    exec(statement, {"ms": ms})
                made = eval(last, {"ms": ms, "plan": plan})
                assert (type(made), str(made)) == (type(part.exhibit), str(part.exhibit))
        assert str(view.path(choice).exhibit.shown_alt())


def test_the_line_of_the_chart_makes_the_chart(plan):
    with using("zh"):
        ledger = ms.load_observations(plan, "demo")
        part = View.of(plan, ledger).path(Choice(ONE, "2019"))
        axes = eval(part.code, {"ms": ms, "plan": plan, "observations": ledger})
    assert axes.figure.finding == part.exhibit.alt
    assert part.code == (
        f'ms.charts.progress(ms.stand(plan.select(indicator="{ONE}"), observations, "2019"))'
    )


def test_lines_name_the_variables_of_the_session(plan, monkeypatch):
    ledger = ms.load_observations(plan, "demo")
    session = sys.modules["__main__"]
    monkeypatch.setattr(session, "district", plan, raising=False)
    monkeypatch.setattr(session, "values", ledger, raising=False)
    view = View.of(plan, ledger)
    assert (view.plan_code, view.ledger_code) == ("district", "values")


def test_a_line_reads_the_ledger_of_the_whole_plan(plan):
    part = plan.select(programme="childcare")
    assert View.of(part, "demo").ledger_code == 'ms.load_observations(plan.whole, "demo")'
    assert View.of(plan, None).ledger_code == "ms.load_observations(plan)"


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "没有安装 ipywidgets"), ("en", "ipywidgets is not installed")]
)
def test_without_widgets_the_same_stands_in_plain_output(plan, monkeypatch, lang, words):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    part = plan.select(indicator=ONE)
    with using(lang):
        shown = ms.explore(part, "demo")
        assert isinstance(shown, Plain)
        text, page = str(shown), shown._repr_html_()
        lines = [part.code for part in _all_parts(shown.view, shown.choice)]
    for line in lines:
        assert line in text
        assert html.escape(line) in page
    assert text.startswith(words)
    assert 'pip install "minsheng[lab]"' in text
    assert "data:image/svg+xml" in page


def test_a_plan_without_indicators_is_refused(plan):
    with using("en"), pytest.raises(BadInput, match="the selection has no indicator to explore"):
        ms.explore(plan.select(indicator=()), "demo")


def test_a_method_that_does_not_exist_is_refused(plan):
    standing = ms.stand(plan.select(indicator=ONE), ms.Ledger(), "2019")
    with using("en"), pytest.raises(BadInput, match=r"unknown method of assessment.*sdns.*sdsn"):
        ms.sentences.method_answer(standing, "sdns")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "“学前三年毛入园率”按“年均变化比”研判为"),
        ("en", "by “Change achieved over change required”: "),
    ],
)
def test_a_method_says_its_verdict_and_what_it_means(plan, lang, words):
    ledger = ms.load_observations(plan, "demo")
    standing = ms.stand(plan.select(indicator=ONE), ledger, "2019")
    with using(lang):
        told = ms.sentences.method_answer(standing, "sdsn")
    assert words in told.paragraphs[0]
    assert told.synthetic


@pytest.mark.parametrize("package", ["", "county_package", "five_year_package", "small_package"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_indicator_is_shown_also_one_without_a_goal(package, lang):
    plan = ms.load_plan(Path(__file__).parent / package if package else None)
    view = View.of(plan, "demo")
    kinds = plan.indicators.drop_duplicates(["kind", "aim"])
    for name, aim in zip(kinds["indicator"], kinds["aim"], strict=True):
        choice = Choice(name, view.first().period, lang=lang)
        answer = str(view.answer(choice).exhibit)
        assert (("背景数据" in answer) or ("context figure" in answer)) == (aim == "context")
        assert view.path(choice).exhibit.svg
        assert all(view.page(choice, page) for page in PAGES)
