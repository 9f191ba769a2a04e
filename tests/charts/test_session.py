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


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_a_figure_that_is_saved_is_not_shown_as_well(tmp_path, ending):
    save = f"ms.figures.gaps(plan).save({str(tmp_path / 'gaps')!r} + '.{ending}')"
    *_, saving, own = _outputs(BEGIN, save, OWN)
    assert (tmp_path / f"gaps.{ending}").stat().st_size > 1000
    assert (_images(saving), _images(own)) == (0, 1)


def test_a_drawing_to_go_on_with_is_shown_once():
    *_, drawing = _outputs(BEGIN, "drawing = ms.figures.gaps(plan).drawing()")
    assert _images(drawing) == 1
