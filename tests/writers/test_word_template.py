"""What a department's own Word file may bring into a report, and what it may not."""

import re
import struct
import zipfile
from io import BytesIO

import docx as python_docx
import pytest
from docx.shared import Cm
from openpyxl import Workbook
from PIL import Image

import minsheng as ms
from minsheng.render import jobs
from minsheng.text.language import using
from minsheng.verification import verify
from minsheng.writers import archive
from minsheng.writers.archive import packed, parts
from minsheng.writers.document import Document, Paragraph, Run
from minsheng.writers.word.writer import docx

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = {
    "document": "word/_rels/document.xml.rels",
    "settings": "word/_rels/settings.xml.rels",
    "footer": "word/_rels/footer1.xml.rels",
}
EMPTY = b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
TEXT = (Paragraph((Run("话"),)),)


@pytest.fixture
def template(tmp_path):
    """A template with a picture in its head and a line in its foot."""
    file = python_docx.Document()
    picture = BytesIO()
    Image.new("RGB", (4, 4), "red").save(picture, "PNG")
    file.add_paragraph("A draft that nobody may see.")
    file.add_picture(BytesIO(picture.getvalue()), Cm(1))
    head = file.sections[0].header.paragraphs[0]
    head.add_run().add_picture(BytesIO(picture.getvalue()), Cm(1))
    file.sections[0].footer.paragraphs[0].text = "某区人民政府"
    path = tmp_path / "template.docx"
    file.save(path)
    return path


def change(path, edit):
    content = parts(path.read_bytes())
    edit(content)
    path.write_bytes(packed(content))


def relate(content, part, kind, target, *, external=False, key="rId900"):
    mode = ' TargetMode="External"' if external else ""
    made = f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    rels = content.get(RELS[part], EMPTY)
    content[RELS[part]] = rels.replace(b"</Relationships>", made.encode() + b"</Relationships>")


def declare(content, name, kind):
    made = f'<Override PartName="/{name}" ContentType="{kind}"/>'.encode()
    types = content["[Content_Types].xml"]
    content["[Content_Types].xml"] = types.replace(b"</Types>", made + b"</Types>")


def report(template):
    return parts(docx(Document("zh", "标题", "", TEXT), template))


def everything(content):
    return b"".join([*map(str.encode, content), *content.values()])


def test_head_and_foot_travel_and_the_text_of_the_template_does_not(template):
    content = report(template)
    assert "某区人民政府".encode() in everything(content)
    pictures = [name for name in content if name.startswith("word/media/")]
    assert len(pictures) == 1
    assert b"nobody may see" not in everything(content)
    assert "docProps/thumbnail.jpeg" not in content
    python_docx.Document(BytesIO(packed(content)))


def test_the_template_that_is_attached_to_a_template_is_left_out(template):
    def edit(content):
        relate(content, "settings", "attachedTemplate", "http://x.test/a.dotm", external=True)
        content["word/settings.xml"] = re.sub(
            rb"(<w:settings [^>]*>)",
            rb'\1<w:attachedTemplate xmlns:q="' + OFFICE.encode() + b'" q:id="rId900"/>',
            content["word/settings.xml"],
        )

    change(template, edit)
    assert b"attachedTemplate" in everything(parts(template.read_bytes()))
    made = everything(report(template))
    assert b"attachedTemplate" not in made
    assert b"x.test" not in made


@pytest.mark.parametrize(
    ("kind", "name", "type_"),
    [
        ("vbaProject", "word/vbaProject.bin", "application/vnd.ms-office.vbaProject"),
        ("control", "word/activeX1.xml", "application/vnd.ms-office.activeX+xml"),
        ("oleObject", "word/ole.bin", "application/vnd.openxmlformats-officedocument.oleObject"),
        ("package", "word/book.xlsx", "application/octet-stream"),
        ("aFChunk", "word/chunk.html", "text/html"),
        ("glossaryDocument", "word/glossary.xml", "application/xml"),
        ("customXml", "word/custom.xml", "application/xml"),
    ],
)
def test_macros_and_what_is_embedded_in_the_text_are_left_out(template, kind, name, type_):
    def edit(content):
        content[name] = b"<hostile/>"
        declare(content, name, type_)
        relate(content, "document", kind, name.removeprefix("word/"))

    change(template, edit)
    content = report(template)
    assert name not in content
    assert b"hostile" not in everything(content)


@pytest.mark.parametrize("kind", ["image", "oleObject", "subDocument", "frame", "hyperlink"])
def test_what_the_text_links_to_is_left_out(template, kind):
    change(
        template,
        lambda content: relate(content, "document", kind, "file:///x.test/a", external=True),
    )
    assert b"x.test" not in everything(report(template))


def told(template):
    with pytest.raises(ms.BadInput) as raised:
        docx(Document("en", "Title", "", TEXT), template)
    (fault,) = raised.value.faults
    assert fault.code == "documents.template_carries"
    return fault.found


def test_a_picture_of_elsewhere_in_the_foot_is_refused(plan, template, tmp_path):
    change(
        template,
        lambda content: relate(content, "footer", "image", "http://x.test/a.png", external=True),
    )
    assert told(template) == "image http://x.test/a.png"
    with pytest.raises(ms.BadInput) as raised:  # before anything runs
        jobs(plan, "", tmp_path, names=("plan",), word_template=template)
    assert raised.value.faults[0].text("en") == (
        f"{template}: head, foot or styles of the template need what no report may carry along: "
        "take it out and save it anew; found “image http://x.test/a.png”"
    )
    assert "报告不得夹带的内容" in raised.value.faults[0].text("zh")


@pytest.mark.parametrize("kind", ["oleObject", "control", "image"])
def test_an_embedded_file_in_the_foot_is_refused(template, kind):
    def edit(content):
        content["word/ole.bin"] = b"hostile"
        declare(content, "word/ole.bin", "application/vnd.ms-office.vbaProject")
        relate(content, "footer", kind, "ole.bin")

    change(template, edit)
    assert told(template) == f"{kind} /word/ole.bin"


@pytest.mark.parametrize("word", ["INCLUDEPICTURE", "DDEAUTO", "includetext"])
def test_a_field_that_fetches_something_is_refused(template, word):
    def edit(content):
        field = f'<w:r><w:instrText> {word} "http://x.test/a" </w:instrText></w:r></w:p>'
        foot = content["word/footer1.xml"]
        content["word/footer1.xml"] = foot.replace(b"</w:p>", field.encode(), 1)

    change(template, edit)
    assert told(template) == word.upper()


def in_the_foot(content, runs, name="word/footer1.xml"):
    content[name] = content[name].replace(b"</w:p>", runs.encode() + b"</w:p>", 1)


def field(*pieces):
    """A field whose instructions stand in pieces: text, or another field."""
    texts = (
        each if each.startswith("<") else f"<w:r><w:instrText>{each}</w:instrText></w:r>"
        for each in pieces
    )
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return begin + "".join(texts) + end


FETCH = 'INCLUDEPICTURE "http://x.test/a.png" \\d'


@pytest.mark.parametrize(
    "runs",
    [
        field("PAGE") + field(FETCH),
        field("PAGE") + f"<w:fldSimple w:instr='{FETCH}'/>",
        field("PAGE", field(FETCH)),
        field("INCLUDE", field("PAGE"), FETCH.removeprefix("INCLUDE")),
        field("INC<!-- -->LUDE", FETCH.removeprefix("INCLUDE")),
        field("PAGE") + "<w:r><w:delInstrText>" + FETCH + "</w:delInstrText></w:r>",
    ],
)
def test_a_field_that_fetches_something_is_refused_beside_other_fields(template, runs):
    change(template, lambda content: in_the_foot(content, runs))
    assert told(template) == "INCLUDEPICTURE"


def test_fields_that_fetch_nothing_stay(template):
    runs = field("IN") + field("CLUDE") + field(" PAGE ") + '<w:fldSimple w:instr="NUMPAGES"/>'
    change(template, lambda content: in_the_foot(content, runs))
    assert b" PAGE " in everything(report(template))


def test_a_foot_that_bears_the_usual_name_of_the_body_is_looked_at(template):
    def edit(content):
        names = {"word/document.xml": "word/MAIN.xml", "word/footer1.xml": "word/document.xml"}
        for name in ("word/document.xml", "word/footer1.xml"):
            content[names[name]] = content.pop(name)
        for name in ("[Content_Types].xml", "_rels/.rels", RELS["document"]):
            for old, new in (("document.xml", "MAIN.xml"), ("footer1.xml", "document.xml")):
                content[name] = content[name].replace(old.encode(), new.encode())
        content["word/_rels/MAIN.xml.rels"] = content.pop(RELS["document"])
        in_the_foot(content, field(FETCH), "word/document.xml")

    change(template, edit)
    assert told(template) == "INCLUDEPICTURE"


@pytest.mark.parametrize("around", ["{}", "<w:compat>{}</w:compat>"])
def test_a_merge_of_letters_is_left_out(template, around):
    merge = (
        '<w:mailMerge><w:connectString w:val="Data Source=x.test"/>'
        '<w:query w:val="SELECT * FROM names"/></w:mailMerge>'
    )

    def edit(content):
        content["word/settings.xml"] = re.sub(
            rb"(<w:settings [^>]*>)",
            rb"\1" + around.format(merge).encode(),
            content["word/settings.xml"],
        )

    change(template, edit)
    assert b"x.test" in everything(parts(template.read_bytes()))
    assert b"x.test" not in everything(report(template))


def test_a_web_address_in_the_foot_stays(template):
    change(
        template,
        lambda content: relate(content, "footer", "hyperlink", "http://x.test/", external=True),
    )
    assert b"http://x.test/" in report(template)[RELS["footer"]]


# ---- archives that unpack to too much


def swollen(path, size):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", bytes(size))
    return path


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(archive, "_LARGEST", 2**20)


def never(*_):
    raise AssertionError("something was unpacked")


def test_a_template_that_swells_is_refused_before_it_is_unpacked(
    plan, tmp_path, small, monkeypatch
):
    path = swollen(tmp_path / "bomb.docx", 3 * 2**20)
    monkeypatch.setattr(zipfile.ZipFile, "read", never)
    monkeypatch.setattr(zipfile.ZipFile, "open", never)
    with pytest.raises(ms.BadInput) as raised, using("en"):
        jobs(plan, "", tmp_path, names=("plan",), word_template=path)
    assert raised.value.faults[0].text("en") == (
        f"{path}: the Word template cannot be used; it must be a .docx or .dotx file; "
        "found “it unpacks to about 3 MiB, more than the 1 MiB that are taken”"
    )


def test_a_workbook_with_a_cell_far_out_is_refused(tmp_path):
    book = Workbook()
    book.active["XFD1048576"] = "x"
    path = tmp_path / "far.xlsx"
    book.save(path)
    with pytest.raises(ms.BadInput) as raised, using("en"):
        verify(path)
    assert "the sheet “Sheet” is too large to be one of a report" in raised.value.text("en")


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_a_report_that_swells_is_refused_before_it_is_unpacked(
    tmp_path, small, monkeypatch, ending
):
    path = swollen(tmp_path / f"bomb{ending}", 3 * 2**20)
    monkeypatch.setattr(zipfile.ZipFile, "read", never)
    monkeypatch.setattr(zipfile.ZipFile, "open", never)
    with pytest.raises(ms.BadInput) as raised, using("en"):
        verify(path)
    assert "it unpacks to about 3 MiB, more than the 1 MiB that are taken" in raised.value.text(
        "en"
    )


def test_of_a_part_that_is_larger_than_it_says_no_more_is_unpacked(tmp_path, small):
    path = swollen(tmp_path / "bomb.docx", 3 * 2**20)
    size = struct.pack("<L", 3 * 2**20)
    path.write_bytes(path.read_bytes().replace(size, struct.pack("<L", 10)))
    with pytest.raises(ms.BadInput) as raised:
        verify(path)
    assert raised.value.faults[0].code == "verification.not_readable"
