"""A sentence that only says where a neighbour is: "You can read the next part [here]"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pelican_safespace.navigation.addresses import leads_somewhere
from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.labels import has_no_title, is_beside
from pelican_safespace.navigation.mentions import BREAK, directed
from pelican_safespace.navigation.quotes import QUOTES
from pelican_safespace.navigation.sentence import Span
from pelican_safespace.navigation.snippets import LinkSpan
from pelican_safespace.navigation.titles import is_title, title_of
from pelican_safespace.navigation.words import (
    ABOUT,
    COLONS,
    PLURALS,
    PREVIOUS,
    SERIES,
    Vocabulary,
    Word,
)
from pelican_safespace.source.lines import Line

_CLOSING = ' .!*_"”’»)'
_COMMA = re.compile(r"[,\s]*")
_AROUND = f" \n”’{QUOTES}"
MOST_LABEL = 3  # words of a label; "read the previous part here" is a sentence
MOST_WORDS = 16  # outside its links


def points_to_neighbours(
    line: Line, vocabulary: Vocabulary, place: Span | None = None
) -> tuple[Cell, ...]:
    """Return the steps of a line that only says where they are; none where it says more.

    ``place``: of the sentence that is looked at, instead of the line.
    """
    text = line.text.replace("\n", " ")
    start, end = place or (0, len(text))
    links = [one for one in line.links if one[0] >= start and one[1] <= end]
    if not 0 < len(links) <= MOST_WORDS or BREAK.search(text, start, end):
        return ()
    words = vocabulary.words(text, start, end)
    outside = [word for word in words if not any(a <= word.start < b for a, b, _ in links)]
    if len(outside) > MOST_WORDS or not all(_is_known(word, vocabulary) for word in outside):
        return ()
    steps = tuple(_steps(text, (start, end), links, vocabulary))
    whole = len(steps) == len(links) == len({step.direction for step in steps})
    return steps if whole else ()


def earlier_posts(line: Line, vocabulary: Vocabulary) -> Cell | None:
    """The last post of "The previous posts in this series were [A] and [B].", all of a line."""
    text = line.text.replace("\n", " ")
    if not are_joined(line, vocabulary) or text[line.links[-1][1] :].strip(_CLOSING):
        return None
    first = line.links[0][0]
    words = vocabulary.words(text, 0, first)
    plural = any(one.role & PREVIOUS and other.role & PLURALS for one, other in pairwise(words))
    series = any(word.role & SERIES for word in words)
    if not (plural and series) or BREAK.search(text, 0, first):
        return None
    if not (words[-1].role & ABOUT or vocabulary.says_any(("entitles", "past"), words[-1])):
        return None
    start, end, link = line.links[-1]
    return Cell("step", "previous", title_of(text[start:end]), link, labelled=True, in_series=True)


def are_joined(line: Line, vocabulary: Vocabulary) -> bool:
    """Tell "[A], [B] and [C]" from links that nothing joins."""
    gaps = [line.text[one[1] : other[0]].strip(_AROUND) for one, other in pairwise(line.links)]
    joins = vocabulary.phrases["and"]
    return bool(gaps) and all(_COMMA.fullmatch(joins.sub("", gap)) for gap in gaps)


def _steps(
    text: str, place: Span, links: Sequence[LinkSpan], vocabulary: Vocabulary
) -> Iterator[Cell]:
    last, stop = place
    for index, (start, end, link) in enumerate(links):
        behind = links[index + 1][0] if index + 1 < len(links) else stop
        inner = vocabulary.words(text, start, end)
        before = vocabulary.words(text, last, start)
        found = directed(before, vocabulary)
        if (
            found
            and found[1] == "previous"
            and _is_within(text, last, before[found[0] - len(("previous", "post"))], vocabulary)
        ):
            found = None
        last = end
        if not leads_somewhere(link):
            continue
        if has_no_title(inner):
            if len(inner) > MOST_LABEL and (led := directed(inner, vocabulary)):
                yield Cell("step", led[1], link=link, labelled=True)
            continue
        if is_beside(inner):
            found = found or directed(vocabulary.words(text, end, behind), vocabulary)
            if found:
                yield Cell("step", found[1], link=link, labelled=True)
        elif found and (
            _announces(text[:stop], before, found[0], (start, end))
            or _is_about(text, before[found[0] :], (start, end, stop), vocabulary)
        ):
            yield Cell("step", found[1], title_of(text[start:end]), link, labelled=True)


def _is_within(text: str, start: int, pointer: Word, vocabulary: Vocabulary) -> bool:
    """Tell "You can find a guide in our previous post: [TITLE]", where something else stands."""
    return vocabulary.leads_to("into", text, start, pointer.start)


def _is_about(
    text: str, behind: Sequence[Word], place: tuple[int, int, int], vocabulary: Vocabulary
) -> bool:
    """Tell "You can read the previous part on [TITLE]", whose title ends the sentence."""
    start, end, stop = place
    about = len(behind) == 1 and vocabulary.says("entitles", behind[0])
    return about and not text[end:stop].strip(' *_.!”“"»') and is_title(text[start:end])


def _announces(text: str, before: Sequence[Word], place: int, link: tuple[int, int]) -> bool:
    """Tell "Don't miss the next part: [TITLE]", and no word between the colon and the title."""
    gap = text[before[-1].end : link[0]].strip(' *_“„"«')
    behind = text[link[1] :].strip(' *_.!”“"»')
    return place == len(before) and gap in COLONS and not behind and is_title(text[slice(*link)])


def _is_known(word: Word, vocabulary: Vocabulary) -> bool:
    return bool(word.role or word.number) or vocabulary.says_any(
        ("of", "and", "articles", "adjectives"), word
    )
