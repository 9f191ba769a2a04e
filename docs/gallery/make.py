"""Draw the picture that the README shows: ``python docs/gallery/make.py``."""

from pathlib import Path

import minsheng as ms

HERE = Path(__file__).parent


def main() -> None:
    """Draw it in both languages."""
    childcare = ms.load_plan().select(programme="childcare")
    for lang in ("zh", "en"):
        ms.set_language(lang)
        ms.figures.paths(childcare).save(HERE / f"paths-childcare-{lang}.png", dpi=160)


if __name__ == "__main__":
    main()
