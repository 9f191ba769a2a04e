"""One list of the files of a report: who adds a format adds a line and a writer."""

import sys
from types import SimpleNamespace

import pytest

from minsheng import writers
from minsheng.writers.document import Document

DOCUMENT = Document("en", "Beds", "", ())


def test_another_format_is_a_line_and_a_writer(monkeypatch):
    module = SimpleNamespace(txt=lambda document: document.title.encode())
    monkeypatch.setitem(sys.modules, "minsheng.writers.words", module)
    line = writers.ReportFile("txt", "words:txt")
    monkeypatch.setattr(writers, "REPORT_FILES", (*writers.REPORT_FILES, line))
    assert writers.written(DOCUMENT, "txt") == b"Beds"


@pytest.mark.parametrize("name", ["doc", "ipynb", ""])
def test_what_no_writer_makes_is_refused(name):
    with pytest.raises(ValueError, match="is none of html, docx, pdf, xlsx"):
        writers.written(DOCUMENT, name)


def test_each_file_of_the_list_that_has_a_writer_is_made():
    for file in writers.REPORT_FILES:
        if file.writer:
            assert writers.written(DOCUMENT, file.name)
        assert set(file.label) in (set(), {"zh", "en"})
