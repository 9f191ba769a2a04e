"""Where paragraphs are read from, and what is wrong with folders and files: all of it at once."""

import pytest

import minsheng as ms
from minsheng.errors import BadInput
from minsheng.reports.paragraphs import OVERALL
from minsheng.text.language import using


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "words"
    place.mkdir()
    return place


def write(folder, name, text, encoding="utf-8"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))


def faults(plan, folder, period="2019H1"):
    with pytest.raises(BadInput) as caught:
        ms.load_paragraphs(plan, period, folder)
    return caught.value.faults


def test_each_file_is_of_a_programme_and_a_period(plan, folder):
    write(folder, "2019H1/overall.md", "总。")
    write(folder, "2019H1/education.md", "学。\n\n## 下一步工作\n\n做。")
    write(folder, "2019H1/childcare.md", "幼。")
    write(folder, "2020/childcare.md", "别。")
    found = ms.load_paragraphs(plan, "2019H1", folder)
    assert [
        (one.programme, one.section, one.text, one.file, one.line) for one in found.passages
    ] == [
        ("overall", "judgement", "总。", "2019H1/overall.md", 1),
        ("childcare", "judgement", "幼。", "2019H1/childcare.md", 1),
        ("education", "judgement", "学。", "2019H1/education.md", 1),
        ("education", "next_steps", "做。", "2019H1/education.md", 5),
    ]
    assert not found.synthetic
    assert [one.text for one in found.of("education", "next_steps")] == ["做。"]
    assert [one.text for one in found.of(OVERALL, "judgement", "progress")] == ["总。"]


def test_a_period_folder_may_be_named_as_people_write_it(plan, folder):
    write(folder, "2019年上半年/childcare.md", "幼。")
    (one,) = ms.load_paragraphs(plan, "2019H1", folder).passages
    assert one.file == "2019年上半年/childcare.md"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings_that_departments_save_in(plan, folder, encoding):
    write(folder, "2019H1/childcare.md", "普惠率有所提高。", encoding)
    assert ms.load_paragraphs(plan, "2019H1", folder).passages[0].text == "普惠率有所提高。"


def test_the_folder_of_the_plan_is_the_default(small_package):
    plan = ms.load_plan(small_package)
    when = str(plan.facts.first_year)
    assert ms.load_paragraphs(plan, when).passages == ()
    programme = plan.programmes["programme"].iloc[0]
    write(small_package / "paragraphs", f"{when}/{programme}.md", "文。")
    assert [one.text for one in ms.load_paragraphs(plan, when).passages] == ["文。"]
    assert not ms.check_package(small_package)


def test_a_folder_that_is_named_must_be_there(plan, tmp_path):
    (fault,) = faults(plan, tmp_path / "nowhere")
    assert fault.code == "missing_folder"


def test_nothing_written_for_a_period_is_nothing(plan, folder):
    write(folder, "2020/childcare.md", "别。")
    assert ms.load_paragraphs(plan, "2019H1", folder).passages == ()


def test_what_nobody_named_is_passed_over(plan, folder):
    for name in (
        ".hidden/a.md",
        "2019H1/.DS_Store",
        "2019H1/~$childcare.md",
        "2019H1/photo.png",
        "README.md",
        "_drafts/x.md",
    ):
        write(folder, name, "x")
    assert ms.load_paragraphs(plan, "2019H1", folder).passages == ()


def test_all_faults_are_told_at_once(plan, folder):
    write(folder, "2031/childcare.md", "x")
    write(folder, "2019 H 9/childcare.md", "x")
    write(folder, "2019H1/chidcare.md", "x")
    write(folder, "2019H1/Childcare.md", "x")
    write(folder, "2019H1/childcare.txt", "x")
    write(folder, "2019H1/education.md", "指標達到", "big5")
    write(folder, "2019H1/housing.md", "一\n\n[3户](#housing.reloction)，[4](#housing.x/targt)")
    write(folder, "2019H1/healthcare.md", "[82%到90%](#healthcare.beds)")
    write(folder, "2019上半年/overall.md", "x")
    found = {(one.code, one.file, one.row, one.nearest) for one in faults(plan, folder)}
    assert {
        ("unreadable_period", "2019 H 9/", None, ""),
        ("unknown_paragraph_file", "2019H1/chidcare.md", None, "childcare.md"),
        ("unknown_paragraph_file", "2019H1/Childcare.md", None, "childcare.md"),
        ("unknown_paragraph_file", "2019H1/childcare.txt", None, "childcare.md"),
        ("unknown_encoding", "2019H1/education.md", None, ""),
        ("unknown_quoted_figure", "2019H1/housing.md", 3, "target"),
        ("several_numbers", "2019H1/healthcare.md", 1, ""),
        ("period_twice", "2019上半年", None, ""),
        ("unknown_indicator", "2019H1/housing.md", 3, "housing.dongxi_relocation"),
    } <= found
    assert ("period_outside_plan", "2031/") in {one[:2] for one in found}


@pytest.mark.parametrize(
    ("name", "text", "zh", "en"),
    [
        ("2019H1/chidcare.md", "x", "没有以此命名的专项", "named for no programme"),
        (
            "2019H1/childcare.md",
            "[3到5所](#childcare.beds_x)",
            "一个链接只能有一个数字",
            "one number to a link",
        ),
        (
            "2019H1/childcare.md",
            "[3](#childcare.inclusive_share/x)",
            "链接中没有这一数值",
            "no such figure",
        ),
        ("2018/a.md", "x", "", ""),
    ],
)
def test_faults_are_told_in_words(plan, folder, name, text, zh, en):
    write(folder, name, text)
    if not zh:
        assert ms.load_paragraphs(plan, "2019H1", folder).passages == ()
        return
    with pytest.raises(BadInput) as caught:
        ms.load_paragraphs(plan, "2019H1", folder)
    assert zh in caught.value.text("zh")
    assert en in caught.value.text("en")


def test_a_period_outside_the_plan_is_refused(plan, folder):
    with pytest.raises(ms.UnknownName):
        ms.load_paragraphs(plan, "2031", folder)


def test_the_made_up_ones_are_known_for_what_they_are(plan):
    found = ms.load_paragraphs(plan, "2019H1", "demo")
    assert found.synthetic
    # Programmes whose goals with a target have no value at mid-year have none.
    silent = {"amenities", "housing"}
    known = {OVERALL, *plan.programmes["programme"]}
    assert {one.programme for one in found.passages} == known - silent
    assert ms.load_paragraphs(plan, "2018", "demo").passages == ()


def test_reading_leaves_every_byte_alone(plan, folder):
    write(folder, "2019H1/childcare.md", "\ufeff甲\r\n\r\n##  主要进展\r\n<b>\x07")
    before = (folder / "2019H1/childcare.md").read_bytes()
    with using("en"):
        ms.load_paragraphs(plan, "2019H1", folder)
    assert (folder / "2019H1/childcare.md").read_bytes() == before
    assert [path.name for path in folder.rglob("*")] == ["2019H1", "childcare.md"]
