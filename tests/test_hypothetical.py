"""A plan that is only assumed is marked wherever it is shown, and the plan itself never is."""

import io

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from IPython.core.formatters import DisplayFormatter
from openpyxl import load_workbook
from standings import MADE_UP

import minsheng as ms
from minsheng import charts
from minsheng.evaluation import save_frozen
from minsheng.reports import cards
from minsheng.reports.exhibits import Figure, Prose, Table
from minsheng.text.language import LANGUAGES, using

mpl.use("Agg")
MARK = "〔假设情景〕"
RATE = "childcare.gross_enrolment"
OF_PLANS = ("gap", "growth", "loading", "small_multiples", "overview", "measurability")
OF_STANDINGS = ("bullet", "grades", "scoreboard", "lead", "pace", "progresses")


@pytest.fixture(scope="module")
def assumed(plan):
    return plan.assume(RATE, target=92).select(programme="childcare")


@pytest.fixture(scope="module")
def printed(plan):
    return plan.select(programme="childcare")


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def marks(axes):
    figure = (axes.flat[0] if hasattr(axes, "flat") else axes).figure
    return "".join(text.get_text() for text in figure.texts if text.get_gid() == "mark")


@pytest.mark.parametrize("chart", OF_PLANS)
def test_charts_of_a_plan_are_marked(chart, assumed, printed):
    axes = getattr(charts, chart)(assumed)
    assert marks(axes) == MARK
    assert marks(getattr(charts, chart)(printed)) == ""


@pytest.mark.parametrize("chart", OF_STANDINGS)
def test_charts_of_a_standing_are_marked_beside_made_up_data(chart, assumed, made_up):
    assert marks(getattr(charts, chart)(ms.stand(assumed, made_up, "2019"))) == MADE_UP["zh"] + MARK


def test_the_title_of_a_path_begins_with_the_mark(assumed, printed):
    titles = [
        charts.path(part.select(indicator=RATE)).get_title("left") for part in (assumed, printed)
    ]
    assert [title.startswith(MARK) for title in titles] == [True, False]
    sheet = charts.path(assumed.select(indicator=RATE)).figure
    assert sheet.hypothetical
    assert MARK not in sheet.finding


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_sentences_and_figures_are_marked_and_read_back(lang, assumed, printed):
    sign = {"zh": MARK, "en": "[hypothetical]"}[lang]
    with using(lang):
        table = ms.listings.targets(assumed)
        prose = ms.sentences.programme_answer(assumed)
        figure = ms.figures.gaps(assumed)
        assert table.shown_caption() == f"{ms.listings.targets(printed).caption} {sign}"
        assert str(prose).splitlines()[0] == sign
        assert figure.shown_caption().endswith(sign)
        assert figure.shown_alt().startswith(sign)
        assert all(behind.hypothetical for behind in figure.tables)
        assert sign not in str(ms.listings.targets(printed))
    assert Table.from_data(table.data()) == table
    assert Prose.from_data(prose.data()) == prose
    again = Figure.from_words(figure.svg, figure.words())
    assert (again.caption, again.alt, again.hypothetical) == (figure.caption, figure.alt, True)


def test_the_page_in_a_notebook_shows_the_mark(assumed):
    html = DisplayFormatter().formatters["text/html"]
    for shown in (ms.listings.targets(assumed), ms.sentences.programme_answer(assumed)):
        assert MARK in html(shown)
    for card in (
        cards.plan_card(assumed),
        cards.programme_card(assumed.programme("childcare")),
        cards.indicator_card(assumed.indicator(RATE)),
    ):
        assert MARK in card.partition("</h3>")[0]


def test_write_ups_are_marked_part_by_part(assumed):
    parts = ms.writeups.programme_gaps(assumed).parts
    exhibits = [part for part in parts if isinstance(part, Table | Prose | Figure)]
    assert exhibits
    assert all(part.hypothetical for part in exhibits)


def test_files_of_a_table_say_in_each_row_that_the_plan_is_assumed(assumed, tmp_path):
    table = ms.listings.targets(assumed)
    assert table.to_frame()["hypothetical"].all()
    table.to_csv(tmp_path / "targets.csv")
    lines = (tmp_path / "targets.csv").read_text(encoding="utf-8").splitlines()
    assert all(line.endswith("假设情景 hypothetical") for line in lines[1:] if line)
    assert lines[0].endswith("规划性质")
    table.to_excel(tmp_path / "targets.xlsx")
    sheet = load_workbook(io.BytesIO((tmp_path / "targets.xlsx").read_bytes())).worksheets[0]
    assert sheet.cell(2, sheet.max_column).value == "假设情景 hypothetical"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "本规划为假设情景，非规划原文。假设：学前三年毛入园率：目标值92%。"),
        (
            "en",
            "This plan is hypothetical and is not what was printed. Assumed: Gross enrolment rate "
            "in three-year pre-school education: target 92%.",
        ),
    ],
)
def test_the_sources_say_what_is_assumed_and_have_another_fingerprint(lang, words, assumed, plan):
    with using(lang):
        told = ms.sentences.provenance(assumed)
        assert words in told.paragraphs
        assert plan.fingerprint[:12] not in str(told)
        assert assumed.fingerprint[:12] in str(told)


@pytest.mark.parametrize(
    ("wish", "zh", "en"),
    [
        ({"target": 92, "year": 2019}, "2019年目标值92%", "target of 2019 92%"),
        ({"year": 2019}, "最终目标的期限为2019年", "last target due in 2019"),
        ({"baseline": 80}, "基期值80%", "baseline 80%"),
        (
            {"change_per_year": 2, "baseline": 80},
            "基期值80%，每年变化2个百分点",
            "baseline 80%, change of 2 percentage points a year",
        ),
    ],
)
def test_each_assumption_is_told(wish, zh, en, plan):
    for lang, words in (("zh", zh), ("en", en)):
        with using(lang):
            assert words in str(ms.sentences.provenance(plan.assume(RATE, **wish)))


def test_results_of_an_assumed_plan_are_not_frozen(plan, made_up, tmp_path):
    standing = ms.stand_midterm(plan.assume(RATE, target=92), made_up)
    with pytest.raises(ms.BadInput) as error:
        save_frozen(standing, tmp_path / "demo.json")
    assert "假设情景的结果不能作为中期评估冻结" in error.value.text("zh")
    assert "of a hypothetical plan are not frozen as its mid-term" in error.value.text("en")
    assert not list(tmp_path.iterdir())
