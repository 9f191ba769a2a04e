"""Custom properties of Word files: ours beside those of a template."""

from io import BytesIO

from docx import Document

from minsheng.writers.archive import parts
from minsheng.writers.word.properties import custom, set_custom


def saved(file):
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def properties(raw):
    return custom(parts(raw)["docProps/custom.xml"])


def test_they_are_read_as_they_were_written():
    file = Document()
    set_custom(file, {"minsheng.plan": 'a<b>&"c"', "minsheng.notebook": "计划"})
    assert properties(saved(file)) == {"minsheng.plan": 'a<b>&"c"', "minsheng.notebook": "计划"}


def test_those_of_a_template_stay_and_ours_are_written_once():
    file = Document()
    set_custom(file, {"编号": "1", "minsheng.plan": "old"})
    again = Document(BytesIO(saved(file)))
    set_custom(again, {"minsheng.plan": "new"})
    raw = saved(again)
    assert properties(raw) == {"编号": "1", "minsheng.plan": "new"}
    pids = parts(raw)["docProps/custom.xml"].count(b'pid="')
    assert pids == 2
    assert b'pid="2"' in parts(raw)["docProps/custom.xml"]
    assert b'pid="3"' in parts(raw)["docProps/custom.xml"]


def test_an_entity_of_a_report_of_elsewhere_is_not_put_in():
    names = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    blob = (
        '<!DOCTYPE Properties [<!ENTITY x "swollen">]>'
        f'<Properties xmlns="{names}"><property name="a"><v>&x;</v></property></Properties>'
    )
    assert "swollen" not in custom(blob.encode())["a"]


def test_without_properties_there_is_no_such_part():
    file = Document()
    set_custom(file, {})
    assert "docProps/custom.xml" not in parts(saved(file))
