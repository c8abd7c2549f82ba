"""A very cheap test whether HTML could hold a series block at all, on the raw string."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pelican_safespace.languages import Languages
from pelican_safespace.languages.glance import Beyond, Glance, plain, words_of
from pelican_safespace.navigation.directions import CLASS_WORDS_THAT_POINT
from pelican_safespace.navigation.labels import BACK_ARROWS, ON_ARROWS
from pelican_safespace.navigation.words import (
    ALL_PARTS,
    KINDS,
    NAVIGATION,
    PIECES,
    PLURALS,
    POINTS_BACK,
    POINTS_ON,
    SEQUEL,
    SERIES,
    vocabulary,
)

# Arrows that are written as entities, as two angle brackets or by their names.
_ENTITIES = ("larr", "rarr", "laquo", "raquo", "lsaquo", "rsaquo", "lt", "gt", "arrow")
_NUMBER_WITHIN = 5  # words behind "part": markup and entities may stand between
_NEAR = 60  # characters on either side of "next" within which a link or "post" makes it a label
_ORDINAL_SIGN = re.compile(r"[.ºª°](?![^\W_])")
_TAG = re.compile(r"<[^<>]*>?")
_LINKS = ("<a ", "<a>", "</a")
_BEHIND = 400  # characters that they are looked for in
_BRACKETS = "(["
_CLOSES_HEADING = (":", "<")


@dataclass(frozen=True, eq=False, slots=True)
class _Hints:
    """What hints at a block, and what else must be near it.

    ``pointers`` are enough, except in prose without one of ``articles``; kinds need a number
    behind them, ordinals what they count.
    ``heading`` ones end what stands above a list.
    ``here``: "(this post)", by which an item of a list is told apart.
    """

    pointers: frozenset[bytes]
    articles: frozenset[bytes]
    kinds: frozenset[bytes]
    numbers: frozenset[bytes]
    ordinals: frozenset[bytes]
    after_ordinals: frozenset[bytes]
    counted: frozenset[bytes]
    heading: frozenset[bytes]
    beyond: Beyond
    here: re.Pattern[str]


def hinted(seen: Glance, languages: Languages) -> bool:
    """Tell whether HTML could hold a series block; False is certain.

    ``seen`` has looked for ``hint_words``.
    """
    return bool(
        (seen.words and telling(seen, languages))
        or (seen.beyond and beyond(seen, languages))
        or set_apart(seen.text, languages)
    )


def beyond(seen: Glance, languages: Languages) -> bool:
    """Tell whether letters and arrows that ISO 8859-1 has not hint at a block."""
    return _hints(languages).beyond.among(seen)


def set_apart(text: str, languages: Languages) -> bool:
    """Tell whether an item of a list could say that it is the article itself: "(this post)"."""
    if "<li" not in text:
        return False
    here = _hints(languages).here
    return any(here.match(text, start) for start in _behind_brackets(text))


def _behind_brackets(text: str) -> Iterator[int]:
    """Yield where the text within each bracket begins."""
    for bracket in _BRACKETS:
        start = text.find(bracket)
        while start >= 0:
            yield start + 1
            start = text.find(bracket, start + 1)


def telling(seen: Glance, languages: Languages) -> frozenset[bytes]:
    """Return the words of a text that hint at a block; no part of it is hinted at by others."""
    hints = _hints(languages)
    pointing = {word for word in hints.pointers & seen.words if _points(seen, word, hints)}
    counting = {word for word in hints.counted & seen.words if _counts(seen, word, hints)}
    heading = {word for word in hints.heading & seen.words if _heads(seen, word)}
    return frozenset(pointing | counting | heading)


def hint_words(languages: Languages) -> frozenset[bytes]:
    """Return the words that a text must be glanced at for, before ``hinted`` is asked."""
    hints = _hints(languages)
    return hints.pointers | hints.counted | hints.heading


def _heads(seen: Glance, word: bytes) -> bool:
    """Tell "All parts:" and "<h2>Other parts</h2>", above a list, from parts in prose."""
    ends = (seen.text[end : end + 2].lstrip() for end in seen.places(word))
    return not seen.exact or any(behind[:1] in _CLOSES_HEADING for behind in ends)


def _points(seen: Glance, word: bytes, hints: _Hints) -> bool:
    """Tell whether ``word`` points anywhere else than in prose: "the next morning is kinder"."""
    return not seen.exact or any(
        not _idles(seen, end - len(word), end, hints) for end in seen.places(word)
    )


def _idles(seen: Glance, start: int, end: int, hints: _Hints) -> bool:
    """Tell whether a word stands amid running text, with no link and no kind of article near it.

    A label is capitalised, begins or ends its text, or has a sign beside it.
    """
    text = seen.text
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if not (before[:1].isalpha() and before[1:] == " " == after[:1] and after[1:].islower()):
        return False
    opening, inside, closing = (
        text.rfind("<", 0, start),
        text.rfind(">", 0, start) + 1,
        text.find("<", end),
    )
    if inside <= opening or text.startswith(_LINKS, max(opening, 0)):
        return False
    right = end + _NEAR if closing < 0 else min(closing, end + _NEAR)
    if text.startswith(_LINKS, right):
        return False
    return hints.articles.isdisjoint(seen.plain[max(inside, start - _NEAR) : right].split())


def _counts(seen: Glance, word: bytes, hints: _Hints) -> bool:
    """Tell whether ``word`` numbers something, or is numbered: "part 2", "second article"."""
    numbered, numbers = word in hints.kinds, word in hints.ordinals
    for end in seen.places(word):
        behind = seen.plain[end : end + _BEHIND].split(None, _NUMBER_WITHIN)[:_NUMBER_WITHIN]
        if numbered and (
            not hints.numbers.isdisjoint(behind)
            # Few words have a digit at all, so they are asked together first.
            or (not b"".join(behind).isalpha() and any(map(bytes.isdigit, behind)))
        ):
            return True
        ordered = numbers and not hints.after_ordinals.isdisjoint(behind)
        if ordered and (not seen.exact or _is_ordinal(seen.text, word, end, hints)):
            return True
    return False


def _is_ordinal(text: str, word: bytes, end: int, hints: _Hints) -> bool:
    """Tell "2. Teil" and "second <b>part</b>" from "May 2, 2019" and "second, <em>or</em>"."""
    if word.isdigit() and not _ORDINAL_SIGN.match(text, end):
        return False
    behind = plain(_TAG.sub(" ", text[end : end + _BEHIND])).split(maxsplit=_NUMBER_WITHIN)
    return not hints.after_ordinals.isdisjoint(behind[:_NUMBER_WITHIN])


@cache
def _hints(languages: Languages) -> _Hints:
    words = vocabulary(languages)

    def having(role: int) -> list[str]:
        return [word for word, roles in words.roles.items() if roles & role]

    pointers = [
        *having(POINTS_BACK | POINTS_ON | SERIES | SEQUEL | NAVIGATION),
        *CLASS_WORDS_THAT_POINT,
        *languages.words("series", "instalments"),
    ]
    of = [part for entry in languages.words("series", "of") for part in entry.split()]
    adjectives = languages.words("series", "adjectives")
    kinds, ordinals = words_of(having(KINDS | PIECES)), words_of(words.ordinals)
    return _Hints(
        pointers=words_of([*pointers, *_ENTITIES]),
        articles=words_of(having(KINDS | PLURALS | SERIES | SEQUEL | NAVIGATION)),
        kinds=kinds,
        numbers=words_of(words.numbers),
        ordinals=ordinals,
        counted=kinds | ordinals,
        heading=words_of(having(ALL_PARTS)),
        after_ordinals=words_of([*having(KINDS | PIECES | SERIES | PLURALS), *of, *adjectives]),
        beyond=Beyond(
            [*pointers, *having(KINDS | PIECES), *words.ordinals, *BACK_ARROWS, *ON_ARROWS]
        ),
        here=re.compile(rf"\s*{words.phrases['current'].pattern}", re.IGNORECASE),
    )
