"""A provisional figure is warned of only while nobody has made it, or that of its year, final."""

import pytest
from building import Wish
from standings import standing

import minsheng as ms
from minsheng.reports import sentences
from minsheng.text.language import LANGUAGES

HEAD = "indicator,period,reported_on,value,numerator,denominator,status,source,note"
HALF = "parks.count,2021H1,2021-07-10,12,,,provisional,,"
LATER = "parks.count,2022,2023-01-11,14,,,final,,"


def warned(plan, folder, *rows):
    path = folder / "observations.csv"
    path.write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    return [one for one in ms.load_observations(plan, path).warnings if "never" in one.code]


def test_a_half_year_whose_year_is_final_is_settled(small_plan, tmp_path):
    (warning,) = warned(small_plan, tmp_path, HALF, LATER)
    assert warning.row == 2
    for status in ("final", "revised"):
        year = f"parks.count,2021,2022-01-10,13,,,{status},,"
        assert warned(small_plan, tmp_path, HALF, year, LATER) == []
    year = "parks.count,2021,2022-01-10,13,,,provisional,,"
    assert len(warned(small_plan, tmp_path, HALF, year, LATER)) == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_status_is_named_in_words(small_plan, tmp_path, lang):
    (warning,) = warned(small_plan, tmp_path, HALF, LATER)
    assert ("初步数" if lang == "zh" else "has been provisional") in str(warning.text(lang))
    assert "“provisional”" not in warning.text(lang)


def test_the_summary_of_a_half_year_counts_provisional_values_as_its_tables_mark_them():
    path = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: 95})
    half = ("2018H1", 84, "2018-07-31", "provisional")
    year = ("2018", 86, "2019-01-31", "final")
    open_ = standing(path, seen=[half], when="2018H1")
    settled = standing(path, seen=[half, year], when="2018H1")
    then = standing(path, seen=[half, year], when="2018H1", as_of="2018-12-31")
    told = [str(sentences.standing_answer(one)) for one in (open_, settled, then)]
    assert ["初步数" in text for text in told] == [True, True, True]
