"""Draw the pictures that the README and the documents show: ``python docs/gallery/make.py``."""

from pathlib import Path

import minsheng as ms

HERE = Path(__file__).parent
PICTURES = {
    "paths-childcare": ("childcare", ms.charts.small_multiples),
    "gaps-healthcare": ("healthcare", ms.charts.gap),
    "loading-healthcare": ("healthcare", ms.charts.loading),
}


def main() -> None:
    """Draw each picture in both languages."""
    whole = ms.load_plan()
    for name, (programme, chart) in PICTURES.items():
        for lang in ("zh", "en"):
            ms.set_language(lang)
            axes = chart(whole.select(programme=programme))
            with ms.charts.themed():
                drawing = ms.charts.drawn(axes.flat[0].figure)
                drawing.savefig(HERE / f"{name}-{lang}.png", dpi=160, metadata={"Software": None})


if __name__ == "__main__":
    main()
