"""What closes a report that is handed in: its attachments, who signs it, and when."""

from __future__ import annotations

from minsheng.text.language import say
from minsheng.writers.document import Document


def attachments(document: Document) -> list[str]:
    """Return the lines that name what is attached to a report; none where it does not say."""
    names = [str(name) for name in document.properties.get("attachments") or ()]
    if len(names) == 1:
        return [say("documents.attachment", document.lang, name=names[0])]
    keys = ["attachment_first", *["attachment_next"] * len(names)]
    return [
        say(f"documents.{key}", document.lang, n=n, name=name)
        for n, (key, name) in enumerate(zip(keys, names, strict=False), start=1)
    ]


def signature(document: Document) -> list[str]:
    """Return who signs a report and when; nothing where it is not to be signed."""
    words = document.properties.get("signature")
    if not words:
        return []
    departments = words.get("departments") or [say("documents.signed_by", document.lang)]
    return [
        *map(str, departments),
        str(words.get("date") or say("documents.signed_on", document.lang)),
    ]
