"""Files are read in the encodings that people here save in; others are refused, never guessed."""

import pytest

from minsheng.tables.encodings import decode, encoding_fault

HERE = "指标代码,报告期,实际值\n幼儿园.学前教育毛入学率,2021年,95.5％\n朱镕基、陈堃、㙟圩村\n"
# As offices of Taipei, Hong Kong, Tokyo and Osaka write the heads and names of such a file.
TRADITIONAL = [
    "指標代碼",
    "報告期",
    "幼兒園",
    "學前教育毛入學率",
    "常住人口城鎮化率",
    "養老服務",
    "完成",
    "初步",
    "已建成",
]
JAPANESE = [
    "指標",
    "報告期間",
    "備考",
    "保育所の入所率",
    "就学前教育",
    "公園の数",
    "令和元年度",
    "最終",
    "介護サービス",
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_what_is_saved_here_is_read(encoding):
    assert decode(HERE.encode(encoding)) == HERE


@pytest.mark.parametrize("word", ["开", "初步", "镕基年"])
def test_a_file_with_a_single_word_is_read(word):
    assert decode(f"note\n{word}\n".encode("gbk")) == f"note\n{word}\n"


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf_16_is_read_by_its_mark_in_either_order(mark):
    order = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    assert decode(mark + HERE.encode(order)) == HERE
    assert decode(HERE.encode(order)) is None  # without its mark
    assert decode(mark + HERE.encode(order)[:-1]) is None  # cut off in the middle of a character


@pytest.mark.parametrize("word", TRADITIONAL)
def test_big5_is_refused(word):
    assert decode(f"note\n{word}\n".encode("big5")) is None


@pytest.mark.parametrize("word", JAPANESE)
def test_shift_jis_is_refused(word):
    assert decode(f"note\n{word}\n".encode("shift_jis")) is None


@pytest.mark.parametrize("encoding", ["utf-32", "utf-16-le", "latin-1"])
def test_other_encodings_are_refused(encoding):
    text = HERE if encoding != "latin-1" else "Übergänge, Größe: 5 €".replace("€", "¤")
    assert decode(text.encode(encoding)) is None


def test_the_fault_names_the_encodings_that_are_read():
    fault = encoding_fault("指標達到".encode("big5"), "a.csv")
    assert fault.text("zh") == (
        "a.csv：文件编码无法识别，可用 UTF-8、GB 18030（含 GBK、GB 2312）和带标记的 UTF-16，"
        "不能用 Big5、Shift JIS 等；请另存为 UTF-8"
    )
    assert fault.text("en") == (
        "a.csv: the encoding cannot be read, which must be UTF-8, GB 18030 (with GBK and GB 2312) "
        "or UTF-16 with its mark, not Big5, Shift JIS or another; save the file as UTF-8"
    )
    assert encoding_fault(b"PK\3\4", "a.xlsx").code == "workbook"
