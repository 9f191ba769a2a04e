"""Files of a report in which somebody has written: they are kept, and new ones stand beside them.

Word documents and workbooks are where people write. Such a file is taken to be as it was written
while it has the digest in the record of its report or, where there is no record of it, is packed as
only this library packs archives; no office program writes the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain, count, takewhile
from typing import TYPE_CHECKING

from minsheng.render.digests import digest_of
from minsheng.writers.archive import is_packed

if TYPE_CHECKING:
    from pathlib import Path

    from minsheng.render.job import Job

EDITABLE = (".docx", ".xlsx")
"""The endings of the files in which people write."""
_BESIDE = re.compile(r"\.new(?:-\d+)?(?=\.)")


def is_edited(path: Path, was: str = "") -> bool:
    """Return whether a file of a report is there, people write in it, and it was changed.

    `was` is its digest as it was written; empty where that is not known.
    """
    if path.suffix not in EDITABLE:
        return False
    try:
        raw = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        return False
    except OSError:
        return True  # in doubt it is kept
    return digest_of(raw) != was and not is_packed(raw)


def endings_beside_edited(job: Job, ending: str, outputs: Mapping[str, str]) -> list[str]:
    """Return the endings of the edited files and, last, one that can be written without loss.

    That is ``.new.docx`` where the file is edited, ``.new-2.docx`` where that one is, too.
    `outputs` holds the digests of its files as they were written, by ending, as far as known.
    """
    choices = chain((ending, f".new{ending}"), (f".new-{n}{ending}" for n in count(2)))
    edited = list(takewhile(lambda one: is_edited(job.beside(one), outputs.get(one, "")), choices))
    return [*edited, (ending, f".new{ending}", f".new-{len(edited)}{ending}")[min(len(edited), 2)]]


def is_beside(ending: str) -> bool:
    """Return whether an ending is one that only `endings_beside_edited` gives.

    Examples
    --------
    >>> is_beside(".new-2.docx"), is_beside(".docx")
    (True, False)
    """
    return edited_ending(ending) != ending


def edited_ending(ending: str) -> str:
    """Return the ending of the edited file beside which a new one stands; else the ending itself.

    Examples
    --------
    >>> edited_ending(".new-2.docx"), edited_ending(".results.csv")
    ('.docx', '.results.csv')
    """
    return _BESIDE.sub("", ending)
