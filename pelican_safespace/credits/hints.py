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

    ``seen`` has looked for ``hint_words``. False is certain; True means that it is worth a closer
    look.
    """
    return bool(
        (seen.words and telling(seen, languages)) or (seen.beyond and beyond(seen, languages))
    )


def beyond(seen: Glance, languages: Languages) -> bool:
    """Tell whether letters that ISO 8859-1 has not hint at a credit."""
    return _hints(languages).beyond.among(seen)


def telling(seen: Glance, languages: Languages) -> frozenset[bytes]:
    """Return the words of a text that can hint at a credit, as those of a part of it must too."""
    hints = _hints(languages)
    certain, adverbs, verbs = (
        some & seen.words for some in (hints.certain, hints.adverbs, hints.verbs)
    )
    return certain | adverbs | verbs if adverbs and verbs else certain


def hint_words(languages: Languages) -> frozenset[bytes]:
    """Return the words that a text must be glanced at for, before ``hinted`` is asked."""
    return _hints(languages).any


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
