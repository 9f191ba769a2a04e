"""Every number of every sentence says what it comes from, and the marks for it never show."""

import json
import re

import pytest
from in_process import EVERY_KIND, executed

import minsheng as ms
from minsheng.plan.years import years_text
from minsheng.reports import sentences
from minsheng.text.language import LANGUAGES, using

each_language = pytest.mark.parametrize("lang", LANGUAGES)
DIGIT = re.compile(r"\d")
OF_A_PLAN = ("plan_answer", "requirements_answer", "audit_answer")
OF_A_STANDING = ("scoreboard_answer", "standing_answer")
OF_AN_EVALUATION = ("midterm_answer", "midterm_overview", "midterm_next")
# Told with days and periods, which are what was asked for and no numbers of the data.
DAYS = re.compile(
    r"\d{4}年\d+月\d+日|\d{4}年(?:上半年|第.季度)?|\d+ [A-Z][a-z]+ \d{4}|"
    r"(?:the )?(?:first|second) half of \d{4}|\b20\d\d\b"
)


def names_of(plan):
    """Names with digits in them; the longest first, as one may hold another."""
    columns = [
        plan.tables[table][f"name_{lang}"]
        for lang in LANGUAGES
        for table in ("indicators", "programmes", "departments")
    ]
    facts = plan.facts
    titles = [*map(facts.title, LANGUAGES), facts.basis_zh, facts.basis_en]
    found = {name for column in columns for name in column} | set(titles)
    return sorted((name for name in found if DIGIT.search(name)), key=len, reverse=True)


def untraced(prose, names):
    """Return the texts with a digit that no number covers, and that is in no name."""
    found = []
    for text in (*prose.paragraphs, *prose.points):
        rest = list(text)
        for number in text.numbers:
            rest[number.start : number.end] = " " * (number.end - number.start)
        left = "".join(rest)
        for name in names:
            left = left.replace(name, "")
        if DIGIT.search(left):
            found.append(left)
    return found


@each_language
@pytest.mark.parametrize("name", OF_A_PLAN)
def test_every_number_about_a_plan_has_an_id(plan, lang, name):
    with using(lang):
        prose = getattr(sentences, name)(plan)
    assert untraced(prose, names_of(plan)) == []
    assert sum(len(text.numbers) for text in (*prose.paragraphs, *prose.points)) > 10


@each_language
def test_every_number_about_a_programme_has_an_id(plan, lang):
    names = names_of(plan)
    for programme in plan.programmes["programme"]:
        with using(lang):
            assert (
                untraced(sentences.programme_answer(plan.select(programme=programme)), names) == []
            )


def without_days(texts):
    # No numbers of the data: twice as fast is a line that a sentence draws, annexes are counted.
    left = [re.sub(r"附件\d|Annex \d|2倍", "", DAYS.sub("", text)) for text in texts]
    return [text for text in left if DIGIT.search(text)]


@pytest.fixture(scope="module")
def standings(plan, made_up):
    """Where each programme stands."""
    parts = (plan.select(programme=programme) for programme in plan.programmes["programme"])
    return [ms.stand(part, made_up, "2019H1") for part in parts]


@each_language
@pytest.mark.parametrize("name", OF_A_STANDING)
def test_every_number_about_a_standing_has_an_id(plan, standings, lang, name):
    names = names_of(plan)
    for standing in standings:
        with using(lang):
            assert without_days(untraced(getattr(sentences, name)(standing), names)) == []


@each_language
@pytest.mark.parametrize("name", OF_AN_EVALUATION)
def test_every_number_of_a_midterm_evaluation_has_an_id(plan, made_up, lang, name):
    with using(lang):
        prose = getattr(sentences, name)(ms.stand_midterm(plan, made_up))
    assert without_days(untraced(prose, names_of(plan))) == []


@each_language
def test_every_number_of_the_final_answer_has_an_id(plan, made_up, lang):
    with using(lang):
        prose = sentences.final_answer(ms.stand_final(plan, made_up))
    assert without_days(untraced(prose, names_of(plan))) == []


def test_ids_of_a_change(plan):
    part = plan.select(indicator="childcare.gross_enrolment")
    with using("zh"):
        (point,) = sentences.programme_answer(part).points
    own = "childcare.gross_enrolment"
    assert [(point[n.start : n.end], n.id, n.value) for n in point.numbers] == [
        ("2017", "facts:qijiang-2018-2020.baseline_year", 2017.0),
        ("86%", f"baselines:{own}@2017", 86.0),
        ("2020", f"targets:{own}@2020.year", None),
        ("90%以上", f"targets:{own}@2020", 90.0),
        ("4个百分点", f"gaps:{own}.gap", 4.0),
        ("1.33个百分点", f"growth:{own}.change", pytest.approx(4 / 3)),
    ]


def test_ids_of_rows_lead_to_rows(plan):
    with using("zh"):
        found = [
            number
            for programme in plan.programmes["programme"]
            for text in sentences.programme_answer(plan.select(programme=programme)).points
            for number in text.numbers
        ]
    rows = {
        f"{table}:{row['indicator']}@{years_text(row)}"
        for table in ("baselines", "targets")
        for row in plan.tables[table].to_dict("records")
    }
    led = [
        n.id
        for n in found
        if n.id.startswith(("baselines:", "targets:")) and not n.id.endswith(".year")
    ]
    assert len(led) > 20
    assert set(led) <= rows


@each_language
@pytest.mark.parametrize("name", EVERY_KIND)
def test_no_mark_shows_anywhere_in_a_report(name, lang):
    text = json.dumps(executed(name, lang), ensure_ascii=False)
    assert not re.search("[\ufdd0-\ufdef]", text)
