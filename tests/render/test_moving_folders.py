"""A cell moves or deletes no folder that its notebook lies in."""

import shutil

import pytest

from minsheng.render.running.tracking import tracking_files


@pytest.mark.parametrize("place", [".", ".."])
def test_the_folder_of_a_notebook_and_those_around_it_stay(place, tmp_path):
    here = tmp_path / "office" / "notebooks"
    here.mkdir(parents=True)
    folder = (here / place).resolve()
    with tracking_files(protected=here):
        with pytest.raises(PermissionError, match=f"没有写入“{folder.name}”"):
            folder.rename(tmp_path / "moved")
        with pytest.raises(PermissionError):
            shutil.rmtree(folder)
    assert here.is_dir()


def test_a_folder_beside_it_may_be_moved(tmp_path):
    here, other = tmp_path / "notebooks", tmp_path / "notebooks-of-others"
    here.mkdir()
    other.mkdir()
    with tracking_files(protected=here):
        other.rename(tmp_path / "moved")
    assert (tmp_path / "moved").is_dir()
