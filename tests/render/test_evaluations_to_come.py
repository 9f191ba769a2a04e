"""An evaluation of a period that is not over is not made: a plan that runs is not told as ended.

The five-year plan of the tests runs from 2026 to 2030: its middle is 30 June 2028.
"""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner

import minsheng as ms
from minsheng.cli import main
from minsheng.render.request import Request, list_reports

FIVE_YEARS = str(Path(__file__).parents[1] / "five_year_package")
MIDDLE, END = dt.date(2028, 6, 30), dt.date(2030, 12, 31)


@pytest.fixture
def listed(tmp_path):
    def listing(today, *names, **axes):
        request = Request(FIVE_YEARS, names, langs=("zh",), **axes)
        return list_reports(request, tmp_path, dt.date.fromisoformat(today))

    return listing


@pytest.mark.parametrize(
    ("today", "left_out"),
    [
        ("2026-11-30", {"midterm": MIDDLE, "final": END}),
        ("2028-06-29", {"midterm": MIDDLE, "final": END}),
        ("2028-06-30", {"final": END}),
        ("2030-12-30", {"final": END}),
        ("2030-12-31", {}),
    ],
)
def test_of_all_notebooks_they_are_left_out_until_their_last_day(listed, today, left_out):
    for _ in "made", "cached":
        reports = listed(today)
        names = {job.notebook.name for job in reports.jobs}
        assert reports.to_come == left_out
        assert {"plan", "standing"} <= names
        assert names & {"midterm", "final"} == {"midterm", "final"} - {*left_out}
    assert listed(str(END)).to_come == {}  # another day is another list


@pytest.mark.parametrize(
    ("name", "axes", "day", "end"),
    [
        ("final", {}, "2029-01-01", "2030-12-31"),
        ("final", {"periods": ("2030Q4",)}, "2029-01-01", "2030-12-31"),
        ("midterm", {}, "2027-01-31", "2028-06-30"),
        ("midterm", {"periods": ("2027",)}, "2027-01-31", "2027-12-31"),
        ("midterm", {"as_of": "2027-06-01"}, "2031-01-31", "2028-06-30"),
    ],
)
def test_one_that_is_named_is_refused_with_the_day_from_which_it_can_be_made(
    listed, name, axes, day, end
):
    with pytest.raises(ms.BadInput) as refused:
        listed(day, name, "standing" if not axes else name, **axes)
    assert refused.value.text("zh").splitlines()[1:] == [
        "  town-2026-2030：评估的期间还没有结束，须待期满（“可用”所列为最早可作之日）；"
        f"填写为“{name}”；可用：{end}"
    ]
    assert refused.value.text("en").splitlines()[1:] == [
        "  town-2026-2030: the period of this evaluation is not over; the day that is named is the "
        f"first on which it can be made; found “{name}”; allowed: {end}"
    ]


def test_an_earlier_period_that_is_over_can_be_evaluated_at_mid_term(listed):
    (job,) = listed("2028-01-31", "midterm", periods=("2027",)).jobs
    assert job.parameters["period"] == "2027"


def test_made_up_observations_reach_to_the_end_of_any_plan(listed):
    names = {job.notebook.name for job in listed("2026-11-30", observations="demo").jobs}
    assert {"midterm", "final"} <= names


def test_the_command_says_in_one_line_what_it_leaves_out(tmp_path):
    command = ["render", "--plan", FIVE_YEARS, "--as-of", "2029-01-31", "--dry-run"]
    for lang, line in {
        "zh": "评估的期间还没有结束，本次不作：final（2030-12-31起可作）\n",
        "en": "left out, their period is not over: final (from 2030-12-31 on)\n",
    }.items():
        told = CliRunner().invoke(main, [*command, "-l", lang, "--output", str(tmp_path)])
        assert told.exit_code == 0
        assert told.stderr == line
        assert "final" not in told.stdout
