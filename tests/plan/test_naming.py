"""Every frame of goals begins with the same columns, and is made of a part as of a plan."""

import pytest

import minsheng as ms
from minsheng.plan.naming import taking_parts
from minsheng.plan.views import DESCRIPTION
from minsheng.text.language import using

FRAMES = [ms.gaps, ms.required_growth, ms.trajectory, ms.steps]
each_frame = pytest.mark.parametrize("frame_of", FRAMES, ids=lambda each: each.__name__)


@each_frame
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_in_the_language_in_force_stand_beside_ids(plan, frame_of, lang):
    with using(lang):
        frame = frame_of(plan)
    assert tuple(frame)[:5] == DESCRIPTION
    for key, table in (("indicator", plan.indicators), ("programme", plan.programmes)):
        names = table.set_index(key)[f"name_{lang}"]
        assert frame[f"{key}_name"].tolist() == frame[key].map(names).tolist()
    units = plan.indicators.set_index("indicator")["unit"]
    assert frame["unit"].tolist() == frame["indicator"].map(units).tolist()


@each_frame
def test_a_programme_and_an_indicator_stand_for_their_part(plan, frame_of):
    programme, indicator = plan.programme("childcare"), plan.indicator("eldercare.beds")
    assert set(frame_of(programme)["programme"]) == {"childcare"}
    assert set(frame_of(indicator)["indicator"]) == {"eldercare.beds"}


@pytest.mark.parametrize("frame_of", [ms.gaps, ms.required_growth])
def test_a_direction_is_the_word_of_the_indicators(plan, frame_of):
    frame = frame_of(plan)
    words = plan.indicators.set_index("indicator")["direction"]
    assert frame["direction"].tolist() == frame["indicator"].map(words).tolist()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda plan: ms.charts.gap(plan, "healthcare.nurses"), "do not fit gap(plan)"),
        (lambda plan: ms.gaps(plan, year=2020), "do not fit gaps(plan)"),
        (ms.stand, "do not fit stand(plan, ledger, period, as_of)"),
        (lambda plan: ms.listings.history(ms.stand(plan, ms.Ledger()), 1), "history(standing)"),
    ],
)
def test_arguments_that_do_not_fit_are_told_with_those_that_do(plan, call, words):
    with pytest.raises(ms.BadInput) as error:
        call(plan)
    assert words in error.value.text("en")


def test_an_error_inside_a_function_stays_what_it_is(plan):
    @taking_parts
    def broken(plan):
        return len(plan) + "1"

    with pytest.raises(TypeError, match="unsupported operand"):
        broken(plan)


@pytest.mark.parametrize("made", [ms.stand, ms.stand_midterm, ms.evaluate])
def test_what_is_no_ledger_is_told_with_how_to_come_by_one(plan, made):
    with pytest.raises(ms.BadInput) as error:
        made(plan, "demo", "2019")
    assert 'such as ms.load_observations(plan, "demo")' in error.value.text("en")
