"""Where data, notebooks and reports are, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent
WORKSPACE = Path("~/minsheng-workspace")
"""The default folder of `minsheng lab`: found again wherever one works, and no name of a clone."""


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
    """Return the default folder of reports: ``reports`` in the checkout or the working folder."""
    beside_project = (_CHECKOUT / "pyproject.toml").is_file()
    return (_CHECKOUT if beside_project else Path.cwd()) / "reports"


def package_folder() -> Path:
    """Return the folder of the library itself."""
    return _PACKAGE


def typed_path(value: str, folder: Path) -> str:
    """Return a value that names a file as an absolute path; any other value as it is.

    A notebook runs in its own folder and would look for the file there. The value, given for a
    parameter, names a file or a folder where one is there and the name has an ending or leads
    through folders, and where it begins with a point and a slash; `folder` is where it was typed.

    Examples
    --------
    >>> typed_path("2019/2020", Path("/srv"))
    '2019/2020'
    >>> typed_path("../附表.csv", Path("/srv/a")) == str(Path("/srv/附表.csv").resolve())
    True
    """
    is_path = value.startswith(("./", "../", ".\\", "..\\"))
    try:
        place = (folder / value).resolve() if value else folder
        named = set(value) & set("./\\") and place.exists()
    except (OSError, ValueError):  # a name that no file can have
        return value
    return str(place) if is_path or named else value
