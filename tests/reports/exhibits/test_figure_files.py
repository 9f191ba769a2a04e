"""Figures as files and as drawings to go on with."""

import matplotlib.pyplot as plt
import pytest

import minsheng as ms
from minsheng.errors import BadInput
from minsheng.reports.exhibits import Figure
from minsheng.text.language import using


@pytest.fixture(scope="module")
def figure(plan):
    return ms.figures.gaps(plan.select(indicator="childcare.gross_enrolment"))


@pytest.mark.parametrize(
    ("name", "start"), [("a.svg", b"<?xml"), ("a.PNG", b"\x89PNG"), ("a.pdf", b"%PDF")]
)
def test_the_ending_says_the_format_and_nothing_stays_open(figure, tmp_path, name, start):
    before = plt.get_fignums()
    contents = []
    for folder in ("one", "two"):
        figure.save(tmp_path / folder / name)
        contents.append((tmp_path / folder / name).read_bytes())
    assert contents[0].startswith(start)
    assert contents[0] == contents[1]
    assert plt.get_fignums() == before


def test_a_figure_gives_its_drawing_back(figure):
    drawing = figure.drawing()
    assert drawing.finding == figure.finding
    assert drawing.axes
    plt.close(drawing)


def test_a_drawing_speaks_the_language_of_its_figure(figure):
    with using("en"):
        drawing = figure.drawing()
    assert drawing.finding == figure.finding
    plt.close(drawing)


def test_what_cannot_be_saved_is_said(figure, tmp_path):
    (tmp_path / "file").write_text("")
    (tmp_path / "new.svg").mkdir()
    read = Figure.from_words(figure.svg, figure.words())
    refusals = [
        (figure, tmp_path / "a.jpg", "must end with one of these; found “.jpg”"),
        (figure, tmp_path / "file" / "a.svg", "cannot be written to"),
        (figure, tmp_path, "is a folder; name a file in it; allowed: .svg, .png and .pdf"),
        (figure, tmp_path / "new.svg", "is a folder; name a file in it"),
        (read, tmp_path / "a.png", "has only its picture and cannot be drawn anew"),
    ]
    for one, path, words in refusals:
        with pytest.raises(BadInput) as error:
            one.save(path)
        assert words in error.value.text("en")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "new.svg"]


def test_a_tilde_is_the_home_folder_and_folders_are_made(figure, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    figure.save("~/slides/gaps.svg")
    figure.tables[0].to_csv("~/slides/gaps.csv")
    figure.tables[0].to_excel("~/slides/gaps.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["slides"]
    assert len([*(tmp_path / "slides").iterdir()]) == 3
