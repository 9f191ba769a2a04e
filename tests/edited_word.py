"""Small Word reports with places for analysts, and edits of them as Word makes them."""

from nbformat.v4 import new_code_cell, new_notebook, new_output

import minsheng as ms
from minsheng.reports.evaluations.analysts import Words
from minsheng.reports.evaluations.opening import addressee, signing
from minsheng.reports.exhibits import heading
from minsheng.text.language import using
from minsheng.writers.archive import packed, parsed_part, parts
from minsheng.writers.reading import read
from minsheng.writers.word.places import TAG
from minsheng.writers.word.writer import docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = "word/document.xml"


def tag(name):
    return f"{{{W}}}{name}"


def report(standing, folder, lang="zh", **parameters):
    """Return a report as Word has it: a chapter with a place in it for overall and childcare."""
    with using(lang):
        written = ms.load_paragraphs(standing.plan, standing.period, folder)
        words = Words(standing, written)
        shown = [
            heading("问题", 2),
            *words.of("overall", "problems"),
            heading("措施", 2),
            *words.of("childcare", "problems", "next_steps"),
            *addressee(standing, written).parts,
            *signing(standing, written).parts,
            heading("附件", 2),
        ]
        bundles = [each._repr_mimebundle_() for each in shown]
        outputs = [
            new_output("display_data", each[0], metadata=each[1])
            if isinstance(each, tuple)
            else new_output("display_data", each)
            for each in bundles
        ]
        notebook = new_notebook(cells=[new_code_cell(outputs=outputs)])
        notebook.metadata["minsheng"] = {
            "notebook": "midterm",
            "plan": standing.plan.facts.plan,
            "signature": {"departments": []},
            "parameters": {"lang": lang, **parameters},
        }
        notebook.metadata["papermill"] = {"parameters": {"lang": lang}}
        return docx(read(notebook))


class Word:
    """A report that is open in Word."""

    def __init__(self, raw):
        self.parts = parts(raw)
        self.root = parsed_part(self.parts[BODY])

    @property
    def body(self):
        return self.root.find(tag("body"))

    def control(self, key):
        for each in self.root.iter(tag("sdt")):
            name = each.find(f"{tag('sdtPr')}/{tag('tag')}")
            if name is not None and name.get(tag("val")) == f"{TAG}{key}":
                return each
        raise LookupError(key)

    def paragraphs(self, key):
        return self.control(key).find(tag("sdtContent"))

    def type(self, key, *lines):
        """Put lines into a place instead of what stands there."""
        control = self.control(key)
        placeholder = control.find(f"{tag('sdtPr')}/{tag('showingPlcHdr')}")
        if placeholder is not None:
            control[0].remove(placeholder)
        content = self.paragraphs(key)
        for each in list(content):
            content.remove(each)
        for line in lines:
            content.append(xml(f"<w:p>{runs(line)}</w:p>") if isinstance(line, str) else line)

    def saved(self, path, author="李四", day="2019-07-20"):
        from lxml import etree

        self.parts[BODY] = etree.tostring(self.root)
        core = parsed_part(self.parts["docProps/core.xml"])
        for each in core:
            if str(each.tag).endswith("lastModifiedBy"):
                each.text = author
            elif str(each.tag).endswith("modified"):
                each.text = f"{day}T08:00:00Z"
        self.parts["docProps/core.xml"] = etree.tostring(core)
        path.write_bytes(packed(self.parts))
        return path


def xml(text):
    return parsed_part(f'<w:x xmlns:w="{W}">{text}</w:x>'.encode())[0]


def runs(text, inside=""):
    from xml.sax.saxutils import escape

    breaks = escape(text).replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    return f"<w:r>{inside}<w:t xml:space='preserve'>{breaks}</w:t></w:r>"


def as_libreoffice_saves(word):
    """Change a report as LibreOffice 7.4 does: controls lose tags, and shrink to one paragraph.

    A bookmark over several paragraphs begins twice, and only the second one ends.
    """
    for number, control in enumerate(list(word.root.iter(tag("sdt"))), start=900):
        start, end, content = control.getprevious(), control.getnext(), control[1]
        if not start.get(tag("name"), "").startswith("_Mw"):
            continue
        paragraphs = list(content)
        first, last = paragraphs[0], paragraphs[-1]
        shrunk = xml("<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent/></w:sdt>")
        for each in [each for each in first if each.tag != tag("pPr")]:
            shrunk[1].append(each)
        shrunk[1].insert(0, start)
        first.append(shrunk)
        if len(paragraphs) > 1:
            again = xml(f"<w:bookmarkStart w:id='{number}' w:name='{start.get(tag('name'))}'/>")
            last.insert(1, again)
            end.set(tag("id"), str(number))
        last.append(end)
        for each in paragraphs:
            control.addprevious(each)
        control.getparent().remove(control)
