"""The number in a link that points to a part: "[Read part 2]", "[Go to part 2]"."""

from __future__ import annotations

from itertools import pairwise

from pelican_safespace.navigation.labels import part_number
from pelican_safespace.navigation.snippets import Snippet
from pelican_safespace.navigation.words import FILLERS, Vocabulary

MOST_POINTING = 3  # words up to the number's: "Go to part"


def behind_pointer(snippet: Snippet, vocabulary: Vocabulary) -> int:
    """Where the "Part 2" of "Read Part 2" begins; where the snippet does without one.

    Behind it nothing follows, or "(this post)".
    """
    for place, word in enumerate(snippet.words[:MOST_POINTING]):
        if part_number(snippet.text, snippet.words[place : place + 2]) is not None:
            behind = snippet.words[place + 2 :]
            current = vocabulary.phrases["current"].search(snippet.text, word.start)
            return word.start if place and (current or not behind) else snippet.start
        if not word.role & FILLERS:
            break
    return snippet.start


def without_pointer(title: str, vocabulary: Vocabulary) -> str:
    """The "Part 2" of "Go to Part 2"."""
    words = vocabulary.words(title)
    place = next((at for at, pair in enumerate(pairwise(words)) if part_number(title, pair)), 0)
    leads = all(word.role & FILLERS for word in words[:place])
    return title[words[place].start :] if place and leads else title


def number_pointed_to(snippet: Snippet) -> int | None:
    """The number of "[Read part 1: TITLE →]", whose arrow may be a button's."""
    for pair in pairwise(snippet.words):
        number = part_number(snippet.text, pair)
        if number is not None or not pair[0].role & FILLERS:
            return number
    return None
