"""A sentence that only says where a neighbour is: "You can read the next part [here]"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pelican_safespace.navigation.addresses import leads_somewhere
from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.labels import has_no_title, is_beside
from pelican_safespace.navigation.mentions import BREAK, directed
from pelican_safespace.navigation.titles import is_title, title_of
from pelican_safespace.navigation.words import Vocabulary, Word
from pelican_safespace.source.lines import Line

MOST_WORDS = 16  # outside its links


def points_to_neighbours(line: Line, vocabulary: Vocabulary) -> tuple[Cell, ...]:
    """Return the steps of a line that only says where they are; none where it says more."""
    text = line.text.replace("\n", " ")
    if not line.links or BREAK.search(text):
        return ()
    words = vocabulary.words(text)
    outside = [word for word in words if not any(a <= word.start < b for a, b, _ in line.links)]
    if len(outside) > MOST_WORDS or not all(_is_known(word, vocabulary) for word in outside):
        return ()
    steps = tuple(_steps(line, text, vocabulary))
    whole = len(steps) == len(line.links) == len({step.direction for step in steps})
    return steps if whole else ()


def _steps(line: Line, text: str, vocabulary: Vocabulary) -> Iterator[Cell]:
    last = 0
    for place, (start, end, link) in enumerate(line.links):
        behind = line.links[place + 1][0] if place + 1 < len(line.links) else len(text)
        inner = vocabulary.words(text, start, end)
        before = vocabulary.words(text, last, start)
        found = directed(before, vocabulary)
        last = end
        if not leads_somewhere(link) or has_no_title(inner):
            continue
        if is_beside(inner):
            found = found or directed(vocabulary.words(text, end, behind), vocabulary)
            if found:
                yield Cell("step", found[1], link=link, labelled=True)
        elif found and _announces(text, before, found[0], (start, end)):
            yield Cell("step", found[1], title_of(text[start:end]), link, labelled=True)


def _announces(text: str, before: Sequence[Word], place: int, link: tuple[int, int]) -> bool:
    """Tell "Don't miss the next part: [TITLE]", and no word between the colon and the title."""
    gap = text[before[-1].end : link[0]].strip(' *_“„"«')
    behind = text[link[1] :].strip(' *_.!”“"»')
    return (
        place == len(before) and gap in (":", "：") and not behind and is_title(text[slice(*link)])
    )


def _is_known(word: Word, vocabulary: Vocabulary) -> bool:
    return bool(word.role or word.number) or vocabulary.says_any(
        ("of", "and", "articles", "adjectives"), word
    )
