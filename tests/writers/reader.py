"""What a page says and holds, read as a browser would read it."""

import base64
from html.parser import HTMLParser
from urllib.parse import unquote

VOID = {"meta", "img", "br", "input", "hr"}


class Read(HTMLParser):
    """Elements in their order as ``(tag, attributes, text)``; text is that of all inside."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.elements, self._open = [], []
        self.feed(page)
        self.close()
        assert self._open == [], "every element is closed"

    def handle_starttag(self, tag, attrs):
        element = [tag, dict(attrs), ""]
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag, f"{tag} is closed in its turn"

    def handle_data(self, data):
        for element in self._open:
            element[2] += data

    def all(self, tag, name=""):
        """Return the elements of a tag, and of a class where one is named."""
        return [
            (attributes, text)
            for found, attributes, text in self.elements
            if found == tag and (not name or name in (attributes.get("class") or "").split())
        ]

    def text(self, tag="main"):
        """Return the text of the first element of a tag."""
        return self.all(tag)[0][1]


def data_of(address):
    """Return what a data address holds, and its kind."""
    kind, _, data = address.partition(",")
    return kind, base64.b64decode(data) if kind.endswith(";base64") else unquote(data).encode()
