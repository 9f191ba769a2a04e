"""One figure as a file: every figure there is, every ending, what is refused."""

import pypdf
import pytest

from minsheng.errors import BadInput, UnknownName
from minsheng.render.figure_file import draw, figure_names, needs_standing
from minsheng.reports import figures
from minsheng.writers import pictures


def test_every_public_figure_can_be_asked_for():
    of_a_plan = {"gaps", "growth", "loading", "measurability", "overview", "path", "paths"}
    of_a_standing = {
        "bullet",
        "grades",
        "lead",
        "pace",
        "progress",
        "progresses",
        "scoreboard",
        "waterfall",
    }
    assert set(figure_names()) == set(figures.__all__) == of_a_plan | of_a_standing
    assert {name for name in figure_names() if needs_standing(name)} == of_a_standing


@pytest.fixture(scope="module")
def part(plan):
    return plan.select(indicator="childcare.gross_enrolment")


@pytest.mark.parametrize(
    ("ending", "start"),
    [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("PNG", b"\x89PNG")],
)
def test_the_ending_says_the_format(part, tmp_path, ending, start):
    file = tmp_path / "new" / f"gaps.{ending}"
    made = draw(part, "gaps", file)
    assert file.read_bytes().startswith(start)
    assert made.caption == "从基期到最终目标的差距"


def test_a_pdf_has_the_caption_as_its_title(part, tmp_path):
    draw(part, "gaps", tmp_path / "a.pdf")
    assert pypdf.PdfReader(tmp_path / "a.pdf").metadata.title == "从基期到最终目标的差距"


def test_pixels_go_by_the_inch(part, tmp_path):
    sizes = []
    for dpi in (100, 300):
        draw(part, "gaps", tmp_path / "a.png", dpi=dpi)
        sizes.append(pictures.size((tmp_path / "a.png").read_bytes()))
    assert sizes[1] == pytest.approx([3 * side for side in sizes[0]], abs=3)


def test_an_unknown_figure_is_refused_with_the_nearest(part, tmp_path):
    with pytest.raises(UnknownName) as error:
        draw(part, "gap", tmp_path / "a.png")
    text = error.value.text("en")
    assert "unknown figure; found “gap”; allowed: " in text
    assert text.endswith("nearest: gaps")


def test_an_unknown_ending_is_refused(part, tmp_path):
    with pytest.raises(BadInput) as error:
        draw(part, "gaps", tmp_path / "a.jpeg")
    assert (
        "a.jpeg: the file of a figure must end with one of these; found “.jpeg”; "
        "allowed: .svg, .png and .pdf"
    ) in error.value.text("en")


def test_where_there_is_nothing_to_draw_nothing_is_written(plan, tmp_path):
    without_baseline = plan.select(indicator="childcare.inclusive_share.urban")
    with pytest.raises(BadInput) as error:
        draw(without_baseline, "gaps", tmp_path / "a.png")
    assert "there is nothing to draw; found ““从基期到最终目标的差距”" in error.value.text("en")
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_it_is_said(part, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput) as error:
        draw(part, "gaps", tmp_path / "file" / "a.png")
    assert "cannot" in error.value.text("en")
