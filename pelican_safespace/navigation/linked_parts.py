"""The parts that a sentence links: "Read [Part 1] first", "the second part is [here]"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from pelican_safespace.navigation.addresses import leads_somewhere
from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.clauses import COMMA
from pelican_safespace.navigation.labels import (
    MOST_AROUND_NUMBER,
    has_no_title,
    is_beside,
    linked_number,
    ordinal_number,
    part_number,
)
from pelican_safespace.navigation.numbers_around import (
    number_apposed,
    number_before,
    number_behind,
    parts_named,
)
from pelican_safespace.navigation.sequels import continued_from
from pelican_safespace.navigation.snippets import LinkSpan
from pelican_safespace.navigation.title_numbers import title_number
from pelican_safespace.navigation.titles import is_linked_title, is_title, title_of
from pelican_safespace.navigation.words import (
    ABOUT,
    COLONS,
    FILLERS,
    KINDS,
    LETTER,
    PLURALS,
    SERIES,
    Vocabulary,
    Word,
)
from pelican_safespace.source.lines import Line
from pelican_safespace.source.outline import Link

# Words we do not know in a sentence that only says where parts are: "watch" leads to other things.
MOST_UNKNOWN = 0
LEAST_OUTSIDE = 2  # words besides the links: "Part 1"
MOST_BEHIND_LINK = 24  # characters from a link to "part 2": "[here] to read part 2"

_SETS_APART = re.compile(r"\s*(?:[:：]|\s[-–—])\s*[\"“‘'«]?")
_BREAK = re.compile(r"[.;!?–—(]")


def is_about_parts(sentence: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a sentence speaks of other parts: "Read Part 1 first", "The first was …"."""
    words = vocabulary.words(sentence)
    leading = words[:2]
    return bool(parts_named(sentence, words)) or (
        bool(leading) and leading[-1].ordinal and vocabulary.says("articles", leading[0])
    )


def points_to_parts(line: Line, place: tuple[int, int], vocabulary: Vocabulary) -> bool:
    """Tell whether a sentence only says where parts are: "If you missed part 1, [read it here]"."""
    text, (first, last) = line.text.replace("\n", " "), place
    last = _before_relative(line, (first, last), vocabulary)
    words = vocabulary.words(text, first, last)
    closing = {start for start, end, _ in line.links if not text[end:last].strip(" .!*_")}
    if len(words) > MOST_AROUND_NUMBER or not _names_part(words, closing, vocabulary):
        return False
    if any(
        one.role & FILLERS and (other.number or 0) > 1 and third.role & PLURALS
        for one, other, third in zip(words, words[1:], words[2:], strict=False)
    ):
        return False  # "The film is in two parts: [Part 1] and [Part 2]"
    inside = [one for one in line.links if one[0] >= first and one[1] <= last]
    links = [one for one in inside if leads_somewhere(one[2]) or one[2].is_unresolved]
    if len(links) > 1 and len({link.href.partition("#")[0] for _, _, link in links}) == 1:
        return False  # a table of contents
    outside = [word for word in words if not any(a <= word.start < b for a, b, _ in links)]
    unknown = [
        word
        for word in outside
        if not (word.role or word.number)
        and not vocabulary.says_any(("of", "and", "articles"), word)
    ]
    begins = [first, *(end for _, end, _ in links)]
    parts = [
        _part(text, (begin, start, end), link, vocabulary)
        for begin, (start, end, link) in zip(begins, links, strict=False)
    ]
    # "Part 1: [TITLE]" says what it is, not that it should be read as "[Here is part 1: TITLE]".
    pointed = (
        _named_behind_pointer(text[a:b], vocabulary.words(text[a:b]), link) for a, b, link in links
    )
    titled = (part.title for part in parts if part and part.title)
    says = len(outside) > LEAST_OUTSIDE or all(_is_number(one, vocabulary) for one in titled)
    says = says or all(pointed)
    speaks = bool(outside) or any(len(vocabulary.words(text, a, b)) > 2 for a, b, _ in links)
    return says and bool(links) and speaks and len(unknown) <= MOST_UNKNOWN and all(parts)


def _before_relative(line: Line, place: tuple[int, int], vocabulary: Vocabulary) -> int:
    """Where "[Click here for part 2]" ends, which goes on with ", where we rest"; else the end."""
    text, (first, last) = line.text, place
    inside = [one for one in line.links if one[0] >= first and one[1] <= last]
    if len(inside) == 1:
        start, end, _ = inside[0]
        comma = COMMA.match(text, end)
        relative = vocabulary.phrases["relative"].match(text, comma.end()) if comma else None
        pointer = vocabulary.words(text, start, end)[:1]
        if relative and all(word.role & ABOUT and not word.ordinal for word in pointer):
            return end
    return last


def _is_number(title: str, vocabulary: Vocabulary) -> bool:
    """Tell "part 1" and "Part 1 of this series is online" from "Part 1: Small rooms"."""
    words = vocabulary.words(title)
    known = all(word.role & (ABOUT | FILLERS | SERIES) for word in words[len(("part", "1")) :])
    return part_number(title, words) is not None and known


def _names_part(words: Sequence[Word], closing: Set[int], vocabulary: Vocabulary) -> bool:
    """Tell "part 1" and "first part", but for "part 1 of the report"; and a post that was missed.

    ``closing`` is where a link begins that ends the sentence: "the second part of [TITLE]".
    """
    missed = any(vocabulary.says("missed", word) for word in words)
    for place, (one, other) in enumerate(pairwise(words)):
        if missed and one.ordinal and other.role & KINDS:
            return True
        if (vocabulary.says("belongs", one) and other.number is not None) or (
            one.ordinal and vocabulary.says("belongs", other)
        ):
            behind = words[place + 2 : place + 5]
            of = bool(behind) and vocabulary.says("of", behind[0])
            kind = len(behind) > 2 and behind[2].role & KINDS
            of_this = kind and vocabulary.phrases["this"].match(behind[1].text)
            of_link = of and len(behind) > 1 and behind[1].start in closing
            return not of or of_link or bool(of_this) or any(word.role & SERIES for word in behind)
    return False


def linked_parts(line: Line, vocabulary: Vocabulary) -> Iterator[Cell]:
    """The parts that a line of running text links, by the words in a link or before it."""
    text = line.text.replace("\n", " ")
    if line.links and continued_from(text, line.links[0][:2], vocabulary):
        start, end, link = last_joined(line.links, text, vocabulary)
        plain = has_no_title(vocabulary.words(text, start, end))
        phrases = (vocabulary.phrases[one] for one in ("current", "last_time"))
        plain = plain or any(one.fullmatch(text, start, end) for one in phrases)
        title = None if plain else title_of(text[start:end])
        yield Cell("step", "previous", title, link, labelled=True)
        return
    last = 0
    for start, end, link in line.links:
        if vocabulary.leads_to("carries_on", text, last, start) and leads_somewhere(link):
            # "This is part of a [series](…), picking up where [TITLE] left off."
            yield Cell("step", "previous", title_of(text[start:end]), link, labelled=True)
            last = end
            continue
        told = link.href or link.is_unresolved
        cell = _part(text, (last, start, end), link, vocabulary) if told else None
        last = end
        if cell:
            yield cell
            last = _after_number(text, cell, end, vocabulary)


def _after_number(text: str, cell: Cell, end: int, vocabulary: Vocabulary) -> int:
    """Where the words that lead to the next link begin: behind "for part 1" of "[here] for part 1".

    ``cell`` was read of the link that ends at ``end``.
    """
    words = vocabulary.words(text, end, end + MOST_BEHIND_LINK)
    if cell.title is None and number_behind(text, words) == cell.number:
        for pair in pairwise(words):
            if part_number(text, pair) is not None:
                return pair[1].end
    return end


def last_joined(links: Sequence[LinkSpan], text: str, vocabulary: Vocabulary) -> LinkSpan:
    """The last of the links that only commas and "and" stand between: "of [A], [B] and [C]"."""
    last = links[0]
    for link in links[1:]:
        words = vocabulary.words(text, last[1], link[0])
        if _BREAK.search(text, last[1], link[0]) or not all(
            vocabulary.says("and", word) for word in words
        ):
            break
        last = link
    return last


def _part(
    text: str, place: tuple[int, int, int], link: Link, vocabulary: Vocabulary
) -> Cell | None:
    """The part that a link leads to; ``place`` is where the words before it begin, it, its end."""
    last, start, end = place
    inner = text[start:end]
    words = vocabulary.words(inner)
    number = linked_number(inner, words)
    if number is not None:
        titled = part_number(inner, words) is not None and not _ends_in_pointer(inner, words)
        return Cell("part", title=title_of(inner) if titled else None, link=link, number=number)
    if named := _named_behind_pointer(inner, words, link):
        return named
    number = ordinal_number(words)
    if number is not None:
        return Cell("part", link=link, number=number)
    if (number := _opening_ordinal(words, vocabulary)) is not None:
        return Cell("part", title=title_of(inner), link=link, number=number)
    before = vocabulary.words(text, last, start)
    if inner.isalnum() and words and words[0].number and _are_counted(text, start, vocabulary):
        return Cell("part", link=link, number=words[0].number)
    if _begins(text, (last, start, end), vocabulary):
        patterns = (vocabulary.phrases["began"].match, vocabulary.phrases["beginning"].fullmatch)
        untitled = _is_plain(words) or any(matches(inner.strip()) for matches in patterns)
        return Cell("part", title=None if untitled else title_of(inner), link=link, number=1)
    plain = _is_plain(words) and not _is_named_introduction(inner, words)
    number = number_before(text, before, start, vocabulary, plain=plain)
    if number is None and plain:
        comma = text.find(",", end, end + MOST_BEHIND_LINK)  # "[here], and [my first post]"
        stop = comma if comma >= 0 else end + MOST_BEHIND_LINK
        number = number_behind(text, vocabulary.words(text, end, stop))
    if number is None:
        number = number_apposed(text, end, vocabulary)
    if number is None and LETTER.search(inner):
        number = title_number(inner, vocabulary)  # "[TITLE, part 1: MORE]", "[Read Letter #01]"
    if number is None:
        return None
    announced = text[last:start].rstrip().endswith(COLONS)
    fits = is_linked_title(inner) if announced else is_title(inner)
    title = title_of(inner) if fits and not plain else None
    return Cell("part", title=title, link=link, number=number)


def _are_counted(text: str, end: int, vocabulary: Vocabulary) -> bool:
    """Tell the numbers of "parts [one] and [three]"; the link of one begins at ``end``."""
    for word in reversed(vocabulary.words(text, max(0, end - MOST_BEHIND_LINK), end)):
        if word.role & PLURALS:
            return True
        if not (word.number or vocabulary.says("and", word)):
            return False
    return False


def _opening_ordinal(words: Sequence[Word], vocabulary: Vocabulary) -> int | None:
    """The number in a link that is put on "second one was all about rest", "second we rested"."""
    if len(words) < len(("second", "one")) or not words[0].ordinal:
        return None
    one, other = words[:2]
    told = len(words) > 2 and vocabulary.says("entitles", other)
    return one.number if other.role & KINDS or other.number == 1 or told else None


def _named_behind_pointer(text: str, words: Sequence[Word], link: Link) -> Cell | None:
    """The part in a link that is put on "Click here for part 2: TITLE", all of its ``text``."""
    for place, pair in enumerate(pairwise(words)):
        number = part_number(text, pair)
        if number is not None:
            gap = text[pair[1].end : words[place + 2].start] if place + 2 < len(words) else ""
            named = place > 0 and _SETS_APART.fullmatch(gap) is not None
            title = title_of(text[pair[0].start :])
            return Cell("part", title=title, link=link, number=number) if named else None
        if not pair[0].role:
            return None
    return None


def _begins(text: str, place: tuple[int, int, int], vocabulary: Vocabulary) -> bool:
    """Tell "that began with [TITLE]", "that I [began last week]" and "at the [beginning]"."""
    last, start, end = place
    begins = vocabulary.leads_to("begins", text, last, start)
    begins = begins or vocabulary.phrases["began"].match(text, start, end) is not None
    return begins or vocabulary.phrases["beginning"].fullmatch(text[start:end].strip()) is not None


def _ends_in_pointer(text: str, words: Sequence[Word]) -> bool:
    """Tell "part one here" from "Part 1" and "Part 1: Here we go"."""
    return len(words) > 2 and text.islower() and all(word.role & FILLERS for word in words[2:])


def _is_plain(words: Sequence[Word]) -> bool:
    """Tell "here" and "read it here" from a title."""
    return is_beside(words)


def _is_named_introduction(text: str, words: Sequence[Word]) -> bool:
    """Tell "An Introduction", a title behind "the first post", from "the introduction"."""
    return len(words) > 1 and all(text[word.start].isupper() for word in words)
