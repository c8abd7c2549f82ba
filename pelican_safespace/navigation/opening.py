"""A label that nothing sets apart from its title: [Previous The lamp] [Next The kettle].

By itself "Next Steps" is a title; beside one that begins with "Previous" it is a label and a title.
"""

from __future__ import annotations

import re

from pelican_safespace.models import Direction
from pelican_safespace.navigation.titles import is_title, title_of
from pelican_safespace.navigation.words import KINDS, NEXT, PIECES, PREVIOUS, Vocabulary

# A word, or as much of it as begins another one: "Previous", "Post", "The" of "PreviousPostThe".
_WORD = re.compile(r"\W*([^\W\d_][^\W\d_A-ZÀ-Þ]*)")


def opening_label(text: str, vocabulary: Vocabulary) -> tuple[Direction, str] | None:
    """Return the direction that a link's text begins with, and the title behind it."""
    first = _WORD.match(text)
    role = vocabulary.roles.get(first[1].casefold(), 0) if first else 0
    if first is None or not role & (PREVIOUS | NEXT) or not first[1][0].isupper():
        return None
    end = first.end()
    kind = _WORD.match(text, end)
    if kind and vocabulary.roles.get(kind[1].casefold(), 0) & (KINDS | PIECES):
        end = kind.end()
    title = title_of(text[end:])
    if not is_title(title) or title[0].islower():
        return None
    return "previous" if role & PREVIOUS else "next", title
