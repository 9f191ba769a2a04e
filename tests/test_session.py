"""Every public call, in a real kernel: nothing of the user's session is left changed.

What a callable needs is found by its annotations. One that cannot be called with what stands in
`ARGUMENTS` fails the test: add what it needs.
"""

import nbformat
import pytest
from nbclient import NotebookClient

pytestmark = pytest.mark.notebooks

SNAPSHOT = """
import copy, gc, locale, logging, os, random, signal, sys, warnings
import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

def options():
    with warnings.catch_warnings(action="ignore"):  # of options that are on their way out
        return {name: pd.get_option(name) for name in known}

def taken(number):
    try:
        return signal.getsignal(number)
    except ValueError:
        return None

def snapshot():
    loggers = {name: logging.getLogger(name) for name in (None, *logging.root.manager.loggerDict)}
    return {
        "settings of matplotlib": dict(mpl.rcParams), "backend": mpl.get_backend(),
        "interactive": mpl.is_interactive(), "figures": plt.get_fignums(),
        "warnings": list(warnings.filters), "showwarning": warnings.showwarning,
        "locale": locale.setlocale(locale.LC_ALL), "disabled": logging.root.manager.disable,
        "logging": {name: (one.level, one.disabled, one.propagate, list(one.handlers))
                    for name, one in loggers.items()},
        "pandas": options(), "numpy": (np.get_printoptions(), np.geterr()),
        "random": (random.getstate(), repr(np.random.get_state())),
        "working folder": os.getcwd(), "path": list(sys.path), "environment": dict(os.environ),
        "finders": (list(sys.meta_path), list(sys.path_hooks)),
        "signals": {number: taken(number) for number in signal.valid_signals()},
        "garbage": (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count(), gc.get_debug()),
        "streams": (sys.stdin, sys.stdout, sys.stderr, sys.displayhook, sys.excepthook),
        "limits": (sys.getrecursionlimit(), sys.getswitchinterval()),
    }

def changes(before):
    after = snapshot()
    # To import a module makes its logger: what was known before is held against what is now.
    after["logging"] = {name: after["logging"][name] for name in before["logging"]}
    return sorted(what for what in before if before[what] != after[what])

known = [name for name in pd.describe_option("", _print_desc=False).split("\\n")]
known = [name.split(" : ")[0] for name in known if " : " in name and not name.startswith(" ")]
"""

IMPORT = """
before = snapshot()
import minsheng as ms
print(changes(before))
"""

CALLS = """
import datetime, inspect, itertools

mpl.rcParams["font.size"] = 21
pd.set_option("display.max_rows", 7)
warnings.simplefilter("once")
mpl.use(mpl.get_backend())

GROSS = "childcare.gross_enrolment"
whole = ms.load_plan()
plan = whole.select(programme="childcare")
one = plan.select(indicator="childcare.gross_enrolment")
ledger = ms.load_observations(plan, "demo")
standings = [ms.stand(plan, ledger, "2019"), ms.stand(one, ledger, "2019H1"),
             ms.stand_midterm(plan, ledger), ms.stand_final(plan, ledger)]
written = ms.load_paragraphs(plan, "2020")
frozen = ms.load_midterm(plan, "demo")
figure = ms.charts.gap(plan)[0].figure
findings = ms.audit.findings(whole)

# What an argument may be, by its annotation or by its name, the likeliest first.
ARGUMENTS = {
    "Plan": [plan, one, whole], "Part | Sequence[Part]": [plan], "Standing": standings,
    "Plan | Standing": [plan], "Part": [plan], "parts": [[plan, plan.assume(GROSS, target=92)]],
    "Plan | Programme | Indicator": [plan, one], "sentence": [lambda lang: ""],
    "Ledger": [ledger], "Ledger | pd.DataFrame": [ledger],
    "Frozen": [frozen], "Frozen | None": [frozen, None], "Paragraphs": [written],
    "Figure": [figure], "Lang": ["zh"], "float": [2.0], "years": [3.0], "direction": [1],
    "bound": [">="], "start": [(2017.0, 1.0)], "end": [(2020.0, 4.0)],
    "severity": ["contradiction", "question"], "indicator": ["childcare.gross_enrolment"],
    "programme": ["childcare"], "period": ["2019", "2020"], "checked": [findings],
    "Period": ["2019"], "Iterable[Fault]": [()], "PlanFacts": [plan.facts],
    "Mapping[str, pd.DataFrame]": [plan.tables],
    "rule": ["a"], "indicators": [()], "rows": [()], "arithmetic": [""], "zh": [""], "en": [""],
    "ask": [""],
}
ROOMS = (ms, ms.charts, ms.figures, ms.listings, ms.sentences, ms.writeups, ms.audit, ms.measures)
UNCALLED = {"release_font"}  # the one change of a session, which it undoes: a test of its own

def calls():
    for room in ROOMS:
        for name in getattr(room, "__all__", None) or [n for n in dir(room) if n[0] != "_"]:
            called = getattr(room, name)
            if callable(called) and name not in UNCALLED:
                yield f"{room.__name__}.{name}", called

def arguments(called):
    asked = [one for one in inspect.signature(called).parameters.values()
             if one.default is one.empty and one.kind in (one.POSITIONAL_OR_KEYWORD,
                                                          one.POSITIONAL_ONLY)]
    kinds = [str(one.annotation).strip("'") for one in asked]
    found = [ARGUMENTS.get(one.name) or ARGUMENTS.get(kind, ())
             for one, kind in zip(asked, kinds)]
    return itertools.product(*found)

def call(called, given):
    result = called(*given)
    if hasattr(result, "__enter__"):  # such as `themed`
        with result:
            pass
    get_ipython().display_formatter.format(result)  # a plan is drawn as a card

def works(called):
    for given in arguments(called):
        try:
            call(called, given)
        except Exception as error:
            reasons[called] = repr(error)[:120]
        else:
            return given
    return None

reasons = {}
changed, uncalled, number = {}, {}, 0
for name, called in calls():
    own = plt.figure()
    before = snapshot()
    given = works(called)
    found = changes(before)  # also what its imports do
    if plt.gcf() is not own or own.get_children() != [own.patch]:
        found.append("current figure")
    plt.close("all")
    if given is None:
        uncalled[name] = reasons.get(called, "no argument for an annotation")
        continue
    number += 1
    if found:
        changed[name] = found
print(number > 120, uncalled, changed)
"""

OWN = "plt.plot([1, 2]);"


def test_no_import_and_no_public_call_leaves_anything_changed():
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in (SNAPSHOT, IMPORT, CALLS, OWN)],
        metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}},
    )
    NotebookClient(notebook, timeout=300).execute()
    _, imported, called, own = (cell.outputs for cell in notebook.cells)
    assert "".join(output["text"] for output in imported) == "[]\n"
    told = [output["text"] for output in called if output.get("name") == "stdout"]
    assert told == ["True {} {}\n"]
    assert sum("image/png" in output.get("data", ()) for output in own) == 1
