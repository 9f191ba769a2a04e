"""Files are written whole or not at all."""

import os
import stat

import pytest

from minsheng.errors import BadInput
from minsheng.files import require_writable, write_whole


def test_text_and_bytes_arrive(tmp_path):
    write_whole(tmp_path / "new" / "a.txt", "民生\n")
    assert (tmp_path / "new" / "a.txt").read_bytes() == "民生\n".encode()
    write_whole(tmp_path / "new" / "a.txt", b"\x00")
    assert (tmp_path / "new" / "a.txt").read_bytes() == b"\x00"


def test_a_failed_write_leaves_the_old_file_and_no_rest(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_reports_are_for_everyone_the_folder_is_for(tmp_path):
    write_whole(tmp_path / "a.txt", "x")
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o666 & ~umask


def test_a_folder_that_cannot_be_written_to_is_told_in_words(tmp_path):
    (tmp_path / "file").write_text("in the way")
    require_writable(tmp_path / "new")
    with pytest.raises(BadInput) as error:
        require_writable(tmp_path / "file" / "folder")
    assert error.value.faults[0].text("en") == (
        f"{tmp_path / 'file' / 'folder'}: cannot be written to; found “Not a directory”"
    )
