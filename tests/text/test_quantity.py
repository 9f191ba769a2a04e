from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.text.quantity import (
    digits_in,
    fold,
    number,
    numbers_in,
    plain_forms,
    quantities,
    read_number,
    says_bound,
    strength,
)

WIDE = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")


def read(text):
    return [(q.bound, float(q.value), q.high and float(q.high)) for q in quantities(text)]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("９５％", "95"),
        ("95%", "95"),
        (" 95 ", "95"),
        ("　95　", "95"),
        ("95 %", "95"),
        ("1.5万", "15000"),
        ("１．５ 万", "15000"),
        ("1.27亿", "127000000"),
        ("3千", "3000"),
        ("3,000", "3000"),
        ("３，０００", "3000"),
        ("1,234,567.5", "1234567.5"),
        ("-0.5", "-0.5"),
        ("−0.5", "-0.5"),
        ("－３", "-3"),
        ("+3", "3"),
        (".5", "0.5"),
        ("0", "0"),
    ],
)
def test_a_cell_as_people_type_it(cell, value):
    assert number(cell) == Decimal(value)


AMBIGUOUS = "1,5 12,34 1,2345 ,500 abc 1.2.3 --3 1-2 5%% 95个 1e3 nan inf 四十 5. 万 % 1/2 1︰0.8 ٣"


@pytest.mark.parametrize("cell", ["", " ", "1 5", "3 000", *AMBIGUOUS.split()])
def test_what_is_ambiguous_is_refused(cell):
    with pytest.raises(ValueError, match=r".*"):
        number(cell)


@given(
    digits=st.decimals(min_value=0, max_value=999_999_999, places=3, allow_nan=False),
    multiplier=st.sampled_from(["", "千", "万", "亿"]),
    wide=st.lists(st.booleans(), min_size=40, max_size=40),
    commas=st.booleans(),
    minus=st.booleans(),
    percent=st.booleans(),
    blanks=st.tuples(*[st.sampled_from(["", " ", "　", "\xa0"])] * 3),
)
def test_what_is_written_is_read_back(digits, multiplier, wide, commas, minus, percent, blanks):
    times = {"": 1, "千": 1000, "万": 10_000, "亿": 10**8}[multiplier]
    text = f"{digits:,f}" if commas else f"{digits:f}"
    text = "".join(
        sign.translate(WIDE) if widen else sign for sign, widen in zip(text, wide, strict=False)
    )
    before, between, after = blanks
    cell = (
        f"{before}{'-' if minus else ''}{text}{between}{multiplier}{'%' if percent else ''}{after}"
    )
    assert number(cell) == digits * times * (-1 if minus else 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("达到87%以上", [(">=", 87, None)]),
        ("不低于30%", [(">=", 30, None)]),
        ("不少于3场", [(">=", 3, None)]),
        ("每年至少组织开展2次", [(">=", 2, None)]),
        ("控制在4%以内", [("<=", 4, None)]),
        ("不超过50%", [("<=", 50, None)]),
        ("巩固率超94%", [(">", 94, None)]),
        ("超过1.5万人", [(">", 15000, None)]),
        ("500多人", [(">", 500, None)]),
        ("1.5万余人", [(">", 15000, None)]),
        ("4000场左右", [("~", 4000, None)]),
        ("受益近2万人", [("~", 20000, None)]),
        ("约4.6万人", [("~", 46000, None)]),
        ("达到6.18张", [("=", 6.18, None)]),
        ("近三年年均1.8万人", [("=", 18000, None)]),
        ("16623万元", [("=", 166_230_000, None)]),
        ("222.45亿元", [("=", 22_245_000_000, None)]),
        ("差距缩小到1︰0.8", [("=", 0.8, None)]),
        ("控制在1︰10", [("=", 10, None)]),
        ("比例为2:1", [("=", 0.5, None)]),
        ("体育公园1-2个", [("range", 1, 2)]),
        ("体育公园1—2个", [("range", 1, 2)]),
        ("1至2个", [("range", 1, 2)]),
        ("1-2万人", [("range", 10_000, 20_000)]),
        ("1.5万-2万人", [("range", 15_000, 20_000)]),
        ("5千-1万人", [("range", 5_000, 10_000)]),
        ("8000-1.2万人", [("range", 8_000, 12_000)]),
        ("10%-15%", [("range", 10, 15)]),
        ("９５％以上", [(">=", 95, None)]),
        ("65岁以上老年人健康管理率达到60%", [(">=", 65, None), ("=", 60, None)]),
        ("5大工程、11项任务", [("=", 5, None), ("=", 11, None)]),
        ("12个多功能厅", [("=", 12, None)]),
        ("2018年底开工", []),
        ("2018—2020年", []),
        ("2018年完成100张", [("=", 100, None)]),
        ("0︰5", []),
        ("逐年提升", []),
    ],
)
def test_an_expression_of_the_plan(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("每周提供两盒学生饮用奶", 2),
        ("新建三所幼儿园", 3),
        ("培训两名", 2),
        ("一个平台", 1),
        ("十家", 10),
    ],
)
def test_a_chinese_numeral_before_a_measure_word(text, value):
    (quantity,) = quantities(text)
    assert (quantity.bound, quantity.value, quantity.worded) == ("=", value, False)


NAMES = (
    "三级医院 免费检查“两癌” 完成销号一批 学前三年 十二个 第一个 "
    "一次性补贴 一门受理 一体化 五大工程 三十名"
)


@pytest.mark.parametrize("text", NAMES.split())
def test_a_chinese_numeral_that_is_part_of_a_name(text):
    assert quantities(text) == []


def test_digits_go_before_numerals_and_words():
    assert read("两个平台、3所学校全覆盖") == [("=", 3, None)]


@pytest.mark.parametrize(
    ("text", "value"), [("实现全覆盖", 100), ("全部达标", 100), ("动态清零", 0)]
)
def test_words_are_coded_and_say_so(text, value):
    (quantity,) = quantities(text)
    assert (quantity.value, quantity.worded) == (value, True)


def test_percent_is_told():
    assert [quantity.percent for quantity in quantities("达到87%,共87所")] == [True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("力争达到2家", "aspired"),
        ("争取兴办1所", "aspired"),
        ("力争4000场左右", "aspired"),
        ("4000场左右", "approximate"),
        ("基本建成", "approximate"),
        ("达到95%", "firm"),
    ],
)
def test_strength(text, expected):
    assert strength(text) == expected


@given(st.text())
def test_plain_forms_keep_every_place(text):
    assert len(plain_forms(text)) == len(text)
    assert fold(plain_forms(text)) == fold(text)


def test_square_metres_stay_square():
    assert fold("㎡") == "㎡"


def test_a_bound_word_anywhere():
    assert says_bound("<=", "比例不超过")
    assert not says_bound(">=", "比例不超过")


@pytest.mark.parametrize(
    ("cell", "step", "percent"),
    [
        ("86.50", "0.01", False),
        ("1.5万 %", "1000", True),
        ("3,000", "1", False),
        ("-2千", "1000", False),
    ],
)
def test_a_number_knows_its_last_digit(cell, step, percent):
    written = read_number(cell)
    assert (written.step, written.percent) == (Decimal(step), percent)


def test_every_way_of_finding_numbers_reads_them_alike():
    text = "新增３,０００人、1.5万人，提高-0.5%，PM2.5"
    found = list(numbers_in(text))
    assert [one.value for one in found] == [number(text[one.start : one.end]) for one in found]
    assert [one.value for one in found] == [3000, 15000, Decimal("-0.5")]
    plain = plain_forms(text)
    assert [plain[a:b] for a, b in digits_in(plain)] == ["3,000", "1.5", "0.5", "2.5"]
