"""All targets at once, and none of them spoils the run."""

import sys
import threading
import time

import pytest

from minsheng.render.notices import notify
from minsheng.render.notices.channels import Command
from minsheng.render.notices.notifying import RetryPolicy
from minsheng.text.language import catalogue


def test_only_of_what_went_wrong(tell, site, summary):
    target = f"failed:http://{site.host}/"
    assert tell(target, told=summary()) == []
    assert site.received == []
    for told in (summary(1), summary(exit_code=2), summary(exit_code=130)):
        assert tell(target, told=told) == []
    assert len(site.received) == 3


def test_those_that_can_be_told_are_told(tell, site, office):
    site.answer((200, {"errcode": 0}))
    failures = tell(
        "command:no-such-program",
        f"http://{site.host}/a",
        "sms:123",
        "env:NOT_SET",
        f"wecom+http://{site.host}/b",
        office.target(),
        f"command:{sys.executable} -c 'raise SystemExit(4)'",
    )
    assert sorted(path for path, _, _ in site.received) == ["/a", "/b"]
    assert len(office.letters) == 1
    ends = ["command; found", "kind of target; found", "is not set; found", "exit code 4"]
    assert len(failures) == len(ends)
    assert all(end in words for end, words in zip(ends, failures, strict=True))


def test_nobody_to_tell(summary):
    assert notify([], summary(), "zh") == []


def test_they_are_told_at_the_same_time(tell, site):
    site.meeting = threading.Barrier(6)  # it answers nobody before all six have asked
    assert tell(*[f"http://{site.host}/{n}" for n in range(6)], answer=5.0, tries=1) == []


def test_the_whole_takes_no_longer_than_it_may(tell, site):
    site.delay = 5.0
    (words,) = tell(f"http://{site.host}/", answer=4.0, whole=0.3)
    assert words.endswith(": no answer within 0.3 s")


def test_each_pause_is_twice_the_one_before(tell, site, monkeypatch):
    pauses = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    site.answer((500, b""))
    assert tell(f"http://{site.host}/", pause=0.5, tries=4)
    assert [pause for pause in pauses if pause] == [0.5, 1.0, 2.0]


def test_the_usual_policy_is_bounded():
    usual = RetryPolicy()
    pauses = sum(usual.pause * 2**n for n in range(usual.tries - 1))
    assert usual.tries * usual.answer + pauses < usual.whole
    assert usual.command < usual.whole <= 60


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "意外错误（ZeroDivisionError）"), ("en", "an unforeseen error (ZeroDivisionError)")],
)
def test_a_fault_of_ours_spoils_nothing(tell, monkeypatch, lang, words):
    def broken(*_):
        raise ZeroDivisionError("s3cret")

    monkeypatch.setattr(Command, "deliver", broken)
    (told,) = tell(f"command:{sys.executable}", lang=lang)
    assert told.endswith(words)


def test_secrets_are_hidden_in_whatever_a_server_says(tell, site):
    parts = ("tok%2Fen-1", "tok/en-1", "hook-22", "us3r-7", "p4ss-9")
    site.answer((200, {"errcode": 1, "errmsg": "bad: " + " ".join(parts) + " and the rest"}))
    (words,) = tell(f"wecom+http://us3r-7:p4ss-9@{site.host}/hook-22?key=tok%2Fen-1")
    assert words.endswith("(bad: *** *** *** *** *** and the rest)")
    assert site.host in words
    site.answer((200, {"errcode": 1, "errmsg": "bad: hook-222, hooks, p4ss"}))  # other words
    (words,) = tell(f"wecom+http://us3r-7:p4ss@{site.host}/hook-22?key=hook-1")
    assert words.endswith("(bad: hook-222, hooks, p4ss)")


def test_every_reason_is_tested_by_its_words():
    """Each stands, in English, in a test of this folder."""
    from pathlib import Path

    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    tests = tests.replace('"\n        "', "").replace('"\n        f"', "")
    keys = list(catalogue("notices"))
    for key in keys[keys.index("no_answer") : keys.index("empty")]:
        start = catalogue("notices")[key]["en"].partition("{")[0].strip(" (")
        assert start in tests, key
