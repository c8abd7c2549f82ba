"""Whether a text could hold a credit at all: asked of every article, so it must cost nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pelican_safespace.credits.inline import fold
from pelican_safespace.languages import Languages
from pelican_safespace.languages.glance import Beyond, Glance, words_of

_CERTAIN = ("cross_post", "reprint", "adapted", "guest", "original", "alone")
"""The roles one of which every credit has a word of that is not an adverb with its verb."""
_COMMON = ("articles", "generic", "of", "at", "determiners")


def hinted(seen: Glance, languages: Languages) -> bool:
    """Tell at very little cost whether HTML or text could hold a credit at all.

    False is certain; True means that it is worth a closer look.
    """
    hints = _hints(languages)
    words = hints.any.intersection(seen.words)
    if words and not (
        hints.certain.isdisjoint(words)
        and (hints.adverbs.isdisjoint(words) or hints.verbs.isdisjoint(words))
    ):
        return True
    return hints.beyond.among(seen)


@dataclass(frozen=True, eq=False, slots=True)
class _Hints:
    """A credit holds one of ``certain``, or one of ``adverbs`` and one of ``verbs``."""

    any: frozenset[bytes]
    certain: frozenset[bytes]
    adverbs: frozenset[bytes]
    verbs: frozenset[bytes]
    beyond: Beyond


@cache
def _hints(languages: Languages) -> _Hints:
    def phrases(*roles: str) -> list[str]:
        return [fold(one) for role in roles for one in languages.words("credit", role)]

    common = words_of(phrases(*_COMMON))
    certain = words_of(phrases(*_CERTAIN), common)
    adverbs, verbs = (words_of(phrases(role), common) for role in ("adverbs", "verbs"))
    beyond = Beyond(phrases(*_CERTAIN, "adverbs", "verbs"))
    return _Hints(certain | adverbs | verbs, certain, adverbs, verbs, beyond)
