"""Labels that keep clear of lines, marks, bars and of each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import Collection
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox

from minsheng.charts.sheet import height_of, width_of, write_at
from minsheng.charts.theme import Style
from minsheng.charts.words import ems

_PLATE = {"boxstyle": "square,pad=0.1", "fc": "white", "ec": "none", "alpha": 0.85}
_AIR = 1.5  # points left and right of a label
EVERYWHERE = (
    *("above", "below", "above_left", "above_right"),
    *("below_left", "below_right", "left", "right"),
)
# Where a label may stand: its horizontal alignment, and whether it is above, below or beside.
_SIDES = {
    "above": ("center", 1),
    "below": ("center", -1),
    "above_left": ("right", 1),
    "above_right": ("left", 1),
    "below_left": ("right", -1),
    "below_right": ("left", -1),
    "left": ("right", 0),
    "right": ("left", 0),
}


@dataclass(frozen=True)
class Label:
    """The figure of a mark."""

    text: str  # one line
    point: tuple[float, float]  # where the mark stands, in the units of the axes
    sides: Sequence[str]  # where the label may stand, best first
    size: float  # of the type, in points
    # Whether it is written even where there is no room: then a plate parts it from what lies below.
    # Others are left out.
    needed: bool = False
    style: Style = field(default_factory=dict)  # settings of the text, such as its colour
    near: float = 4.0  # points from the middle of the mark to the text


def place_labels(ax: Axes, labels: Iterable[Label], beyond: float = 6.0) -> None:
    """Write each label at the first of its sides where it has room; of two the first one wins.

    The limits and marks of `ax` are final. Labels may stand out of it by `beyond` points left and
    right.
    """
    figure = ax.get_figure(root=True)
    width = width_of(ax) * 72
    height = ax.get_position().height * (figure.get_figheight() if figure else 1.0) * 72
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    to_points = Affine2D().translate(-left, -bottom)
    to_points.scale(width / (right - left), height / (top - bottom))
    marks = [path for artist in ax.get_children() for path in _paths(artist, to_points)]
    page = Bbox.from_extents(-beyond, 0, width + beyond, height + 2)
    taken: list[Bbox] = []
    for label in labels:
        x, y = to_points.transform(label.point)
        boxes = {side: _box(label, side, x, y) for side in label.sides}
        inside = [
            side
            for side, box in boxes.items()
            if page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1
        ]
        apart = [side for side in inside if not any(map(boxes[side].overlaps, taken))]
        free = [side for side in apart if not _hits(boxes[side], marks)]
        if not free and not (label.needed and apart):
            continue
        side = (free or apart)[0]
        taken.append(boxes[side])
        align, up = _SIDES[side]
        across = {"center": 0.0, "left": label.near, "right": -label.near}[align]
        style: Style = {
            "ha": align,
            "va": {1: "bottom", -1: "top", 0: "center"}[up],
            "size": label.size,
            "annotation_clip": False,
            "bbox": None if free else _PLATE,
        }
        write_at(ax, label.text, label.point, (across, up * label.near), **{**style, **label.style})


def _box(label: Label, side: str, x: float, y: float) -> Bbox:
    """Return the box of a label on one side of its mark, in points."""
    align, up = _SIDES[side]
    width, height = ems(label.text) * label.size, height_of(label.text, label.size) * 72 * 0.85
    left = x + {"center": -width / 2, "left": label.near, "right": -label.near - width}[align]
    low = y + {1: label.near, -1: -label.near - height, 0: -height / 2}[up]
    return Bbox.from_bounds(left - _AIR, low, width + 2 * _AIR, height)


def _hits(box: Bbox, marks: Iterable[Path]) -> bool:
    return any(path.intersects_bbox(box, filled=False) for path in marks)


def _paths(artist: Artist, to_points: Affine2D) -> Iterator[Path]:
    """Yield the outlines of a mark in points: a line, its markers, a bar, a shaded side."""
    if isinstance(artist, Line2D):
        points = to_points.transform(artist.get_xydata())
        if artist.get_linestyle() != "None" and len(points) > 1:
            for piece in np.split(points, np.flatnonzero(np.isnan(points[:, 1]))):
                line = piece[~np.isnan(piece[:, 1])]
                if len(line) > 1:
                    yield Path(line)
        if artist.get_marker() not in (None, "None", ""):
            half = artist.get_markersize() / 2
            for x, y in points:
                yield Path.unit_rectangle().transformed(
                    Affine2D().scale(2 * half).translate(x - half, y - half)
                )
    elif isinstance(artist, Collection):
        yield from (path.transformed(to_points) for path in artist.get_paths())
    elif isinstance(artist, Rectangle) and artist.get_gid():
        yield artist.get_patch_transform().transform_path(artist.get_path()).transformed(to_points)
