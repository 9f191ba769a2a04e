"""The chapters of the programme report, and that the notebook shows each of them."""

import pytest

from minsheng.render import notebooks
from minsheng.reports import figures, listings, programme_chapters, writeups
from minsheng.reports.gathering import gathered

CHAPTERS = {
    "programme_paths": (figures.paths, listings.targets),
    "programme_gaps": (figures.gaps, listings.requirements, listings.held),
    "programme_growth": (figures.growth, listings.paces),
    "programme_loading": (figures.loading,),
}


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_shows_its_chart_and_the_tables_behind_it(plan, name):
    part = plan.select(programme="healthcare")
    chapter = getattr(writeups, name)(part)
    assert list(map(str, chapter.parts)) == [str(show(part)) for show in CHAPTERS[name]]


def test_the_notebook_shows_every_chapter():
    chapters = [
        name
        for name, chapter in gathered("Sections").items()
        if chapter.__module__ == programme_chapters.__name__
    ]
    assert set(chapters) == set(CHAPTERS)
    text = notebooks()["programme"].path.read_text(encoding="utf-8")
    assert all(f"ms.writeups.{name}(part)" in text for name in chapters)
