"""Places in which analysts write: controls of Word, nothing in other formats."""

from minsheng.reports.exhibits import Place
from minsheng.writers.archive import parsed_part, parts
from minsheng.writers.document import Document, Heading, Paragraph, PlaceEnd, PlaceStart, Quote, Run
from minsheng.writers.html.writer import html
from minsheng.writers.pdf.typesetting import typeset
from minsheng.writers.word.lines import read_lines
from minsheng.writers.word.places import read_written
from minsheng.writers.word.writer import docx

FULL = Place("2019H1/childcare/problems", "幼有所育 · 问题与原因", "abc")
EMPTY = Place("2019H1/overall/problems", "问题与原因")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document(*places):
    blocks = [Heading(2, (Run("节"),), "a"), Paragraph((Run("外"),))]
    for place, words in places:
        quotes = [Quote((Run(each),)) for each in words]
        blocks += [PlaceStart(place), *quotes, PlaceEnd()]
    return Document("zh", "题", "", tuple(blocks))


REPORT = document((FULL, ("甲", "乙")), (EMPTY, ()))


def body(made):
    return parsed_part(parts(docx(made))["word/document.xml"])[0]


def test_a_place_is_a_control_that_nothing_locks():
    found = {}
    for control in body(REPORT).iter(f"{W}sdt"):
        properties = {str(each.tag).removeprefix(W): each for each in control[0]}
        assert "lock" not in properties
        found[properties["tag"].get(f"{W}val")] = (
            properties["alias"].get(f"{W}val"),
            any(each.endswith("appearance") for each in properties),
            "".join(control[1].itertext()),
        )
    assert found == {
        f"minsheng/{FULL.key}": (FULL.title, False, "甲乙"),
        f"minsheng/{EMPTY.key}": (EMPTY.title, True, ""),
    }


def test_older_versions_of_word_may_ignore_how_a_control_is_shown():
    root = parsed_part(parts(docx(REPORT))["word/document.xml"])
    ignorable = next(text for name, text in root.attrib.items() if name.endswith("Ignorable"))
    assert "w15" in ignorable.split()
    assert set(ignorable.split()) <= root.nsmap.keys()


def test_a_file_keeps_what_stood_in_it():
    written = read_written(parts(docx(REPORT)))
    assert written.lines == {FULL.key: ("甲", "乙"), EMPTY.key: ()}
    assert written.places == {FULL.key: FULL, EMPTY.key: EMPTY}
    told = [text for texts in written.others.values() for text in texts]
    assert {"外", "一、节"} <= {*told}
    assert not {"甲", "乙"} & {*told}


def test_a_place_that_stands_twice_has_one_control():
    twice = document((FULL, ("甲",)), (FULL, ("乙",)))
    assert read_lines(body(twice)).controls == [FULL.key]


def test_a_report_without_places_keeps_nothing():
    assert read_written(parts(docx(document()))) is None


def test_other_formats_show_no_empty_place():
    page = html(REPORT).decode()
    assert "甲" in page
    assert "本节可由" not in page
    kinds = [each["kind"] for each in typeset(REPORT).content["blocks"]]
    assert kinds == ["heading", "paragraph", "quote", "quote"]


def test_long_ids_do_without_a_tag_and_keep_their_bookmark():
    far = Place(f"2019H1/{'x' * 60}/problems", "题" * 80)
    (control,) = body(document((far, ("甲",)))).iter(f"{W}sdt")
    names = [str(each.tag).removeprefix(W) for each in control[0]]
    assert names == ["alias", "id"]
    assert len(control[0][0].get(f"{W}val")) == 64
