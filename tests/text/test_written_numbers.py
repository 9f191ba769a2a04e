from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.text.written_numbers import (
    digits_in,
    fold,
    number,
    numbers_in,
    plain_forms,
    read_number,
)

WIDE = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")


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
        ("67.7万亿", "67700000000000"),
        ("3千万", "30000000"),
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


@given(st.text())
def test_plain_forms_keep_every_place(text):
    assert len(plain_forms(text)) == len(text)
    assert fold(plain_forms(text)) == fold(text)


def test_square_metres_stay_square():
    assert fold("㎡") == "㎡"


@pytest.mark.parametrize(
    ("cell", "step", "sign"),
    [
        ("86.50", "0.01", ""),
        ("1.5万 %", "1000", "%"),
        ("3,000", "1", ""),
        ("-2千", "1000", ""),
        ("6.4‰", "0.1", "‰"),
        ("第14位", "1", "位"),
        ("第 3 名", "1", "位"),
    ],
)
def test_a_number_knows_its_last_digit_and_its_sign(cell, step, sign):
    written = read_number(cell)
    assert (written.step, written.sign) == (Decimal(step), sign)


@pytest.mark.parametrize("cell", ["第12%", "第12‰", "12‰‰", "第位", "12位次"])
def test_what_is_neither_a_share_nor_a_rank_is_no_number(cell):
    with pytest.raises(ValueError, match=cell):
        read_number(cell)


def test_more_than_some_ten_thousands():
    assert [one.value for one in numbers_in("惠及20多万人、200余亿元、20多人")] == [
        200_000,
        20_000_000_000,
        20,
    ]


def test_every_way_of_finding_numbers_reads_them_alike():
    text = "新增３,０００人、1.5万人，提高-0.5%，共6.7万亿元——5所，PM2.5"
    found = list(numbers_in(text))
    assert [one.value for one in found] == [number(text[one.start : one.end]) for one in found]
    assert [one.value for one in found] == [3000, 15000, Decimal("-0.5"), 6_700_000_000_000, 5]
    plain = plain_forms(text)
    assert [plain[a:b] for a, b in digits_in(plain)] == ["3,000", "1.5", "0.5", "6.7", "5", "2.5"]
