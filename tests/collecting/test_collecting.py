"""What was written in a Word report comes back into the files of the paragraphs, whole."""

import pytest
from edited_word import Word, as_libreoffice_saves, report, runs, tag, xml

import minsheng as ms
from minsheng.collecting import collect
from minsheng.errors import BadInput
from minsheng.text.language import using
from minsheng.writers.word.places import bookmark_of

OVERALL, PROBLEMS = "2019H1/overall/problems", "2019H1/childcare/problems"
FILE = """## 问题与原因

<!-- 王五，待核 -->
用地紧张，普惠率为[78.6%](#普惠率)。

- 一是人手少
- 二是经费少

其他。
"""


@pytest.fixture(scope="module")
def standing(plan):
    return ms.stand_midterm(plan, ms.Ledger())


@pytest.fixture(scope="module", autouse=True)
def loaded_once(plan):
    """Let no test read the package that ships again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "minsheng.collecting.collecting.load_plan",
            lambda name: plan if name == plan.facts.plan else ms.load_plan(name),
        )
        yield


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "words"
    (folder / "2019H1").mkdir(parents=True)
    (folder / "2019H1" / "childcare.md").write_text(FILE, "utf-8")
    return folder


@pytest.fixture
def word(standing, folder):
    return Word(report(standing, folder))


def childcare(folder):
    return (folder / "2019H1" / "childcare.md").read_text("utf-8")


def told(file, folder, lang="zh"):
    with using(lang):
        return collect(file, writing=folder).text()


def test_a_report_that_nobody_edited_changes_nothing(word, folder, tmp_path):
    file = word.saved(tmp_path / "r.docx")
    assert told(file, folder) == "Word 中可撰写之处没有改动，文件未变。"
    assert childcare(folder) == FILE
    assert [path.name for path in (folder / "2019H1").glob("[!.]*")] == ["childcare.md"]


def test_what_is_typed_into_an_empty_place_becomes_a_file(word, standing, folder, tmp_path):
    word.type(OVERALL, "总的看，1. 进展*良好*。", "第二段\n另一行 <b>")
    file = word.saved(tmp_path / "r.docx")
    made = folder / "2019H1" / "overall.md"
    assert told(file, folder) == f"已写入{made}"
    assert made.read_text("utf-8") == (
        "## 问题与原因\n\n<!-- 李四 · 2019-07-20 · r.docx -->\n"
        "总的看，1. 进展\\*良好\\*。\n\n第二段\\\n另一行 \\<b\\>\n"
    )
    again = Word(report(standing, folder))
    lines = ["".join(each.itertext()) for each in again.paragraphs(OVERALL)]
    assert lines == ["总的看，1. 进展*良好*。", "第二段另一行 <b>"]
    assert told(file, folder) == "Word 中可撰写之处没有改动，文件未变。"  # collected once


def test_only_what_was_edited_is_written_anew(word, folder, tmp_path):
    first, *_, last = word.paragraphs(PROBLEMS)
    first.append(xml(runs("比上年高。")))
    last.getparent().remove(last)
    assert told(word.saved(tmp_path / "r.docx"), folder).splitlines()[1:] == [
        "幼有所育 · 问题与原因：Word 中已改写或删去的原文：“用地紧张，普惠率为78.6%。”",
        "幼有所育 · 问题与原因：Word 中已改写或删去的原文：“其他。”",
    ]
    assert (
        childcare(folder)
        == (
            "## 问题与原因\n\n<!-- 王五，待核 -->\n\n<!-- 李四 · 2019-07-20 · r.docx -->\n"
            "用地紧张，普惠率为[78.6%](#普惠率)。比上年高。\n\n"
            "- 一是人手少\n- 二是经费少\n\n"
        ).rstrip("\n")
        + "\n"
    )


def test_bold_is_kept_and_what_no_file_can_hold_is_named(word, folder, tmp_path):
    bold = runs("要点：", "<w:rPr><w:b/></w:rPr>")
    red = runs("红字", '<w:rPr><w:u w:val="single"/><w:color w:val="FF0000"/></w:rPr>')
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    word.type(OVERALL, xml(f"<w:p>{bold}{red}</w:p>"), xml(table), xml("<w:p/>"))
    assert told(word.saved(tmp_path / "r.docx"), folder).splitlines()[1:] == [
        "问题与原因：没有写回的：下划线",
        "问题与原因：没有写回的：文字颜色",
        "问题与原因：没有写回的：表格或列表的版式，文字逐行写成段落",
    ]
    text = (folder / "2019H1" / "overall.md").read_text("utf-8")
    assert text.endswith("**要点**：红字\n\n格\n")


def test_tracked_changes_are_taken_as_accepted_and_told(word, folder, tmp_path):
    paragraph = xml(
        "<w:p><w:r><w:t>甲</w:t></w:r><w:del w:id='1'><w:r><w:delText>乙</w:delText></w:r></w:del>"
        f"<w:ins w:id='2'>{runs('丙')}</w:ins><w:r><w:commentReference w:id='0'/></w:r></w:p>"
    )
    word.type(OVERALL, paragraph)
    comment = f"<w:comment w:id='0'><w:p>{runs('请核实')}</w:p></w:comment>"
    word.parts["word/comments.xml"] = (
        f'<w:comments xmlns:w="{paragraph.nsmap["w"]}">{comment}</w:comments>'.encode()
    )
    file = word.saved(tmp_path / "r.docx")
    assert told(file, folder).splitlines()[1:] == [
        "Word 中有未接受的修订（插入1处、删除1处）：插入的已写回，删除的未写回",
        "问题与原因：修订中删除的：“乙”",
        "1条批注没有写回",
        "批注：“请核实”",
    ]
    assert (folder / "2019H1" / "overall.md").read_text("utf-8").endswith("\n甲丙\n")
    with using("en"):
        english = collect(file, writing=folder / "x").text()
    assert "tracked changes that nobody accepted (1 insertion, 1 deletion)" in english
    assert "1 comment was not carried over" in english


def test_a_control_that_was_deleted_strikes_nothing(word, folder, tmp_path):
    control = word.control(PROBLEMS)
    for each in (control.getprevious(), control.getnext(), control):
        each.getparent().remove(each)
    assert told(word.saved(tmp_path / "r.docx"), folder).splitlines()[1:] == [
        "幼有所育 · 问题与原因：Word 中已没有这一处（控件被删除），文件中的文字保留未动；"
        "要删去，请直接改文件"
    ]
    assert childcare(folder) == FILE


def test_a_control_that_was_removed_around_its_text_is_found_by_its_bookmark(
    word, folder, tmp_path
):
    control = word.control(PROBLEMS)
    for each in list(word.paragraphs(PROBLEMS)):
        control.addprevious(each)
    control.getparent().remove(control)
    file = word.saved(tmp_path / "r.docx")
    assert told(file, folder) == "Word 中可撰写之处没有改动，文件未变。"
    mark = next(
        each
        for each in word.body.iter(tag("bookmarkEnd"))
        if each.getprevious() is not None and "其他。" in "".join(each.getprevious().itertext())
    )
    mark.addnext(xml(f"<w:p>{runs('补充一段。')}</w:p>"))
    told(word.saved(file), folder)
    assert childcare(folder).endswith("其他。\n\n<!-- 李四 · 2019-07-20 · r.docx -->\n补充一段。\n")


def test_what_libreoffice_saves_is_read(word, folder, tmp_path):
    as_libreoffice_saves(word)
    file = word.saved(tmp_path / "r.docx", author="")
    assert told(file, folder) == "Word 中可撰写之处没有改动，文件未变。"
    mark = next(
        each
        for each in word.body.iter(tag("bookmarkStart"))
        if each.get(tag("name")) == bookmark_of("2019H1/overall/problems")
    )
    mark.getparent().append(xml(runs("总的看良好。")))
    last = next(each for each in word.body.iter(tag("p")) if "其他" in "".join(each.itertext()))
    last.addnext(xml(f"<w:p>{runs('补充。')}</w:p>"))
    assert told(word.saved(file, author=""), folder).count("已写入") == 2
    note = "<!-- 2019-07-20 · r.docx -->"
    assert childcare(folder).endswith(f"其他。\n\n{note}\n补充。\n")
    made = (folder / "2019H1" / "overall.md").read_text("utf-8")
    assert made == f"## 问题与原因\n\n{note}\n总的看良好。\n"


def test_a_text_edited_in_both_is_kept_in_both(word, standing, folder, tmp_path):
    own = FILE.replace("其他。", "其他情况。")
    (folder / "2019H1" / "childcare.md").write_text(own, "utf-8")
    word.paragraphs(PROBLEMS)[-1].append(xml(runs("另有。")))
    file = word.saved(tmp_path / "r.docx")
    with using("zh"):
        collected = collect(file, writing=folder)
    beside = folder / "2019H1" / "_childcare.word.md"
    assert collected.conflicts == [beside]
    assert f"childcare.md在报告生成之后也改过：Word 中的文字另存为{beside}" in collected.text()
    assert childcare(folder) == own
    assert beside.read_text("utf-8").endswith("其他。另有。\n")
    ms.load_paragraphs(standing.plan, "2019H1", folder)  # it is passed over
    assert collect(file, writing=folder).written == []  # the same again
    beside.write_text("改过", "utf-8")
    collect(file, writing=folder)
    assert (folder / "2019H1" / "_childcare.word-2.md").exists()


def test_text_typed_elsewhere_is_told_with_its_heading(word, folder, tmp_path):
    word.control(OVERALL).getprevious().addprevious(xml(f"<w:p>{runs('写在外面。')}</w:p>"))
    assert told(word.saved(tmp_path / "r.docx"), folder, "en").splitlines() == [
        "Nothing was changed where analysts write in the Word file; no file was changed.",
        "not collected (section “一、问题”, outside the places for analysts): “写在外面。”",
    ]


def test_addressee_signature_and_date_come_back_and_are_printed(word, standing, folder, tmp_path):
    typed = {"addressee": "区人大常委会：", "signature": "区发展改革委", "date": "2019年8月5日"}
    as_libreoffice_saves(word)  # what a program drops, bookmarks hold
    names = {bookmark_of(f"2019H1/overall/{one}"): text for one, text in typed.items()}
    for mark in list(word.body.iter(tag("bookmarkStart"))):
        if mark.get(tag("name")) in names:
            first, *others = mark.getparent().iter(tag("t"))
            first.text = names[mark.get(tag("name"))]
            for each in others:
                each.text = ""
    file = word.saved(tmp_path / "r.docx")
    made = folder / "2019H1" / "overall.md"
    assert told(file, folder) == f"已写入{made}", "nothing is struck: a gap is no text of a person"
    again = "".join(Word(report(standing, folder)).body.itertext())
    assert all(text in again for text in typed.values())
    assert "发文机关署名" not in again
    (folder / "2019H1" / "childcare.md").write_text("## 成文日期\n2019年。", "utf-8")
    with pytest.raises(BadInput, match="childcare"):
        ms.load_paragraphs(standing.plan, "2019H1", folder)


def test_what_the_report_itself_wrote_and_somebody_changed_is_told_as_it_read(
    word, folder, tmp_path
):
    heads = {"".join(each.itertext()): each for each in word.body.iter(tag("p"))}
    heads["一、问题"].append(xml(runs("清单")))
    word.body.remove(heads["三、附件"])
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    word.body.insert(0, xml(table))
    word.body.insert(0, xml("<w:p><w:r><w:drawing/></w:r></w:p>"))
    again = "一节中由系统生成的这段文字在 Word 中已改动或删去，无法收回，重新生成时仍会照原样印出"
    outside = "一节，不在可撰写之处"
    assert told(word.saved(tmp_path / "r.docx"), folder).splitlines()[1:] == [
        f"“一、问题”{again}：“一、问题”",
        f"“三、附件”{again}：“三、附件”",
        f"没有写回（“标题”{outside}）：“一张图片”",
        f"没有写回（“标题”{outside}）：“格”",
        f"没有写回（“一、问题清单”{outside}）：“一、问题清单”",
    ]


def test_a_file_without_its_record_overwrites_nothing(word, folder, tmp_path):
    for name in [name for name in word.parts if name.startswith("customXml/")]:
        del word.parts[name]
    word.type(OVERALL, "总。")
    word.paragraphs(PROBLEMS)[-1].append(xml(runs("另有。")))
    file = word.saved(tmp_path / "r.docx")
    assert "写在可撰写之处以外的文字无法辨认" in told(file, folder)
    assert childcare(folder) == FILE
    assert (folder / "2019H1" / "_childcare.word.md").exists()
    assert (folder / "2019H1" / "overall.md").exists()


def refused(file, lang="zh", **options):
    with using(lang), pytest.raises(BadInput) as caught:
        collect(file, **options)
    return caught.value.text(lang)


def test_files_that_are_no_reports_are_refused(word, folder, tmp_path):
    (tmp_path / "r.pdf").write_bytes(b"")
    (tmp_path / "bad.docx").write_bytes(b"PK")
    assert "只能从 Word 文档（.docx）收回文字" in refused(tmp_path / "r.pdf")
    assert "无法作为 Word 文档读取" in refused(tmp_path / "bad.docx")
    assert "no such file" in refused(tmp_path / "none.docx", "en").lower()
    del word.parts["docProps/custom.xml"]
    file = word.saved(tmp_path / "strange.docx")
    assert "不是本系统生成的报告" in refused(file, writing=folder)
    assert "no report of ours" in refused(file, "en", writing=folder)


def test_places_that_the_report_never_had_are_refused(word, folder, tmp_path):
    name = word.control(OVERALL).find(f"{tag('sdtPr')}/{tag('tag')}")
    name.set(tag("val"), "minsheng/2020/overall/problems")
    assert "报告生成时没有这一处" in refused(word.saved(tmp_path / "r.docx"), writing=folder)
    name.set(tag("val"), f"minsheng/{PROBLEMS}")
    assert "同一处在文件中出现两次" in refused(word.saved(tmp_path / "r.docx"), writing=folder)
    assert not (folder / "2019H1" / "overall.md").exists()


def test_another_plan_is_refused(word, tmp_path):
    file = word.saved(tmp_path / "r.docx")
    assert "报告依据的是另一份规划" in refused(file, plan="tests/small_package", writing=tmp_path)


def test_faults_of_the_files_stop_it(word, folder, tmp_path):
    (folder / "2019H1" / "childcare.md").write_text("## 别的\n甲。", "utf-8")
    word.type(OVERALL, "总。")
    assert "没有这个小节标题" in refused(word.saved(tmp_path / "r.docx"), writing=folder)
    assert not (folder / "2019H1" / "overall.md").exists()
