"""A box in a drawing of one's own is a warning of the report; Chinese is none."""

import nbformat
import pytest
from click.testing import CliRunner
from render.books import notebook

from minsheng.cli import main

DRAWN = "import matplotlib.pyplot as plt\nplt.title({!r});"
SILENT = "import warnings\nwarnings.simplefilter('ignore')"
LACKING = "\U00010480\U00013000"  # of Osmanya and of the hieroglyphs
WORDS = "第4个单元格的图所用字体缺少下列字符，图中显示为方框：U+10480 U+13000"


@pytest.mark.parametrize("engine", ["shell", pytest.param("kernel", marks=pytest.mark.notebooks)])
def test_a_missing_glyph_is_told_and_chinese_is_drawn(tmp_path, engine):
    folder = tmp_path / "notebooks"
    folder.mkdir()
    notebook(folder, "chinese", DRAWN.format("养老床位"))
    notebook(folder, "boxes", SILENT, "1 + 1", DRAWN.format(LACKING))
    if engine == "shell":
        notebook(folder, "formula", DRAWN.format("$x$ 养"))
    output = ["-o", str(tmp_path / "out"), "--engine", engine]
    asked = ["--lang", "zh", "render", "--notebooks", str(folder), *output]
    told = CliRunner().invoke(main, asked, catch_exceptions=False)
    assert told.exit_code == 0
    assert f"报告 zh/boxes 的注意事项：{WORDS}\n" in told.stderr
    assert "zh/chinese 的注意事项" not in told.stderr
    lines = {line.split()[0]: line for line in told.stderr.splitlines() if " 秒  " in line}
    assert lines["zh/boxes"].endswith("已生成，有注意事项，见下文")
    assert lines["zh/chinese"].endswith("已生成")
    (page,) = tmp_path.glob("out/*/zh/boxes.html")
    assert WORDS in page.read_text(encoding="utf-8")
    assert "UserWarning" not in page.read_text(encoding="utf-8")
    assert WORDS in (page.parent / "index.html").read_text(encoding="utf-8")
    executed = nbformat.read(page.with_suffix(".ipynb"), as_version=4)
    assert executed.metadata["minsheng"]["warnings"] == [WORDS]
    if engine == "kernel":  # what follows knows of no engine, and a kernel takes seconds
        return
    assert "报告 zh/formula 的注意事项：第2个单元格的图所用字体缺少" in told.stderr
    # Another report alone: the index still tells the warnings of those made before.
    again = CliRunner().invoke(main, [*asked, "-n", "chinese", "--force"], catch_exceptions=False)
    assert again.exit_code == 0
    assert WORDS in (page.parent / "index.html").read_text(encoding="utf-8")
