"""What is made once for all tests: by one process for all of them, or in each for all its tests."""

import pickle
from functools import cache
from unittest.mock import patch

from filelock import FileLock

import minsheng as ms

FOLDER = []
"""The folder that all processes of a run have; `conftest` sets it."""


def once(name, make):
    """Return what `make` returns; the first process that asks for it by this name makes it."""
    place = FOLDER[0] / f"{name}.pickle"
    with FileLock(f"{place}.lock"):
        if not place.exists():
            place.write_bytes(pickle.dumps(make()))
    return pickle.loads(place.read_bytes())


def keeping():
    """Return a context in which what ships with the library is loaded and evaluated once."""
    return patch.multiple(ms, **{name: _keeping(name) for name in _loading()})


@cache
def _loading():
    names = ("load_plan", "load_observations", "stand", "stand_midterm", "stand_final")
    return {name: getattr(ms, name) for name in names}


# What was loaded, and how it was evaluated. Nobody changes what comes of it.
_kept = {}


def _keeping(name):
    def called(*given, **named):
        kept = {id(one) for one in _kept.values()}
        key = (name, *(one if isinstance(one, str) else id(one) for one in given))
        known = ("/" not in one if isinstance(one, str) else id(one) in kept for one in given)
        if named or not all(known):
            return _loading()[name](*given, **named)
        if key not in _kept:
            _kept[key] = _loading()[name](*given)
        return _kept[key]

    return called
