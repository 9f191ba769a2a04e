import pytest
from building import Wish

from minsheng import charts
from minsheng.text.language import using


def heading(plan):
    return charts.path(plan).get_title("left").replace("\n", "")


def test_a_line_that_the_baseline_misses_is_not_held(made_of):
    plan = made_of(Wish("w", aim="hold", direction="down", baseline=9, targets={2025: "<=5"}))
    assert heading(plan) == "w：2020年9%，尚在界限之外，2025年目标5%以内"


def test_what_is_met_is_to_stay(made_of):
    plan = made_of(Wish("w", baseline=97, targets={2025: ">=95"}))
    assert heading(plan) == "w：2020年97%，到2025年保持95%以上"


def test_ranges_are_said_with_both_ends(made_of):
    plan = made_of(Wish("w", "person", baseline="10..14", targets={2025: "20..24"}))
    assert heading(plan) == "w：2020年10—14，2025年目标20—24"


@pytest.mark.parametrize("aim", ["direction", "listed"])
def test_a_milestone_without_a_year_says_so(made_of, aim):
    plan = made_of(Wish("w", "milestone", kind="milestone", aim=aim))
    assert heading(plan) == "w：未写明完成年份"
    with using("en"):
        assert heading(plan) == "w: no year is stated"
