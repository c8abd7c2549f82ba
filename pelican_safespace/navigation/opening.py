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
# The label again in capitals: "PREVIOUS" of "PREVIOUSThe".
_CAPITALS = re.compile(r"\W*([A-ZÀ-Þ]{3,})(?=[A-ZÀ-Þ][a-zß-ÿ])")
_LAST_WORD = re.compile(r"\W+(\w+)\W*$")


def opening_label(text: str, vocabulary: Vocabulary) -> tuple[Direction, str] | None:
    """Return the direction that a link's text begins with, and the title behind it."""
    first = _WORD.match(text)
    role = vocabulary.roles.get(first[1].casefold(), 0) if first else 0
    if first is None or not first[1][0].isupper():
        return None
    if not role & (PREVIOUS | NEXT) and role & (KINDS | PIECES):
        first = _WORD.match(text, first.end())  # "Entrada anterior", "Article précédent"
        small = first is not None and first[1][0].islower()  # but "[Post Next Door]"
        role = vocabulary.roles.get(first[1], 0) if first and small else 0
    if first is None or not role & (PREVIOUS | NEXT):
        return None
    end, points = first.end(), role & (PREVIOUS | NEXT)
    for pattern, roles in ((_WORD, KINDS | PIECES), (_WORD, points), (_CAPITALS, points)):
        word = pattern.match(text, end)
        if word and vocabulary.roles.get(word[1].casefold(), 0) & roles:
            end = word.end()
    last = _LAST_WORD.search(text, end)
    if last and last[1][0].isupper() and vocabulary.roles.get(last[1].casefold(), 0) & points:
        text = text[: last.start()]  # "Next The kitchen Next", of a site builder
    title = title_of(text[end:])
    if not is_title(title) or title[0].islower():
        return None
    return "previous" if role & PREVIOUS else "next", title
