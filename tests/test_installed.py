"""The wheel carries data, notebooks, templates and catalogues: it works without the checkout."""

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import minsheng as ms

ROOT = Path(__file__).parents[1]

SCRIPT = """
import minsheng as ms
from pathlib import Path
from minsheng.render import jobs, notebooks
from minsheng.reports.exhibits import Column, Table
from minsheng.writers import written
from minsheng.writers.document import Document
from minsheng.writers.html.page import stylesheet
assert Path(ms.__file__).is_relative_to(Path.cwd() / "site"), ms.__file__
plan = ms.load_plan()
assert stylesheet()
assert ms.check_package() == []
assert written(Document("en", "Title", "", (Table("A", (Column("a", "A"),), ()),)), "docx")
print(plan.fingerprint, ",".join(notebooks()), len(jobs(plan, "", Path("out"))))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    place = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    (wheel,) = place.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place / "site")
    return place


def test_an_installed_wheel_gives_the_same_plan_and_the_same_notebooks(site, plan):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=site,
        env={"PYTHONPATH": str(site / "site")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    fingerprint, names, count = done.stdout.split()
    assert fingerprint == plan.fingerprint
    assert sorted(names.split(",")) == sorted(
        path.stem for path in (ROOT / "notebooks").glob("*.ipynb")
    )
    # Two notebooks for each programme, one on request only, the others once.
    assert int(count) == 2 * len(plan.programmes) + len(names.split(",")) - 3


def test_the_wheel_holds_nothing_of_the_tests(site):
    (wheel,) = site.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        top = {name.split("/")[0] for name in archive.namelist()}
    assert top == {"minsheng", f"minsheng-{ms.__version__}.dist-info"}


def test_what_jupyterlab_leaves_behind_is_not_shipped(tmp_path):
    project = tmp_path / "project"
    for folder in ("minsheng", "notebooks", "data"):
        shutil.copytree(
            ROOT / folder, project / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    for file in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / file, project)
    left = [
        "notebooks/Untitled.ipynb",
        "notebooks/Untitled1.ipynb",
        "notebooks/未命名.ipynb",
        "notebooks/tutorials/Untitled2.ipynb",
        "notebooks/.ipynb_checkpoints/plan-checkpoint.ipynb",
        "data/qijiang-2018-2020/.ipynb_checkpoints/targets-checkpoint.csv",
    ]
    for name in left:
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("{}", "utf-8")
    command = [sys.executable, "-m", "build", "--wheel", "--sdist", "--no-isolation"]
    subprocess.run([*command, "--outdir", str(tmp_path), project], check=True, capture_output=True)
    (wheel,), (sdist,) = tmp_path.glob("*.whl"), tmp_path.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive, tarfile.open(sdist) as source:
        shipped = [archive.namelist(), source.getnames()]
    for names in shipped:
        assert any(name.endswith("notebooks/plan.ipynb") for name in names)
        assert any(name.endswith("notebooks/tutorials/clerk.ipynb") for name in names)
        assert any(name.endswith("data/qijiang-2018-2020/targets.csv") for name in names)
        assert not [name for name in names if name.endswith(tuple(Path(one).name for one in left))]
