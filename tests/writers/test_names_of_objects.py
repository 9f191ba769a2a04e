"""The name of an object is never printed in a report in place of what it holds."""

import nbformat
import pandas as pd
import pytest

from minsheng.render.running.frames import table_of_frame
from minsheng.reports.exhibits.table import DATARESOURCE
from minsheng.writers.document import Code, Unreadable
from minsheng.writers.reading import read


def shown(text):
    output = nbformat.v4.new_output("execute_result", {"text/plain": text}, execution_count=1)
    cell = nbformat.v4.new_code_cell("x", outputs=[output])
    blocks = read(nbformat.v4.new_notebook(cells=[cell])).blocks
    codes = [block.text for block in blocks if isinstance(block, Code)]
    return codes, [block.text for block in blocks if isinstance(block, Unreadable)]


@pytest.mark.parametrize(
    "text",
    [
        "<Axes: xlabel='单位'>",
        "array([<Axes: xlabel='单位'>,\n       <Axes: xlabel='单位'>], dtype=object)",
        "[<Axes: xlabel='单位'>, <Axes: xlabel='单位'>]",
    ],
)
def test_nothing_is_printed_of_charts_but_their_names_are_told(text):
    codes, told = shown(text)
    assert codes == []
    assert told == ["第1个单元格只显示了对象的名称，没有内容：<Axes: xlabel='单位'>。"]


def test_what_stands_beside_an_object_is_printed():
    codes, told = shown("{'床位': 1200, '图': <O at 0x7f0123456789>}")
    assert codes == ["{'床位': 1200, '图': …}"]
    assert told == ["第1个单元格只显示了对象的名称，没有内容：<O>。"]


def test_an_object_that_was_made_without_a_name_is_one():
    name = "<generator object f.<locals>.<genexpr>"
    codes, told = shown(f"{name} at 0x7f0123456789>")
    assert codes == []
    assert told == [f"第1个单元格只显示了对象的名称，没有内容：{name}>。"]


def test_objects_in_the_cells_of_a_frame_are_told():
    frame = pd.DataFrame({"甲": [object(), 1], "乙": ["<b>", "2"]})
    data = {"text/plain": "frame", DATARESOURCE: table_of_frame(frame).data()}
    cell = nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output("display_data", data)])
    table, told = read(nbformat.v4.new_notebook(cells=[cell])).blocks
    assert table.shown()[1] == ["1", "1", "2"]
    assert told.text == "第1个单元格只显示了对象的名称，没有内容：<object object>。"


def test_what_only_a_terminal_obeys_is_not_printed():
    link = "\x1b]8;;http://example.org\x07规划\x1b]8;;\x1b\\"
    assert shown(f"\x1b[?25l\x1b[1;38;5;200m完成\x1b[0m {link}\x1b[?25h") == (["完成 规划"], [])


@pytest.mark.parametrize("text", ["[]", "array([1, 2])", "差距"])
def test_values_are_printed_as_they_are(text):
    assert shown(text) == ([text], [])


def test_a_function_is_no_value():
    codes, told = shown("{'床位': 1200, '算法': <function __main__.<lambda>(x)>}")
    assert codes == ["{'床位': 1200, '算法': …}"]
    assert told == ["第1个单元格只显示了对象的名称，没有内容：<function __main__.<lambda>(x)>。"]
