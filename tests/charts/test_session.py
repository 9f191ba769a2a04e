"""What is left of a user's session: one's own drawings show, and no setting has changed."""

import nbformat
import pytest
from nbclient import NotebookClient

pytestmark = pytest.mark.notebooks

BEGIN = """
import minsheng as ms
plan = ms.load_plan().select(programme="childcare")
one = plan.select(indicator="childcare.gross_enrolment")
ledger = ms.load_observations(plan, "demo")
"""
OWN = "import matplotlib.pyplot as plt\nplt.plot([1, 2])"
CHART, FIGURE = "ms.charts.gap(plan);", "ms.figures.gaps(plan);"

SETTINGS = """
import locale, logging, signal, sys, warnings
import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd

def settings():
    loggers = {name: logging.getLogger(name) for name in (None, *logging.root.manager.loggerDict)}
    return {
        "settings of matplotlib": dict(mpl.rcParams), "backend": mpl.get_backend(),
        "interactive": mpl.is_interactive(), "figures": plt.get_fignums(),
        "warnings": list(warnings.filters), "showwarning": warnings.showwarning,
        "locale": locale.setlocale(locale.LC_ALL),
        "logging": {name: (one.level, one.disabled, one.propagate, list(one.handlers))
                    for name, one in loggers.items()},
        "disabled": logging.root.manager.disable,
        "pandas": options(),
        "signals": (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)),
        "streams": (sys.stdout, sys.stderr, sys.excepthook),
    }

def options():
    with warnings.catch_warnings(action="ignore"):  # of options that are on their way out
        return {name: pd.get_option(name) for name in known}

known = [name for name in pd.describe_option("", _print_desc=False).split("\\n")]
known = [name.split(" : ")[0] for name in known if " : " in name and not name.startswith(" ")]
"""

# What was known of a logger before is held against what is known now: to import makes new ones.
CALLS = """
import inspect
mpl.rcParams["font.size"] = 21
pd.set_option("display.max_rows", 7)
warnings.simplefilter("once")
standings = {name: ms.stand_midterm(plan, ledger) if name == "midterm_classes" else
             ms.stand_final(plan, ledger) if name == "outcome" else
             ms.stand(one if name == "progress" else plan, ledger, "2019H1")
             for name in ("midterm_classes", "outcome", "lead", "progress",
                          "progresses", "scoreboard")}
axes = ms.charts.gap(plan)
def themed():
    with ms.charts.themed():
        pass

special = {"themed": themed,
           "drawn": lambda: ms.charts.drawn(axes[0].figure),
           "missing_glyphs": lambda: ms.charts.missing_glyphs(axes[0].figure),
           "as_svg": lambda: ms.charts.as_svg(ms.charts.gap(plan)[0].figure)}
calls = {f"{room.__name__}.{name}": special.get(name) or (
             lambda room=room, name=name:
             getattr(room, name)(standings.get(name, one if name == "path" else plan)))
         for room in (ms.charts, ms.figures) for name in room.__all__}
calls |= {
    "load_plan": ms.load_plan, "trajectory": lambda: ms.trajectory(plan),
    "gaps": lambda: ms.gaps(plan), "required_growth": lambda: ms.required_growth(plan),
    "steps": lambda: ms.steps(plan), "audit": lambda: ms.audit.audit(plan),
    "load_observations": lambda: ms.load_observations(plan, "demo"),
    "stand": lambda: ms.stand(plan, ledger, "2019"),
    "listings": lambda: ms.listings.targets(plan).text(),
    "sentences": lambda: str(ms.sentences.programme_answer(plan)),
    "check_package": ms.check_package, "cards": lambda: display(plan),
}
changed = {}
for name, call in calls.items():
    if not name.startswith("minsheng.charts"):
        call()  # what an import of another library does is done before
    numbers, before = plt.get_fignums(), settings()
    call()
    for number in set(plt.get_fignums()) - set(numbers):
        plt.close(number)
    after = settings()
    for what in before:
        old, new = before[what], after[what]
        if what == "logging":
            new = {logger: new[logger] for logger in old}
        if old != new:
            changed[name, what] = (old, new)
print(len(calls) > 40, changed)
"""


def _outputs(*cells):
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
        metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}},
    )
    NotebookClient(notebook, timeout=240).execute()
    return [cell.outputs for cell in notebook.cells]


def _images(outputs):
    return sum("image/png" in output.get("data", ()) for output in outputs)


@pytest.mark.parametrize("ours", [CHART, FIGURE])
def test_ones_own_drawing_shows_after_ours_and_before_it(ours):
    shown = int(ours == CHART)  # a figure for a report shows itself, not through matplotlib
    after = [_images(cell) for cell in _outputs(BEGIN, ours, OWN, ours, OWN)]
    assert after == [0, shown, 1, shown, 1]
    before = [_images(cell) for cell in _outputs(BEGIN, OWN, ours, OWN, f"{OWN};{ours}")]
    assert before == [0, 1, shown, 1, 1 + shown]


def test_ones_own_drawing_is_not_drawn_on_ours():
    of_a_cell = f"{CHART} {OWN.partition(chr(10))[2]}; print(len(plt.gcf().axes[0].lines))"
    kept = "own = plt.figure(); ms.charts.gap(plan); print(plt.gcf() is own)"
    *_, both, second, scripts = _outputs(
        BEGIN,
        OWN.partition("\n")[0],
        of_a_cell,
        f"{kept}; plt.plot([1])",
        f"plt.switch_backend('agg'); {kept}",
    )
    assert _images(both) == 2
    assert [one["text"] for one in both if "text" in one] == ["1\n"]
    assert _images(second) == 2
    for cell in (second, scripts):
        assert [one["text"] for one in cell if "text" in one] == ["True\n"]


def test_who_has_turned_interaction_off_finds_it_off():
    cells = _outputs(BEGIN, f"{OWN};plt.ioff();plt.close()", CHART, "print(plt.isinteractive())")
    assert _images(cells[2]) == 0
    assert cells[3][0]["text"] == "False\n"


def test_no_import_and_no_call_leaves_a_setting_changed():
    imported = (
        "before = settings()\nimport minsheng\nafter = settings()\n"
        "print([what for what in before if before[what] != after[what]])"
    )
    _, (imported,), _, calls = _outputs(SETTINGS, imported, BEGIN, CALLS)
    assert imported["text"] == "[]\n"
    assert [output["text"] for output in calls if "text" in output] == ["True {}\n"]
