"""A very cheap test whether HTML could hold a series block at all, on the raw string."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pelican_safespace.languages import Languages
from pelican_safespace.languages.glance import Beyond, Glance, words_of
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

# Arrows that are written as entities, or as two angle brackets.
_ENTITIES = ("larr", "rarr", "laquo", "raquo", "lsaquo", "rsaquo", "lt", "gt")
_NUMBER_WITHIN = 5  # words behind "part": markup and entities may stand between


@dataclass(frozen=True, eq=False, slots=True)
class _Hints:
    """``pointers`` are enough; kinds need a number behind them, ordinals what they count.

    ``here``: "(this post)", by which an item of a list is told apart.
    """

    pointers: frozenset[bytes]
    kinds: frozenset[bytes]
    numbers: frozenset[bytes]
    ordinals: frozenset[bytes]
    after_ordinals: frozenset[bytes]
    counted: frozenset[bytes]
    beyond: Beyond
    here: re.Pattern[str]


def hinted(seen: Glance, languages: Languages) -> bool:
    """Tell whether HTML could hold a series block; False is certain."""
    hints = _hints(languages)
    return (
        not hints.pointers.isdisjoint(seen.words)
        or hints.beyond.among(seen)
        or (not hints.counted.isdisjoint(seen.words) and _counts(seen.words, hints))
        or ("<li" in seen.text and hints.here.search(seen.text) is not None)
    )


def _counts(words: list[bytes], hints: _Hints) -> bool:
    """Tell whether something is numbered: "part 2", "second article"."""
    for place, word in enumerate(words):
        if word not in hints.counted:
            continue
        behind = words[place + 1 : place + 1 + _NUMBER_WITHIN]
        if word in hints.kinds and any(one in hints.numbers or one.isdigit() for one in behind):
            return True
        if word in hints.ordinals and not hints.after_ordinals.isdisjoint(behind):
            return True
    return False


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
    kinds, ordinals = words_of(having(KINDS | PIECES)), words_of(words.ordinals)
    return _Hints(
        pointers=words_of([*pointers, *_ENTITIES]),
        kinds=kinds,
        numbers=words_of(words.numbers),
        ordinals=ordinals,
        counted=kinds | ordinals,
        after_ordinals=words_of([*having(KINDS | PIECES | FILLERS), *of, *adjectives]),
        beyond=Beyond(
            [*pointers, *having(KINDS | PIECES), *words.ordinals, *BACK_ARROWS, *ON_ARROWS]
        ),
        here=re.compile(rf"[(\[]\s*{words.phrases['current'].pattern}", re.IGNORECASE),
    )
