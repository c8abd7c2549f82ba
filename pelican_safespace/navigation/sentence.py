"""A sentence as the series reader sees it: its words, the word "series" in it, its number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pelican_safespace.navigation.labels import part_number
from pelican_safespace.navigation.words import KINDS, PIECES, SERIES, Vocabulary, Word

Span = tuple[int, int]
# "the 5-series", "the T-series", "the last 1.8 series"
_VERSION = re.compile(r"\b(?:\d+(?:(?:\.[\dx]+)+[- ]|-)|[A-Z]-)\Z")
_GOES_ON = re.compile(r"\s+[a-zà-ÿ]")  # "[The first part of this series](…) looked at"
LONGEST_VERSION = 16  # characters of "1.8.x "
MOST_OPENING = 2  # words before "series" in "About this series: …"


@dataclass(frozen=True, slots=True)
class Number:
    """The number of the article, in the words from ``first`` up to ``after``."""

    value: int
    first: int
    after: int


@dataclass(eq=False, slots=True)
class Sentence:
    """One sentence. ``spans`` are its links and emphasised stretches, as places in ``text``.

    ``noun`` is the place of the word "series" among ``words``; ``number`` the article's.
    ``links`` are those of ``spans`` that lead to other articles. ``goes_on``: the sentence before
    is about this article, and so is "it" in this one.
    """

    text: str
    words: Sequence[Word]
    spans: Sequence[Span]
    vocabulary: Vocabulary
    noun: int | None
    links: Sequence[Span] = ()
    number: Number | None = None
    goes_on: bool = False

    @property
    def kinds(self) -> int:
        """The roles of what can be numbered.

        "Page 2 of 10" and "Step 2 of 4" are parts of this article, unless a series is named.
        """
        return KINDS if self.noun is None else KINDS | PIECES

    def is_elsewhere(self, word: Word) -> bool:
        """Tell whether a word is what a link says of another article: "my series ([Part 1])"."""
        around = next((one for one in self.links if one[0] <= word.start < one[1]), None)
        if around is None:
            return False
        if self.noun is not None and self._holds(around, self.noun):
            this = self.vocabulary.phrases["this"].match(self.text, self.words[0].start)
            return this is None and _GOES_ON.match(self.text, around[1]) is not None
        return any(not around[0] <= one.start < around[1] for one in self.words)

    def _holds(self, span: Span, place: int) -> bool:
        return span[0] <= self.words[place].start < span[1]

    def says(self, phrase: str, word: Word) -> bool:
        """Tell whether ``word`` is one of a list of phrases."""
        return self.vocabulary.says(phrase, word)

    def says_any(self, phrases: Iterable[str], word: Word) -> bool:
        """Tell whether ``word`` is in one of several lists of phrases."""
        return self.vocabulary.says_any(phrases, word)

    def is_past(self, word: Word) -> bool:
        """Tell "looked" and "haben" from "look" and "werden", and from "Red" in a name."""
        small = self.text[word.start].islower()
        return small and (self.says("past", word) or (word.text.endswith("ed") and not word.role))

    def is_plain(self, word: Word) -> bool:
        """Tell "of", "the" and "new" from words that say something."""
        return self.says_any(("of", "articles", "adjectives"), word)


def sentence_of(
    text: str, spans: Sequence[Span], vocabulary: Vocabulary, links: Sequence[Span] = ()
) -> Sentence:
    """Return ``text`` with its words, not yet its number."""
    words = vocabulary.words(text)
    nouns = [
        place
        for place, word in enumerate(words)
        if word.role & SERIES
        and not _VERSION.search(text[max(word.start - LONGEST_VERSION, 0) : word.start])
        and not (place and _is_of_sport(text, words[max(place - 2, 0) : place + 1], vocabulary))
    ]
    if len(nouns) > 1 and not nouns[0] and part_number(text, words[1:3]) is not None:
        words, nouns = words[1:], [noun - 1 for noun in nouns[1:]]  # "Series: Part 1 of the …"
    elif len(nouns) > 1 and _opens(text, words, nouns[0], nouns[1]):
        nouns = nouns[1:]
    noun = nouns[0] if nouns else None
    return Sentence(text, words, spans, vocabulary, noun, links)


def _is_of_sport(text: str, words: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Tell "the World Series" and "a Taylor series" from "the Real World series"."""
    *before, noun = words
    named = len(before) > 1 and all(text[word.start].isupper() for word in before)
    return vocabulary.says("no_series", before[-1]) and not (named and text[noun.start].islower())


def _opens(text: str, words: Sequence[Word], noun: int, other: int) -> bool:
    """Tell "Series Overview: This is part 1 of a series" from "Series: NAME"."""
    behind = words[noun + 1].start
    opening = noun < MOST_OPENING and ":" not in text[words[noun].end : behind]
    return opening and ":" in text[behind : words[other].start]
