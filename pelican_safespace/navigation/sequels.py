"""A sentence whose link leads to what came before: "This is a continuation of [TITLE]"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pelican_safespace.models import Direction
from pelican_safespace.navigation.about_this import MOST_UNKNOWN_WORDS
from pelican_safespace.navigation.clauses import CLAUSE_END
from pelican_safespace.navigation.counted_names import INSTALMENTS
from pelican_safespace.navigation.sentence import Span
from pelican_safespace.navigation.words import (
    KINDS,
    PLURALS,
    PREVIOUS,
    SEQUEL,
    SERIES,
    Vocabulary,
    Word,
)

SECOND = 2
MOST_BEGINNING = 9  # words of "This part of the tutorial is continued from"
MOST_TELLING = 7  # words from "post" to the link: "my previous post where I showed how to [rest]"
#: Phrases before a part's number, and where that part is.
CARRIES: Mapping[str, Direction] = {"to_be_continued": "next", "carries_on": "previous"}
_ENDS = re.compile(r"[”\"’'»)\]*_\s]*(?:$|[,.;)])")
_CONTINUES_TO = re.compile(r"\s+to be\s")  # "this continues to be the biggest [worry]"
_FOLLOWS = re.compile(r"follow(?![- ](?:up|on)\b)", re.IGNORECASE)  # "this must follow [rules]"
_WORD_BEHIND = re.compile(r"\s+[a-zà-ÿ]")
_NOTED = re.compile(r"\W*[^\W\d_]{2,16}\s?[:：]\s+(?=\w)")  # "Note: this is …"
_BEFORE_LINK = " :“„\"'«"


def continued_from(text: str, link: Span, vocabulary: Vocabulary) -> bool:
    """Tell whether "This article is a continuation of " stands in ``text`` before its ``link``.

    Or "the second part of "; other numbers say nothing of the article that is linked.
    """
    noted = _NOTED.match(text)
    words = vocabulary.words(text, noted.end() if noted else 0, link[0])
    if any(word.role & SERIES for word in vocabulary.words(text, *link)):
        return False  # "This is the second part of the [series on rest]"
    if carried := begun("carries_on", text, words, vocabulary):
        between = vocabulary.words(text, carried, link[0])
        gap = text[carried : link[0]].rstrip(_BEFORE_LINK)
        alone = _ENDS.match(text, link[1]) and not CLAUSE_END.search(gap)
        return bool(alone) and all(word.role for word in between)
    sequel = _sequel(text, words, vocabulary)
    if sequel is None:
        return False
    begins = ("this", "it_is") if words[sequel].role & SEQUEL else ("this",)
    if not any(vocabulary.phrases[one].match(text, words[0].start) for one in begins):
        return False
    of = vocabulary.says("of", words[min(sequel + 1, len(words) - 1)])
    if not (of or words[sequel].role & SEQUEL) and _is_qualified(text, link[1], vocabulary):
        return False
    gap = text[words[sequel].end : link[0]]
    if _CONTINUES_TO.match(gap):
        return False
    before, after = words[1:sequel], words[sequel + 1 :]
    unknown = [word for word in before if not (word.role or vocabulary.says("articles", word))]
    return (
        len(unknown) <= MOST_UNKNOWN_WORDS
        and not CLAUSE_END.search(gap.rstrip(_BEFORE_LINK + ", " * _ends_with_kind(after)))
        and _leads_to_link(after, vocabulary.words(text, *link), vocabulary)
    )


def _leads_to_link(after: Sequence[Word], linked: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Tell "to my previous post, where I showed [TITLE]" from "to my previous [lamp]".

    So is "to the post I wrote [last year]". ``after`` are the words from "sequel" to those that
    are ``linked``.
    """
    for place, (one, other) in enumerate(pairwise(after)):
        behind = after[place + 2 :]
        told = bool(behind) and vocabulary.says("entitles", behind[0])
        if other.role & KINDS and (one.role & PREVIOUS or told):
            return len(behind) < MOST_TELLING
    if after and after[-1].role & PREVIOUS and not any(word.role & KINDS for word in linked):
        return False
    plain = ("of", "articles", "adjectives")
    return all(word.role or vocabulary.says_any(plain, word) for word in after)


def _is_qualified(text: str, end: int, vocabulary: Vocabulary) -> bool:
    """Tell "the second post on the [lamp] project" from "the second post on [TITLE] and"."""
    if not _WORD_BEHIND.match(text, end):
        return False
    behind = vocabulary.words(text, end)[0]
    return not behind.role or bool(behind.role & KINDS)


def begun(phrase: str, text: str, words: Sequence[Word], vocabulary: Vocabulary) -> int | None:
    """Where a phrase of a list ends: "Continued from", "This part is continued from"; else None.

    ``words`` are those of ``text`` that it may begin with.
    """
    phrases = vocabulary.phrases
    start = words[0].start if words else len(text)
    if found := phrases[phrase].match(text, start):
        return found.end()
    this = phrases["this"].match(text, start)
    last = words[min(MOST_BEGINNING, len(words)) - 1].end if words else 0
    found = phrases[phrase].search(text, this.end(), last) if this else None
    before = [word for word in words[1:] if found and word.start < found.start()]
    plain = all(word.role or vocabulary.says_any(("of", "articles"), word) for word in before)
    return found.end() if found and plain else None


def _sequel(text: str, words: Sequence[Word], vocabulary: Vocabulary) -> int | None:
    """The place of "continuation", or of "part" behind "second", among ``words`` of ``text``."""
    of_series = any(word.role & SERIES for word in words)
    for place, word in enumerate(words):
        if _FOLLOWS.match(text, word.start):
            continue
        if word.role & SEQUEL or (not of_series and _is_second(words[: place + 1], vocabulary)):
            return place
    return None


def _ends_with_kind(words: Sequence[Word]) -> bool:
    """Tell "of my previous post, [TITLE]"."""
    return bool(words) and bool(words[-1].role & (KINDS | PLURALS))


def _is_second(words: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Tell whether ``words`` end in "second part", that comes after what it is a part of.

    "This second edition of [TITLE]" is the title's own.
    """
    if len(words) < len(("this", "second", "part")):
        return False
    *before, number, kind = words
    own = len(before) == 1 and not vocabulary.says_any(INSTALMENTS, kind)
    return number.ordinal and number.number == SECOND and bool(kind.role & KINDS) and not own
