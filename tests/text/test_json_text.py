import pytest

from minsheng.text.json_text import DuplicateKey, TooDeep, joined_text, read_json


@pytest.mark.parametrize("strict", [False, True])
def test_what_is_nested_too_deeply_says_so(strict):
    with pytest.raises(TooDeep, match="nested too deep"):
        read_json("[" * 100_000 + "]" * 100_000, strict=strict)


@pytest.mark.parametrize(
    "text", ['{"a": NaN}', '{"a": Infinity}', "9" * 301, r'"\ud800"', '{"a": 1, "a": 2}']
)
def test_what_readers_differ_on_is_refused_where_it_matters(text):
    read_json(text)
    with pytest.raises(ValueError, match=r"."):
        read_json(text, strict=True)


def test_a_key_that_stands_twice_is_named():
    with pytest.raises(DuplicateKey, match=r"^name$"):
        read_json('[{"name": 1, "name": 2}]', strict=True)


def test_bytes_are_read_as_text_is():
    assert read_json('{"名": ["一", null]}'.encode()) == {"名": ["一", None]}


def test_a_text_of_a_notebook_may_be_a_list_of_lines():
    assert joined_text(["a = 1\n", "b = 2"]) == joined_text("a = 1\nb = 2") == "a = 1\nb = 2"
