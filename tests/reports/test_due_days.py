"""A milestone that is due on a day is told by that day, never by its year alone."""

from pathlib import Path

import pytest
from standings import ledger

import minsheng as ms
from minsheng.reports.final.chapters import final_main_goals
from minsheng.text.language import LANGUAGES, using

COUNTY = Path(__file__).parents[1] / "county_package"


@pytest.fixture(scope="module")
def heating():
    return ms.load_plan(COUNTY).select(indicator="housing.heating")


@pytest.mark.parametrize("period", ["2023Q1", "2023H1", "2025"])
def test_the_tables_show_the_day(heating, period):
    """The plan wants it by the end of June 2023."""
    here = ms.stand(heating, ledger(("housing.heating", "2023-03", 0)), period)
    assert ms.listings.midterm_results(here).rows[0]["target_year"] == "2023-06-30"
    assert ms.listings.outcome_results(here).rows[0]["target_year"] == "2023-06-30"


def test_the_name_of_a_main_goal_has_its_day_in_words(heating):
    here = ms.stand(heating, ledger(("housing.heating", "2023-03", 0)), "2025")
    assert "建成集中供热站（2023年6月30日）" in str(final_main_goals(here))
    with using("en"):
        assert "District heating plant opened (30 June 2023)" in str(final_main_goals(here))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sentence_and_the_symbols_speak_of_the_day(heating, lang):
    seen = ledger(("housing.heating", "2023-03", 0))
    with using(lang):
        told = str(ms.sentences.indicator_answer(ms.stand(heating, seen, "2023Q1")))
        notes = " ".join(ms.listings.verdicts(ms.stand(heating, seen, "2023H1")).notes)
    if lang == "zh":
        assert "尚未完成，规划要求在2023年6月30日前完成。" in told
        assert "× 未达到（目标期限已过，没有达到）" in notes
        assert "2023年完成" not in told and "目标年份" not in notes
    else:
        assert "is not done; the plan wants it by 30 June 2023." in told
        assert "× not met (its date is past, and it was not met)" in notes
