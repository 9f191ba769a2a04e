"""Tab offers what there is, and nothing that is not for the user."""

import re
from pathlib import Path

import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

import minsheng as ms
from minsheng import completion
from minsheng.charts import theme
from minsheng.plan.plan import CRITERIA
from minsheng.text.language import using


@pytest.fixture(scope="module")
def shell():
    shell = InteractiveShell()
    completion.offer_names(shell)
    shell.run_cell("import minsheng as ms\nplan = ms.load_plan()")
    shell.run_cell("standing = ms.stand(plan, ms.Ledger())")
    shell.run_cell("nurses = plan.indicator('healthcare.nurses')")
    return shell


def offered(shell, code, column=None):
    with provisionalcompleter():
        return [one.text for one in shell.Completer.completions(code, column or len(code))]


@pytest.mark.parametrize("called", ["plan.select(", "standing.select("])
def test_criteria_are_offered_as_keywords(shell, called):
    keywords = [word for word in offered(shell, called) if word.endswith("=")]
    assert set(keywords) == {f"{criterion}=" for criterion in CRITERIA}


@pytest.mark.parametrize(
    "code",
    [
        'plan.select(programme="',
        "plan.select(programme='",
        'ms.gaps(plan.select(kind="flow", programme="',
        'plan.select(programme=["housing", "',
        'plan.select(\n    programme="',
        'standing.select(programme="',
        'standing.plan.select(programme="',
        'plan.programme("',
    ],
)
def test_the_programmes_are_offered_between_quotation_marks(shell, plan, code):
    assert set(offered(shell, code)) == set(plan.programmes["programme"])


@pytest.mark.parametrize(
    ("lang", "code", "words"),
    [
        ("zh", 'plan.programme("病', ["病有所医"]),
        ("en", 'plan.programme("Heal', ["Healthcare"]),
        ("en", 'plan.indicator("nurs', ["healthcare.nurses", "healthcare.nursing_home"]),
        ("zh", 'plan.select(holder="区卫', ["区卫生健康委"]),
        ("zh", 'plan.select(kind="s', ["stock"]),
    ],
)
def test_ids_last_parts_and_names_are_completed(shell, lang, code, words):
    with using(lang):
        assert set(words) <= set(offered(shell, code))


@pytest.mark.parametrize(
    "code",
    [
        'plan.assume("healthcare.nurs',
        'ms.charts.path(plan, "healthcare.nurs',
        'ms.charts.path(plan.programme("healthcare"), "healthcare.nurs',
        'ms.listings.indicator_tasks(plan, "healthcare.nurs',
    ],
)
def test_what_a_text_is_to_be_is_known_by_the_argument_that_it_is(shell, code):
    assert "healthcare.nurses" in offered(shell, code)


@pytest.mark.parametrize(
    "code", ['plan.title("', 'text.select(programme="', 'plan.select(colour="', 'open("', "x = '"]
)
def test_nothing_of_ours_is_offered_elsewhere(shell, code):
    assert completion.offered(code, shell.user_ns)[1] == []


def test_no_foreign_attribute_is_asked(shell):
    class Foreign:
        @property
        def plan(self):
            raise AssertionError

    assert completion.offered('own.plan.select(kind="', {"own": Foreign()}) == ("", [])


def test_the_matcher_is_added_once(shell):
    before = len(shell.Completer.custom_matchers)
    completion.offer_names(shell)
    assert len(shell.Completer.custom_matchers) == before


def test_tables_and_columns_of_an_indicator_are_offered(shell, plan):
    assert {"targets", "tasks"} <= set(offered(shell, 'plan.tables["'))
    assert {"unit", "aim", "holder"} <= set(offered(shell, "nurses."))


def test_the_charts_alone_are_offered_as_charts(shell):
    charts = set(offered(shell, "ms.charts."))
    assert {"path", "gap", "growth", "progress"} <= charts
    assert charts == set(ms.charts.__all__) - {name for name in dir(theme) if name[0] != "_"}


@pytest.mark.parametrize(
    "room", ["audit", "figures", "listings", "measures", "sentences", "writeups"]
)
def test_public_names_alone_are_offered(shell, room):
    assert set(offered(shell, f"ms.{room}.")) == set(getattr(ms, room).__all__)


def test_the_front_offers_its_names(shell):
    assert set(offered(shell, "ms.")) == set(ms.__all__) - {"__version__"}


NAMED = re.compile(r"\bms((?:\.[a-z_]\w*)+)")


@pytest.mark.parametrize("room", ["", *(name for name in ms.__all__ if name[0] != "_")])
def test_docstrings_of_the_front_name_only_what_exists(room):
    documented = getattr(ms, room) if room else ms
    for path in NAMED.findall(documented.__doc__ or ""):
        found = ms
        for name in path.split(".")[1:]:
            assert hasattr(found, name), path
            found = getattr(found, name)


def test_help_on_the_front_is_its_docstring(shell, capsys):
    shell.run_cell("ms?")
    shown = capsys.readouterr().out
    assert "Minsheng (民生)" in shown
    assert "lazy" not in shown
    assert Path(ms.__file__).name in shown
