"""The content of each report: the tables, sentences and figures that are computed from a plan."""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach(
    __name__, submodules=["figures", "listings", "sentences", "writeups"]
)
