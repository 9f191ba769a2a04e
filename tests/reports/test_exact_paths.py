"""Paths that are judged as they are: of ranks, which are not rounded, and of lines to be kept."""

import pytest
from building import Wish, build

import minsheng as ms
from minsheng.evaluation import next_paces
from minsheng.reports.standing.deviations import remaining
from minsheng.reports.standing.paces import outlook
from minsheng.reports.standing.positions import positions
from minsheng.reports.standing.verdicts import verdicts
from minsheng.text.language import using
from tests.evaluation.made import seen

RANK = Wish(unit="rank", direction="down", baseline=9, targets={2022: "<=3"})


def standing_of(wish, when, *values):
    plan = build(wish, last_year=2022)
    return ms.stand(plan, ms.Ledger(seen(*values, source="b", note="")), when)


def test_a_rank_is_judged_on_its_exact_path():
    """By hand: 9 to 3 in five years is 5.4 in 2020; from 8 on it is 2.5 a year after 1/3 a year."""
    row = standing_of(RANK, "2020", (2020, 8)).verdicts.iloc[0]
    assert row["planned"] == pytest.approx(5.4)
    assert row["planned_share"] == pytest.approx(row["time_share"])
    at_half = standing_of(RANK, "2020H1", ("2020H1", 6)).verdicts.iloc[0]
    assert at_half["planned"] == pytest.approx(6)
    assert at_half["class"] == "in_line"


def test_a_rank_on_the_way_to_its_target_that_must_go_faster_is_told_so():
    """By hand: from 9 to 5 in four years is one place a year, and two are left in the last."""
    here = standing_of(RANK, "2021", (2021, 5))
    assert next_paces(here.plan, here.verdicts).tolist() == ["hard"]


@pytest.mark.parametrize(
    ("lang", "required", "path"), [("zh", "前移2.5", "5—6"), ("en", "up 2.5", "5–6")]
)
def test_a_rank_moves_in_words_and_its_path_lies_between_places(lang, required, path):
    here = standing_of(RANK, "2020", (2020, 8))
    with using(lang):
        (row,), (verdict,) = outlook(here).rows, verdicts(here).rows
        assert (row["required"], verdict["planned"]) == (required, path)


def test_the_line_of_a_goal_that_met_it_from_the_start_is_level():
    here = standing_of(Wish(baseline=56.3, targets={2022: ">=50"}), "2021H1", ("2021H1", 59))
    assert here.verdicts["planned"].iloc[0] == 50
    (line,) = verdicts(here).lines
    assert {value for _, value in line.planned} == {50}
    assert line.words == "某指标：规划要求到2022年均保持50%以上；2021年上半年实际59%"


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish(unit="person", kind="flow", mean=32), "年均目标乘以年数"),
        (Wish(unit="person", kind="flow", targets={2018: 5, 2019: 6}), "各部分之和"),
    ],
)
def test_an_asterisk_is_explained_by_how_the_total_was_made(wish, words):
    notes = positions(standing_of(wish, "2018", (2018, 4))).notes
    assert [words in str(note) for note in notes[1:]] == [True]


def test_a_target_that_is_about_a_number_is_met_within_its_tolerance():
    """By hand: 15,910 are 90 less than five times 3,200, and 16,000 allow 500."""
    here = standing_of(
        Wish(unit="person", kind="flow", mean="~3200"),
        "2022",
        *zip(range(2018, 2023), (3310, 2890, 3270, 3240, 3200), strict=True),
    )
    row = here.verdicts.iloc[0].to_dict()
    assert (row["class"], row["gap"]) == ("met", 90)
    assert "在约数允许的范围以内" in remaining(row, here.plan)
    assert any("约" in str(note) for note in verdicts(here).notes)
