"""A very cheap test whether HTML could hold a series block at all, on the raw string.

Most articles hold none. Words are looked up as bytes: encoding, translating and splitting run at
the speed of C, where a regular expression over the whole article would cost as much as reading
its end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pelican_safespace.languages import Languages
from pelican_safespace.navigation.directions import CLASS_WORDS_THAT_POINT
from pelican_safespace.navigation.labels import BACK_ARROWS, ON_ARROWS
from pelican_safespace.navigation.words import (
    FILLERS,
    KINDS,
    NAVIGATION,
    POINTS_BACK,
    POINTS_ON,
    SERIES,
    vocabulary,
)

# Small letters, and a space for all that is none (ISO 8859-1: the letters follow 0xC0).
_PLAIN = bytes(
    ord(chr(byte).lower()) if chr(byte).isalnum() and (byte < 0x80 or byte >= 0xC0) else 0x20
    for byte in range(256)
)
_ARROWS = [arrow for arrow in BACK_ARROWS + ON_ARROWS if ord(arrow) > 0xFF]
# Arrows that are written as entities, or as two angle brackets.
_ENTITIES = ("larr", "rarr", "laquo", "raquo", "lsaquo", "rsaquo", "lt", "gt")
_NUMBER_WITHIN = 3  # words behind "part": markup may stand between


@dataclass(frozen=True, slots=True)
class _Hints:
    """``pointers`` are enough; ``counted`` need a number, or what is counted, right behind."""

    pointers: frozenset[bytes]
    kinds: frozenset[bytes]
    numbers: frozenset[bytes]
    ordinals: frozenset[bytes]
    after_ordinals: frozenset[bytes]
    other_letters: tuple[str, ...]


def hinted(html: str, languages: Languages) -> bool:
    """Tell whether ``html`` could hold a series block; False is certain."""
    hints = _hints(languages)
    words = _words(html)
    if not hints.pointers.isdisjoint(words) or "«" in html or "»" in html:
        return True
    if not html.isascii() and any(arrow in html for arrow in (*_ARROWS, *hints.other_letters)):
        return True
    return _counts(words, hints)


def _counts(words: list[bytes], hints: _Hints) -> bool:
    """Tell whether something is numbered: "part 2", "second article"."""
    if hints.kinds.isdisjoint(words) and hints.ordinals.isdisjoint(words):
        return False
    for place, word in enumerate(words):
        if word in hints.kinds:
            behind = words[place + 1 : place + 1 + _NUMBER_WITHIN]
            if any(one in hints.numbers or one.isdigit() for one in behind):
                return True
    return any(
        one in hints.ordinals and other in hints.after_ordinals for one, other in pairwise(words)
    )


def _words(html: str) -> list[bytes]:
    text = html.replace("&nbsp;", " ") if "&nbsp;" in html else html
    return text.encode("latin-1", "replace").translate(_PLAIN).split()


@cache
def _hints(languages: Languages) -> _Hints:
    words = vocabulary(languages)

    def having(role: int) -> list[str]:
        return [word for word, roles in words.roles.items() if roles & role]

    pointers = [*having(POINTS_BACK | POINTS_ON | SERIES | NAVIGATION), *CLASS_WORDS_THAT_POINT]
    of = [part for entry in languages.words("series", "of") for part in entry.split()]
    adjectives = languages.words("series", "adjectives")
    return _Hints(
        pointers=_bytes([*pointers, *_ENTITIES]),
        kinds=_bytes(having(KINDS)),
        numbers=_bytes(words.numbers),
        ordinals=_bytes(words.ordinals),
        after_ordinals=_bytes([*having(KINDS | FILLERS), *of, *adjectives]),
        other_letters=tuple(
            form
            for word in pointers
            if any(ord(letter) > 0xFF for letter in word)
            for form in (word, word.capitalize(), word.upper())
        ),
    )


def _bytes(words: Iterable[str]) -> frozenset[bytes]:
    return frozenset(part for word in words for part in _words(word))
