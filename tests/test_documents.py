"""What the documents say is true: examples run, dependencies agree, columns are all named."""

import doctest
import json
import re
import tomllib
from pathlib import Path

import pytest

from minsheng.audit import RULES

ROOT = Path(__file__).parents[1]
README = ("README.md", "README.zh-CN.md")


@pytest.mark.parametrize("name", README)
def test_the_example_of_the_readme_runs(name, capsys, tmp_path, monkeypatch):
    from matplotlib import pyplot as plt

    from minsheng.text.language import current, using

    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
    assert len([line for line in example.splitlines() if line]) <= 12
    monkeypatch.chdir(tmp_path)
    with using(current()):
        exec(compile(example, name, "exec"), {})
    plt.close("all")
    said = capsys.readouterr().out
    assert ("学前三年毛入园率" in said) or ("Gross enrolment rate" in said)
    assert "1.333333" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gaps.png", "requirements.xlsx"]


@pytest.mark.parametrize("name", README)
def test_every_link_of_the_readme_leads_somewhere(name):
    text = (ROOT / name).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("path", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.name)
def test_the_examples_of_the_documents_give_what_they_say(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # for the files that an example writes
    failed, _ = doctest.testfile(str(path), module_relative=False)
    assert failed == 0


def _requirements(lines):
    found = {}
    for line in lines:
        match = re.fullmatch(r"([A-Za-z0-9_-]+)\s*(.*)", line.strip())
        found[match[1].lower()] = match[2].replace(" ", "")
    return found


def test_environment_and_package_ask_for_the_same():
    text = (ROOT / "environment.yml").read_text("utf-8")
    listed = re.findall(r"^\s+- ([a-z][^\n:]*)$", text.partition("dependencies:")[2], re.MULTILINE)
    conda = _requirements(line for line in listed if line not in ("pip",))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = _requirements(
        [*project["dependencies"], *extras["cluster"], *extras["database"], *extras["lab"]]
    )
    assert conda.pop("python") == project["requires-python"]
    assert conda == wanted


def test_every_column_of_the_package_is_in_the_dictionary():
    text = (ROOT / "docs" / "data.md").read_text("utf-8")
    for descriptor in (ROOT / "data").glob("*/datapackage.json"):
        for resource in json.loads(descriptor.read_text("utf-8"))["resources"]:
            assert f"`{resource['name']}`" in text, resource["name"]
            for field in resource["schema"]["fields"]:
                assert f"`{field['name']}`" in text, f"{resource['name']}.{field['name']}"


def test_no_table_of_the_dictionary_explains_a_column_twice():
    text = (ROOT / "docs" / "data.md").read_text("utf-8")
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        columns = re.findall(r"^\| (`[^|]*`) \|", table, re.MULTILINE)
        assert len(columns) == len(set(columns)), columns


def test_every_rule_of_the_audit_is_explained_as_it_is():
    text = " ".join((ROOT / "docs" / "audit.md").read_text("utf-8").split())
    for name, rule in RULES.items():
        explained = rule.__doc__.replace("``", "`").split("\n\n")[1]
        assert f"`{name}`. {' '.join(explained.split())}" in text, name


def test_frictionless_finds_the_packages_valid():
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import Package

        for descriptor in (ROOT / "data").glob("*/datapackage.json"):
            report = Package(str(descriptor)).validate()
            assert report.valid, report.flatten(["fieldName", "rowNumber", "message"])[:5]


def test_no_table_holds_a_sentence_of_the_plan():
    for path in (ROOT / "data").glob("*/*.csv"):
        lines = path.read_text("utf-8").splitlines()
        limit = 60 if "note" in lines[0] else 30
        for number, line in enumerate(lines, start=1):
            for cell in line.split(","):
                han = re.findall(r"[\u4e00-\u9fff]", cell)
                assert len(han) <= limit, f"{path.name}:{number}: {cell}"


def test_every_promise_of_rendering_names_a_test_that_there_is():
    text = (ROOT / "docs" / "rendering.md").read_text("utf-8")
    promises = re.findall(r"^\| .* \| `(tests/[\w/.]+)::(\w+)` \|$", text, re.MULTILINE)
    assert len(promises) >= 25
    for file, test in promises:
        assert f"def {test}(" in (ROOT / file).read_text("utf-8"), (file, test)


def test_a_clerk_comes_from_nothing_to_a_checked_plan(tmp_path, monkeypatch):
    """Every block of the Chinese page is executed: the code, the tables, the commands."""
    from click.testing import CliRunner

    import minsheng as ms
    from minsheng.cli import main
    from minsheng.tables.schema import OPTIONAL
    from minsheng.text.language import using

    text = (ROOT / "docs" / "data.zh-CN.md").read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    exec(compile(code, "data.zh-CN.md", "exec"), {})
    (folder,) = tmp_path.iterdir()
    blocks = re.findall(r"`([^`\s]+\.csv)`(?:(?!```|\.csv`).)*```text\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == text.count("```text") == 14
    for name, rows in blocks:
        path = folder / name if (folder / name).exists() else tmp_path / name
        path.write_text(rows, "utf-8-sig")
    declared = json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]
    for resource in declared:
        names = {field["name"] for field in resource["schema"]["fields"]}
        assert names >= set(OPTIONAL.get(resource["name"], ()))
    commands = re.findall(r"```\n(minsheng [^\n]*)\n```", text)
    assert [line.split()[1] for line in commands] == ["check", *["record"] * 3, "status", "render"]
    assert text.count("```\n") == 2 * len(commands) + len(blocks) + 1
    with using("zh"):
        said = [CliRunner().invoke(main, line.split()[1:]) for line in commands[:-1]]
    assert [one.exit_code for one in said] == [0] * 5, [one.output for one in said]
    assert "数据包没有问题" in said[0].output
    assert "已登记14行" in said[1].output
    path = ms.trajectory(ms.load_plan(folder).select(indicator="living.rank"))["value"]
    assert list(path) == pytest.approx([14, 12 + 2 / 3, 11 + 1 / 3, 10])
    dry = CliRunner().invoke(main, [*commands[-1].split()[1:], "--dry-run"])
    assert dry.exit_code == 0, dry.output
