"""Lines of plain text: how wide a text is on a screen, and where it may be broken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

#: The width a mail's plain text is wrapped at (RFC 5322, section 2.1.1, recommends it).
COLUMNS = 78

#: Punctuation that may not begin a line where letters stand without spaces.
_CLOSING = "、。，．！？：；」』）】〉》”’ー々"

#: Opening punctuation that may not end one.
_OPENING = "「『（【〈《“‘"

_NO_BREAK_SPACE = "\u00a0\u202f\u2007"

#: Text that takes one column a character and breaks at its spaces only: Latin and Cyrillic.
_NARROW = re.compile(
    "[\x00-\u00ac\u00ae-\u02ff\u0400-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)
_BLANKS = re.compile(r"[ \t]+")


def width(text: str) -> int:
    """Return how many columns of a fixed-width screen the text takes (Unicode, UAX 11)."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def wrap(text: str, columns: int = COLUMNS) -> tuple[str, ...]:
    """Break the text into lines of at most that many columns; line breaks in it are kept.

    A word that is wider than a line, such as an address, stays whole on its own.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrapped(paragraph, columns)
    return tuple(line.translate(_SPACES) for line in lines)


def indented(lines: Iterable[str], first: str, rest: str) -> tuple[str, ...]:
    """Put ``first`` before the first line and ``rest`` before the others, blanks stay blank."""
    return tuple(((first if at == 0 else rest) + line).rstrip() for at, line in enumerate(lines))


_SPACES = str.maketrans(dict.fromkeys(_NO_BREAK_SPACE, " "))


def _wrapped(text: str, columns: int) -> list[str]:
    return _cut(text, columns) if _NARROW.fullmatch(text) else _filled(text, columns)


def _cut(text: str, columns: int) -> list[str]:
    """Wrap narrow text: a line's end is found from the right, words need not be looked at."""
    text = _BLANKS.sub(" ", text).strip(" ")
    lines, start = [], 0
    while len(text) - start > columns:
        end = text.rfind(" ", start, start + columns + 1)
        if end < 0:
            end = text.find(" ", start + columns)
        if end < 0:
            break
        lines.append(text[start:end])
        start = end + 1
    lines.append(text[start:])
    return lines


def _filled(text: str, columns: int) -> list[str]:
    """Wrap any text, piece by piece."""
    lines = [""]
    room = columns
    for space, piece in _pieces(text):
        taken = width(piece)
        gap = " " if space and lines[-1] else ""
        if lines[-1] and taken + len(gap) > room:
            lines.append("")
            room, gap = columns, ""
        lines[-1] += gap + piece
        room -= taken + len(gap)
    return lines


def _pieces(text: str) -> Iterator[tuple[bool, str]]:
    """Yield what a line may not be broken within, each with "a space stands before it"."""
    for word in _BLANKS.split(text):
        if not word:
            continue
        start = 0
        for at in range(1, 0 if word.isascii() else len(word)):
            if _may_break(word[at - 1], word[at]):
                yield start == 0, word[start:at]
                start = at
        yield start == 0, word[start:]


def _may_break(before: str, after: str) -> bool:
    wide = _columns(before) == 2 or _columns(after) == 2
    ideographs = wide and unicodedata.category(before)[0] in "LP"
    return ideographs and after not in _CLOSING and before not in _OPENING and after.isprintable()


@cache
def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
