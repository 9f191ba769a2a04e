"""Whatever is read of a package lies in its folder: a link that leads out of it is not followed."""

import shutil

import pytest

import minsheng as ms
from minsheng.evaluation import frozen_place, save_frozen
from minsheng.files import is_inside

SECRET = "What nobody may publish."


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret"
    path.write_text(SECRET, encoding="utf-8")
    return path


def told(call):
    with pytest.raises(ms.BadInput) as raised:
        call()
    return [fault.text("en") for fault in raised.value.faults]


def test_a_path_is_judged_by_where_it_leads(tmp_path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "inside")
    (tmp_path / "inside" / "out").symlink_to(tmp_path)
    (tmp_path / "inside" / "round").symlink_to(tmp_path / "inside" / "round")
    assert is_inside(tmp_path / "link" / "x", tmp_path / "inside")
    assert is_inside(tmp_path / "inside" / "round", tmp_path / "inside")
    assert not is_inside(tmp_path / "inside" / "out" / "x", tmp_path / "inside")
    assert not is_inside(tmp_path / "inside-too", tmp_path / "inside")


def test_a_descriptor_elsewhere_is_refused(small_package, tmp_path):
    (small_package / "datapackage.json").rename(tmp_path / "elsewhere.json")
    (small_package / "datapackage.json").symlink_to(tmp_path / "elsewhere.json")
    assert told(lambda: ms.load_plan(small_package)) == [
        "datapackage.json: the path leads out of the package's folder"
    ]


def test_a_table_elsewhere_is_refused(small_package, tmp_path):
    (small_package / "units.csv").rename(tmp_path / "elsewhere.csv")
    (small_package / "units.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert told(lambda: ms.load_plan(small_package)) == [
        "units: the path leads out of the package's folder; found “units.csv”"
    ]


def test_links_that_stay_in_the_package_are_followed(small_package):
    (small_package / "units.csv").rename(small_package / "other.csv")
    (small_package / "units.csv").symlink_to("other.csv")
    folder = small_package / "paragraphs" / "2022H1"
    folder.mkdir(parents=True)
    (small_package / "words.md").write_text("总。", encoding="utf-8")
    (folder / "overall.md").symlink_to("../../words.md")
    written = ms.load_paragraphs(ms.load_plan(small_package), "2022H1")
    assert [passage.text for passage in written.passages] == ["总。"]


def test_a_paragraph_elsewhere_is_refused(small_package, secret):
    folder = small_package / "paragraphs" / "2022H1"
    folder.mkdir(parents=True)
    (folder / "overall.md").symlink_to(secret)
    plan = ms.load_plan(small_package)
    expected = ["2022H1/overall.md: the path leads out of the package's folder"]
    assert told(lambda: ms.load_paragraphs(plan, "2022H1")) == expected
    assert (
        told(lambda: ms.load_paragraphs(plan, "2022H1", small_package / "paragraphs")) == expected
    )


@pytest.mark.parametrize("linked", ["paragraphs", "paragraphs/2022H1"])
def test_a_folder_of_paragraphs_elsewhere_is_refused(small_package, tmp_path, linked):
    there = tmp_path / "there"
    (there / "2022H1").mkdir(parents=True)
    (there / "2022H1" / "overall.md").write_text(SECRET, encoding="utf-8")
    place = small_package / linked
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(there if linked == "paragraphs" else there / "2022H1")
    plan = ms.load_plan(small_package)
    assert told(lambda: ms.load_paragraphs(plan, "2022H1")) == [
        "2022H1/: the path leads out of the package's folder"
    ]


def test_frozen_results_elsewhere_are_neither_read_nor_written(plan, tmp_path):
    package = shutil.copytree(plan.origin, tmp_path / "package")
    own = ms.load_plan(package)
    (package / "evaluations").symlink_to(tmp_path)
    (tmp_path / frozen_place(own, "2019H1").name).write_text("{}", encoding="utf-8")
    expected = ["evaluations/midterm-2019H1.json: the path leads out of the package's folder"]
    assert told(lambda: ms.load_midterm(own)) == expected
    standing = ms.stand(own, ms.load_observations(own, "demo"), "2019H1")
    assert told(lambda: save_frozen(standing)) == expected


def test_a_device_in_a_folder_is_not_read_for_its_digest(tmp_path):
    from minsheng.render.digests import tree_digest

    before = tree_digest(tmp_path)
    (tmp_path / "device").symlink_to("/dev/null")
    assert tree_digest(tmp_path) == before
