"""Text that a format could take for more than text, in every place where text can stand."""

import nbformat

from minsheng.reports.exhibits import Column, Figure, Prose, Table

TEXTS = {
    "html": '<script>alert("x")</script><b>bold</b> & &amp; <img src=x onerror=y> <!-- -->',
    "markdown": "**stars** _lines_ [words](javascript:alert(1)) ![x](file:///etc/passwd) `a` |",
    "typst": '#read("/etc/passwd") $x^2$ #set page(width: 1pt) <label> @ref // comment \\u{41} = x',
    "word": "</w:t></w:r><w:br/><w:instrText>INCLUDETEXT</w:instrText> ]]> {PAGE} \\x",
    "formula": '=HYPERLINK("http://example.org";"x") +1 -1 @SUM(A1) \'=1',
    "control": "a\x00b\x01c\x1b[31md\x7fe\ufefff",
    "long": "x" * 300,
    "emoji": "\U0001f600 \u263a\ufe0f \u2713",
    "rare": "镕 㛃 ㎡ 〇 ⅷ",
    "right to left": "\u202eabc\u202c \u200f\u05d0\u05d1\u05d2\u200e",
    "lines": "one\ntwo\r\nthree\tfour",
}


def notebook(lang="zh", texts=TEXTS):
    """Return a notebook that has run, with each text in a heading, sentence, list, table, figure.

    In Markdown cells the texts stand as an analyst would type them, so that Markdown has its say;
    in the outputs each of them must come out as it is.
    """
    cells = [nbformat.v4.new_markdown_cell("# Hostile 镕\n\nText.", metadata={"tags": []})]
    for name, text in texts.items():
        cells.append(nbformat.v4.new_markdown_cell(f"## {name}\n\nTyped: {text}\n\n- {text}"))
        cells.append(_shown(Prose((text,), (text,), "answer")))
        cells.append(_shown(_table(text)))
        cells.append(_shown(Figure(DRAWING, text, text, (text,))))
    # What pandas shows, and what a cell prints.
    cells.append(_printed(TEXTS["html"]))
    return nbformat.v4.new_notebook(
        cells=cells, metadata={"papermill": {"parameters": {"lang": lang}}}
    )


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200pt" height="60pt" viewBox="0 0 200 60">'
    '<rect x="10" y="10" width="120" height="40" fill="#0b5563"/></svg>'
)


def _table(text):
    columns = (Column("name", text), Column("value", "value", "number"))
    rows = ({"name": text, "value": "1.5"}, {"name": text, "value": "20"})
    values = ({"value": 1.5}, {"value": 20.0})
    return Table(text, columns, rows, ("a.b", "a.c"), values, (text, text), (text,))


def _shown(exhibit):
    bundle = exhibit._repr_mimebundle_()
    data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
    output = nbformat.v4.new_output("execute_result", data, metadata=metadata)
    return nbformat.v4.new_code_cell("shown", outputs=[output])


def _printed(text):
    output = nbformat.v4.new_output("stream", name="stdout", text=text)
    return nbformat.v4.new_code_cell("print", outputs=[output])
