"""The manifest: when and with what reports were made."""

import datetime as dt
import hashlib
import json

import pytest

import minsheng as ms
from minsheng.render import Outcome, jobs
from minsheng.render.manifest import write_manifest


@pytest.fixture
def made(small_plan, tmp_path):
    """Two reports whose page is there."""
    found = jobs(small_plan, small_plan.origin, tmp_path, names=("programme",))
    for job in found:
        job.page.parent.mkdir(parents=True, exist_ok=True)
        job.page.write_bytes(job.programme.encode())
    return found


def manifest(plan, folder):
    return json.loads((folder / plan.facts.plan / "manifest.json").read_text(encoding="utf-8"))


def test_it_says_when_with_what_and_which_files(small_plan, made, tmp_path):
    write_manifest(small_plan, [Outcome(job, 1.0) for job in made], tmp_path)
    reports = manifest(small_plan, tmp_path)["reports"]
    assert list(reports) == ["zh/programme-parks.html", "zh/programme-reading.html"]
    entry = reports["zh/programme-parks.html"]
    age = dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(entry["made"])
    assert dt.timedelta(0) <= age < dt.timedelta(minutes=5)
    assert entry["made_with"]["minsheng"] == ms.__version__
    assert {"python", "pandas", "matplotlib", "typst"} <= set(entry["made_with"])
    assert "NotoSansSC-Regular.otf" in entry["fonts"]
    assert entry["fingerprint"] == small_plan.fingerprint
    assert entry["files"] == {"programme-parks.html": hashlib.sha256(b"parks").hexdigest()}


def test_what_was_made_before_stays_while_its_page_is_there(small_plan, made, tmp_path):
    first, second = (Outcome(job, 1.0) for job in made)
    write_manifest(small_plan, [first], tmp_path)
    before = manifest(small_plan, tmp_path)["reports"]
    write_manifest(small_plan, [second], tmp_path)
    after = manifest(small_plan, tmp_path)["reports"]
    assert set(after) == {"zh/programme-parks.html", "zh/programme-reading.html"}
    assert before.items() <= after.items()
    made[0].page.unlink()
    write_manifest(small_plan, [second], tmp_path)
    assert list(manifest(small_plan, tmp_path)["reports"]) == ["zh/programme-reading.html"]


def test_a_report_that_failed_leaves_no_trace(small_plan, made, tmp_path):
    write_manifest(small_plan, [Outcome(made[0], 1.0, "went wrong")], tmp_path)
    assert not (tmp_path / small_plan.facts.plan / "manifest.json").exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"reports": []}', "\x00"])
def test_a_broken_manifest_is_made_anew(small_plan, made, tmp_path, content):
    (tmp_path / small_plan.facts.plan / "manifest.json").write_text(content, encoding="utf-8")
    write_manifest(small_plan, [Outcome(made[0], 1.0)], tmp_path)
    assert list(manifest(small_plan, tmp_path)["reports"]) == ["zh/programme-parks.html"]
