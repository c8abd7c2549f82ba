"""Whether a text could hold a credit at all: asked of every article, so it must cost nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pelican_safespace.credits.inline import fold
from pelican_safespace.languages import Languages

_CERTAIN = ("cross_post", "reprint", "adapted", "guest", "original", "alone")
"""The roles one of which every credit has a word of that is not an adverb with its verb."""
_ONLY_LETTERS = bytes(
    byte if chr(byte).islower() and byte < 128 else byte + 32 if 65 <= byte <= 90 else 32
    for byte in range(256)
)
_COMMON = ("articles", "generic", "of", "at", "determiners")


def hinted(text: str, languages: Languages) -> bool:
    """Tell at very little cost whether HTML or text could hold a credit at all.

    False is certain; True means that it is worth a closer look.
    """
    hints = _hints(languages)
    words = frozenset(text.encode("utf-8", "surrogatepass").translate(_ONLY_LETTERS).split())
    if not hints.certain.isdisjoint(words):
        return True
    if not (hints.adverbs.isdisjoint(words) or hints.verbs.isdisjoint(words)):
        return True
    return any(piece in text.lower() for piece in hints.unlettered)


@dataclass(frozen=True, slots=True)
class _Hints:
    """Pieces of words that tell a text without any credit, as ASCII bytes.

    A credit holds one of ``certain``, or one of ``adverbs`` and one of ``verbs``. The piece of a
    phrase is its longest run of plain letters, so that an accent written as an entity does not
    hide it; ``unlettered`` are the phrases of scripts without such letters.
    """

    certain: frozenset[bytes]
    adverbs: frozenset[bytes]
    verbs: frozenset[bytes]
    unlettered: tuple[str, ...]


@cache
def _hints(languages: Languages) -> _Hints:
    unlettered: dict[str, None] = {}
    common = {fold(word).encode() for role in _COMMON for word in languages.words("credit", role)}

    def pieces(*roles: str) -> frozenset[bytes]:
        found = set()
        for phrase in (one for role in roles for one in languages.words("credit", role)):
            runs = fold(phrase).encode().translate(_ONLY_LETTERS).split()
            if runs:
                found.add(max(runs, key=lambda run: (run not in common, len(run))))
            else:
                unlettered[fold(phrase)] = None
        return frozenset(found)

    certain, adverbs, verbs = pieces(*_CERTAIN), pieces("adverbs"), pieces("verbs")
    return _Hints(certain, adverbs, verbs, tuple(unlettered))
