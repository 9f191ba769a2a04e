"""Only what belongs to the plan's own paragraphs is collected into them."""

import pytest
from edited_word import Word, report, runs, xml

import minsheng as ms
from minsheng.collecting import collect
from minsheng.errors import BadInput

KEY = "2019H1/overall/problems"


@pytest.fixture(scope="module")
def standing(plan):
    return ms.stand_midterm(plan, ms.Ledger())


def edited(standing, folder, **parameters):
    word = Word(report(standing, folder, **parameters))
    word.type(KEY, "总。")
    return word.saved(folder / "r.docx")


@pytest.mark.parametrize(
    "parameters", [{"writing": None}, {"writing": "demo"}, {"observations": "demo"}]
)
@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "请用 --writing 写明"), ("en", "with --writing")]
)
def test_other_paragraphs_are_collected_only_where_somebody_says(
    standing, plan, tmp_path, parameters, lang, said
):
    file = edited(standing, tmp_path, **parameters)
    with pytest.raises(BadInput) as caught:
        collect(file, plan)
    assert said in caught.value.text(lang)
    made = tmp_path / "words" / "2019H1" / "overall.md"
    assert collect(file, plan, writing=tmp_path / "words").written == [made]


def test_a_programme_that_the_plan_no_longer_has_is_refused(standing, plan, tmp_path):
    file = edited(standing, tmp_path)
    with pytest.raises(BadInput) as caught:
        collect(file, plan.select(programme="education"), writing=tmp_path / "words")
    assert "2019H1/childcare/problems" in caught.value.text("zh")
    assert not (tmp_path / "words").exists()


def test_a_conflict_is_not_told_as_nothing(standing, plan, tmp_path):
    (tmp_path / "2019H1").mkdir()
    own = tmp_path / "2019H1" / "overall.md"
    own.write_text("## 问题与原因\n\n甲。\n", "utf-8")
    word = Word(report(standing, tmp_path))
    own.write_text("## 问题与原因\n\n乙。\n", "utf-8")
    word.paragraphs(KEY)[-1].append(xml(runs("丙。")))
    result = collect(word.saved(tmp_path / "r.docx"), plan, writing=tmp_path)
    assert result.conflicts
    assert "没有改动" not in result.text()


@pytest.mark.parametrize("cut", [200, 5000, -60])
def test_a_file_that_is_cut_off_or_damaged_is_refused(standing, plan, tmp_path, cut):
    file = edited(standing, tmp_path)
    raw = bytearray(file.read_bytes())
    if cut < 0:
        del raw[cut:]
    else:
        raw[cut : cut + 40] = bytes(40)
    file.write_bytes(bytes(raw))
    with pytest.raises(BadInput, match="Word"):
        collect(file, plan, writing=tmp_path / "words")


def test_a_table_within_a_table_is_read_once(standing, plan, tmp_path):
    word = Word(report(standing, tmp_path))
    inner = f"<w:tbl><w:tr><w:tc><w:p>{runs('里')}</w:p></w:tc></w:tr></w:tbl>"
    cells = f"<w:tc><w:p>{runs('外')}</w:p>{inner}<w:p/></w:tc>"
    word.type(KEY, xml(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))
    collect(word.saved(tmp_path / "r.docx"), plan, writing=tmp_path / "words")
    made = (tmp_path / "words" / "2019H1" / "overall.md").read_text("utf-8")
    assert (made.count("外"), made.count("里")) == (1, 1)
