"""An article's HTML as blocks and runs of text, each with its place in the source.

The article is never parsed and written anew: what is taken out of it is cut out of the string,
and all the rest stays as it was, byte for byte. No parser of the field tells where in the source
an element ends, so the blocks are found here: one pass over the tags, no recursion, linear in
any input. Tags are told apart as HTML's tokeniser does (WHATWG HTML 13.2.5), implied end tags
as far as an article needs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Blocks whose inside is not running text: neither a credit nor a statement is looked for there.
OPAQUE = frozenset({"pre", "video", "audio", "object", "select", "template"})
BLOCKS = (
    HEADINGS
    | OPAQUE
    | frozenset(
        "address article aside blockquote body caption center dd details dialog dir div dl dt"
        " fieldset figcaption figure footer form header hgroup html li main menu nav ol p section"
        " summary table tbody td tfoot th thead tr ul".split()
    )
)
# What a start tag closes when it follows immediately inside: <li> one <li> two.
CLOSES = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("td", "th", "tr"),
    "td": ("td", "th"),
    "th": ("td", "th"),
}
# Their inside is text up to the end tag, whatever it looks like.
RAW = frozenset("script style textarea title iframe noscript xmp noembed svg math".split())
# Inline elements that are seen though they hold no text.
EMBEDDED = frozenset("img input button iframe embed canvas picture textarea svg math".split())
VOID = frozenset({"br", "img", "input", "wbr", "embed", "area", "source", "track", "hr", "col"})

_ATTRIBUTES = r"""(?:[^>=]++|=\s*+(?:"[^"]*+"?|'[^']*+'?)?)*+"""
TAG = re.compile(
    rf"<(?:!--(?s:.*?)(?:-->|\Z)|[!?][^>]*+>?"
    rf"|(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>{_ATTRIBUTES})>?)"
)
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++)))?""")


@dataclass(eq=False, slots=True)
class Block:
    """An element that stands on its own lines: from ``start`` to ``end`` in the source."""

    name: str
    attributes: str
    parent: Block | None
    start: int
    inside: int
    outside: int = -1
    end: int = -1
    opaque: bool = False
    children: list[Block | Run] = field(default_factory=list)

    def attribute(self, name: str) -> str:
        """The value of an attribute, unescaped; empty when there is none."""
        return attribute(self.attributes, name)


@dataclass(eq=False, slots=True)
class Run:
    """Text and inline elements directly in a block, up to the next block.

    ``link`` are the attributes of an <a> that was opened before and is still open.
    """

    parent: Block
    start: int
    end: int
    link: Link | None


@dataclass(frozen=True, slots=True)
class Link:
    """An <a>, the one at ``place`` in the source."""

    place: int
    href: str
    attributes: str

    def attribute(self, name: str) -> str:
        """The value of an attribute, unescaped; empty when there is none."""
        return attribute(self.attributes, name)


@dataclass(frozen=True, eq=False, slots=True)
class Outline:
    """``runs`` and rules (<hr>) in the order of the article, and the ``root`` above them."""

    source: str
    root: Block
    leaves: tuple[Run | Block, ...]


def attribute(attributes: str, name: str) -> str:
    """The value of ``name`` in a tag's ``attributes``, unescaped; empty when there is none."""
    if name not in attributes.lower():
        return ""
    for found in _ATTRIBUTE.finditer(attributes):
        if found[1].lower() == name:
            return unescape(found[2] or found[3] or found[4] or "")
    return ""


def outline(source: str) -> Outline:
    """Return the blocks of an article's HTML; any string is accepted."""
    root = Block("", "", None, 0, 0, len(source), len(source))
    return Outline(source, root, tuple(_Scan(source, root).leaves()))


@dataclass(eq=False, slots=True)
class Tag:
    """An inline tag, or a comment (without name); ``partner`` is the element's other tag."""

    start: int
    end: int
    name: str
    attributes: str
    closes: bool
    partner: Tag | None = None


def read_tags(source: str, start: int, end: int) -> list[Tag]:
    """Return the tags between two places, the two of an element knowing each other."""
    tags: list[Tag] = []
    open_: dict[str, list[Tag]] = {}
    position = start
    while (found := TAG.search(source, position, end)) is not None:
        name = (found["name"] or "").lower()
        closes = bool(found["close"])
        position = found.end()
        if name in RAW and not closes:
            position = _after_raw(source, name, position, end)
        tag = Tag(found.start(), position, name, found["attributes"] or "", closes)
        tags.append(tag)
        if name and name not in VOID:
            same = open_.setdefault(name, [])
            if not closes:
                same.append(tag)
            elif same:
                tag.partner = same.pop()
                tag.partner.partner = tag
    return tags


def _after_raw(source: str, name: str, position: int, end: int) -> int:
    """Where the end tag of a raw text element begins."""
    closing = re.compile(f"</{name}", re.IGNORECASE).search(source, position, end)
    return closing.start() if closing else end


class _Scan:
    """One pass over the tags with a stack of the open blocks."""

    def __init__(self, source: str, root: Block) -> None:
        self.source = source
        self.top = root
        self.open: dict[str, int] = {}
        self.link: Link | None = None

    def leaves(self) -> Iterator[Run | Block]:
        source = self.source
        begin = position = 0
        run_link = self.link
        while (tag := TAG.search(source, position)) is not None:
            position = tag.end()
            name = (tag["name"] or "").lower()
            if name == "a":
                attributes = tag["attributes"]
                self.link = (
                    None
                    if tag["close"]
                    else Link(tag.start(), attribute(attributes, "href"), attributes)
                )
            elif name in RAW and not tag["close"]:
                position = _after_raw(source, name, position, len(source))
            elif name in BLOCKS or name == "hr":
                if run := self._run(begin, tag.start(), run_link):
                    yield run
                if name == "hr":
                    yield self._rule(tag)
                elif tag["close"]:
                    self._close(name, tag.start(), position)
                else:
                    self._open(name, tag)
                begin, run_link = position, self.link
        if run := self._run(begin, len(source), run_link):
            yield run
        while self.top.parent is not None:
            self._leave(len(source), len(source))

    def _run(self, begin: int, end: int, link: Link | None) -> Run | None:
        if begin >= end or self.source[begin:end].isspace():
            return None
        run = Run(self.top, begin, end, link)
        self.top.children.append(run)
        return run

    def _rule(self, tag: re.Match[str]) -> Block:
        if self.top.name == "p":
            self._leave(tag.start(), tag.start())
        rule = Block("hr", tag["attributes"], self.top, tag.start(), tag.end())
        rule.outside = rule.end = tag.end()
        rule.opaque = self.top.opaque
        self.top.children.append(rule)
        return rule

    def _open(self, name: str, tag: re.Match[str]) -> None:
        if self.top.name == "p":
            self._leave(tag.start(), tag.start())
        while self.top.name in CLOSES.get(name, ()):
            self._leave(tag.start(), tag.start())
        block = Block(name, tag["attributes"], self.top, tag.start(), tag.end())
        block.opaque = self.top.opaque or name in OPAQUE
        self.top.children.append(block)
        self.top = block
        self.open[name] = self.open.get(name, 0) + 1

    def _close(self, name: str, outside: int, end: int) -> None:
        if not self.open.get(name):
            return
        while self.top.name != name:
            self._leave(outside, outside)
        self._leave(outside, end)

    def _leave(self, outside: int, end: int) -> None:
        block = self.top
        block.outside, block.end = outside, end
        self.open[block.name] -= 1
        assert block.parent is not None
        self.top = block.parent
