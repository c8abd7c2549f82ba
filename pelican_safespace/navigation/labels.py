"""What is a label: "Next", "Previous article in this series:", "« Nächster Teil".

A label is a direction, alone or with words that say of what, and it ends where it must: at a
colon, a new line, the start of a link. "Next" in "Next we will see" is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from pelican_safespace.models import Direction
from pelican_safespace.navigation.words import (
    BACK,
    COLONS,
    FILLERS,
    KINDS,
    NEXT,
    NUMBER_SIGN,
    PIECES,
    PLURALS,
    POINTS_BACK,
    POINTS_ON,
    PREVIOUS,
    SERIES,
    Word,
)

BACK_ARROWS = "←⬅◀◁◄⏪⏮⟵⇐⇦❮‹«👈↩🔙⇠↤"
ON_ARROWS = "→➡▶▷►⏩⏭⟶⇒⇨❯›»👉➜➔➞🔜⇢↦"
_ARROWS = re.compile(rf"\s*[<>{BACK_ARROWS}{ON_ARROWS}]+")
MOST_WORDS = 10  # of a label; a longer one is a sentence

MOST_AROUND_NUMBER = 30  # words of a link, of which two are its number
MOST_BEHIND_NUMBER = 5  # words from "part 1" to the end of "Part 1 can be read here:"

_COMPOUND = re.compile(r"-[a-z]")
_SENTENCE_END = re.compile(r"[.!?]\s")
_VERB = re.compile(r"\s+(?!(?:of|in|is|was|and|on|here)\b)[a-z]")  # "the post I wrote"
_ENDS = re.compile(
    rf"[^\S\n]*(?:[:：|\n\\{ON_ARROWS}]|>{{1,2}}[^\S\n]*\n|[-~](?=\s)|[–—]|\((?=[^()]*\)\W*$)|[^\w“\"'‘(\[]*$)"
)
_CAPITALISED = re.compile(r"\s+[A-ZÀ-Þ][a-zà-ÿ]")
_DAY = re.compile(
    r"\s+(?:\w{3,9}\.?\s\d{1,2}|\d{1,2}\.?\s(?:de\s)?\w{3,9})(?:,?\s(?:de\s)?\d{4})?(?=\s?[:：])"
)
_IN_LABEL = POINTS_BACK | POINTS_ON | KINDS | PIECES | PLURALS | FILLERS | SERIES
_NOT_BESIDE = PREVIOUS | POINTS_ON
_IN_GAP = " \u00a0'’-、"
_NUMBERED_BY = re.compile(rf"[\s#№.]*(?:{NUMBER_SIGN})?[\s#.]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """A label of ``count`` words that ends at ``end`` of its text.

    ``weak``: the direction is one of the words that need company ("back", "continue").
    ``closed``: punctuation or the end of the text closes it, not only a change of element.
    ``plural``: it speaks of several ("older posts"), as an index' pagination does.
    ``in_series``: it says of what, "next in this series", so that more than a title may follow.
    ``announces``: a colon follows it.
    """

    direction: Direction
    end: int
    count: int
    weak: bool
    closed: bool
    plural: bool
    in_series: bool = False
    announces: bool = False


def read_label(text: str, words: Sequence[Word], joints: Set[int], end: int) -> Label | None:
    """Return the label that ``words`` begin with; None when they do not.

    ``words`` are the words of ``text`` up to ``end``; ``joints`` the places where an inline
    element starts or ends, for a label may end there.
    """
    direction: Direction | None = None
    weak, plural, series = True, False, False
    place = words[0].start if words else 0
    for count, word in enumerate(words[:MOST_WORDS], 1):
        if count > 2 and direction and part_number(text, words[count - 2 : count]) is not None:
            # "Continue to Part 3": the part is the title.
            return Label(direction, words[count - 3].end, count - 2, weak, False, plural)
        if count > 1 and direction and word.ordinal and _is_kind(words[count : count + 1]):
            # "Continue with the [third part]"
            return Label(direction, words[count - 2].end, count - 1, weak, False, plural)
        if direction and not weak and (day := _DAY.match(text, place, end)):
            # "Coming next on March 24: TITLE"
            return Label(direction, day.end(), count - 1, weak, True, plural, series, True)
        if not word.role & _IN_LABEL or (
            # "For the previous article, see [TITLE]"
            count > 1 and text[place : word.start].strip(_IN_GAP + "," * (direction is not None))
        ):
            return None
        points = word.direction
        if points and direction and points != direction:
            return None
        direction = direction or points
        weak = weak and not word.role & (PREVIOUS | NEXT)
        plural = plural or bool(word.role & PLURALS and not word.role & (KINDS | PIECES))
        place = word.end
        series = series or bool(word.role & SERIES)
        if direction is None:
            continue
        if text[word.start : place].isupper() and _CAPITALISED.match(text, place, end):
            return Label(direction, place, count, weak, True, plural, series)  # "NEXT The lamp"
        if ends := _ENDS.match(text, place, end):
            colon = ends[0].strip() in COLONS
            return Label(direction, place, count, weak, True, plural, series, colon)
        arrows = _ARROWS.match(text, place, end)  # "[Next >>] The lamp"
        if arrows and arrows.end() in joints:
            return Label(direction, arrows.end(), count, weak, False, plural, series)
        if place in joints or (text[place : place + 1] in (" ", "\n") and place + 1 in joints):
            return Label(direction, place, count, weak, False, plural, series)
    return None


def _is_kind(words: Sequence[Word]) -> bool:
    return bool(words) and bool(words[0].role & KINDS)


def is_beside(words: Sequence[Word]) -> bool:
    """Tell whether ``words`` are what stands beside the steps: "Home", "Back to the index"."""
    return len(words) <= 8 and all(
        word.role and (word.role & BACK or not word.role & _NOT_BESIDE) for word in words
    )


def has_no_title(words: Sequence[Word]) -> bool:
    """Tell whether ``words`` are only those of a label: "Previous post", "the next chapter"."""
    return all(word.role & _IN_LABEL for word in words) and (
        not words or any(word.direction for word in words)
    )


def part_number(text: str, words: Sequence[Word]) -> int | None:
    """The number in "Part 3" or "Teil 3: …" that ``words`` of ``text`` begin with, if any."""
    if len(words) < 2 or not words[0].role & (KINDS | PIECES) or words[1].number is None:
        return None
    if not words[0].tongues & words[1].tongues:
        return None  # "in part due to" has no Italian number
    spelled = text[words[1].start : words[1].end]
    if _COMPOUND.match(text, words[1].end) and spelled.isalpha():
        return None  # "I document one-off projects"
    gap = text[words[0].end : words[1].start]
    glued = not gap or (gap == "-" and spelled.isdecimal())  # "part1", "Part-1"
    if not (glued or _NUMBERED_BY.fullmatch(text, words[0].end, words[1].start)) or (
        len(spelled) == 1 and spelled.isalpha() and spelled not in "IVX"
    ):
        return None
    if text[words[0].start].islower() and spelled == "I" and _VERB.match(text, words[1].end):
        return None
    return words[1].number


def linked_number(text: str, words: Sequence[Word]) -> int | None:
    """The number in a link that is put on "Part 1", "Read part 1 here" or "the first part"."""
    if len(words) > MOST_AROUND_NUMBER:
        return None
    for index in range(len(words) - 1):
        pair = words[index : index + 2]
        number = part_number(text, pair)
        others = [*words[:index], *words[index + 2 :]]
        if number is not None and (not index or all(word.role for word in others)):
            return number
    return None


def ordinal_number(words: Sequence[Word]) -> int | None:
    """The number in "first post", "the second part", "the first one" or "first", if it is all."""
    words = [word for word in words if not word.role & (FILLERS | SERIES) or word.ordinal]
    if len(words) == 1 and words[0].ordinal:
        return words[0].number
    # "the second part", "the second part of this article here"
    kinds = len(words) in (2, 3) and all(word.role & KINDS for word in words[1:])
    if words and words[0].ordinal and (kinds or (len(words) == 2 and words[1].number == 1)):
        return words[0].number
    return None


def announced_part(text: str, words: Sequence[Word], end: int) -> int | None:
    """The number in "Start with part 1 here: ", the ``words`` before what begins at ``end``."""
    if not words or ":" not in text[words[-1].end : end].replace("：", ":"):
        return None
    for index in range(max(0, len(words) - MOST_BEHIND_NUMBER), len(words)):
        pair = words[index : index + 2]
        number = part_number(text, pair) or ordinal_number(pair)
        if number is not None and all(word.role for word in words[index + 2 :]):
            ends = _SENTENCE_END.search(text, pair[-1].end, end)
            return None if ends else number  # "End of part 1. Next: "
    return None
