"""Neighbours that running text links in passing: "in the last part, [TITLE], we …".

Where a statement stands beside it, such a link is told from any other by the words right before
it. The text stays in the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pelican_safespace.models import Direction
from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.labels import has_no_title, is_beside
from pelican_safespace.navigation.linked_parts import linked_parts
from pelican_safespace.navigation.titles import is_title, title_of
from pelican_safespace.navigation.words import (
    KINDS,
    NEXT,
    PIECES,
    PREVIOUS,
    SERIES,
    Vocabulary,
    Word,
)
from pelican_safespace.source.lines import Line

_BREAK = re.compile(r"[.!?…;]\s")


def mentions(line: Line, vocabulary: Vocabulary) -> tuple[Cell, ...]:
    """Return the neighbours and numbered parts that a line of running text links."""
    text = line.text.replace("\n", " ")
    steps = list(_steps(line, text, vocabulary))
    taken = {cell.link for cell in steps}
    parts = (cell for cell in linked_parts(line, vocabulary) if cell.kind == "part")
    return (*steps, *(cell for cell in parts if cell.link not in taken))


def mentions_series(line: Line, vocabulary: Vocabulary) -> bool:
    """Tell whether a link says "first part of this series" by itself."""
    text = line.text.replace("\n", " ")
    for start, end, link in line.links:
        words = vocabulary.words(text, start, end)
        counted = any(word.number or word.role & (PREVIOUS | NEXT) for word in words)
        kind = any(word.role & KINDS for word in words)
        known = all(word.role or word.number for word in words)
        if link.href and known and counted and kind and any(word.role & SERIES for word in words):
            return True
    return False


def _steps(line: Line, text: str, vocabulary: Vocabulary) -> Iterator[Cell]:
    last = 0
    for start, end, link in line.links:
        breaks = [found.end() for found in _BREAK.finditer(text, last, start)]
        before = vocabulary.words(text, breaks[-1] if breaks else last, start)
        inner = vocabulary.words(text, start, end)
        direction = _direction_of(inner, vocabulary) or _direction_before(
            text, before, start, vocabulary
        )
        if link.href and direction:
            plain = has_no_title(inner) or is_beside(inner) or not is_title(text[start:end])
            title = None if plain else title_of(text[start:end])
            yield Cell("step", direction, title, link, labelled=True)
        last = end


def _direction_of(words: Sequence[Word], vocabulary: Vocabulary) -> Direction | None:
    """The direction of a link that is no more than "previous post" or "the last article"."""
    found = _directed(words, vocabulary)
    known = all(word.role or _is_plain(word, vocabulary) for word in words)
    return found[1] if found and known else None


def _direction_before(
    text: str, words: Sequence[Word], end: int, vocabulary: Vocabulary
) -> Direction | None:
    """The direction in "in the next article of this series, " right before a link at ``end``."""
    found = _directed(words, vocabulary)
    if found is None:
        return None
    place, direction = found
    behind = words[place:]
    entitles = [one.span() for one in vocabulary.phrases["entitles"].finditer(text, 0, end)]
    known = all(
        word.role & (SERIES | KINDS)
        or _is_plain(word, vocabulary)
        or any(start <= word.start < after for start, after in entitles)
        for word in behind
    )
    return direction if known else None


def _directed(words: Sequence[Word], vocabulary: Vocabulary) -> tuple[int, Direction] | None:
    """The last "previous post" or "article précédent" of ``words``, and the word behind it."""
    for place in range(len(words) - 2, -1, -1):
        one, other = words[place], words[place + 1]
        for pointer, kind in ((one, other), (other, one)):
            if not kind.role & (KINDS | PIECES) or kind.number is not None:
                continue
            if pointer.role & (PREVIOUS | NEXT) and pointer.direction:
                return place + 2, pointer.direction
            if pointer is one and vocabulary.says("just_before", pointer):
                return place + 2, "previous"
    return None


def _is_plain(word: Word, vocabulary: Vocabulary) -> bool:
    return any(vocabulary.says(one, word) for one in ("of", "articles", "adjectives", "this"))
