"""Where a table or a figure is saved: the file that a user names, refused in words."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from minsheng.errors import BadInput, Fault


def output_file(path: str | Path, endings: tuple[str, ...] = (), code: str = "") -> Path:
    """Return the file that a user names to be written; ``~`` is their home folder.

    Parameters
    ----------
    path
        What the user gave.
    endings
        The endings that it may have, in any case; any when left out.
    code
        The code of the fault for another ending.

    Raises
    ------
    BadInput
        For a folder, and for another ending, with those that are allowed.

    Examples
    --------
    >>> output_file("gaps.PNG", (".svg", ".png"), "figure_format").name
    'gaps.PNG'
    """
    file = Path(path)
    with suppress(RuntimeError):  # a user whom the system does not know
        file = file.expanduser()
    if file.is_dir():
        raise BadInput([Fault("is_a_folder", str(path), allowed=endings)])
    if endings and file.suffix.lower() not in endings:
        raise BadInput([Fault.unknown(code, file.suffix, endings, str(path))])
    return file
