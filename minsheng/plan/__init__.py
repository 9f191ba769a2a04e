"""What a plan promises: its facts, goals, planned paths, gaps and required changes."""

import lazy_loader as _lazy

__getattr__, __dir__, __all__ = _lazy.attach(__name__, submodules=["measures"])
