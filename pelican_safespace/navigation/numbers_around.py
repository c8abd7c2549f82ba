"""The number of a part in the words around its link: "the second part is [here]"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pelican_safespace.navigation.labels import ordinal_number, part_number
from pelican_safespace.navigation.words import ABOUT, FILLERS, KINDS, SERIES, Vocabulary, Word

MOST_BEHIND = 4  # words from the number to the link: "part 1 is appropriately called [TITLE]"
MOST_BEHIND_PLAIN = 8  # "if you missed part 1, you can check it out over [here]"
MOST_UNKNOWN_ASKED = 2  # words from "if you missed part 1" to the link
MOST_APPOSED = 40  # characters of "the first part of this series"
_COMMA = re.compile(r",\s+")
_BREAK_PLAIN = re.compile(r"[.;!–—]")  # "Missed part 1? Read it [here]"
_BREAK = re.compile(r"[.;!?–—]")


def parts_named(text: str, words: Sequence[Word]) -> set[int]:
    """Return the numbers in "In the first part, we …" and "Part 1 was about …"."""
    numbers = (
        pair[0].number if pair[0].ordinal and pair[1].role & KINDS else part_number(text, pair)
        for pair in pairwise(words)
    )
    return {number for number in numbers if number is not None}


def number_apposed(text: str, end: int, vocabulary: Vocabulary) -> int | None:
    """The number in "[TITLE], the first part of this series"; the link ends at ``end``."""
    comma = _COMMA.match(text, end)
    words = vocabulary.words(text, comma.end(), comma.end() + MOST_APPOSED) if comma else ()
    words = words[bool(words) and vocabulary.says("articles", words[0]) :]
    if not any(word.role & SERIES for word in words):
        return None
    return part_number(text, words[:2]) or ordinal_number(words[:2])


def number_behind(text: str, words: Sequence[Word]) -> int | None:
    """The number in "Click [here] for part 2", the ``words`` right behind a link."""
    for index, word in enumerate(words[:-1]):
        number = part_number(text, words[index : index + 2])
        if number is not None:
            return number
        if word.ordinal and words[index + 1].role & KINDS:
            return word.number
        if not word.role & FILLERS:
            break
    return None


def _is_led(before: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Tell whether an article or nothing stands ``before`` a number."""
    return not before or vocabulary.says("articles", before[-1])


def number_before(
    text: str, words: Sequence[Word], end: int, vocabulary: Vocabulary, *, plain: bool
) -> int | None:
    """The number in "the first post is titled ", the ``words`` before a link at ``end``.

    ``plain``: whether the link is no more than "here"; then a comma may stand before it.
    """
    near_enough = max(-1, len(words) - 3 - MOST_BEHIND_PLAIN)
    for index in range(len(words) - 1, -1, -1):
        if index <= near_enough and not (plain and _is_in_series(words, index)):
            continue
        pair = words[index : index + 2]
        number = part_number(text, pair)
        after = index + 2
        if number is None and words[index].ordinal:
            counted = len(pair) > 1 and pair[1].role & KINDS
            after = index + (2 if counted else 1)
            # "the first is [TITLE]", not "first available on [TITLE]"
            led = counted or plain or _is_led(words[:index], vocabulary)
            number = words[index].number if led else None
        if number is None:
            continue
        gap = text[words[after - 1].end : end]
        apart = (_BREAK_PLAIN if plain else _BREAK).search(gap)
        # "the first part, [TITLE],", "The second, [TITLE],"
        set_off = after == index + 2 or _is_led(words[:index], vocabulary)
        apposed = gap.strip(' “„"«') == "," and set_off
        near = len(words) - after <= MOST_BEHIND and (apposed or "," not in gap)
        near = near or _is_asked_for(text, words, index, after)
        # "part 2 of this series is now available: [TITLE]"
        near = near or (":" in gap and all(word.role for word in words[after:]))
        return number if not apart and (plain or near) else None
    return None


def _is_in_series(words: Sequence[Word], index: int) -> bool:
    """Tell the "first part" of "For the first part of the series on NAME, go [here]"."""
    behind = index + len(("first", "part"))
    return any(word.role & SERIES for word in words[behind : behind + len(("of", "the", "series"))])


def _is_asked_for(text: str, words: Sequence[Word], index: int, after: int) -> bool:
    """Tell "If you missed part 1, start there: [TITLE]" from "Part 1 was long, and [TITLE]"."""
    ends = [found.end() for found in _BREAK.finditer(text, 0, words[index].start)]
    before = [one for one in words[:index] if not ends or one.start >= ends[-1]]
    unknown = sum(not (word.role or word.number) for word in words[after:])
    asks = len(before) > 1 and all(word.role for word in before)
    return asks and bool(before[0].role & ABOUT) and unknown <= MOST_UNKNOWN_ASKED
