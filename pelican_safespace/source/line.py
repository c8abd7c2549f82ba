"""A line of text: what a reader sees of it, and where each character is in the source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from pelican_safespace.source.outline import Link, Run

SPACE = re.compile(r"(?:\s|&nbsp;|&#160;|&#x[aA]0;)+")
_CHARACTER = re.compile(rf"{SPACE.pattern}|&#?\w{{1,32}};?|.", re.DOTALL)


@dataclass(eq=False, slots=True)
class Element:
    """An inline element that a line holds whole: its place in the source and in the text."""

    start: int
    end: int
    text_start: int
    text_end: int = -1


class Piece(NamedTuple):
    """A stretch of a line's text without a tag in it; ``outer`` is the element around it."""

    offset: int
    length: int
    start: int
    end: int
    outer: Element | None


@dataclass(eq=False, slots=True)
class Line:
    """One line. ``start`` and ``end`` are places in the source, all others in ``text``.

    ``text`` has single spaces and newlines. ``links`` and ``marks`` (emphasis, quotation) are
    spans of it; ``joints`` are where an inline element starts or ends; ``strong`` tells that all
    of the line is emphasised, ``bold`` that it is so more than by <em>, ``embedded`` that it
    shows an image or the like, ``pictured`` that its text only describes one. ``others`` are
    lines of other runs that are read together with this one.
    """

    run: Run
    start: int
    end: int
    text: str = ""
    links: list[tuple[int, int, Link]] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    joints: set[int] = field(default_factory=set)
    strong: bool = False
    bold: bool = False
    embedded: bool = False
    pictured: bool = False
    pieces: list[Piece] = field(default_factory=list)
    others: tuple[Line, ...] = ()

    @property
    def linked(self) -> list[tuple[int, int]]:
        """Where the links are, without them."""
        return [(start, end) for start, end, _ in self.links]

    def part(self, source: str, start: int, end: int) -> Line | None:
        """The stretch ``start`` to ``end`` of the text as a line of its own.

        None when it cannot be cut out: when it begins or ends inside an element.
        """
        text = self.text[start:end]
        start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
        if start >= end:
            return None
        first = self.start if start == 0 else self._source_start(source, start)
        last = self.end if end == len(self.text) else self._source_end(source, end)
        if first is None or last is None:
            return None
        inside = Line(self.run, first, last, self.text[start:end])
        inside.strong, inside.bold = self.strong, self.bold
        inside.links = [
            (a - start, b - start, link) for a, b, link in self.links if a >= start and b <= end
        ]
        inside.marks = [(a - start, b - start) for a, b in self.marks if a >= start and b <= end]
        inside.joints = {joint - start for joint in self.joints}
        inside.pieces = [
            Piece(p.offset - start, p.length, p.start, p.end, _moved(p.outer, start))
            for p in self.pieces
        ]
        return inside

    def by_newline(self, source: str) -> list[tuple[int, Line | None]]:
        """The stretches between newlines that hold text, each with its place in ``text``.

        None stands for a stretch that cannot be cut out.
        """
        parts: list[tuple[int, Line | None]] = []
        place = 0
        for text in self.text.split("\n"):
            if text.strip():
                parts.append((place, self.part(source, place, place + len(text))))
            place += len(text) + 1
        return parts

    def _source_start(self, source: str, offset: int) -> int | None:
        for piece in self.pieces:
            if piece.offset <= offset < piece.offset + piece.length:
                if piece.outer is None:
                    return _place(source, piece, offset)
                return piece.outer.start if piece.outer.text_start == offset else None
        return None

    def _source_end(self, source: str, offset: int) -> int | None:
        for piece in self.pieces:
            if piece.offset < offset <= piece.offset + piece.length:
                if piece.outer is None:
                    return _place(source, piece, offset)
                return piece.outer.end if piece.outer.text_end == offset else None
        return None


def _moved(outer: Element | None, by: int) -> Element | None:
    if outer is None:
        return None
    return Element(outer.start, outer.end, outer.text_start - by, outer.text_end - by)


def _place(source: str, piece: Piece, offset: int) -> int | None:
    """Where in the source the text's ``offset`` is, inside a piece."""
    wanted = offset - piece.offset
    if piece.length == piece.end - piece.start:  # no entity and no white space that was collapsed
        return piece.start + wanted
    places = _places(source, piece.start, piece.end)
    if wanted < len(places):
        return places[wanted]
    return piece.end if wanted == len(places) else None


@lru_cache(maxsize=1)
def _places(source: str, start: int, end: int) -> Sequence[int]:
    """Where each character of a text begins in its source.

    Who asks for one place of a piece may ask for hundreds: one for each of its lines.
    """
    places: list[int] = []
    for found in _CHARACTER.finditer(source, start, end):
        length = 1 if SPACE.match(found[0]) else len(unescape(found[0]))
        # What stands behind the first character of a few begins where the next one does.
        places += [found.start(), *[found.end()] * (length - 1)]
    return places
