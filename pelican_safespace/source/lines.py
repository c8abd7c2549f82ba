"""A run of text as lines: what a reader sees, and where each character is in the source.

A line ends at a <br> or with its run; a newline of the source stays in its text, as an author
may mean one or not. Emphasis around the whole run is looked through, so that the two lines of
``<em>one<br>two</em>`` can be cut out one by one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from pelican_safespace.source.line import SPACE, Element, Line, Piece
from pelican_safespace.source.outline import HEADINGS, Block, Link, Run
from pelican_safespace.source.tags import EMBEDDED, VOID, Tag, attribute, read_tags

__all__ = ["NOTHING", "Line", "joined", "lines"]

# What typogrify puts around capitals, quotation marks and ampersands; it means nothing here.
_TYPOGRAPHY = re.compile(r"""class=["']?(?:caps|amp|dquo|quo|ord|numbers)\b""")
NOTHING = "\ufffc"
"""Stands for what a link shows that is no text: an icon, drawn by a style sheet."""
# What readers of Markdown leave as text: kramdown's attributes, links without a reference.
_ATTRIBUTES = re.compile(r"\{:[^{}<>\n]{1,120}\}")
_UNRESOLVED = re.compile(
    r"\[(?P<text>[^\[\]<>\n]{1,200})\]\s?\[[^\[\]<>\n]{0,80}\]"
    r"|\[\[(?:[^\[\]<>\n|]{1,200}\|)?(?P<page>[^\[\]<>\n|]{1,200})\]\]"  # of a wiki
)
_LEFT = re.compile(rf"{_ATTRIBUTES.pattern}|{_UNRESOLVED.pattern}")
_MARKS = frozenset({"em", "i", "strong", "b", "cite", "q", "u", "mark"})
_TITLES = ("-title", "_title")
LONGEST_LABEL = 24
"""Characters of what may be a label by its looks: a short heading, words of a foreign language."""
LONGEST_OF_PICTURE = 2
"""Words of what describes a picture that may be a label: "Next post"."""
_WHITE = re.compile(r"\s{2,}|[^\S \n]")  # what is not white space as it is to be


def _words(raw: str) -> str:
    """``raw`` as text: entities read, white space collapsed, a newline kept as one."""
    text = unescape(raw) if "&" in raw else raw
    return _WHITE.sub(lambda white: "\n" if "\n" in white[0] else " ", text)


def lines(source: str, run: Run) -> tuple[Line, ...]:
    """Return the lines of a run that show anything, in order; each run is read once."""
    if run.lines is None:
        run.lines = _read(source, run)
    return run.lines


def _read(source: str, run: Run) -> tuple[Line, ...]:
    tags = read_tags(source, run.start, run.end)
    begin, end, peeled = _peel(source, run, tags)
    reader = _Reader(source, run, begin, peeled)
    for tag in tags:
        if begin <= tag.start and tag.end <= end:
            reader.read_text(tag.start)
            reader.read_tag(tag)
    reader.read_text(end)
    reader.finish(end, end)
    return tuple(reader.found)


def _peel(source: str, run: Run, tags: list[Tag]) -> tuple[int, int, set[str]]:
    """What is left of the run inside the elements that hold all of it."""
    begin, end = run.start, run.end
    names: set[str] = set()
    first, last = 0, len(tags) - 1
    while first < last:
        outer = tags[first]
        if outer.closes or outer.name == "a" or outer.partner is not tags[last]:
            break
        if source[begin : outer.start].strip() or source[tags[last].end : end].strip():
            break
        begin, end = outer.end, tags[last].start
        names.add(outer.name)
        first, last = first + 1, last - 1
    return begin, end, names


class _Reader:
    """Reads texts and tags in order and puts them together to lines."""

    def __init__(self, source: str, run: Run, begin: int, around: set[str]) -> None:
        self.source = source
        self.run = run
        self.bold = not around.isdisjoint(("strong", "b"))
        self.strong = self.bold or not around.isdisjoint(("em", "i"))
        self.position = begin
        self.depth = 0
        self.link = run.link
        self.outer: Element | None = None
        self.found: list[Line] = []
        self._new_line(begin)

    def _new_line(self, begin: int) -> None:
        self.texts: list[str] = []
        self.length = 0
        self.link_from = 0
        self.marks: list[int] = []
        self.line = Line(self.run, begin, begin, strong=self.strong, bold=self.bold)
        self.picture = False
        self.dated: int | None = None

    def read_text(self, until: int) -> None:
        """Take in the text up to ``until``."""
        for found in _LEFT.finditer(self.source, self.position, until):
            self._read_plain(found.start())
            left = found["text"] or found["page"]
            if left and self.link is None:
                self._read_unresolved(found)
            elif left:
                self._read_plain(found.end())
            self.position = found.end()
        self._read_plain(until)

    def _read_plain(self, until: int) -> None:
        if until > self.position:
            text = _words(self.source[self.position : until])
            if self.picture and self.link is not None and not text.isspace():
                self._without_picture()
            self._add(text, self.position, until)
        self.position = until

    def _read_unresolved(self, found: re.Match[str]) -> None:
        """Take in "[text][reference]" or "[[page|text]]", a link whose address is not there."""
        text = "text" if found["text"] else "page"
        outer = self.outer
        self.outer = outer or Element(found.start(), found.end(), self.length)
        start = self.length
        self.position = found.start(text)
        self._read_plain(found.end(text))
        if outer is None:
            self.outer.text_end = self.length
            self.outer = None
        self.line.links.append((start, self.length, Link.unresolved()))

    def read_tag(self, tag: Tag) -> None:
        """Take in a tag."""
        self.position = tag.end
        if not tag.name:
            return
        if tag.name == "br":
            self._break(tag)
        elif tag.name in EMBEDDED and not tag.closes:
            if self.link is None:
                self.line.embedded = True
            else:
                self._add_picture(attribute(tag.attributes, "alt"), tag)
        elif tag.name not in VOID:
            self._element(tag)

    def _add_picture(self, alt: str, tag: Tag) -> None:
        """Take in what describes a picture in a link, unless the link says more in words."""
        label = len(alt.split()) <= LONGEST_OF_PICTURE
        if label or self.length == self.link_from:
            before = len(self.line.pieces)
            self._add(alt, tag.start, tag.end)
            self.picture = not label and len(self.line.pieces) > before

    def _without_picture(self) -> None:
        """Forget the description of the picture that a link begins with: words follow it."""
        self.picture = False
        self._forget(len(self.line.pieces) - 1)

    def _forget(self, count: int) -> None:
        """Leave the first ``count`` pieces of the line and no more."""
        self.length -= sum(piece.length for piece in self.line.pieces[count:])
        del self.line.pieces[count:], self.texts[count:]
        self.line.joints = {joint for joint in self.line.joints if joint <= self.length}

    def _element(self, tag: Tag) -> None:
        if tag.closes:
            self._leave(tag)
        if tag.name == "a":
            icon = self.link is not None and self.link.href and self.link != self.run.link
            if icon and self.link_from == self.length:
                self._add(NOTHING, tag.start, tag.start)
            self._end_link()
            if not tag.closes:
                self.link = Link(tag.start, tag.attributes)
        if not tag.closes:
            self._enter(tag)
        opening = tag.partner if tag.closes else tag
        if opening is not None and not _TYPOGRAPHY.search(opening.attributes):
            self.line.joints.add(self.length)

    def _enter(self, tag: Tag) -> None:
        if tag.partner is None:
            return
        if tag.name != "a" and self.link is not None and self.length in self.line.joints:
            # Two elements side by side in a link, "Previous" and the title, are two lines.
            self._separate(tag)
        if self.depth == 0:
            self.outer = Element(tag.start, tag.partner.end, self.length)
        self.depth += 1
        if tag.name == "time" and self.link is not None:
            self.dated = len(self.line.pieces)
        if tag.name in _MARKS:
            self.marks.append(self.length)

    def _leave(self, tag: Tag) -> None:
        if tag.partner is None:
            return
        self.depth -= 1
        if tag.name == "time" and self.dated is not None:
            self._forget(self.dated)  # the day a neighbour was published is no part of its title
            self.dated = None
        if tag.name in _MARKS and self.marks:
            self.line.marks.append((self.marks.pop(), self.length))
        if self.depth == 0 and self.outer is not None:
            self.outer.text_end = self.length
            self.outer = None

    def finish(self, end: int, next_start: int) -> None:
        """End the line before ``end``; the next one begins at ``next_start``."""
        link = self.link
        self._end_link()
        line = self.line
        line.text = "".join(self.texts).rstrip()
        line.pictured = line.pictured and not "".join(self.texts[1:]).strip()
        if line.text.endswith(":-"):
            line.text = line.text[:-1]  # as many write a colon above a list
        length = len(line.text)
        line.links = [(min(a, length), min(b, length), link) for a, b, link in line.links]
        if line.text or line.embedded or line.links:
            line.start, line.end = _trimmed(self.source, line.start, end)
            self.found.append(line)
        self.link = link
        self._new_line(next_start)

    def _add(self, text: str, start: int, end: int) -> None:
        if self.link is not None:
            text = text.replace("\n", " ")
        if text[:1].isspace() and (not self.length or self.texts[-1][-1:].isspace()):
            text = text[1:]
            white = SPACE.match(self.source, start, end)
            start = white.end() if white else start
        if not text:
            return
        self.line.pieces.append(Piece(self.length, len(text), start, end, self.outer))
        self.texts.append(text)
        self.length += len(text)

    def _break(self, tag: Tag) -> None:
        if self.depth == 0 and self.link is None:
            self.finish(tag.start, tag.end)
        elif self.length:
            self._add_break(tag)

    def _add_break(self, tag: Tag) -> None:
        self.line.pieces.append(Piece(self.length, 1, tag.start, tag.end, self.outer))
        self.texts.append("\n")
        self.length += 1

    def _separate(self, tag: Tag) -> None:
        if self.length > self.link_from and not self.texts[-1][-1:].isspace():
            self.line.pieces.append(Piece(self.length, 1, tag.start, tag.start, self.outer))
            self.texts.append("\n")
            self.length += 1

    def _end_link(self) -> None:
        self.line.pictured, self.picture = self.picture, False
        if self.link is not None and self.link_from < self.length:
            self.line.links.append((self.link_from, self.length, self.link))
        self.link = None
        self.link_from = self.length


def joined(some: Sequence[Line]) -> Line:
    """Lines that one link holds as one: "Previous" above the neighbour's title."""
    first, *others = some
    if not others:
        return first
    said = [line for line in some if not line.pictured] or some
    # Below a title in a card stand its description and its author.
    titled = [place for place, line in enumerate(said, 1) if _is_title(line.run.parent)]
    if len(titled) > 1 and titled[0] == 1 and len(said[0].text) <= LONGEST_LABEL:
        titled = titled[1:]  # "Previous" may be a heading, too
    text = "\n".join(line.text for line in said[: titled[0] if titled else None])
    whole = Line(first.run, first.start, first.end, text, [(0, len(text), first.links[0][2])])
    whole.joints = {place for place, letter in enumerate(text) if letter == "\n"}
    whole.others = tuple(others)
    return whole


def _is_title(block: Block) -> bool:
    """Tell a heading, and a block of text alone whose class ends in "title"."""
    if any(isinstance(child, Block) for child in block.children):
        return False
    classes = block.attribute("class").lower().split() if "class" in block.attributes else []
    return block.name in HEADINGS or any(name.endswith(_TITLES) for name in classes)


def _trimmed(source: str, start: int, end: int) -> tuple[int, int]:
    text = source[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
