"""Drawings in other forms: their size, their sharpness, where they are cut, what is no drawing."""

import io
import struct
import zlib
from itertools import pairwise

import pytest
from PIL import Image

from minsheng.errors import BadInput
from minsheng.text.language import using
from minsheng.writers import pictures

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt" viewBox="0 0 72 36">'
    '<rect width="36" height="36" fill="#ff0000"/></svg>'
)


def _pixels(png):
    """Return rows of RGBA pixels of a PNG without interlace, as its filters give them."""
    width, height = pictures.size(png)
    data, at = b"", 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IHDR":
            assert png[at + 16 : at + 18] == b"\x08\x06", "8 bits of red, green, blue, alpha"
        if kind == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    raw, stride = zlib.decompress(data), width * 4
    rows, before = [], bytes(stride)
    for row in range(height):
        line = raw[row * (stride + 1) : (row + 1) * (stride + 1)]
        before = _unfiltered(line[0], bytearray(line[1:]), before)
        rows.append([tuple(before[i : i + 4]) for i in range(0, stride, 4)])
    return rows


def _unfiltered(kind, line, before):
    for i, value in enumerate(line):
        left = line[i - 4] if i >= 4 else 0
        corner = before[i - 4] if i >= 4 else 0
        paeth = min((left, before[i], corner), key=lambda p: abs(left + before[i] - corner - p))
        line[i] = (value + (0, left, before[i], (left + before[i]) // 2, paeth)[kind]) % 256
    return bytes(line)


@pytest.mark.parametrize(("dpi", "size"), [(72, (72, 36)), (200, (200, 100)), (300, (300, 150))])
def test_a_drawing_of_one_inch_has_as_many_pixels_as_asked(dpi, size):
    assert pictures.size(pictures.png(DRAWING, dpi)) == size


def test_colours_are_kept_and_the_ground_is_white():
    rows = _pixels(pictures.png(DRAWING, 72))
    assert rows[18][10] == (255, 0, 0, 255)
    assert rows[18][60] == (255, 255, 255, 255)


def test_the_same_drawing_gives_the_same_bytes():
    first = pictures.png(DRAWING), pictures.pdf(DRAWING)
    pictures._compiled.cache_clear()
    assert (pictures.png(DRAWING), pictures.pdf(DRAWING)) == first


@pytest.mark.parametrize("dpi", [100, 200, 300])
def test_a_png_says_how_many_pixels_go_on_an_inch(dpi):
    picture = Image.open(io.BytesIO(pictures.png(DRAWING, dpi)))
    picture.load()
    assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.02)


def test_what_is_no_drawing_is_said():
    with pytest.raises(BadInput) as error, using("en"):
        pictures.png("<p>no drawing</p>")
    assert "not an SVG drawing that can be read" in error.value.text("en")
    assert "不是可读的 SVG 图形" in error.value.text("zh")


def test_what_is_no_png_is_said():
    with pytest.raises(BadInput) as error:
        pictures.size(b"GIF89a")
    assert "not a PNG picture; found “b'GIF89a'”" in error.value.text("en")


def _saved(kind, **how):
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(buffer, kind, **how)
    return buffer.getvalue()


def test_a_photograph_stands_upright():
    """6 says that the camera was held upright: EXIF 2.32, tag 0x0112."""
    exif = Image.Exif()
    exif[0x0112] = 6
    assert pictures.size(pictures.as_png(_saved("jpeg", exif=exif))) == (20, 40)
    assert pictures.size(pictures.as_png(_saved("jpeg"))) == (40, 20)


@pytest.mark.parametrize("kind", ["eps", "tiff"])
def test_a_kind_that_no_browser_shows_is_refused(kind):
    """An EPS is a program: it is not run."""
    with pytest.raises(BadInput) as error:
        pictures.as_png(_saved(kind))
    assert "not a picture that can be read" in error.value.text("en")


@pytest.mark.parametrize("address", ["near.png", "/etc/near.png", "../near.png"])
def test_a_drawing_reads_no_file(address, tmp_path, monkeypatch):
    (tmp_path / "near.png").write_bytes(pictures.png(DRAWING))
    monkeypatch.chdir(tmp_path)
    reaching = DRAWING.replace("<rect", f'<image href="{address}" width="9" height="9"/><rect')
    with pytest.raises(BadInput):
        pictures.png(reaching)


# ---- pieces of a drawing that is too high for a page


def _bars(count, height=20, gap=20):
    """Return a drawing of bars, and how high it is."""
    step = height + gap
    total = count * step
    bars = "".join(
        f'<rect x="0" y="{n * step + gap / 2}" width="180" height="{height}"/>'
        for n in range(count)
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="200pt" height="{total}pt"'
    return f'{head} viewBox="0 0 200 {total}">{bars}</svg>', total, step


@pytest.mark.parametrize("count", [20, 31, 47])
def test_a_cut_falls_between_two_bars(count):
    svg, total, step = _bars(count)
    found = pictures.slices(svg)
    assert len(found) >= 2
    for _, end in found[:-1]:
        from_gap = (end * total) % step
        assert min(from_gap, step - from_gap) < 10


@pytest.mark.parametrize("count", [20, 31, 47])
def test_the_slices_are_the_whole_and_each_fits_a_page(count):
    svg, total, _ = _bars(count)
    found = pictures.slices(svg)
    assert found[0][0] == 0.0
    assert found[-1][1] == 1.0
    for (_, end), (start, _) in pairwise(found):
        assert start == end
    for start, end in found:
        assert 0 < (end - start) * total / 200 * 156 <= 184  # the official page, and a caption


@pytest.mark.parametrize(
    ("ends", "cut"),
    [("0.25 0.52 0.75", 0.52), ("0.35 0.75", 0.35), ("0.05", None), ("0.1 0.95", None)],
)
def test_a_cut_falls_between_two_panels_where_no_sliver_is_left(ends, cut):
    svg, *_ = _bars(8)
    (_, end), _ = pictures.slices(svg.replace("viewBox", f'data-cuts="{ends}" viewBox'))
    assert end == (cut or pictures.slices(svg)[0][1])


def test_what_fits_a_larger_page_is_not_cut():
    svg, *_ = _bars(6)
    assert len(pictures.slices(svg)) == 2
    assert pictures.slices(svg, (166.0, 207.0)) == ((0.0, 1.0),)


def test_what_is_a_little_too_high_fills_most_of_a_page_and_leaves_no_sliver():
    (_, end), _ = pictures.slices(_bars(6)[0])
    assert 0.6 < end < 0.8


@pytest.mark.parametrize("count", [1, 3, 5])
def test_what_fits_a_page_is_one_piece(count):
    assert pictures.slices(_bars(count)[0]) == ((0.0, 1.0),)


def test_a_drawing_that_does_not_say_its_size_is_one_piece():
    assert pictures.slices('<svg xmlns="http://www.w3.org/2000/svg"/>') == ((0.0, 1.0),)
    assert pictures.slices(
        '<svg xmlns="http://www.w3.org/2000/svg" width="20pt" height="10pt"/>'
    ) == ((0.0, 1.0),)
