"""Where the texts of a drawing lie, and what they run into, as its renderer measures them."""

from contextlib import ExitStack
from unittest import mock

import numpy as np
from matplotlib.collections import Collection
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox

from minsheng.charts import themed

SMALLEST = 8.0  # points on paper
PAPER = 156 / 25.4  # inches of text across the official page, the narrowest that we print on
_SLACK = 1.5  # pixels that a box may stand out
_INK = 0.18  # of the size of the type: what the box of a text has above and below its figures


def faults(figure):
    """Return in words every text of `figure` that is cut, too small, or runs into something."""
    texts, marks = _drawn(figure)
    scale = min(1.0, PAPER / figure.get_figwidth())
    whole = figure.bbox
    found = []
    for number, (text, box) in enumerate(texts):
        said = text.get_text().replace("\n", "/")
        if (size := text.get_fontsize() * scale) < SMALLEST:
            found.append(f"{size:.1f} pt: {said}")
        out = max(-box.x0, box.x1 - whole.x1, -box.y0, box.y1 - whole.y1)
        if out > _SLACK:
            found.append(f"outside by {out:.0f} px: {said}")
        if text.get_bbox_patch() is None and (hit := _mark_under(box, marks)):
            found.append(f"over {hit}: {said}")
        for other, beside in texts[number + 1 :]:
            if box.overlaps(beside):
                found.append(f"overlap: {said} | {other.get_text()}".replace("\n", "/"))
    return found


def _drawn(figure):
    """Draw `figure`; return its texts with the boxes of their ink, and the paths of its marks."""
    texts, marks = {}, {}

    def record(kind, keep):
        usual = kind.draw

        def draw(artist, renderer, *args, **kwargs):
            if artist.get_visible():
                keep(artist, renderer)
            return usual(artist, renderer, *args, **kwargs)

        return mock.patch.object(kind, "draw", draw)

    def keep_text(text, renderer):
        if text.get_text().strip():
            texts[text] = _ink(text, renderer)

    def keep_mark(artist, renderer):
        if artist.axes is not None and artist is not artist.axes.patch and artist.get_zorder() > 0:
            paths = [*_paths(artist)]
            extents = np.array([path.get_extents().extents for path in paths]).reshape(-1, 4)
            marks[artist] = paths, extents

    with themed(), ExitStack() as stack:
        for kind in (Text, Annotation):
            stack.enter_context(record(kind, keep_text))
        for kind in (Line2D, Rectangle, Collection):
            stack.enter_context(record(kind, keep_mark))
        figure.draw_without_rendering()
    return list(texts.items()), marks


def _mark_under(box, marks):
    """Return the name of a mark that a text crosses; what a bar round the text hides is none."""
    near = {}
    for artist, (paths, extents) in marks.items():
        apart = (extents[:, :2] > box.extents[2:]) | (extents[:, 2:] < box.extents[:2])
        near[artist] = [paths[at] for at in np.flatnonzero(~apart.any(axis=1))]
    bars = [
        artist.get_zorder()
        for artist, paths in near.items()
        if isinstance(artist, Rectangle)
        for path in paths
        if all(path.contains_points([box.p0, box.p1]))
    ]
    for artist, paths in near.items():
        hidden = artist.get_zorder() < max(bars, default=-1)
        if not hidden and any(path.intersects_bbox(box, filled=False) for path in paths):
            return artist.get_gid() or type(artist).__name__
    return ""


def _ink(text, renderer):
    box = Text.get_window_extent(text, renderer)
    inner = _INK * text.get_fontsize() * text.get_figure(root=True).dpi / 72
    return Bbox.from_extents(box.x0 + 0.5, box.y0 + inner, box.x1 - 0.5, box.y1 - inner)


def _paths(artist):
    """Yield the paths of a mark in pixels: of a line its stroke and each of its markers."""
    if isinstance(artist, Line2D):
        points = artist.get_transform().transform(artist.get_xydata())
        if artist.get_linestyle() != "None" and len(points) > 1:
            yield Path(points)
        if artist.get_marker() not in ("None", None, ""):
            half = artist.get_markersize() * artist.figure.dpi / 72 / 2
            for x, y in points:
                yield Path(
                    [(x - half, y), (x, y + half), (x + half, y), (x, y - half), (x - half, y)]
                )
    elif isinstance(artist, Rectangle):
        yield artist.get_transform().transform_path(artist.get_path())
    elif isinstance(artist, Collection):
        for path in artist.get_paths():
            yield artist.get_transform().transform_path(path)
