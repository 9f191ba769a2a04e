"""Answers on a terminal: as wide as it is, paged when long, coloured unless that is unwanted."""

import os
import re
import struct
import subprocess
import sys

import pytest

from minsheng.cli.pages import echo_page
from minsheng.reports.exhibits.cells import text_width

pty = pytest.importorskip("pty", reason="Windows has no terminals of this kind")
CHILDCARE = ("-p", "childcare")
SGR = re.compile(r"\x1b\[[0-9;]*m")


def on_terminal(*arguments, columns=80, lines=1000, **environment):
    """Run the command on a terminal of some size; return what the terminal was sent."""
    import fcntl
    import termios

    own, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    given = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    given |= {"TERM": "xterm", "NO_COLOR": "", "PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen(
        [sys.executable, "-m", "minsheng", *arguments],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env={**given, **environment},
    )
    os.close(terminal)
    sent = b""
    try:
        while part := os.read(own, 65536):
            sent += part
    except OSError:  # Linux says so where the terminal has been closed
        pass
    os.close(own)
    assert process.wait() == 0
    return sent.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_terminal_of_80_columns_holds_every_line(lang):
    asked = ("status", *CHILDCARE, "--observations", "demo", "--period", "2019H1")
    sent = SGR.sub("", on_terminal("--lang", lang, *asked))
    assert max(map(text_width, sent.splitlines())) <= 80
    assert {"zh": "未显示", "en": "left out:"}[lang] in sent


def test_colour_repeats_what_words_say_and_can_be_refused():
    coloured = on_terminal("audit", *CHILDCARE)
    plain = on_terminal("audit", *CHILDCARE, NO_COLOR="1")
    assert "\x1b[33m\x1b[1m[疑问]" in coloured
    assert "\x1b" not in plain
    assert "\x1b" not in on_terminal("audit", *CHILDCARE, TERM="dumb")
    assert SGR.sub("", coloured) == plain
    assert "[疑问]" in plain


def test_what_a_package_holds_is_no_style_of_ours(small_package):
    table = small_package / "programmes.csv"
    table.write_text(table.read_text("utf-8").replace("Parks", "Pa\u202erks"), "utf-8")
    sent = on_terminal("--lang", "en", "show", "parks", "--plan", str(small_package))
    assert "Pa\\u202erks" in sent


@pytest.fixture
def pager(tmp_path):
    """A pager that keeps what it is given."""
    script, kept = tmp_path / "pager.py", tmp_path / "paged.txt"
    script.write_text(f"import sys; open({str(kept)!r}, 'wb').write(sys.stdin.buffer.read())")
    return f"{sys.executable} {script}", kept


def test_only_what_is_longer_than_the_terminal_is_paged(pager):
    command, kept = pager
    short = on_terminal("growth", *CHILDCARE, lines=200, PAGER=command)
    assert "学前三年毛入园率" in short
    assert not kept.exists()
    sent = on_terminal("growth", *CHILDCARE, lines=24, PAGER=command, NO_COLOR="1")
    assert "学前三年毛入园率" not in sent
    assert kept.read_text("utf-8").rstrip() == SGR.sub("", short).rstrip()


@pytest.mark.parametrize(("own", "coloured"), [("", True), ("-R", True), ("-F", False)])
def test_less_gets_colours_where_it_shows_them(tmp_path, own, coloured):
    less, kept = tmp_path / "less", tmp_path / "paged.txt"
    less.write_text(f'#!/bin/sh\necho "$LESS" > "{kept}"; cat >> "{kept}"\n')
    less.chmod(0o755)
    path = os.pathsep.join([str(tmp_path), os.environ["PATH"]])
    on_terminal("growth", *CHILDCARE, lines=24, PATH=path, PAGER="", LESS=own)
    asked, _, page = kept.read_text("utf-8").partition("\n")
    assert ("-R" in asked, "\x1b[1m" in page) == (coloured, coloured)


def test_a_pipe_gets_all_columns_and_no_pager(capsys):
    echo_page("第一行", ("question", "第二行"))
    assert capsys.readouterr().out == "第一行\n第二行\n"
