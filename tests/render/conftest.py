import pytest


@pytest.fixture(autouse=True)
def _prepared(request):
    if request.node.get_closest_marker("notebooks"):
        request.getfixturevalue("prepared")


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "notebooks"
    place.mkdir()
    return place
