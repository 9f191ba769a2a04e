"""The same input gives the same bytes, in every format, from two runs of the notebook."""

import pytest
from in_process import run
from writers.menu import exported

from minsheng.text.language import using
from minsheng.writers import FORMATS
from minsheng.writers.reading import read
from minsheng.writers.results import as_csv, as_json, results

GIVEN = {"lang": "zh", "programme": "housing"}


@pytest.fixture(scope="module")
def twice():
    return run("programme", GIVEN, anew=True), run("programme", GIVEN, anew=True)


@pytest.mark.parametrize("name", FORMATS)
def test_two_runs_make_the_same_file(twice, name):
    first, second = (exported(notebook, name) for notebook in twice)
    assert first == second
    assert len(first) > 1000


def test_two_runs_make_the_same_results(twice):
    with using("zh"):
        first, second = (results(read(notebook)) for notebook in twice)
    assert as_json(first) == as_json(second)
    assert as_csv(first) == as_csv(second)
    assert first["numbers"]
