"""What a report was made from travels in each format, and no place of the machine with it."""

import nbformat
import pytest
from in_process import shown
from writers.menu import exported

from minsheng.reports.exhibits import Prose
from minsheng.verification.pages import read_page
from minsheng.verification.word import read_word
from minsheng.verification.workbooks import read_workbook
from minsheng.writers.origin import Origin, read_fields, travelling

GIVEN = {"lang": "en", "programme": "a\"b<c>&d'", "observations": None, "n": 2, "x": True}
READ = {
    "html": read_page,
    "docx": read_word,
    "xlsx": read_workbook,
}


def made(name, **words):
    cell = nbformat.v4.new_code_cell()
    shown(cell, Prose(("One.",), role="answer"))
    notebook = nbformat.v4.new_notebook(cells=[cell])
    notebook.metadata["minsheng"] = words
    return exported(notebook, name)


@pytest.mark.parametrize("name", READ)
def test_it_comes_out_as_it_went_in(name):
    file = made(name, notebook="plan", plan="somewhere-2020", parameters=GIVEN)
    assert READ[name](file).origin == Origin("plan", "somewhere-2020", GIVEN)


@pytest.mark.parametrize("name", READ)
def test_a_notebook_that_does_not_say_gives_none(name):
    assert READ[name](made(name)).origin is None


@pytest.mark.parametrize("place", ["/home/a/ledger", "a\\b", "sqlite:///x.db", "./x"])
def test_places_do_not_travel(place):
    assert travelling({"plan": "x", "observations": place, "lang": "zh"}) == {
        "observations": None,
        "lang": "zh",
    }


@pytest.mark.parametrize("text", ["", "[]", "{", "3"])
def test_what_is_no_list_of_parameters_is_no_origin(text):
    assert read_fields({"minsheng.notebook": "plan", "minsheng.parameters": text}) is None
