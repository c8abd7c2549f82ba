"""An article's HTML as blocks and runs of text, each with its place in the source.

The article is never parsed and written anew: what is taken out of it is cut out of the string,
and all the rest stays as it was, byte for byte. No parser of the field tells where in the source
an element ends, so the blocks are found here: one pass over the tags, no recursion, linear in
any input. Tags are told apart as HTML's tokeniser does (WHATWG HTML 13.2.5), implied end tags
as far as an article needs them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from pelican_safespace.source.tags import ATTRIBUTES, RAW, TAG, address, after_raw, attribute

if TYPE_CHECKING:
    from pelican_safespace.source.lines import Line

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Blocks whose inside is not running text: neither a credit nor a statement is looked for there.
OPAQUE = frozenset({"pre", "video", "audio", "object", "select", "template", "button"})
BLOCKS = (
    HEADINGS
    | OPAQUE
    | {"html", "body", "main", "article", "section", "header", "footer", "hgroup", "nav", "aside"}
    | {"div", "center", "address", "blockquote", "p", "figure", "figcaption", "details", "summary"}
    | {"ul", "ol", "li", "dl", "dt", "dd", "dir", "menu", "form", "fieldset", "dialog"}
    | {"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"}
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
# The class of the element that Markdown, docutils and others put footnotes in.
_FOOTNOTES = frozenset({"footnote", "footnotes", "footnote-list"})
_KNOWN = BLOCKS | RAW | {"a", "hr"}

# A paragraph, heading or list item with nothing but text and inline elements in it is read at once.
_INLINE = (
    r"[^<]++|</?(?:em|strong|b|i|u|br|code|span|img|q|cite|sup|sub|small|mark|abbr)"
    rf"(?=[\s/>]){ATTRIBUTES}>"
)
_BLOCK_OR_TAG = re.compile(
    rf"<(p|li|h[1-6])(?=[\s>])({ATTRIBUTES})>"
    rf"((?:{_INLINE}|(<a(?=[\s>]){ATTRIBUTES}>(?:{_INLINE})*+</a>))*+)</\1>|{TAG.pattern}"
)


@dataclass(eq=False, slots=True)
class Block:
    """An element that stands on its own lines: from ``start`` to ``end`` in the source.

    ``opaque`` and ``footnote`` tell that it is, or is inside, something without running text,
    or the footnotes below an article.
    """

    name: str
    attributes: str
    parent: Block | None
    start: int
    inside: int
    outside: int = -1
    end: int = -1
    opaque: bool = False
    footnote: bool = False
    children: list[Block | Run] = field(default_factory=list)

    def attribute(self, name: str) -> str:
        """The value of an attribute, unescaped; empty when there is none."""
        return attribute(self.attributes, name)


@dataclass(eq=False, slots=True)
class Run:
    """Text and inline elements directly in a block, up to the next block.

    ``link`` are the attributes of an <a> that was opened before and is still open; ``lines`` are
    kept here once they were read.
    """

    parent: Block
    start: int
    end: int
    link: Link | None
    lines: tuple[Line, ...] | None = None


@dataclass(frozen=True)
class Link:
    """An <a>, the one at ``place`` in the source; most are never asked where they lead."""

    place: int
    attributes: str

    @classmethod
    def to(cls, url: str) -> Link:
        """Return a link to an address that the source writes out, in no <a>."""
        return cls(-1, f'href="{escape(url)}"')

    @classmethod
    def unresolved(cls) -> Link:
        """Return what Markdown left as it is written, as its reference is missing."""
        return cls(-1, "")

    @property
    def is_unresolved(self) -> bool:
        """Tell whether its address is missing."""
        return self.place < 0 and not self.attributes

    @cached_property
    def href(self) -> str:
        """Where it leads; empty for an anchor."""
        return address(self.attributes)

    def attribute(self, name: str) -> str:
        """The value of an attribute, unescaped; empty when there is none."""
        return attribute(self.attributes, name)


@dataclass(frozen=True, eq=False, slots=True)
class Outline:
    """An article's leaves, that is runs, rules (<hr>) and empty blocks, and the ``root`` above."""

    source: str
    root: Block
    leaves: tuple[Run | Block, ...]


def outline(source: str) -> Outline:
    """Return the blocks of an article's HTML; any string is accepted."""
    root = Block("", "", None, 0, 0, len(source), len(source))
    scan = _Scan(source, root)
    scan.run()
    return Outline(source, root, tuple(scan.leaves))


class _Scan:
    """One pass over the tags with a stack of the open blocks."""

    def __init__(self, source: str, root: Block) -> None:
        self.source = source
        self.top = root
        self.open: dict[str, int] = {}
        self.leaves: list[Run | Block] = []

    def run(self) -> None:
        """Put the whole source below the root."""
        source = self.source
        begin = position = 0
        link: re.Match[str] | None = None
        run_link: Link | None = None
        for tag in _BLOCK_OR_TAG.finditer(source):
            whole, around, inside, linked, slash, name, attributes = tag.groups()
            if whole is None and name not in _KNOWN:
                name = name.lower() if name else ""
                if name not in _KNOWN:
                    continue
            start, end = tag.span()
            if start < position:
                continue
            if name == "a":
                link = None if slash else tag
                continue
            if name in RAW:
                if not slash:
                    position = after_raw(source, name, end, len(source))
                continue
            if begin < start and not source[begin:start].isspace():
                self._text(begin, start, run_link)
            if whole is not None:
                block = self._new(whole, around, start, tag.start(3))
                block.outside, block.end = tag.end(3), end
                if inside and not inside.isspace():
                    self._put(Run(block, block.inside, block.outside, link and _link(link)))
                else:
                    self.leaves.append(block)
                link = None if linked else link
            elif slash and name != "hr":
                self._close(name, start, end)
            else:
                self._enter(name, attributes, start, end)
            begin, run_link = end, link and _link(link)
        if not source[begin:].isspace():
            self._text(begin, len(source), run_link)
        while self.top.parent is not None:
            self._leave(len(source), len(source))

    def _text(self, begin: int, end: int, link: Link | None) -> None:
        if begin < end:
            self._put(Run(self.top, begin, end, link))

    def _put(self, run: Run) -> None:
        run.parent.children.append(run)
        self.leaves.append(run)

    def _enter(self, name: str, attributes: str, start: int, end: int) -> None:
        """Open a block, or put in a rule."""
        block = self._new(name, attributes, start, end)
        if name == "hr":
            block.outside = block.end = end
            self.leaves.append(block)
        else:
            self.top = block
            self.open[name] = self.open.get(name, 0) + 1

    def _new(self, name: str, attributes: str, start: int, inside: int) -> Block:
        """Make a block below the open one, after what its start tag closes."""
        if self.top.name == "p":
            self._leave(start, start)
        if name in CLOSES:
            while self.top.name in CLOSES[name]:
                self._leave(start, start)
        above = self.top
        block = Block(name, attributes, above, start, inside)
        block.opaque = above.opaque or name in OPAQUE
        block.footnote = above.footnote or ("footnote" in attributes and _is_footnotes(block))
        above.children.append(block)
        return block

    def _close(self, name: str, outside: int, end: int) -> None:
        if not self.open.get(name):
            return
        while self.top.name != name:
            self._leave(outside, outside)
        self._leave(outside, end)

    def _leave(self, outside: int, end: int) -> None:
        block = self.top
        block.outside, block.end = outside, end
        if not block.children:
            self.leaves.append(block)
        self.open[block.name] -= 1
        assert block.parent is not None
        self.top = block.parent


def _link(tag: re.Match[str]) -> Link:
    return Link(tag.start(), tag[7])


def _is_footnotes(block: Block) -> bool:
    return not _FOOTNOTES.isdisjoint(block.attribute("class").split())
