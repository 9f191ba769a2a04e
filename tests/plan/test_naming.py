"""Every frame of goals begins with the same columns, and is made of a part as of a plan."""

import pytest

import minsheng as ms
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
