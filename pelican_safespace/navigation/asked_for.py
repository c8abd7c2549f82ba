"""The part before, as text asks to read it without a link: "Please read part 1 first."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.counted_names import INSTALMENTS
from pelican_safespace.navigation.labels import part_number
from pelican_safespace.navigation.mentions import BREAK
from pelican_safespace.navigation.quotes import quotations
from pelican_safespace.navigation.titles import is_title, title_of
from pelican_safespace.navigation.words import KINDS, Vocabulary, Word
from pelican_safespace.source.lines import Line

MOST_ASKED = 8  # phrases such as "please read" that are looked at in a line
MOST_BEFORE = 4  # words from the beginning of a sentence: "It is highly recommended to read"
MOST_BEHIND = 6  # words behind "part 1": "here first, before continuing"
MOST_TO_TITLE = 4  # words from "the first post" to the title: "check it out here: *TITLE*"
_OPENING = " “„\"'«(*_"  # what a title stands in, behind a comma or colon

Part = tuple[int, Sequence[Word]]
"""A number and its words, "part 1" or "the first post"."""


def asked_for(line: Line, vocabulary: Vocabulary) -> Cell | None:
    """Return the step to the last of the parts that a sentence of a line asks to read.

    "If you missed part one, “A”, or part two, “B”, …" leads to the second.
    """
    text = line.text.replace("\n", " ")
    begins = [0, *(found.end() for found in BREAK.finditer(text))]
    for asks in islice(vocabulary.phrases["asks_to_read"].finditer(text), MOST_ASKED):
        start = max(place for place in begins if place <= asks.start())
        end = next((place for place in begins if place > asks.start()), len(text))
        words = vocabulary.words(text, asks.end(), end)
        if len(vocabulary.words(text, start, asks.start())) > MOST_BEFORE:
            continue
        parts = [*_parts(text, words, vocabulary)]
        first = next((word for word in words if not vocabulary.says("articles", word)), None)
        if not parts or first is None or parts[0][1][0] != first:
            continue
        number, named = max(parts, key=lambda one: one[0])
        title = _title_behind(line, text, named[-1], end, vocabulary)
        if title is None and _ends(text, words, named, vocabulary):
            title = title_of(text[named[0].start : named[-1].end])
        if title is not None:
            return Cell("step", "previous", title, labelled=True, in_series=True, number=number)
    return None


def _ends(text: str, words: Sequence[Word], named: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Tell "part 1 first, before continuing" from "part 1 of the walk": hardly more is said."""
    behind = [word for word in words if word.start > named[-1].start]
    known = all(word.role or vocabulary.says("asked_with", word) for word in behind)
    return part_number(text, named) is not None and known and len(behind) <= MOST_BEHIND


def _parts(text: str, words: Sequence[Word], vocabulary: Vocabulary) -> Iterator[Part]:
    """Yield "part 1" and "first post" among ``words``; "chapter 3" may be a book's."""
    for pair in pairwise(words):
        number = part_number(text, pair)
        if number is not None and vocabulary.says_any(INSTALMENTS, pair[0]):
            yield number, pair
        elif pair[0].ordinal and pair[0].number and pair[1].role & KINDS:
            yield pair[0].number, pair


def _title_behind(
    line: Line, text: str, word: Word, end: int, vocabulary: Vocabulary
) -> str | None:
    """What is quoted or emphasised behind a part: "part two, “TITLE”, be sure to"."""
    for a, b in sorted({*quotations(text), *line.marks}):
        if word.end < a and b <= end and is_title(text[a:b]):
            between = vocabulary.words(text, word.end, a)
            near = all(one.role for one in between) and len(between) <= MOST_TO_TITLE
            led = text[:a].rstrip(_OPENING).endswith((",", ":"))
            return title_of(text[a:b]).rstrip(",") if near and (led or not between) else None
    return None
