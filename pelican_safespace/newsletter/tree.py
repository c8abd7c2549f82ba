"""HTML text -> a tree of plain elements, as deep and as long as it may be.

lxml reports what it reads piece by piece: unlike its own tree (and BeautifulSoup's searches) that
has no limit of depth, and costs a tenth of BeautifulSoup.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pelican_safespace.newsletter.prose import FORBIDDEN

#: How much is handed to the parser at once, in characters.
_PIECE = 1 << 20

#: Elements that end where they begin; newer ones the parser takes for containers.
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
     "track", "wbr")
)  # fmt: skip

#: Each of these ends the one before it, which the parser overlooks.
_ENTRIES = ("dt", "dd")


class Element:
    """An element: its tag and attribute names in lower case, its children in order."""

    __slots__ = ("attributes", "children", "tag")

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Element | str] = []

    def get(self, name: str) -> str:
        """The attribute's value without white space around it, "" where there is none."""
        return self.attributes.get(name, "").strip()

    def has_class(self, *names: str) -> bool:
        """Whether the element has any of these classes."""
        return not set(self.get("class").lower().split()).isdisjoint(names)

    def inside(self) -> Iterator[Element | str]:
        """Everything inside in the order of the text; whoever stops early pays no more."""
        waiting: list[Element | str] = self.children[::-1]
        while waiting:
            child = waiting.pop()
            yield child
            if isinstance(child, Element):
                waiting.extend(reversed(child.children))

    def text(self) -> str:
        """All text inside, as written."""
        return "".join(child for child in self.inside() if isinstance(child, str))


def read(html: str) -> Element:
    """Return the tree of ``html``: an element "body" that holds all of it. Never raises."""
    builder = _Builder()
    html = FORBIDDEN.sub("", html)
    if html.strip():
        from lxml import etree  # only where there is a newsletter

        parser = etree.HTMLParser(target=builder, huge_tree=True)
        # what stands before it all keeps the parser from guessing an encoding or a head
        parser.feed("<html><body>")
        for start in range(0, len(html), _PIECE):
            parser.feed(html[start : start + _PIECE])
        parser.close()
    return builder.root


class _Builder:
    """What lxml's parser reports to."""

    def __init__(self) -> None:
        self.root = Element("body", {})
        self._open = [self.root]

    def start(self, tag: str | bytes, attrib: Mapping[str | bytes, str | bytes]) -> None:
        if tag in ("html", "body", "head"):
            return
        if tag in _ENTRIES and self._open[-1].tag in _ENTRIES:
            self._open.pop()
        element = Element(str(tag), {str(name): str(attrib[name]) for name in attrib})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def end(self, tag: str | bytes) -> None:
        if len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()

    def data(self, data: str | bytes) -> None:
        self._open[-1].children.append(FORBIDDEN.sub("", str(data)))

    def comment(self, text: str | bytes) -> None:
        """Comments are not for readers."""

    def close(self) -> Element:
        return self.root
