"""State and notebooks of brackets within brackets without end are read as spoilt ones are."""

import pytest

import minsheng as ms
from minsheng.render import notebooks
from minsheng.render.manifest import _known
from minsheng.render.run_log import runs
from minsheng.render.state import STATE, _holder, unsealed
from minsheng.render.subject import Subject, subject_of
from minsheng.writers.origin import read_fields

DEEP = "[" * 100_000


@pytest.fixture
def deep(tmp_path):
    path = tmp_path / "deep.json"
    path.write_text(DEEP, encoding="utf-8")
    return path


def test_state_is_as_good_as_none(deep, tmp_path):
    assert unsealed(deep) == (None, "damaged")
    assert _known(deep) == {}
    assert subject_of(deep.read_bytes()) == Subject()
    place = tmp_path / "out" / STATE / "runs"
    place.mkdir(parents=True)
    (place / "1.jsonl").write_text(DEEP, encoding="utf-8")
    assert runs(tmp_path / "out")[0].broken == 1


def test_who_holds_a_folder_is_not_known(tmp_path):
    from minsheng.render.state import _HOLDER

    (tmp_path / _HOLDER).write_text(DEEP, encoding="utf-8")
    assert _holder(tmp_path) == ""


def test_a_notebook_is_refused_in_words(folder):
    (folder / "deep.ipynb").write_text(DEEP, encoding="utf-8")
    with pytest.raises(ms.BadInput) as raised:
        notebooks(folder)
    assert "deep.ipynb: is not a valid notebook file" in raised.value.text("en")


def test_a_file_says_nothing_of_its_origin():
    fields = {"minsheng.notebook": "plan", "minsheng.plan": "x", "minsheng.parameters": DEEP}
    assert read_fields(fields) is None
