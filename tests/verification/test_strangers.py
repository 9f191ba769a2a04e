"""A report may come from anybody: nothing that it names is opened, asked or run."""

import json

import nbformat
import pytest

import minsheng as ms
from minsheng.errors import BadInput
from minsheng.render import jobs
from minsheng.render.running import execution
from minsheng.text.language import using
from minsheng.verification import verify

WORDS = "named a place, which does not travel with a report and is not taken from one"


def stranger(write, ending, parameters):
    """Return a report whose own words on what it was made from are these."""
    file = write(ending, name="status", programmes=("childcare",), periods=("2019H1",))
    if ending == "ipynb":
        book = nbformat.read(file, as_version=4)
        book.metadata["minsheng"]["parameters"] = parameters
        nbformat.write(book, file)
        return file
    text = file.read_text(encoding="utf-8")
    begin = text.index('<meta name="minsheng.parameters"')
    end = text.index(">", begin)
    said = json.dumps(parameters).replace("&", "&amp;").replace('"', "&quot;")
    meta = f'<meta name="minsheng.parameters" content="{said}"'
    file.write_text(text[:begin] + meta + text[end:], encoding="utf-8")
    return file


@pytest.fixture
def nothing_opened(monkeypatch):
    def fail(*_, **__):
        pytest.fail("something was opened or run")

    monkeypatch.setattr("minsheng.tables.database.open_database", fail)
    monkeypatch.setattr("minsheng.tables.ledger.open_files", fail)
    return lambda: monkeypatch.setattr(execution, "execute", fail)


@pytest.fixture
def book(write, tmp_path, plan):
    """Return a way to write a notebook report, which `write` itself does not make."""

    def made(ending, **axes):
        if ending != "ipynb":
            return write(ending, **axes)
        (job,) = jobs(plan, plan.facts.plan, tmp_path, names=(axes.pop("name"),), **axes)
        nbformat.write(execution.execute(job, tmp_path), tmp_path / "report.ipynb")
        return tmp_path / "report.ipynb"

    return made


@pytest.mark.parametrize("ending", ["html", "ipynb"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("observations", "postgresql://clerk:word@127.0.0.1:1/ledger"),
        ("observations", "sqlite:////etc/passwd"),
        ("observations", "/etc"),
        ("observations", "ledger"),
        ("observations", ".."),
        ("writing", "/etc"),
        ("writing", "~"),
        ("midterm", ".."),
        ("midterm", "a\\b"),
    ],
)
def test_a_place_that_a_report_names_is_not_looked_at(book, nothing_opened, ending, name, value):
    file = stranger(book, ending, {"lang": "zh", "programme": "childcare", name: value})
    nothing_opened()
    with using("en"), pytest.raises(BadInput) as raised:
        verify(file)
    (told,) = raised.value.text("en").splitlines()[1:]
    assert f"the parameter “{name}” {WORDS}" in told
    typed = "--observations …" if name == "observations" else f"--set {name}=…"
    assert told.endswith(f"allowed: {typed}")


@pytest.mark.parametrize(
    "parameters",
    [
        {"lang": "zh", "x=1\nimport os": "1"},
        {"lang": "zh", "nothing": 1},
        {"lang": "zh", "programme": "../childcare"},
        {"lang": "../zh"},
    ],
)
def test_what_no_notebook_asks_is_not_run(book, nothing_opened, parameters):
    file = stranger(book, "html", parameters)
    nothing_opened()
    with pytest.raises(BadInput):
        verify(file)


@pytest.mark.parametrize("name", ["../../evil", "/tmp/evil", "evil"])
def test_a_notebook_goes_by_the_name_of_one_that_is_there(book, nothing_opened, name, tmp_path):
    file = stranger(book, "html", {"lang": "zh"})
    text = file.read_text(encoding="utf-8")
    assert 'content="status"' in text
    file.write_text(text.replace('content="status"', f'content="{name}"'), encoding="utf-8")
    nothing_opened()
    with using("en"), pytest.raises(BadInput, match="unknown notebook"):
        verify(file)


@pytest.mark.parametrize("name", ["../small_package", "/etc", "."])
def test_a_plan_goes_by_the_id_of_one_that_ships(book, nothing_opened, name, monkeypatch):
    file = stranger(book, "html", {"lang": "zh"})
    text = file.read_text(encoding="utf-8")
    assert 'content="qijiang-2018-2020"' in text
    file.write_text(
        text.replace('content="qijiang-2018-2020"', f'content="{name}"'), encoding="utf-8"
    )
    nothing_opened()
    monkeypatch.setattr("minsheng.tables.load_plan", lambda *_: pytest.fail("a plan was loaded"))
    with using("en"), pytest.raises(BadInput, match="with --plan"):
        verify(file)


def test_what_the_command_line_names_is_looked_at(book, tmp_path):
    ledger = tmp_path / "ledger"
    ledger.mkdir()
    head = "indicator,period,reported_on,value,status\n"
    row = "childcare.gross_enrolment,2018,2019-01-10,87.2,final\n"
    (ledger / "observations.csv").write_text(head + row, encoding="utf-8")
    file = book(
        "html",
        name="status",
        programmes=("childcare",),
        periods=("2019H1",),
        observations=str(ledger),
    )
    assert verify(file, observations=str(ledger)).differences == ()
    assert ms.load_plan().facts.plan == "qijiang-2018-2020"


def test_a_word_file_brings_no_file_of_this_machine_along(book, tmp_path):
    import zipfile

    from minsheng.verification.word import read_word

    (tmp_path / "secret.txt").write_text("of this machine", encoding="utf-8")
    file = book("docx", name="plan")
    with zipfile.ZipFile(file) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    entity = f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{tmp_path / "secret.txt"}">]>'.encode()
    body = parts["word/document.xml"]
    start = body.index(b"<w:document")
    at = body.index(b"<w:t", start)
    at = body.index(b">", at) + 1
    parts["word/document.xml"] = body[:start] + entity + body[start:at] + b"&x;" + body[at:]
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    try:
        said = str(read_word(file.read_bytes()))
    except SyntaxError:  # so does a parser that loads no entity at all
        said = ""
    assert "of this machine" not in said
