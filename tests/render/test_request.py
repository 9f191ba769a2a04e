"""What may be asked for in a matrix file, and what is said of one with faults.

Each file of tests/bad_matrices is one defect and what must be said of it.
"""

import json
import tomllib
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import minsheng as ms
from minsheng.render.matrix import jobs
from minsheng.render.matrix_file import read_matrix
from minsheng.render.request import Request, list_reports
from minsheng.text.language import catalogue, using

CASES = sorted((Path(__file__).parents[1] / "bad_matrices").glob("*.toml"))


@pytest.fixture
def read(tmp_path):
    def reading(text):
        path = tmp_path / "matrix.toml"
        path.write_text(text, encoding="utf-8")
        return read_matrix(path)

    return reading


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_one_defect_gives_exactly_its_faults(path, read):
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    with pytest.raises(ms.BadInput) as raised:
        read(case["matrix"])
    told = raised.value.faults
    assert {fault.file for fault in told} == {"matrix.toml"}
    assert [(f.code, f.row, f.column, f.found, f.nearest, list(f.allowed)) for f in told] == [
        (
            f["code"],
            f.get("row"),
            *(f.get(key, "") for key in ("column", "found", "nearest")),
            f.get("allowed", []),
        )
        for f in case["fault"]
    ]
    for lang in ("en", "zh"):
        assert "\n".join(fault.text(lang) for fault in told) == case["text"][lang]


def test_every_word_about_a_matrix_has_a_case():
    cases = [tomllib.loads(path.read_text(encoding="utf-8")) for path in CASES]
    covered = {fault["code"] for case in cases for fault in case["fault"]}
    # A folder cannot be read as a file: below.
    assert {f"requests.{key}" for key in catalogue("requests")} - covered == {"requests.unreadable"}


def test_a_file_that_is_not_there(tmp_path):
    with using("en"), pytest.raises(ms.BadInput, match=r"nowhere\.toml: file is missing$"):
        read_matrix(tmp_path / "nowhere.toml")


def test_a_folder_is_no_matrix(tmp_path):
    words = r": the file cannot be read; found “Is a directory”$"
    with using("en"), pytest.raises(ms.BadInput, match=words):
        read_matrix(tmp_path)


def test_an_encoding_of_old_is_told(tmp_path):
    path = tmp_path / "matrix.toml"
    path.write_bytes('[[render]]\nplan = "某区"\n'.encode("gb18030"))
    with using("zh"), pytest.raises(ms.BadInput) as raised:
        read_matrix(path)
    words = "matrix.toml：文件编码无法识别，请另存为 UTF-8"
    assert [fault.text("zh") for fault in raised.value.faults] == [words]


def test_a_byte_order_mark_is_no_fault(tmp_path):
    path = tmp_path / "matrix.toml"
    path.write_text('[[render]]\nnotebook = "plan"\n', encoding="utf-8-sig")
    assert read_matrix(path) == (Request(notebooks=("plan",)),)


def test_an_entry_that_says_nothing_asks_for_all_of_the_plan_that_ships(read):
    assert read("[[render]]\n") == (Request(),)


def test_every_key_finds_its_place(read, tmp_path):
    for name in ("ledger", "ours", "county"):
        (tmp_path / name).mkdir()
    (tmp_path / "red.docx").touch()
    (asked,) = read(
        """
        [[render]]
        plan = "county"
        notebook = "status"
        programme = ["housing", "elder_care", "housing"]
        indicator = "housing.rent"
        period = ["2019H1", 2019, "auto"]
        lang = "en"
        to = ["pdf", "docx"]
        observations = "ledger"
        as-of = 2019-07-01
        set = { top = 5, share = 0.5, short = true, words = "few" }
        word-template = "red.docx"
        notebooks = "ours"
        """
    )
    here = tmp_path.resolve()
    assert asked == Request(
        plan=str(here / "county"),
        notebooks=("status",),
        programmes=("housing", "elder_care"),
        indicators=("housing.rent",),
        periods=("2019H1", "2019", "auto"),
        as_of="2019-07-01",
        observations=str(here / "ledger"),
        langs=("en",),
        extra=(("share", 0.5), ("short", True), ("top", 5), ("words", "few")),
        formats=("pdf", "docx"),
        word_template=here / "red.docx",
        folder=here / "ours",
    )


def test_several_plans_are_a_request_each_in_their_order(read, tmp_path):
    asked = read('[[render]]\nplan = ["b/county", "qijiang-2018-2020"]\nnotebook = "plan"\n')
    assert [one.plan for one in asked] == [
        str((tmp_path / "b" / "county").resolve()),  # a path, though there is nothing yet
        "qijiang-2018-2020",  # an id
    ]
    assert {one.notebooks for one in asked} == {("plan",)}


def test_a_folder_beside_the_file_wins_over_an_id(read, tmp_path):
    (tmp_path / "qijiang-2018-2020").mkdir()
    (asked,) = read('[[render]]\nplan = "qijiang-2018-2020"\n')
    assert asked.plan == str((tmp_path / "qijiang-2018-2020").resolve())


@pytest.mark.parametrize("source", ["demo", "sqlite:///ledger.db", "postgresql://host/base"])
def test_a_source_that_is_no_path_stays(read, source):
    (asked,) = read(f'[[render]]\nobservations = "{source}"\n')
    assert asked.observations == source


def test_paths_do_not_depend_on_where_one_stands(read, tmp_path, monkeypatch):
    (tmp_path / "ledger").mkdir()
    text = '[[render]]\nobservations = "ledger"\n'
    before = read(text)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert read(text) == before


def test_an_entry_wins_over_the_defaults_and_a_parameter_by_its_name(read):
    first, second = read(
        """
        [defaults]
        lang = ["zh", "en"]
        to = "all"
        set = { top = 5, short = true }
        [[render]]
        notebook = "plan"
        [[render]]
        lang = "en"
        [render.set]
        top = 10
        """
    )
    assert (first.langs, first.formats) == (("zh", "en"), ("html", "docx", "pdf", "xlsx"))
    assert first.extra == (("short", True), ("top", 5))
    assert (second.langs, second.notebooks) == (("en",), ())
    assert second.extra == (("short", True), ("top", 10))


def test_true_and_one_are_not_the_same_parameter(read):
    entries = "".join(f"[[render]]\nset = {{ top = {value} }}\n" for value in ("1", "true", "1.0"))
    values = [dict(asked.extra)["top"] for asked in read(entries)]
    assert [repr(value) for value in values] == ["1", "True", "1.0"]


def test_a_request_can_be_a_key_and_become_json(read):
    (asked,) = read('[[render]]\nset = { top = 5 }\nword-template = "matrix.toml"\n')
    assert asked in {asked}
    record = json.loads(json.dumps(asked.record()))
    assert record == asked.record()
    assert Path(record["word_template"]).name == "matrix.toml"
    assert set(record) == set(Request.__dataclass_fields__)
    with pytest.raises(FrozenInstanceError):
        asked.plan = "other"


def test_every_field_tells_two_requests_apart():
    other = Request(
        "p",
        ("n",),
        ("p",),
        ("i",),
        ("2019",),
        "2019-07-01",
        "demo",
        ("en",),
        (("top", 5),),
        ("pdf",),
        Path("red.docx"),
        Path("ours"),
    )
    for name in Request.__dataclass_fields__:
        assert replace(Request(), **{name: getattr(other, name)}).record() != Request().record()


def test_the_axes_are_what_the_matrix_takes(read, plan, tmp_path):
    (asked,) = read('[[render]]\nnotebook = "programme"\nprogramme = "housing"\nto = "docx"\n')
    with using("en"):
        (job,) = jobs(plan, asked.plan, tmp_path, **asked.axes())
    assert (job.name, job.programme, job.formats) == (
        "en/programme-housing",
        "housing",
        ("html", "docx"),
    )
    (job,) = jobs(plan, "", tmp_path, **replace(asked, langs=("zh",)).axes())
    assert job.lang == "zh"


def test_what_only_a_notebook_tells_is_told_by_the_matrix(read, plan, tmp_path):
    (asked,) = read('[[render]]\nnotebook = "programes"\n')
    with using("en"), pytest.raises(ms.BadInput, match="nearest: programme"):
        jobs(plan, asked.plan, tmp_path, **asked.axes())


VALUES = st.recursive(
    st.one_of(
        st.text(max_size=8).map(json.dumps),
        st.integers().map(str),
        st.sampled_from(["true", "inf", "nan", "2019-06-30", "07:30:00", '"\\u0000"', '"auto"']),
    ),
    lambda inner: st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
    max_leaves=4,
)
KEYS = st.sampled_from(
    [
        "plan",
        "period",
        "lang",
        "to",
        "as-of",
        "observations",
        "set",
        "set.top",
        "notebooks",
        "word-template",
        "notebook",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(KEYS, VALUES), max_size=4))
def test_whatever_stands_in_a_file_is_read_or_told(tmp_path_factory, pairs):
    path = tmp_path_factory.getbasetemp() / "matrix.toml"
    lines = [f"{key} = {value}" for key, value in pairs]
    path.write_text("\n".join(["[[render]]", *lines]), encoding="utf-8")
    try:
        found = read_matrix(path)
    except ms.BadInput as error:
        for lang in ("zh", "en"):
            assert error.text(lang).count("\n") == len(error.faults)
    else:
        assert found, "one request for each plan"
        for asked in found:
            assert json.loads(json.dumps(asked.record(), allow_nan=False)) == asked.record()


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
def test_a_file_that_is_anything_is_told(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "matrix.toml"
    path.write_bytes(content)
    with pytest.raises(ms.BadInput):
        read_matrix(path)


@pytest.mark.parametrize("text", ["x = " + "[" * 5000, "x = " + "9" * 5000])
def test_what_exhausts_the_reader_is_told(read, text):
    with using("en"), pytest.raises(ms.BadInput, match="line 1: is not valid TOML"):
        read(text)


@pytest.mark.parametrize("axis", ["plan", "observations"])
def test_a_place_whose_name_no_file_can_have_is_told(axis, tmp_path):
    with pytest.raises(ms.BadInput) as raised:
        list_reports(Request(**{axis: "a" * 5000}), tmp_path)
    assert [fault.code for fault in raised.value.faults] == ["cannot_read"]
    assert list(tmp_path.iterdir()) == []
