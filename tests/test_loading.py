"""What is loaded by name: the demonstration stands above the rooms that read."""

import pytest

import minsheng as ms
from minsheng.errors import BadInput
from minsheng.evaluation import read_midterm
from minsheng.plan.facts import SYNTHETIC
from minsheng.reports.paragraphs import read_paragraphs
from minsheng.tables import read_ledger


def test_the_demonstration_is_loaded_by_its_name(plan):
    assert ms.load_observations(plan, "demo").origin == SYNTHETIC
    assert ms.load_midterm(plan, "demo").synthetic
    assert ms.load_paragraphs(plan, "2019H1", "demo").synthetic


@pytest.mark.parametrize(
    "read",
    [read_ledger, read_midterm, lambda plan, source: read_paragraphs(plan, "2019H1", source)],
)
def test_to_the_rooms_that_read_it_is_a_path_like_any_other(plan, read, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput) as caught:
        read(plan, "demo")
    (fault,) = caught.value.faults
    assert fault.code in ("no_such_ledger", "missing_file", "missing_folder")
