"""One element's text on one line, and where its links, emphasis, quotes and code stand in it.

Markdown, docutils and hand-written HTML say the same thing with different tags, and typogrify
adds its own; after this, they read alike. The text keeps the author's characters; ``folded`` is
the same text in small letters with plain quotes, dashes and spaces, character for character, so
that a position in one is a position in the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from pelican_safespace.source.tags import Tag, address, read_tags

EMPHASIS = frozenset({"em", "i", "cite", "strong", "b", "u"})
CODE = frozenset({"code", "pre", "kbd", "samp", "tt"})
UNREAD = frozenset({"script", "style", "template", "svg", "noscript"}) | {
    "table",
    "figcaption",
    "pre",
}
BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "br", "blockquote", "section", "aside", "footer"})
PLAIN = str.maketrans(
    dict.fromkeys("’‘ʼ´‹›", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("–—‐‑−", "-")
)

_SPACES = re.compile(r"\s+")
_QUOTED = re.compile(r'"[^"\n]{2,200}"|(?<![\w\'])\'[^\'\n]{2,200}\'(?!\w)')
# What Markdown leaves of a reference link whose reference is missing: "[text][6]", "[text][]".
_UNRESOLVED = re.compile(r"\[([^\[\]\n]{1,200})\]\s?\[[^\[\]\n]{0,80}\]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the line, end exclusive; ``url`` is set for a link."""

    start: int
    end: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An element's text, white space collapsed; a line break is a newline character.

    ``brackets`` are what Markdown leaves around the text of a link that has no target.
    """

    text: str
    folded: str
    links: tuple[Span, ...]
    emphasis: tuple[Span, ...]
    quoted: tuple[Span, ...]
    code: tuple[Span, ...]
    brackets: tuple[Span, ...]

    def without_brackets(self, start: int, end: int) -> str:
        """The text from ``start`` to ``end`` without them: "Kim Test's blog"."""
        kept, place = "", start
        for one in self.brackets:
            if start <= one.start and one.end <= end:
                kept, place = kept + self.text[place : one.start], one.end
        return kept + self.text[place:end]


class _Writer:
    """Collects text and spans while the tree is walked."""

    def __init__(self) -> None:
        self.length = 0
        self._pieces: list[str] = []
        self._last = " "
        self._spans: list[tuple[str, int, int, str | None]] = []

    def write(self, text: str) -> None:
        """Add text, its white space collapsed across the borders of elements."""
        text = _SPACES.sub(" ", text)
        if self._last in " \n":
            text = text.lstrip(" ")
        self._add(text)

    def newline(self) -> None:
        """Begin a new line, unless at one."""
        if self._last != "\n" and self.length:
            self._add("\n")

    def close(self, tag: Tag, start: int) -> None:
        """Note what ``tag`` says about the text since ``start``."""
        if tag.name == "a":
            href = address(tag.attributes)
            if href and not href.startswith("#"):  # a footnote's number leads nowhere else
                self._spans.append(("links", start, self.length, href))
        elif tag.name in EMPHASIS:
            self._spans.append(("emphasis", start, self.length, None))
        elif tag.name == "q":
            self._spans.append(("quoted", start, self.length, None))
        elif tag.name in CODE:
            self._spans.append(("code", start, self.length, None))

    def line(self) -> Line:
        """Return what was collected; spans are trimmed to the text they hold."""
        text = "".join(self._pieces).rstrip()
        folded = fold(text)
        kinds = ("links", "emphasis", "quoted", "code", "brackets")
        spans: dict[str, list[Span]] = {kind: [] for kind in kinds}
        for kind, opened, closed, url in self._spans:
            stretch = text[opened:closed]
            start = opened + len(stretch) - len(stretch.lstrip())
            if stretch.strip():
                spans[kind].append(Span(start, start + len(stretch.strip()), url))
        spans["quoted"] += [Span(*found.span()) for found in _QUOTED.finditer(folded)]
        for found in _UNRESOLVED.finditer(folded):
            spans["links"].append(Span(*found.span(1)))
            for start, end in ((found.start(), found.start(1)), (found.end(1), found.end())):
                spans["brackets"].append(Span(start, end))
        ordered = {kind: tuple(sorted(found, key=_place)) for kind, found in spans.items()}
        return Line(text, folded, **ordered)

    def _add(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._last = text[-1]
            self.length += len(text)


def _place(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def fold(text: str) -> str:
    """Return ``text`` in small letters with plain punctuation, character for character."""
    small = text.lower()
    if len(small) != len(text):  # "İ" and its like have small letters of two characters
        small = "".join(one if len(one := letter.lower()) == 1 else letter for letter in text)
    return small.translate(PLAIN)


def line_of(text: str) -> Line:
    """Return plain ``text`` as a line."""
    writer = _Writer()
    writer.write(text)
    return writer.line()


def flatten(html: str, limit: int) -> Line:
    """Return what is to be read of an element whose inner HTML is ``html``.

    Reading ends soon after ``limit`` characters: the line is then longer than that.
    """
    writer = _Writer()
    opened: dict[Tag, int] = {}
    place = 0
    for tag in read_tags(html, 0, len(html)):
        if writer.length > limit:
            break
        if tag.start < place:
            continue
        writer.write(unescape(html[place : tag.start])[: limit + 1])
        place = tag.end
        if tag.closes:
            if tag.partner in opened:
                writer.close(tag.partner, opened.pop(tag.partner))
        elif tag.name in UNREAD and tag.partner is not None:
            place = tag.partner.start
        else:
            opened[tag] = writer.length
        if tag.name in BLOCKS:
            writer.newline()
    writer.write(unescape(html[place:])[: limit + 1])
    for tag, start in reversed(opened.items()):
        writer.close(tag, start)
    return writer.line()
