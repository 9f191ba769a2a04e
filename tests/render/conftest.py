import pytest


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "notebooks"
    place.mkdir()
    return place
