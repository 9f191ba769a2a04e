"""One's own drawings beside ours in a notebook: each is shown, once, and none is drawn on ours."""

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


def _outputs(*cells):
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
        metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}},
    )
    NotebookClient(notebook, timeout=240).execute()
    return [cell.outputs for cell in notebook.cells]


def _images(outputs):
    return sum("image/png" in output.get("data", ()) for output in outputs)


@pytest.mark.parametrize(
    "cells",
    [
        (CHART, OWN, CHART, OWN, FIGURE, OWN),
        (FIGURE, OWN, FIGURE, OWN, CHART, OWN),
        (OWN, CHART, OWN, f"{OWN};{CHART}", OWN, FIGURE, OWN, f"{OWN};{FIGURE}"),
    ],
    ids=["after a chart", "after a figure", "before both"],
)
def test_ones_own_drawing_shows_after_ours_and_before_it(cells):
    # A figure for a report shows itself, not through matplotlib.
    images = [int(CHART in cell) + int(OWN in cell) for cell in cells]
    assert [_images(cell) for cell in _outputs(BEGIN, *cells)] == [0, *images]


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


def test_a_figure_that_is_saved_is_not_shown_as_well(tmp_path):
    endings = ("svg", "png", "pdf")
    gaps = f"ms.figures.gaps(plan).save({str(tmp_path / 'gaps')!r} + '.{{}}')"
    saving = [cell for ending in endings for cell in (gaps.format(ending), OWN)]
    cells = _outputs(BEGIN, *saving)
    assert [_images(cell) for cell in cells] == [0, *(0, 1) * len(endings)]
    assert all((tmp_path / f"gaps.{ending}").stat().st_size > 1000 for ending in endings)


def test_a_drawing_to_go_on_with_is_shown_once_and_who_turned_interaction_off_finds_it_off():
    _, drawing, _, chart, told = _outputs(
        BEGIN,
        "drawing = ms.figures.gaps(plan).drawing()",
        f"{OWN};plt.ioff();plt.close()",
        CHART,
        "print(plt.isinteractive())",
    )
    assert _images(drawing) == 1
    assert _images(chart) == 0
    assert told[0]["text"] == "False\n"
