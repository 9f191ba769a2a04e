"""Where data, notebooks and reports are, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def _shipped(name: str) -> Path:
    """Return the folder `name` of the checkout, or its copy inside the wheel."""
    in_checkout = _CHECKOUT / name
    beside_project = (_CHECKOUT / "pyproject.toml").is_file() and in_checkout.is_dir()
    return in_checkout if beside_project else _PACKAGE / f"_{name}"


def data_folder() -> Path:
    """Return the folder that holds one data package per plan."""
    return _shipped("data")


def notebooks_folder() -> Path:
    """Return the folder that holds the notebooks."""
    return _shipped("notebooks")


def reports_folder() -> Path:
    """Return where reports go when nobody says: ``reports`` of the checkout or of here."""
    beside_project = (_CHECKOUT / "pyproject.toml").is_file()
    return (_CHECKOUT if beside_project else Path.cwd()) / "reports"


def package_folder() -> Path:
    """Return the folder of the library itself."""
    return _PACKAGE
