"""Whatever is done to a place in Word, its words stand in the files or are told."""

import re
import tempfile
from pathlib import Path

import pytest
from edited_word import Word, report, runs, tag, xml
from hypothesis import given, settings
from hypothesis import strategies as st

import minsheng as ms
from minsheng.collecting import collect
from minsheng.text.language import using
from minsheng.writers.word.lines import read_lines
from minsheng.writers.word.places import folded

KEY = "2019H1/childcare/problems"
FILE = """## 问题与原因

甲一，达到[78.6%](#普惠率)。

**乙二**，`码`。

- 丙三
- 丁四

> 戊五

己六
"""
WORDS = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")),
        st.sampled_from("*_`#>-+=|<&[]()$~\\!1.　ＡＢ，。😀民生"),
    ),
    min_size=1,
    max_size=12,
)


@pytest.fixture(scope="module")
def standing(plan):
    return ms.stand_midterm(plan, ms.Ledger())


@pytest.fixture(scope="module")
def raw(standing, tmp_path_factory):
    """The report as it was rendered."""
    folder = tmp_path_factory.mktemp("words")
    write(folder)
    return report(standing, folder)


def write(folder):
    (folder / "2019H1").mkdir(exist_ok=True)
    (folder / "2019H1" / "childcare.md").write_text(FILE, "utf-8")


EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            (
                *("add", "change", "split", "strike", "insert", "delete", "move", "bold", "merge"),
                *("table", "box", "picture", "outside", "machine"),
            )
        ),
        st.integers(0, 9),
        WORDS,
    ),
    min_size=1,
    max_size=5,
)


def edit_elsewhere(content, kind, place, text):
    """Insert or change something that is no paragraph of a place; False if it is one."""
    body = next(content.iterancestors(tag("body")))
    line = f"<w:p>{runs(text)}</w:p>"
    inserted = {
        "table": f"<w:tbl><w:tr><w:tc>{line}</w:tc><w:tc>{line}</w:tc></w:tr></w:tbl>",
        "outside": line,
        "box": f"<w:p><w:r><w:pict><w:txbxContent>{line}</w:txbxContent></w:pict></w:r></w:p>",
        "picture": "<w:p><w:r><w:drawing/></w:r></w:p>",
    }
    if kind in inserted:
        (content if kind == "table" and place % 2 else body).insert(0, xml(inserted[kind]))
    elif kind == "machine":  # a paragraph that the report itself wrote
        for each in [each for each in body if "附件" in "".join(each.itertext())]:
            each.append(xml(runs(text)))
            if place % 2:
                body.remove(each)
    return kind in inserted or kind == "machine"


def edit(content, kind, place, text):
    """Change the paragraphs of a place as somebody does in Word."""
    if edit_elsewhere(content, kind, place, text):
        return
    paragraphs = [each for each in content if each.tag == tag("p")]
    if not paragraphs or kind == "add":
        content.insert(place % (len(paragraphs) + 1), xml(f"<w:p>{runs(text)}</w:p>"))
        return
    one = paragraphs[place % len(paragraphs)]
    own = [each for each in one if str(each.tag).endswith("}r")]
    if kind == "change":
        one.append(xml(runs(text)))
    elif kind == "bold":
        one.append(xml(runs(text, "<w:rPr><w:b/></w:rPr>")))
    elif kind == "split" and own:
        made = xml(f"<w:p>{runs(text)}</w:p>")
        made.append(own[-1])
        one.addnext(made)
    elif kind == "strike":
        content.remove(one)
    elif kind == "insert":
        one.append(xml(f"<w:ins w:id='7'>{runs(text)}</w:ins>"))
    elif kind == "delete" and own:
        gone = xml("<w:del w:id='8'/>")
        own[0].addprevious(gone)
        gone.append(own[0])
    elif kind == "move":
        content.insert(0, one)
    elif kind == "merge" and one.getnext() is not None:
        for each in list(one.getnext())[1:]:
            one.append(each)


@settings(max_examples=15, deadline=None)
@given(EDITS)
def test_the_words_of_a_place_stand_in_the_files_or_are_told(standing, raw, edits):
    word = Word(raw)
    content = word.paragraphs(KEY)
    for one in edits:
        edit(content, *one)
    read = read_lines(list(content))
    with tempfile.TemporaryDirectory() as name, using("zh"):
        folder = Path(name)
        write(folder)
        file = word.saved(folder / "r.docx")
        told = folded(collect(file, standing.plan, folder).text())
        again = Word(report(standing, folder)).paragraphs(KEY)
        shown = [folded(line.text) for line in read_lines(list(again)).lines]
        assert [line for line in shown if line] == [
            folded(line.text) for line in read.lines if folded(line.text)
        ] or not read.lines
        everywhere = told + "".join(shown)
        for kind, _, words in edits:
            if kind in ("table", "outside", "box"):
                assert folded(words) in everywhere, kind
            if kind == "machine":
                assert "三、附件" in told, "what the report wrote is named as it read"
            if kind == "picture":
                assert "一张图片" in told
        for _, words in read.deleted:
            assert folded(words) in told
        for struck in re.findall(r"[甲乙丙丁戊己][一二三四五六]", FILE):
            assert struck in told or any(struck in line for line in shown)
