"""Build the documents as a site that needs no network: ``make docs``.

The pages are the Markdown files of the repository, as they stand, and two that are made here: a
gallery of the charts, drawn by the examples in their docstrings, and a reference of the public
names, written by Sphinx from theirs.
"""

from __future__ import annotations

import doctest
import inspect
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import minsheng as ms
from minsheng.text.language import LANGUAGES

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "docs"
ROOMS = (
    ("minsheng", ms),
    ("minsheng.charts", ms.charts),
    ("minsheng.figures", ms.figures),
    ("minsheng.listings", ms.listings),
    ("minsheng.sentences", ms.sentences),
    ("minsheng.writeups", ms.writeups),
    ("minsheng.audit", ms.audit),
)
# The pages in their order, by the headings of the contents.
CONTENTS = {
    "Begin 入门": ("README", "README.zh-CN", "docs/jupyterlab", "docs/what-if", "docs/command"),
    "Look up 查阅": ("docs/frames", "docs/gallery", "docs/reference"),
    "Data 数据": ("docs/data.zh-CN", "docs/data", "data/README", "docs/audit", "docs/tracing"),
    "Method 方法": ("docs/method", "docs/methods-of-assessment"),
    "Reports 报告": ("docs/rendering", "docs/scheduling", "docs/writing"),
    "Project 项目": ("docs/README", "CONTRIBUTING", "CHANGELOG"),
}
FIRST_PAGE = """# Minsheng 民生

From the baselines of a government's livelihood plan to its targets: what must be reached, how fast,
and where it stands. Begin with the [README](README.md) or with [JupyterLab](docs/jupyterlab.md).

从规划的基期值到目标值：要达到什么，每年须走多快，目前走到哪里。请先读[中文说明](README.zh-CN.md)，
或从 [JupyterLab](docs/jupyterlab.md) 入手。用左上角的搜索框可以查中文和英文。
"""
MADE = {"docs/gallery", "docs/reference"}


def main() -> None:
    """Lay the pages out, draw the gallery, and have Sphinx make the site of them."""
    shutil.rmtree(BUILD, ignore_errors=True)
    source, site = BUILD / "source", BUILD / "site"
    for page in pages():
        _copy(f"{page}.md", source)
    for folder in ("docs/scheduling", "docs/gallery"):
        shutil.copytree(ROOT / folder, source / folder)
    (source / "index.md").write_text(contents(), "utf-8")
    (source / "docs" / "reference.md").write_text(reference(), "utf-8")
    (source / "docs" / "gallery.md").write_text(gallery(source / "docs" / "gallery"), "utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-c", str(ROOT / "docs")]
    subprocess.run([*command, str(source), str(site)], check=True)
    print(site / "index.html")


def _copy(name: str, to: Path) -> None:
    (to / name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / name, to / name)


def pages() -> list[str]:
    """Return the pages that are files of the repository, without their ending."""
    listed = [page for part in CONTENTS.values() for page in part if page not in MADE]
    return [*listed, *decisions()]


def decisions() -> list[str]:
    """Return the pages of the decisions."""
    return [
        f"docs/decisions/{path.stem}" for path in sorted((ROOT / "docs/decisions").glob("*.md"))
    ]


def contents() -> str:
    """Return the first page: the contents of the site."""
    parts = {**CONTENTS, "Decisions 决策记录": tuple(decisions())}
    trees = [
        f"```{{toctree}}\n:maxdepth: 1\n:caption: {heading}\n\n" + "\n".join(part) + "\n```\n"
        for heading, part in parts.items()
    ]
    return "\n".join([FIRST_PAGE, *trees])


# ---- the gallery


def charts() -> list[str]:
    """Return the names of the public functions that draw a chart: they return axes."""
    returned = {
        name: inspect.signature(getattr(ms.charts, name)).return_annotation
        for name in ms.charts.__all__
    }
    return [name for name, kind in returned.items() if "Axes" in str(kind)]


def example(name: str) -> str:
    """Return the lines of the example in the docstring of a chart; empty where it has none."""
    docstring = inspect.getdoc(getattr(ms.charts, name)) or ""
    return "".join(one.source for one in doctest.DocTestParser().get_examples(docstring))


def draw(name: str) -> Any:  # noqa: ANN401  matplotlib belongs to the room of the charts
    """Run the example of a chart and return the figure that it draws."""
    from matplotlib import pyplot as plt

    exec(compile(example(name), name, "exec"), {})
    return plt.figure(plt.get_fignums()[-1])


def gallery(folder: Path) -> str:
    """Draw every chart in both languages into `folder`, and return the page that shows them."""
    from minsheng.charts.theme import saved

    parts = [
        "# Gallery 图例\n\nEvery chart of `ms.charts`, with the lines that make it. "
        "每一种图，以及画出它的代码；上为中文，下为英文（`ms.set_language`）。\n"
    ]
    folder.mkdir(parents=True, exist_ok=True)
    for name in charts():
        chart = getattr(ms.charts, name)
        summary = (inspect.getdoc(chart) or "").partition("\n\n")[0].replace("\n", " ")
        shown = []
        for lang in LANGUAGES:
            ms.set_language(lang)
            picture = folder / f"{name}-{lang}.svg"
            picture.write_bytes(saved(draw(name), "svg"))
            shown.append(f"![{summary}](gallery/{picture.name})\n")
        code = f"```python\n{example(name)}```\n"
        link = f"{{py:func}}`Reference <minsheng.charts.{name}>`\n"
        parts += [f"## `{name}`\n\n{summary}\n", code, *shown, link]
    return "\n".join(parts)


# ---- the reference


def public(room: ModuleType) -> list[str]:
    """Return the public names of a room, in the order of the alphabet."""
    names = getattr(room, "__all__", None) or [name for name in dir(room) if name[0] != "_"]
    return sorted(name for name in names if callable(getattr(room, name)))


def reference() -> str:
    """Return the page of the reference: a directive for each public name."""
    parts = [
        "# Reference 接口\n\nMade from the docstrings; `ms` is `minsheng`. "
        "由代码中的英文说明生成；中文用法见[图例](gallery.md)和教程。\n"
    ]
    for path, room in ROOMS:
        first = (inspect.getdoc(room) or "").partition("\n")[0]
        parts.append(f"## `{path.replace('minsheng', 'ms', 1)}`\n\n{first}\n\n```{{eval-rst}}")
        parts.append(f".. currentmodule:: {path}\n")
        for name in public(room):
            kind = "class" if inspect.isclass(getattr(room, name)) else "function"
            parts.append(f".. auto{kind}:: {path}.{name}")
            parts.append("   :members:\n" if kind == "class" else "")
        parts.append("```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    main()
