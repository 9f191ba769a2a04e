"""Whatever takes a plan takes a programme and an indicator; a wrong argument is told in one way."""

import inspect

import pytest
from IPython.core.interactiveshell import InteractiveShell

import minsheng as ms
from minsheng.text.language import using

ROOMS = (ms, ms.audit, ms.charts, ms.figures, ms.listings, ms.sentences, ms.writeups)
OTHERS = {  # what a function needs besides
    "indicator": "childcare.gross_enrolment",
    "severity": "contradiction",
    "period": "2019",
    "ledger": ms.Ledger(),
    "observations": ms.Ledger(),
}


def functions_of(kind):
    """Return the public functions whose first argument is of one kind."""
    for room in ROOMS:
        for name in room.__all__:
            function = getattr(room, name)
            if inspect.isfunction(function):
                first = next(iter(inspect.signature(function).parameters.values()), None)
                if first is not None and str(first.annotation).strip("'").split(" | ")[0] == kind:
                    yield pytest.param(function, id=f"{room.__name__}.{name}")


def call(function, given):
    others = list(inspect.signature(function).parameters.values())[1:]
    needed = [{**OTHERS, "other": given}[one.name] for one in others if one.default is one.empty]
    return function(given, *needed)


@pytest.mark.parametrize("function", [*functions_of("Plan"), *functions_of("Part")])
def test_a_programme_and_an_indicator_stand_for_their_part(plan, function):
    one = plan.indicator("childcare.gross_enrolment")
    call(function, one)
    of_one = "indicator" in inspect.signature(function).parameters
    if not (of_one or function.__name__ == "path"):
        call(function, plan.programme("amenities"))


@pytest.mark.parametrize("function", [*functions_of("Standing")])
@pytest.mark.parametrize(("lang", "words"), [("zh", "需要 Standing"), ("en", "needs a Standing")])
def test_a_function_of_a_standing_says_how_to_make_one(plan, function, lang, words):
    missing = len(inspect.signature(function).parameters) - 1
    with using(lang), pytest.raises(ms.BadInput) as error:
        function(plan, *[None] * missing)
    text = error.value.text(lang)
    assert words in text
    assert "ms.stand(plan, observations, period=…)" in text
    assert "Plan" in text


@pytest.mark.parametrize("given", ["healthcare.nurses", None, 3])
@pytest.mark.parametrize(("lang", "words"), [("zh", "需要一份规划"), ("en", "needs a plan")])
def test_a_function_of_a_plan_says_what_is_one(given, lang, words):
    for function in (ms.charts.path, ms.gaps, ms.listings.targets, ms.audit.findings):
        with pytest.raises(ms.BadInput) as error:
            call(function, given)
        text = error.value.text(lang)
        assert words in text
        assert "plan.indicator(…)" in text


def test_a_function_of_a_plan_leads_from_a_standing_to_its_plan(stand_at):
    with pytest.raises(ms.BadInput) as error:
        ms.charts.gap(stand_at("2019"))
    assert "standing.plan" in str(error.value)


def test_the_way_that_the_message_names_works(plan):
    standing = ms.stand(plan.programme("childcare"), ms.Ledger(), period="2019")
    assert standing.verdicts["indicator"].str.startswith("childcare.").all()


def test_several_plans_may_be_parts(plan, small_plan):
    parts = [plan.indicator("eldercare.beds"), small_plan]
    observed = ms.Ledger().observations.assign(plan="")
    frame = ms.evaluate(parts, observed, "2019")
    assert frame["indicator"].tolist()[0] == "eldercare.beds"
    assert frame["plan"].nunique() == len(parts)


def test_a_notebook_shows_the_message_of_a_mistake_once_and_no_frames(capsys):
    shell = InteractiveShell()
    shell.run_cell("import minsheng as ms\nms.charts.progress(ms.load_plan())")
    shown = "".join(capsys.readouterr())
    assert "ms.stand(plan, observations, period=…)" in shown
    assert shown.count("ms.stand(plan, observations, period=…)") == 1
    assert "BadInput" not in shown
    assert "Traceback" not in shown
    assert ".py" not in shown
