"""Files are written whole or not at all."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from minsheng import files
from minsheng.errors import BadInput
from minsheng.files import (
    TEMPORARY,
    one_writer,
    refused_as,
    require_writable,
    resolved,
    write_together,
    write_whole,
)


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


def test_a_file_keeps_its_permissions_and_owner(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o600)
    given = []
    monkeypatch.setattr(os, "chown", lambda _, owner, group: given.append((owner, group)))
    write_whole(path, "new")
    old = path.stat()
    assert (path.read_text(), stat.S_IMODE(old.st_mode)) == ("new", 0o600)
    assert given == [(-1, old.st_gid), (old.st_uid, -1)]


def test_a_file_that_cannot_be_given_to_its_owner_is_written_all_the_same(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "chown", refuse)
    (tmp_path / "a.txt").write_text("old")
    write_whole(tmp_path / "a.txt", "new")
    assert (tmp_path / "a.txt").read_text() == "new"


def test_a_link_stays_and_the_file_it_names_is_written(tmp_path):
    for name, there in (("old.txt", True), ("new.txt", False)):
        target, link = tmp_path / "data" / name, tmp_path / f"link-{name}"
        target.parent.mkdir(exist_ok=True)
        if there:
            target.write_text("old")
        link.symlink_to(target)
        write_whole(resolved(link), "new")
        assert link.is_symlink()
        assert target.read_text() == "new"


@pytest.mark.parametrize("can", [True, False])
def test_the_folder_reaches_the_disk_where_the_system_can(can, tmp_path, monkeypatch):
    synced, sync = [], os.fsync

    def noted(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            synced.append((tmp_path / "a.txt").exists())
            if not can:
                raise OSError(22, "Invalid argument")
        sync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    write_whole(tmp_path / "a.txt", "x")
    assert synced == [True]  # after the rename


# One writer at a time


def test_a_second_writer_is_refused_in_words_by_whatever_path_it_comes(tmp_path, monkeypatch):
    path, link = tmp_path / "data" / "a.csv", tmp_path / "link"
    monkeypatch.setattr("minsheng.files.WAIT", 0.0)
    link.symlink_to(tmp_path / "data")
    with one_writer(path):
        for other in (path, link / "a.csv"):
            with pytest.raises(BadInput) as error, one_writer(other):
                pass
            (fault,) = error.value.faults
            assert fault.text("zh") == (
                f"{other}：他人正在写入，等候一分钟后仍未结束；本次没有写入，请稍后重试"
            )
            assert fault.text("en") == (
                f"{other}: somebody else was still writing to it after a minute; "
                "nothing was written, so try again later"
            )
        with one_writer(tmp_path / "data" / "b.csv"):
            pass
    with one_writer(link / "a.csv"):
        pass


def test_the_lock_of_a_writer_that_was_killed_is_free(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    monkeypatch.setattr("minsheng.files.WAIT", 0.0)
    dying = (
        "import os, pathlib, sys; from minsheng.files import one_writer\n"
        "with one_writer(pathlib.Path(sys.argv[1])): os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", dying, path], check=False).returncode == 9
    assert (tmp_path / ".a.csv.lock").exists()
    with one_writer(path):
        pass


def test_what_a_killed_writer_left_goes_with_the_next_and_only_that(tmp_path):
    path = tmp_path / "a.csv"
    dying = (
        "import os, pathlib, sys; from minsheng import files\n"
        "files.Path.replace = lambda *_: os._exit(9)\n"
        "files.write_whole(pathlib.Path(sys.argv[1]), 'half')"
    )
    for file in (path, tmp_path / "b.csv"):
        assert subprocess.run([sys.executable, "-c", dying, file], check=False).returncode == 9
    assert len(list(tmp_path.glob(f"{TEMPORARY}*"))) == 2
    with one_writer(path):
        (left,) = tmp_path.glob(f"{TEMPORARY}*")
    with one_writer(tmp_path / "b.csv"):
        assert not left.exists()


def test_whoever_may_write_to_the_folder_may_lock(tmp_path):
    tmp_path.chmod(0o770)
    with one_writer(tmp_path / "a.csv"):
        assert stat.S_IMODE((tmp_path / ".a.csv.lock").stat().st_mode) == 0o660


@pytest.mark.parametrize(
    "error", [OSError(37, "No locks available"), NotImplementedError("No locks available")]
)
def test_a_file_system_that_cannot_lock_is_told_in_words(error, tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise error

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    with pytest.raises(BadInput) as told, one_writer(tmp_path / "a.csv"):
        pass
    (fault,) = told.value.faults
    assert fault.text("zh") == (
        f"{tmp_path / 'a.csv'}：无法锁定，因此没有写入；不加锁时，同时写入的内容可能丢失；"
        "填写为“No locks available”"
    )
    assert fault.text("en") == (
        f"{tmp_path / 'a.csv'}: cannot be locked, so nothing was written: without a lock, what "
        "others write could be lost; found “No locks available”"
    )


@pytest.mark.parametrize("there", [True, False])
def test_an_interruption_takes_no_file_away(tmp_path, monkeypatch, there):
    path = tmp_path / "ledger.csv"
    if there:
        path.write_text("old")

    def interrupted(folder):
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "_sync_folder", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, "new")
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_stays_one_where_not_all_can_be_put_back(tmp_path, monkeypatch):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("old")
    two.write_text("old")
    real = Path.replace
    calls = []

    def replace(self, target):
        calls.append(target)
        if len(calls) == 2:
            raise KeyboardInterrupt
        if len(calls) > 2:
            raise PermissionError("held open")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        write_together({one: "new", two: "new"})


def test_a_link_in_the_place_of_a_file_is_replaced_and_not_followed(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("of somebody else")
    outside.chmod(0o600)
    page = tmp_path / "out" / "a.html"
    page.parent.mkdir()
    page.symlink_to(outside)
    write_together({page: "report", page.with_suffix(".csv"): "numbers"})
    assert outside.read_text() == "of somebody else"
    assert not page.is_symlink()
    assert page.read_text() == "report"


def test_a_link_is_put_back_as_one(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("of somebody else")
    page = tmp_path / "a.html"
    page.symlink_to(outside)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "in the way").write_text("")
    with pytest.raises(OSError, match="b"):
        write_together({page: "report", tmp_path / "b": "numbers"})
    assert page.is_symlink()


def test_a_lock_is_never_a_file_that_outlives_its_process(tmp_path, monkeypatch):
    fcntl = pytest.importorskip("fcntl")

    def refuse(*_):
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(BadInput) as error, one_writer(tmp_path / "a.csv"):
        pass
    assert [fault.code for fault in error.value.faults] == ["cannot_lock"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (OSError("no words of the system"), "no words of the system"),
        (NotImplementedError("unknown here"), "unknown here"),
    ],
)
def test_what_the_system_refuses_is_told_in_its_words(error, words):
    with pytest.raises(BadInput) as refused, refused_as("cannot_read", Path("plan.csv")):
        raise error
    (fault,) = refused.value.faults
    assert (fault.code, fault.file, fault.found) == ("cannot_read", "plan.csv", words)
