"""What a reader gets: tables, sentences and figures of each report, made from numbers."""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach(
    __name__, submodules=["figures", "listings", "sentences", "writeups"]
)
