"""Made-up data are marked as such wherever they are shown, and real data never are."""

from dataclasses import replace
from itertools import cycle

import matplotlib.pyplot as plt
import pytest
from standings import MADE_UP, ROOMS, offered

from minsheng.evaluation import stand
from minsheng.reports import sentences
from minsheng.reports.exhibits import Figure, Prose, Table
from minsheng.text.language import LANGUAGES, using

# Those that tell one indicator; and those that ask for more than a standing.
OF_ONE = {"indicator_answer", "progress", "waterfall"}
NO_DATA = {"cuts", "midterm_title", "final_title"}  # they hold no number of the ledger
EVERY = [
    (room, name) for room, found in ROOMS.items() for name in offered(found) if name not in NO_DATA
]


@pytest.fixture(scope="module")
def real(made_up):
    """The same numbers as if a bureau had reported them."""
    tables = {
        name: getattr(made_up, name).assign(source="bureau")
        for name in ("observations", "explanations", "task_status")
    }
    return replace(made_up, origin="bureau", **tables)


@pytest.fixture(scope="module")
def standings(plan, made_up, real):
    """Where one indicator and one programme stand, by what was made up and by what is real."""
    parts = {
        True: plan.select(indicator="childcare.public_centres_built"),
        False: plan.select(programme="healthcare"),
    }
    return {
        (of_one, ledger.synthetic): stand(part, ledger, "2019")
        for of_one, part in parts.items()
        for ledger in (made_up, real)
    }


def shown(room, name, standings, *, synthetic):
    made = getattr(ROOMS[room], name)(standings[name in OF_ONE, synthetic])
    if isinstance(made, Table):
        return [str(made).splitlines()[0], made.shown_caption()]
    if isinstance(made, Figure):
        return [*str(made).splitlines(), made.shown_caption(), made.shown_alt()]
    if isinstance(made, Prose):
        return [str(made), *made.shown_paragraphs()[:1]]
    figure = (made.flat[0] if hasattr(made, "flat") else made).figure
    texts = [text.get_text() for text in figure.texts if text.get_gid() == "mark"]
    plt.close(figure)
    return texts or [""]


def test_there_are_functions_of_a_standing_in_every_room():
    rooms = {room for room, _ in EVERY}
    assert rooms == set(ROOMS)
    assert {
        ("charts", "scoreboard"),
        ("listings", "verdicts"),
        ("sentences", "methods"),
        ("figures", "lead"),
        ("sentences", "standing_answer"),
    } <= set(EVERY)


# What follows another in its room is shown in the other language.
@pytest.mark.parametrize(
    ("room", "name", "lang"), [(*one, lang) for one, lang in zip(EVERY, cycle(LANGUAGES))]
)
def test_made_up_data_are_marked(room, name, lang, standings):
    with using(lang):
        assert all(MADE_UP[lang] in text for text in shown(room, name, standings, synthetic=True))


@pytest.mark.parametrize(("room", "name"), EVERY)
def test_real_data_are_not(room, name, standings):
    assert not any(MADE_UP["zh"] in text for text in shown(room, name, standings, synthetic=False))


def test_what_says_where_it_comes_from_is_marked_too(plan, made_up, real):
    for ledger, marked in ((made_up, True), (real, False)):
        told = str(sentences.provenance(stand(plan, ledger, "2019")))
        assert (MADE_UP["zh"] in told) == marked


def test_the_mark_in_a_drawing_stands_inside_it_and_clear_of_its_title(plan, made_up):
    axes = ROOMS["charts"].scoreboard(stand(plan, made_up, "2019"))
    figure = axes.figure
    (mark,) = (text for text in figure.texts if text.get_gid() == "mark")
    figure.draw_without_rendering()
    box, whole = mark.get_window_extent(), figure.bbox
    assert whole.x0 <= box.x0 and box.x1 <= whole.x1 and box.y1 <= whole.y1
    assert not box.overlaps(figure._suptitle.get_window_extent())
    plt.close(figure)
