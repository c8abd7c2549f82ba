"""Neighbours that running text links in passing: "in the last part, [TITLE], we …".

Where a statement stands beside it, such a link is told from any other by the words right before
it. The text stays in the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from pelican_safespace.models import Direction
from pelican_safespace.navigation.addresses import leads_somewhere
from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.counted_names import INSTALMENTS
from pelican_safespace.navigation.labels import has_no_title, is_beside, linked_number
from pelican_safespace.navigation.linked_parts import last_joined, linked_parts
from pelican_safespace.navigation.numbers_around import number_apposed
from pelican_safespace.navigation.snippets import MOST_LINKS
from pelican_safespace.navigation.titles import arrow_direction, is_title, title_of
from pelican_safespace.navigation.words import (
    ABOUT,
    COLONS,
    FILLERS,
    KINDS,
    NEXT,
    PIECES,
    PREVIOUS,
    SERIES,
    Vocabulary,
    Word,
)
from pelican_safespace.source.lines import Line

SECOND = 2  # the part before which a single link says too little
MOST_BEHIND_LINK = 24  # characters from a link to "series": "[the last post] in this series"
MOST_BEFORE_LINK = 400  # characters of a sentence that leads to a link
MOST_IN_SERIES = 5  # words of a series' name on the way to "here"
MOST_LEADING = 5  # words of "In the last post of", with which a link begins
MOST_IN_POINTER = 8  # words of a sentence such as "Check it out."

_APART = re.compile(r"[,:(–—]")  # "in the NAME series, after [A] and [B]"
_ASIDE = re.compile(r"\s\([^()]{1,60}\)\s")
BREAK = re.compile(r"[.!?…;]\s")


def mentions(line: Line, vocabulary: Vocabulary) -> tuple[Cell, ...]:
    """Return the neighbours and numbered parts that a line of running text links."""
    text = line.text.replace("\n", " ")
    steps = list(_steps(line, text, vocabulary))
    taken = {cell.link for cell in steps}
    parts = (cell for cell in linked_parts(line, vocabulary) if cell.kind == "part")
    return (*steps, *(cell for cell in parts if cell.link not in taken))


def told_links(line: Line, vocabulary: Vocabulary) -> tuple[Cell, ...]:
    """Return what the links of a statement lead to."""
    steps = tuple(_steps(line, line.text.replace("\n", " "), vocabulary))
    # "the previous part is here: [TITLE, part 4]": where it stands says more than its number.
    taken = {cell.link for cell in steps}
    return (*steps, *(cell for cell in linked_parts(line, vocabulary) if cell.link not in taken))


def parts_before(line: Line, part: int, vocabulary: Vocabulary) -> tuple[Cell, ...]:
    """The last of the parts before in "the third post in the NAME series, after [A] and [B]"."""
    nouns = [word.end for word in vocabulary.words(line.text) if word.role & SERIES]
    first = next((start for start, _, _ in line.links if nouns and start >= nouns[-1]), None)
    if first is None or not _APART.search(line.text, nouns[-1], first):
        return ()  # "a series on [NAME's] [BOOK]"
    return earlier_parts(line, part, nouns[-1])


def earlier_parts(line: Line, part: int, start: int = 0) -> tuple[Cell, ...]:
    """The last of as many links as there are parts before: "We have covered [A] and [B].".

    ``start`` is where in the line they may begin.
    """
    text = line.text.replace("\n", " ")
    end = BREAK.search(text)
    links = [
        one for one in line.links if one[0] >= start and (end is None or one[1] <= end.start())
    ]
    if (
        part <= SECOND
        or len(links) != part - 1
        or not all(leads_somewhere(one[2]) for one in links)
    ):
        return ()
    start, stop, link = links[-1]
    return (Cell("step", "previous", title_of(text[start:stop]), link, labelled=True),)


def awaited(line: Line, start: int, vocabulary: Vocabulary) -> Cell | None:
    """The label of "In the last part we …. Check it out.", above a paragraph that is the link.

    ``start`` is where in the line such words may begin.
    """
    if any(place >= start for place, _, _ in line.links):
        return None
    text = line.text[start:].replace("\n", " ")
    places = [0, *(found.end() for found in BREAK.finditer(text)), len(text)]
    last = vocabulary.words(text, places[-2])
    if len(last) > MOST_IN_POINTER:
        return None
    found = directed(last if text.endswith(":") else vocabulary.words(text), vocabulary)
    return Cell("label", found[1]) if found else None


def mentions_series(line: Line, vocabulary: Vocabulary) -> bool:
    """Tell whether a link says "first part of this series" by itself.

    Or, where it says no more than "here", the sentence up to it: "the last post of this series is".
    """
    text = line.text.replace("\n", " ")
    for start, end, link in line.links[:MOST_LINKS]:
        if len(line.links) == 1 and _is_told_of(text, start, vocabulary):
            continue
        words = vocabulary.words(text, start, end)
        if link.href and _leads_in_series(text, start, vocabulary):
            return True
        if link.href and is_beside(words) and not any(word.role & KINDS for word in words):
            before = vocabulary.words(text, _sentence_start(text, 0, start), start)
            first = start < MOST_BEFORE_LINK and not BREAK.search(text, 0, start)
            if first and directed(before, vocabulary) and any(w.role & SERIES for w in before):
                return True
        if link.href and _asks_to_read(text[start:end], vocabulary):
            return True
        if link.href and _is_instalment(words, vocabulary):
            return True
        if link.href and number_apposed(text, end, vocabulary):
            return True
        counted = any(
            word.number or word.role & (PREVIOUS | NEXT) or vocabulary.says("just_before", word)
            for word in words
        )
        kind = any(word.role & KINDS for word in words)
        comma = text.find(",", start, end)
        told = [word for word in words if comma < 0 or word.start < comma]
        known = all(word.role or word.number for word in told)
        behind = vocabulary.words(text, end, end + MOST_BEHIND_LINK)
        close = [*words, *takewhile(lambda word: word.role & (FILLERS | SERIES), behind)]
        if link.href and known and counted and kind and any(word.role & SERIES for word in close):
            return True
    return False


def _is_instalment(words: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Tell "[In our last installment](…), we looked", which only a series has, from "last part"."""
    found = directed(words, vocabulary)
    known = all(word.role or _is_plain(word, vocabulary) for word in words)
    return bool(found and known) and any(vocabulary.says("instalments", word) for word in words)


def _is_told_of(text: str, end: int, vocabulary: Vocabulary) -> bool:
    """Tell "In the [last part of this series](…) we saw", which tells of it, from "Read the [last".

    The words up to ``end`` lead to a link.
    """
    led = [word for word in vocabulary.words(text, 0, end) if not vocabulary.says("articles", word)]
    taken = bool(led) and vocabulary.says("taken_from", led[-1])
    return taken or vocabulary.leads_to("into", text, 0, end)


def _leads_in_series(text: str, end: int, vocabulary: Vocabulary) -> bool:
    """Tell "the next article in the series, which is about ", right before a link at ``end``."""
    words = vocabulary.words(text, _sentence_start(text, 0, end), end)
    found = directed(words, vocabulary)
    in_series = found is not None and any(word.role & SERIES for word in words[found[0] :])
    return in_series and _direction_before(text, words, end, vocabulary, plain=False) is not None


def _asks_to_read(text: str, vocabulary: Vocabulary) -> bool:
    """Tell a link that is put on "please click here to read part 2" from one on "the part 2"."""
    words = vocabulary.words(text)
    if len(words) < len(("read", "part", "2")) or linked_number(text, words) is None:
        return False
    part = any(vocabulary.says_any(INSTALMENTS, word) for word in words)  # of a book, a chapter
    return part and bool(words[0].role & FILLERS) and not _is_plain(words[0], vocabulary)


def _sentence_start(text: str, last: int, end: int) -> int:
    """Where the sentence begins that leads to a link at ``end``, behind ``last``.

    A long one is begun in the midst of it, at a word.
    """
    start = last
    if end - last > MOST_BEFORE_LINK:
        start = max(last, text.find(" ", end - MOST_BEFORE_LINK, end))
    breaks = [found.end() for found in BREAK.finditer(text, start, end)]
    return breaks[-1] if breaks else start


def _steps(line: Line, text: str, vocabulary: Vocabulary) -> Iterator[Cell]:
    last = 0
    for index, (start, end, link) in enumerate(line.links[:MOST_LINKS]):
        if start < last:
            continue
        before = vocabulary.words(text, _sentence_start(text, last, start), start)
        inner = vocabulary.words(text, start, end)
        arrow = arrow_direction(text[start:end]) is not None
        direction = (
            _direction_of(text, inner, vocabulary, arrow=arrow)
            or _direction_before(text, before, start, vocabulary, plain=is_beside(inner))
            or _direction_of_kind(before, inner)
        )
        if not (direction or before) and len(inner) == 1 and text[end : end + 1] == ",":
            direction = "previous" if inner[0].role & PREVIOUS else None  # "[Previously](…), we"
        if link.href and direction == "previous":
            # "the previous parts [A] and [B]": the last is the one before
            joined = last_joined(line.links[index:], text, vocabulary)
            if vocabulary.leads_to("and", text, end, joined[0]):
                start, end, link = joined
                inner = vocabulary.words(text, start, end)
        if link.href and direction:
            kind = all(word.role & (KINDS | PIECES) for word in inner)  # "the previous [tip]"
            told = text[start:end].endswith((".", "!"))  # all of a sentence
            plain = kind or told or has_no_title(inner) or is_beside(inner)
            title = title_of(text[start:end]) if is_title(text[start:end]) and not plain else None
            yield Cell("step", direction, title, link, labelled=True)
        last = end


def _direction_of(
    text: str, words: Sequence[Word], vocabulary: Vocabulary, *, arrow: bool
) -> Direction | None:
    """The direction of a link that is no more than "previous post" or "the last article"."""
    found = directed(words, vocabulary)
    if (
        found
        and found[0] <= MOST_LEADING
        and vocabulary.phrases["into"].match(text, words[0].start)
    ):
        return found[1]  # "[In the last one, we looked at lamps.](…)"
    known = all(word.role or _is_plain(word, vocabulary) for word in words)
    if found is None and len(words) == 1 and words[0].role & (PREVIOUS | NEXT) and arrow:
        return words[0].direction  # "[← Prev]"
    return found[1] if found and known else None


def _direction_of_kind(before: Sequence[Word], inner: Sequence[Word]) -> Direction | None:
    """The direction of "in the previous [part]", of which only the kind is linked."""
    pair = (*before[-1:], *inner)
    if len(pair) != len(("previous", "part")) or not pair[1].role & (KINDS | PIECES):
        return None
    return pair[0].direction if pair[0].role & (PREVIOUS | NEXT) else None


def _direction_before(
    text: str, words: Sequence[Word], end: int, vocabulary: Vocabulary, *, plain: bool
) -> Direction | None:
    """The direction in "in the next article of this series, " right before a link at ``end``."""
    found = directed(words, vocabulary) or _last_time(text, words, end, vocabulary)
    if found is None and (label := words[-1:]) and label[0].role & (PREVIOUS | NEXT):
        first = len(words) == 1 and text[label[0].end : end].strip() in COLONS
        return label[0].direction if first else None  # "Next: [TITLE] tells of lamps."
    if found is None:
        return _directed_alone(words, vocabulary) if plain else None
    place, direction = found
    behind = words[place:]
    in_series = any(word.role & SERIES for word in behind)
    sure = any(word.role & (PREVIOUS | NEXT) for word in words[place - 2 : place])
    known = all(word.role or _is_plain(word, vocabulary) for word in words[: place - 2])
    if in_series and (known or not sure) and vocabulary.phrases["this"].match(text, words[0].start):
        return None  # "This was the last article in a series, taken from [my blog]"
    entitles = [
        one.span() for one in vocabulary.phrases["entitles"].finditer(text, words[0].start, end)
    ]
    if plain and (aside := _ASIDE.match(text, words[place - 1].end, end)):
        entitles.append(aside.span())  # "the previous one (about lamps) is [here]"
    # "the previous one can be found [here]", "the previous part, here's a link to it: [TITLE]"
    colon = text[words[-1].end : end].strip() in COLONS
    known_roles = SERIES | KINDS | FILLERS | (ABOUT if plain or colon else 0)
    unknown = [
        word
        for word in behind
        if not (word.role & known_roles or _is_plain(word, vocabulary))
        and not any(start <= word.start < after for start, after in entitles)
    ]
    # "the previous post of my NAME series is [here]"
    most = MOST_IN_SERIES if plain and in_series else 0
    return direction if len(unknown) <= most else None


def directed(words: Sequence[Word], vocabulary: Vocabulary) -> tuple[int, Direction] | None:
    """The last "previous post" or "article précédent" of ``words``, and the word behind it."""
    for place in range(len(words) - 2, -1, -1):
        one, other = words[place], words[place + 1]
        for pointer, kind in ((one, other), (other, one)):
            one_of_them = kind is other and kind.number == 1 and not kind.ordinal  # "previous one"
            if not (kind.role & (KINDS | PIECES) and kind.number is None) and not (
                one_of_them and kind.text.isalpha()
            ):
                continue
            if pointer.role & (PREVIOUS | NEXT) and pointer.direction:
                return place + 2, pointer.direction
            if pointer is one and vocabulary.says("just_before", pointer):
                return place + 2, "previous"
    return None


def _last_time(
    text: str, words: Sequence[Word], end: int, vocabulary: Vocabulary
) -> tuple[int, Direction] | None:
    """The "last time" of "Last time, we looked at [TITLE]", and the word behind it."""
    start = words[0].start if words else end
    said = vocabulary.phrases["last_time"].match(text, start, end)
    if said is None:
        return None
    return sum(word.start < said.end() for word in words), "previous"


def _directed_alone(words: Sequence[Word], vocabulary: Vocabulary) -> Direction | None:
    """The direction of "the next is [here]", where "part" is left out."""
    article, pointer, verb = words[-3:] if len(words) > 2 else (None, None, None)
    if article is None or pointer is None or verb is None:
        return None
    says = vocabulary.says("articles", article) and vocabulary.says("entitles", verb)
    return pointer.direction if says and pointer.role & (PREVIOUS | NEXT) else None


def _is_plain(word: Word, vocabulary: Vocabulary) -> bool:
    return vocabulary.says_any(("of", "articles", "adjectives", "this"), word)
