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
    """Tell whether HTML could hold a series block; False is certain.

    ``seen`` has looked for ``hint_words``.
    """
    return bool(
        (seen.words and telling(seen, languages))
        or (seen.beyond and beyond(seen, languages))
        or set_apart(seen, languages)
    )


def beyond(seen: Glance, languages: Languages) -> bool:
    """Tell whether letters and arrows that ISO 8859-1 has not hint at a block."""
    return _hints(languages).beyond.among(seen)


def set_apart(seen: Glance, languages: Languages) -> bool:
    """Tell whether an item of a list could say that it is the article itself: "(this post)"."""
    return "<li" in seen.text and bool(_hints(languages).here.search(seen.text))


def telling(seen: Glance, languages: Languages) -> frozenset[bytes]:
    """Return the words of a text that hint at a block; no part of it is hinted at by others."""
    hints = _hints(languages)
    counting = {word for word in hints.counted & seen.words if _counts(seen.order, word, hints)}
    return (hints.pointers & seen.words) | counting


def hint_words(languages: Languages) -> frozenset[bytes]:
    """Return the words that a text must be glanced at for, before ``hinted`` is asked."""
    hints = _hints(languages)
    return hints.pointers | hints.counted


def _counts(words: list[bytes], word: bytes, hints: _Hints) -> bool:
    """Tell whether ``word`` numbers something, or is numbered: "part 2", "second article"."""
    place = -1
    for _ in range(words.count(word)):
        place = words.index(word, place + 1)
        behind = words[place + 1 : place + 1 + _NUMBER_WITHIN]
        if word in hints.kinds and (
            not hints.numbers.isdisjoint(behind) or any(map(bytes.isdigit, behind))
        ):
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
