"""What travels through a notebook as JSON is read back as the exhibit that it was."""

import json

from hypothesis import given
from hypothesis import strategies as st

from minsheng.reports.exhibits import Column, Figure, Prose, Table
from minsheng.reports.exhibits.cells import PADDING
from minsheng.text.tracing import traced

TEXTS = st.text(st.characters(exclude_characters=PADDING, exclude_categories=["Cs"]), max_size=9)
TUPLES = st.lists(TEXTS, max_size=3).map(tuple)
NUMBERS = st.none() | st.integers(-9, 9) | st.floats(allow_nan=False, allow_infinity=False)
SHOWN = TEXTS | st.decimals(-999, 999, places=2).map(str)


@st.composite
def tables(draw):
    names = draw(st.lists(TEXTS.filter(lambda name: name != "id"), unique=True, max_size=3))
    aligns = st.sampled_from(["text", "short", "number"])
    columns = tuple(Column(name, draw(TEXTS), draw(aligns)) for name in names)
    numbers = [column.name for column in columns if column.align == "number"]
    rows = draw(st.lists(st.fixed_dictionaries(dict.fromkeys(names, SHOWN)), max_size=3))
    values = st.fixed_dictionaries({}, optional=dict.fromkeys(numbers, NUMBERS))
    return Table(
        draw(TEXTS),
        columns,
        tuple(rows if names else ()),
        draw(st.just(()) | st.tuples(*[TEXTS] * len(rows))) if names else (),
        tuple(draw(values) for _ in rows) if names else (),
        draw(st.just(()) | st.tuples(*[TEXTS] * len(rows))) if names else (),
        draw(TUPLES),
        draw(st.booleans()),
        only_in_workbook=draw(st.booleans()),
        tidy=draw(st.booleans()),
    )


@given(tables())
def test_a_table_is_read_back(table):
    assert Table.from_data(json.loads(json.dumps(table.data()))) == table


@given(TEXTS, TEXTS, TUPLES, TEXTS, st.lists(tables(), max_size=2), st.booleans())
def test_a_figure_is_read_back(caption, alt, notes, finding, behind, synthetic):
    figure = Figure("<svg/>", caption, alt, notes, finding, tuple(behind), synthetic)
    assert Figure.from_words("<svg/>", json.loads(json.dumps(figure.words()))) == figure


@given(TUPLES, TUPLES, NUMBERS, st.booleans())
def test_prose_is_read_back_with_its_numbers(paragraphs, points, value, synthetic):
    sentence = f"Beds: {traced('9', 'beds@2018', value)}, {traced('8', 'beds@2017')}."
    prose = Prose((*paragraphs, sentence), (sentence, *points), "answer", synthetic)
    read = Prose.from_data(json.loads(json.dumps(prose.data())))
    assert read == prose
    for texts in ("paragraphs", "points"):
        for before, after in zip(getattr(prose, texts), getattr(read, texts), strict=True):
            assert after.numbers == before.numbers
