"""The number in a link that points to a part: "[Read part 2]", "[Go to part 2]"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pelican_safespace.navigation.labels import part_number
from pelican_safespace.navigation.snippets import Snippet
from pelican_safespace.navigation.words import FILLERS, Vocabulary, Word

MOST_POINTING = 3  # words up to the number's: "Go to part"


def _place_of_part(text: str, words: Sequence[Word]) -> int | None:
    """The place of "part 2" among ``words``, behind those that only lead to it; None without."""
    for place, pair in enumerate(pairwise(words)):
        if part_number(text, pair) is not None:
            return place
        if not pair[0].role & FILLERS:
            return None
    return None


def behind_pointer(snippet: Snippet, vocabulary: Vocabulary) -> int:
    """Where the "Part 2" of "Read Part 2" begins; where the snippet does without one.

    Behind it nothing follows, or "(this post)".
    """
    place = _place_of_part(snippet.text, snippet.words)
    if not place or place >= MOST_POINTING:
        return snippet.start
    start, behind = snippet.words[place].start, snippet.words[place + 2 :]
    current = vocabulary.phrases["current"].search(snippet.text, start)
    return start if current or not behind else snippet.start


def without_pointer(title: str, vocabulary: Vocabulary) -> str:
    """The "Part 2" of "Go to Part 2"."""
    words = vocabulary.words(title)
    place = _place_of_part(title, words)
    return title[words[place].start :] if place else title


def number_pointed_to(snippet: Snippet) -> int | None:
    """The number of "[Read part 1: TITLE →]", whose arrow may be a button's."""
    place = _place_of_part(snippet.text, snippet.words)
    return None if place is None else part_number(snippet.text, snippet.words[place : place + 2])
