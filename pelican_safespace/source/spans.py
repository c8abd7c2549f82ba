"""Stretches of an article's source, and the source without them."""

from __future__ import annotations

import re
from collections.abc import Sequence

Span = tuple[int, int]

_TAGS = re.compile(r"(?:<!--(?s:.*?)(?:-->|\Z)|<[^<>]*+>?)*+")
_END_TAGS = re.compile(r"(?:</[^<>]*+>)++")


def without(source: str, spans: Sequence[Span]) -> str:
    """Return ``source`` without ``spans``, which are in order and apart.

    A space stands where two words would otherwise run into each other.
    """
    borders = [0, *(place for span in spans for place in span), len(source)]
    pieces: list[str] = []
    in_word = False
    for start, end in zip(borders[::2], borders[1::2], strict=True):
        piece = source[start:end]
        if in_word and _first_shown(piece).isalnum():
            pieces.append(" ")
        pieces.append(piece)
        if _shows(piece):
            in_word = _last_shown(piece).isalnum()
    return "".join(pieces)


def _shows(piece: str) -> bool:
    """Tell whether a piece has anything but tags and comments."""
    tags = _TAGS.match(piece)
    return tags is not None and tags.end() < len(piece)


def _first_shown(piece: str) -> str:
    """The first character behind end tags: a stray one keeps no words apart."""
    tags = _END_TAGS.match(piece)
    place = tags.end() if tags else 0
    return piece[place : place + 1]


def _last_shown(piece: str) -> str:
    """The last character before end tags."""
    end = len(piece)
    while piece.endswith(">", 0, end):
        start = piece.rfind("<", 0, end)
        if not piece.startswith("</", start):
            break
        end = start
    return piece[end - 1 : end]


def white_before(source: str, place: int) -> int:
    """Return how many characters of white space stand before ``place``."""
    end = place
    while end and source[end - 1].isspace():
        end -= 1
    return place - end


def white_after(source: str, place: int) -> int:
    """Return how many characters of white space stand from ``place`` on."""
    end = place
    while end < len(source) and source[end].isspace():
        end += 1
    return end - place
