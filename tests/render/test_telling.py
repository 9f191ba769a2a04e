"""A run makes everything whatever becomes of its messages, and its exit code stays true."""

import subprocess
import sys
from pathlib import Path

import pytest
from render.books import notebook

pytestmark = [
    pytest.mark.notebooks,
    pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full"),
]
WAYS = [
    "2>/dev/full",
    "2>&-",
    ">/dev/full",
    ">&-",
    ">&- 2>&-",
    "<&- >&- 2>&-",
    "2>&1 | head -c 1",
    ">/dev/full 2>/dev/full",
]


def shell(line):
    """Run a line of shell; return the exit code of its first command."""
    return subprocess.run(
        ["bash", "-c", f"{line}; exit ${{PIPESTATUS[0]}}"],
        check=False,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    ).returncode


# Whatever the way, a run with a failure says that it began, what it made and what failed, and has
# an exit code that a message that cannot be said would change; a good one says less of it.
@pytest.mark.parametrize(
    ("good", "way"), [*((False, way) for way in WAYS), (True, WAYS[-1]), (True, WAYS[-2])]
)
def test_what_cannot_be_said_stops_nothing(folder, tmp_path, way, good):
    for name in "a" if good else "abc":
        notebook(folder, name, "raise ValueError" if name == "b" else f"print('{name}')")
    place = f"--notebooks {folder} -o {tmp_path / 'o'}"
    code = shell(f"{sys.executable} -m minsheng render -l en -j 1 {place} {way}")
    there = {path.name for path in (tmp_path / "o" / "qijiang-2018-2020" / "en").glob("*.html")}
    assert code == (0 if good else 1)
    others = set() if good else {"b.failed.html", "c.html"}
    assert there == {"a.html", "index.html", *others}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_refused_is_refused_also_in_silence(tmp_path, way):
    assert shell(f"{sys.executable} -m minsheng render -n nothing -o {tmp_path / 'o'} {way}") == 2


def test_files_do_not_get_the_numbers_of_closed_streams(folder, tmp_path):
    notebook(folder, "a", "import os\nos.write(2, b'said by a cell')\nos.write(1, b'said too')")
    place = f"--notebooks {folder} -o {tmp_path / 'o'}"
    assert shell(f"{sys.executable} -m minsheng render -l en {place} >&- 2>&- <&-") == 0
    words = b"said by a cell"  # they stand in the code of the executed notebook only
    files = [path for path in (tmp_path / "o").rglob("*") if path.is_file()]
    assert [path.suffix for path in files if words in path.read_bytes()] == [".ipynb"]
