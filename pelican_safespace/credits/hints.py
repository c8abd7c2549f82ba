"""Whether a text could hold a credit at all: asked of every article, so it must cost nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from pelican_safespace.credits.inline import fold
from pelican_safespace.languages import Languages
from pelican_safespace.languages.glance import Beyond, Glance, all_words_of, word_of, words_of

_CERTAIN = ("cross_post", "reprint", "adapted", "guest", "original", "alone", "thanked")
"""The roles one of which every credit has a word of that is not an adverb with its verb."""
_NEAR = 90  # characters on either side of a word within which its companions are looked for
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
    certain |= {
        word for word in hints.companions.keys() & seen.words if _accompanied(seen, word, hints)
    }
    return certain | adverbs | verbs if adverbs and verbs else certain


def hint_words(languages: Languages) -> frozenset[bytes]:
    """Return the words that a text must be glanced at for, before ``hinted`` is asked."""
    return _hints(languages).any


def companions(words: frozenset[bytes], languages: Languages) -> frozenset[bytes]:
    """Return those of ``hint_words`` that some of ``words`` need near them to be a hint."""
    phrases = _hints(languages).companions
    return frozenset().union(*(some for word in phrases.keys() & words for some in phrases[word]))


def _accompanied(seen: Glance, word: bytes, hints: _Hints) -> bool:
    """Tell whether a word that prose has, too, stands near what makes it one of a credit."""
    wanted = [some for some in hints.companions[word] if some <= seen.words]
    for end in seen.places(word) if wanted else ():
        near = seen.plain[max(end - _NEAR, 0) : end + _NEAR]
        for some in wanted:
            # To look for a few is quicker than to take all words apart.
            if all(one in near for one in some) and some <= set(near.split()):
                return True
    return False


@dataclass(frozen=True, eq=False, slots=True)
class _Hints:
    """A credit holds one of ``certain``, or one of ``adverbs`` and one of ``verbs``.

    ``companions`` are words that are certain with all others of their phrase near them: "went"
    with "live".
    """

    any: frozenset[bytes]
    certain: frozenset[bytes]
    companions: Mapping[bytes, tuple[frozenset[bytes], ...]]
    adverbs: frozenset[bytes]
    verbs: frozenset[bytes]
    beyond: Beyond


@cache
def _hints(languages: Languages) -> _Hints:
    def phrases(*roles: str) -> list[str]:
        return [fold(one) for role in roles for one in languages.words("credit", role)]

    common = words_of(phrases(*_COMMON))
    single = (one for one in phrases(*_CERTAIN) if len(all_words_of(one)) < 2)
    certain = words_of(single, common)
    companions: dict[bytes, list[frozenset[bytes]]] = {}
    speeches = (f"{one} {talk}" for one in phrases("written_up") for talk in phrases("spoken"))
    for phrase in chain(phrases(*_CERTAIN), speeches):
        words = all_words_of(phrase)
        if len(words) > 1 and (word := word_of(phrase, common)) and word not in certain:
            companions.setdefault(word, []).append(frozenset(words))
    adverbs, verbs = (words_of(phrases(role), common) for role in ("adverbs", "verbs"))
    beyond = Beyond(phrases(*_CERTAIN, "adverbs", "verbs"))
    return _Hints(
        (certain | adverbs | verbs).union(*chain.from_iterable(companions.values())),
        certain,
        {word: tuple(some) for word, some in companions.items()},
        adverbs,
        verbs,
        beyond,
    )
