"""How every chart looks: font, sizes, what each colour stands for."""

from __future__ import annotations

import gc
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Literal, TypeAlias

import matplotlib as mpl
import seaborn
from matplotlib import pyplot as plt
from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, fontManager, get_font
from matplotlib.text import Text

from minsheng.charts.showing import close
from minsheng.charts.svg import name_marks, readable
from minsheng.errors import BadInput, Fault
from minsheng.evaluation.classes import is_dark

WIDTH = 7.2  # inches: 720 pixels at 100 dots an inch
TITLE, BODY, SMALL = 12.5, 10.0, 9.4  # points; on paper at 156 mm of 182: 10.7, 8.5, 8

INK, QUIET, FAINT = "#222222", "#666666", "#DDDDDD"
# Colour by role, from seaborn's palette for colour-blind readers and one ramp of blue: they stay
# apart for every common kind of colour blindness, and each role has a shape or a hatch besides.
# The classes of goals have theirs in `minsheng.evaluation.classes`.
_BLUE, _, _GREEN, _VERMILION, *_ = seaborn.color_palette("colorblind").as_hex()
BASELINE = "#666666"
TARGET = PATH = _BLUE
INTERPOLATED = "#56A0CC"
REGION = "#E3EFF7"
BOUND = _VERMILION
HELD = seaborn.dark_palette(_GREEN, 5).as_hex()[3]  # dark enough for a text in it
FLOW = "#8FBCD9"
UNDEFINED = "#C9C9C9"
OLD = "#9A9A9A"  # what has been corrected since
YEARS = ("#08519C", "#6BAED6", "#D3E4F3")  # from the first year of a plan to its last

Style: TypeAlias = dict[str, Any]  # settings of an artist

INTERVAL_HATCH = "////"
INTERVAL_LOOK: Style = {"fill": False, "hatch": INTERVAL_HATCH, "lw": 0.9, "edgecolor": BOUND}


@cache
def font_family() -> str:
    """Register the font that comes with the package; return its name in matplotlib."""
    from pylopdf_fonts_zh_cn import sans_path

    path = str(sans_path())
    fontManager.addfont(path)
    return get_font(path).family_name


def _settings() -> Any:  # noqa: ANN401  matplotlib types the keys one by one
    return {
        "font.family": [font_family()],  # Regular only: nothing here asks for bold
        "font.size": BODY,
        "text.parse_math": False,
        "text.color": INK,
        "axes.labelcolor": QUIET,
        "axes.labelsize": SMALL,
        "axes.edgecolor": QUIET,
        "axes.linewidth": 0.6,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlelocation": "left",
        "axes.titlesize": BODY,
        "axes.titley": 1.0,  # no ticks stand above: to look for them measures every label
        "axes.axisbelow": True,
        "axes.unicode_minus": True,
        "grid.color": FAINT,
        "grid.linewidth": 0.5,
        "xtick.color": QUIET,
        "ytick.color": QUIET,
        "xtick.labelsize": SMALL,
        "ytick.labelsize": SMALL,
        "xtick.major.size": 2.5,
        "ytick.major.size": 0,
        "xtick.major.width": 0.6,
        "hatch.linewidth": 0.6,
        "legend.frameon": False,
        "legend.fontsize": SMALL,
        "figure.dpi": mpl.rcParams["figure.dpi"],
        "figure.facecolor": "white",
        "savefig.facecolor": "white",
        "svg.fonttype": "none",
        "svg.hashsalt": "minsheng",
    }


@cache
def _choose_backend() -> None:
    """Let matplotlib choose its drawing backend now, where it has not done so yet."""
    plt.draw_if_interactive()  # type: ignore[no-untyped-call]


@contextmanager
def themed() -> Iterator[None]:
    """Draw in the house style inside the block, or inside a function it decorates.

    A chart looks the same whatever the session has set: our settings stand on those that
    matplotlib comes with; only the resolution of the screen is the session's. The settings of the
    session are put back at the end. The drawing backend is chosen before they are kept: choosing
    it in a notebook turns interactive drawing on, and what is put back would turn it off again for
    the reader's own drawings.

    Examples
    --------
    >>> with themed():
    ...     mpl.rcParams["svg.fonttype"]
    'none'
    """
    _choose_backend()
    with style.context(["default", _settings()]), _collecting_later():
        yield


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Look for garbage after the block only: all that a chart is made of lives as long as it does.

    Axes are thousands of objects, and to look for garbage among them takes a third of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@cache
def characters_of(path: str) -> frozenset[int]:
    """Return the code points of the characters that a font file has."""
    return frozenset(get_font(path).get_charmap())


def missing_glyphs(fig: Figure) -> str:
    """Return the characters of `fig` that the font of their text does not have, sorted."""
    missing: set[str] = set()
    for text in fig.findobj(Text):
        if isinstance(text, Text) and text.get_visible():
            known = characters_of(str(findfont(text.get_fontproperties())))
            missing |= {c for c in text.get_text() if c.isprintable() and ord(c) not in known}
    return "".join(sorted(missing))


def drawn(fig: Figure) -> Figure:
    """Lay `fig` out as it will be drawn and return it.

    `BadInput` when the font lacks characters: a box in a report is a defect.
    """
    with themed(), _glyphs_required(fig):
        fig.draw_without_rendering()
    return fig


@contextmanager
def _glyphs_required(fig: Figure) -> Iterator[None]:
    """Check the characters of `fig` after it was drawn in the block: before, ticks have no text.

    `BadInput` has all characters that the font lacks.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")  # all of them are named below
        yield
    if missing := missing_glyphs(fig):
        raise BadInput([Fault("no_glyph", found=missing)])


def saved(
    fig: Figure,
    form: Literal["svg", "png", "pdf"],
    dpi: int | Literal["figure"] = "figure",
    title: str = "",
) -> bytes:
    """Return `fig` as a picture and close it; the same bytes for the same drawing.

    `title` is that of a PDF, which viewers and screen readers tell. `BadInput` when the font lacks
    characters.
    """
    undated = {
        "svg": {"Date": None, "Creator": None},
        "pdf": {"CreationDate": None, "Title": title},
    }
    buffer = io.BytesIO()
    try:
        with themed(), _glyphs_required(fig):
            fig.savefig(buffer, format=form, dpi=dpi, metadata=undated.get(form))
    finally:
        close(fig)
    return buffer.getvalue()


def as_svg(fig: Figure) -> str:
    """Return `fig` as SVG with real text and close it; see `saved` and `minsheng.charts.svg`."""
    words = name_marks(fig)
    cuts = getattr(fig, "cuts", ())
    return readable(saved(fig, "svg"), words, findfont(font_family()), cuts)


def get_ready() -> None:
    """Draw one word and throw it away, so that font and canvas are loaded.

    Every later drawing is faster, also in processes that are forked off this one.
    """
    with themed():
        fig = plt.figure()
        fig.text(0, 0, "民生")
    as_svg(fig)


def ink_on(colour: str) -> str:
    """Return the colour in which a text stands out from `colour`; see `is_dark` of classes."""
    return "white" if is_dark(colour) else INK


def bare(ax: Axes, *keep: str) -> None:
    """Remove the frame of `ax` except for the sides to `keep`."""
    seaborn.despine(ax=ax, **{side: side not in keep for side in ax.spines})
