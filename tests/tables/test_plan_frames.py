"""The frames of a plan are checked as files are: the same faults, in the same words."""

from pathlib import Path

import pytest

import minsheng as ms
from minsheng.text.language import using

TESTS = Path(__file__).parent.parent


@pytest.mark.parametrize("package", ["small_package", "five_year_package", "county_package"])
def test_the_frames_of_a_sound_package_have_no_fault(package):
    plan = ms.load_plan(TESTS / package)
    assert plan.checked_by(plan.tables) == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("101", "a share above 100 %"),
        ("0.9", "90"),
    ],
)
def test_an_assumption_is_refused_as_a_package_is_that_states_it(small_package, number, words):
    plan = ms.load_plan(small_package)
    goals = plan.indicators
    share = goals.loc[goals["unit"].eq("percent") & goals["aim"].eq("reach"), "indicator"].iloc[0]
    own = plan.targets[plan.targets["indicator"] == share]
    place = own["year"].astype("float").idxmax()
    path = small_package / "targets.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[place + 1].split(",")
    cells[lines[0].split(",").index("value")] = number
    lines[place + 1] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(ms.BadInput) as loaded:
        ms.load_plan(small_package)
    with pytest.raises(ms.BadInput) as assumed:
        plan.assume(share, target=float(number))
    with using("en"):
        assert words in str(assumed.value)
    assert assumed.value.faults == loaded.value.faults


def test_an_assumption_finer_than_its_unit_is_refused_in_words_of_its_own(small_package):
    plan = ms.load_plan(small_package)
    with pytest.raises(ms.BadInput) as assumed, using("en"):
        plan.assume("reading.card_share", target=90.123)
    (fault,) = assumed.value.faults
    assert (fault.code, fault.found, fault.nearest) == (
        "assumed_finer_than_unit",
        "reading.card_share target=90.123",
        "2",
    )


def test_a_year_outside_the_plan_is_refused(plan):
    with pytest.raises(ms.BadInput) as error:
        plan.assume("childcare.gross_enrolment", target=91, year=2021)
    (fault,) = error.value.faults
    assert (fault.code, fault.file, fault.row) == ("year_outside_plan", "targets.csv", 459)


def test_a_figure_of_context_gets_no_target(plan):
    figures = plan.indicators
    context = figures.loc[figures["aim"] == "context", "indicator"].iloc[0]
    with pytest.raises(ms.BadInput) as error:
        plan.assume(context, target=1)
    assert "context_has_target" in {fault.code for fault in error.value.faults}
