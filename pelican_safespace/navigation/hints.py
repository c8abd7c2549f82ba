"""A very cheap test whether HTML could hold a series block at all, on the raw string.

Most articles hold none. Words are looked up as bytes: encoding, translating and splitting run at
the speed of C, where a regular expression over the whole article would cost as much as reading
its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import unescape

from pelican_safespace.languages import Languages
from pelican_safespace.navigation.directions import CLASS_WORDS_THAT_POINT
from pelican_safespace.navigation.labels import BACK_ARROWS, ON_ARROWS
from pelican_safespace.navigation.words import (
    FILLERS,
    KINDS,
    NAVIGATION,
    PIECES,
    POINTS_BACK,
    POINTS_ON,
    SEQUEL,
    SERIES,
    vocabulary,
)

# Small letters, and a space for all that is none (ISO 8859-1: the letters follow 0xC0).
_PLAIN = bytes(
    ord(chr(byte).lower()) if chr(byte).isalnum() and (byte < 0x80 or byte >= 0xC0) else 0x20
    for byte in range(256)
)
_ARROWS = [arrow for arrow in BACK_ARROWS + ON_ARROWS if ord(arrow) > 0xFF]
# Arrows, and letters that ISO 8859-1 has not; quotes and dashes are neither.
_BEYOND_LATIN = re.compile(rf"[{''.join(_ARROWS)}\u0100-\u1fff\u3040-\ud7ff]")
# Letters or arrows that are written as entities.
_SPELLED = re.compile(r"&(?:[A-Za-z](?:acute|uml|grave|circ|tilde|cedil);|#)")
# Arrows that are written as entities, or as two angle brackets.
_ENTITIES = ("larr", "rarr", "laquo", "raquo", "lsaquo", "rsaquo", "lt", "gt")
_NUMBER_WITHIN = 3  # words behind "part": markup may stand between


@dataclass(frozen=True, slots=True)
class _Hints:
    """``pointers`` are enough; kinds need a number behind them, ordinals what they count."""

    pointers: frozenset[bytes]
    kinds: frozenset[bytes]
    numbers: frozenset[bytes]
    ordinals: frozenset[bytes]
    after_ordinals: frozenset[bytes]
    counted: frozenset[bytes]
    by_letter: dict[str, tuple[str, ...]]


def hinted(html: str, languages: Languages) -> bool:
    """Tell whether ``html`` could hold a series block; False is certain."""
    if _SPELLED.search(html):
        html = unescape(html)
    hints = _hints(languages)
    words = _words(html)
    if not hints.pointers.isdisjoint(words) or "«" in html or "»" in html:
        return True
    letters = () if html.isascii() else dict.fromkeys(_BEYOND_LATIN.findall(html))
    if any(
        letter in _ARROWS or any(word in html for word in hints.by_letter.get(letter, ()))
        for letter in letters
    ):
        return True
    return _counts(words, hints)


def _counts(words: list[bytes], hints: _Hints) -> bool:
    """Tell whether something is numbered: "part 2", "second article"."""
    counted = hints.counted
    for place in [place for place, word in enumerate(words) if word in counted]:
        behind = words[place + 1 : place + 1 + _NUMBER_WITHIN]
        if words[place] in hints.kinds and any(
            one in hints.numbers or one.isdigit() for one in behind
        ):
            return True
        if words[place] in hints.ordinals and not hints.after_ordinals.isdisjoint(behind):
            return True
    return False


def _words(html: str) -> list[bytes]:
    text = html.replace("&nbsp;", " ") if "&nbsp;" in html else html
    return text.encode("latin-1", "replace").translate(_PLAIN).split()


@cache
def _hints(languages: Languages) -> _Hints:
    words = vocabulary(languages)

    def having(role: int) -> list[str]:
        return [word for word, roles in words.roles.items() if roles & role]

    pointers = [
        *having(POINTS_BACK | POINTS_ON | SERIES | SEQUEL | NAVIGATION),
        *CLASS_WORDS_THAT_POINT,
    ]
    of = [part for entry in languages.words("series", "of") for part in entry.split()]
    adjectives = languages.words("series", "adjectives")
    kinds, ordinals = _bytes(having(KINDS | PIECES)), _bytes(words.ordinals)
    return _Hints(
        pointers=_bytes([*pointers, *_ENTITIES]),
        kinds=kinds,
        numbers=_bytes(words.numbers),
        ordinals=ordinals,
        counted=kinds | ordinals,
        after_ordinals=_bytes([*having(KINDS | PIECES | FILLERS), *of, *adjectives]),
        by_letter=_by_letter([*pointers, *having(KINDS | PIECES), *words.ordinals]),
    )


def _bytes(words: Iterable[str]) -> frozenset[bytes]:
    return frozenset(part for word in words if _is_latin(word) for part in _words(word))


def _by_letter(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words that ISO 8859-1 cannot spell, by each letter of them that it has not."""
    found: dict[str, dict[str, None]] = {}
    for word in words:
        for form in (word, word.capitalize(), word.upper()):
            for letter in form:
                if not _is_latin(letter):
                    found.setdefault(letter, {})[form] = None
    return {letter: tuple(forms) for letter, forms in found.items()}


def _is_latin(word: str) -> bool:
    """Tell whether a word survives the encoding; the others are looked for as they are."""
    return all(ord(letter) < 0x100 for letter in word)
