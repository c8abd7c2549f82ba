"""Parts in a line behind their series' name: "NAME series: [1] [2] 3", "NAME: [Part 1], Part 2"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pelican_safespace.navigation.addresses import leads_to_file
from pelican_safespace.navigation.cells import Cell, Kind
from pelican_safespace.navigation.counted_names import INSTALMENTS
from pelican_safespace.navigation.headings import read_heading
from pelican_safespace.navigation.labels import part_number
from pelican_safespace.navigation.statements import read_statement
from pelican_safespace.navigation.titles import announced_later, is_title, title_of, unmarked_title
from pelican_safespace.navigation.words import ALL_PARTS, COLONS, FILLERS, SERIES, Vocabulary, Word
from pelican_safespace.source.lines import Line

MOST_IN_NAME = 8  # words before "Part 1"
MOST_IN_STATEMENT = 24  # words before "[1], 2, [3]"
LEAST_PARTS = 2
MOST_COUNTED = 2  # words of "All parts:"
NUMBERED = 2  # words of "Part 1"

_NUMBER = re.compile(r"(?:\w+ )?#?\d{1,3}")
_SETS_APART = re.compile(r"[:：|·•(]")
_BETWEEN_NUMBERS = " |｜·•∙/,;→>–—-#*_&"
_APART = re.compile(r"\s*[|｜·•∙/,;→>]\s*|\s+(?:[–—-]{1,2}|[«»‹›←])\s+")
_BAR = re.compile(r"\s*[|｜·•∙]\s*")
_AROUND = " .|｜·•∙/,;→>–—-"


def numbered_parts(
    line: Line, text: str, words: Sequence[Word], vocabulary: Vocabulary
) -> tuple[Cell, ...] | None:
    """What "This is part 2 of the NAME series: [1], 2, [3]" says, and the parts behind it."""
    first = len(words)
    while first and _leads_up(text, words[first - 1], words[first:]):
        first -= 1
    before, numbers = tuple(words[:first]), words[first:]
    if len(numbers) < LEAST_PARTS or not before or len(before) > MOST_IN_STATEMENT:
        return None
    gap = text[before[-1].end : numbers[0].start]
    said = _said(line, text, before, vocabulary) if _SETS_APART.search(gap) else None
    parts = tuple(_number(line, text, word) for word in numbers)
    return (said, *parts) if said and any(part.link for part in parts) else None


def _leads_up(text: str, word: Word, behind: Sequence[Word]) -> bool:
    """Tell whether a number stands right before the larger ones ``behind`` it, or ends the line."""
    if word.number is None or not word.text.isdecimal():
        return False
    gap = text[word.end : behind[0].start if behind else len(text)]
    if not behind:
        return not gap.strip(" .)]*_")
    return not gap.strip(_BETWEEN_NUMBERS) and word.number < (behind[0].number or 0)


def _number(line: Line, text: str, word: Word) -> Cell:
    link = next((one for a, b, one in line.links if a <= word.start < b), None)
    signed = text[: word.start].endswith("#")
    title = text[word.start - signed : word.end]
    return Cell("part", title=title, link=link, number=word.number)


def _said(line: Line, text: str, before: tuple[Word, ...], vocabulary: Vocabulary) -> Cell | None:
    """The statement, or the heading, that the words before the numbers are."""
    statement = read_statement(text[: before[-1].end], line.marks, vocabulary)
    if statement and not statement.weak:
        return statement.cell
    last = before[-1]
    counted = last.role & ALL_PARTS or vocabulary.says_any(INSTALMENTS, last)
    if counted and len(before) <= MOST_COUNTED:
        return Cell("heading")  # "Parts: [1] 2 [3]", "All parts: …"
    return heading_before(line, text, before)


def name_before_numbers(line: Line, text: str, words: Sequence[Word]) -> Cell | None:
    """The series' name before a list of its parts' numbers: "NAME series: [1](…) [2](…) 3"."""
    if len(line.links) < LEAST_PARTS or not _NUMBER.fullmatch(text[slice(*line.links[0][:2])]):
        return None
    before = tuple(word for word in words if word.end <= line.links[0][0])
    if not _is_colon(text, before, line.links[0][0]):
        return None
    return heading_before(line, text, before)


def stated_parts(
    line: Line, text: str, words: Sequence[Word], vocabulary: Vocabulary
) -> tuple[Cell, ...] | None:
    """What "Part 2 of the series “NAME”: [Part 1], [Part 3]" says, and the parts it links."""
    if not line.links or any(leads_to_file(link) for _, _, link in line.links):
        return None
    first = line.links[0][0]
    before = tuple(word for word in words if word.end <= first)
    if not _is_colon(text, before, first):
        return None
    said = read_statement(text[:first].rstrip(" *_:："), line.marks, vocabulary)
    if said is None or said.weak or said.part is None:
        return None
    linked = [*_linked(line, text, vocabulary)]
    beside = (
        word
        for word in words
        if word.start >= first and not any(a <= word.start < b for a, b, _ in line.links)
    )
    if not all(cell.number for cell in linked) or any(
        not vocabulary.says("and", word) for word in beside
    ):
        return None
    return (said.cell, *linked)


def _linked(line: Line, text: str, vocabulary: Vocabulary) -> Iterator[Cell]:
    for start, end, link in line.links:
        title = title_of(text[start:end])
        number = part_number(title, vocabulary.words(title))
        yield Cell("part", title=title, link=link, number=number)


def named_parts(
    line: Line, text: str, words: Sequence[Word], vocabulary: Vocabulary
) -> tuple[Cell, ...] | None:
    """The name and the parts of "NAME: Part 1 | [Part 2] | [Part 3]", where one is this article.

    There may be no name.
    """
    if not line.links or any(leads_to_file(link) for _, _, link in line.links):
        return None
    for place, pair in enumerate(pairwise(words[: MOST_IN_NAME + 2])):
        if part_number(text, pair) is None:
            continue
        before = tuple(words[:place])
        if any(word.direction for word in before):
            return None
        if before and not _is_colon(text, before, pair[0].start):
            return None
        start = pair[0].start if before else 0
        titled = bool(before) and _BAR.search(text, start) is not None
        parts = tuple(_parts(line, text, start, vocabulary, titled=titled))
        if not _are_counted(parts):
            return None
        return (_name(line, text, before), *parts) if before else parts
    return None


def _name(line: Line, text: str, before: tuple[Word, ...]) -> Cell:
    """The heading before the parts; "Read:" and "Jump to:" name no series."""
    name = title_of(text[: before[-1].end])
    known = all(word.role for word in before) or bool(before[-1].role & FILLERS)
    plain = known or not is_title(name)
    return heading_before(line, text, before) or Cell("heading", name=None if plain else name)


def _parts(
    line: Line, text: str, start: int, vocabulary: Vocabulary, *, titled: bool
) -> Iterator[Cell]:
    """The pieces from ``start`` on, each a part; one of another kind where it is not.

    ``titled``: bars stand between them, so that each may have a title: "Part 2: TITLE".
    """
    border = _BAR if titled else _APART
    places = [start, *(found.end() for found in border.finditer(text, start)), len(text)]
    for first, last in pairwise(places):
        title, soon = announced_later(title_of(text[first:last].rstrip(_AROUND)), vocabulary)
        title, is_this = unmarked_title(title, vocabulary)
        words = vocabulary.words(title)
        number = part_number(title, words) if titled or len(words) == NUMBERED else None
        link = next((one for a, b, one in line.links if a >= first and b <= last), None)
        kind: Kind = "prose" if number is None else "part"
        yield Cell(kind, title=title, link=link, number=number, soon=soon, here=is_this)


def _are_counted(parts: Sequence[Cell]) -> bool:
    """Tell whether cells are parts in order, of which one has no link: this article."""
    numbers = [cell.number for cell in parts if cell.number]
    return (
        LEAST_PARTS <= len(parts) == len(numbers)
        and numbers == sorted({*numbers})
        and sum(cell.link is None and not cell.soon for cell in parts) == 1
    )


def _is_colon(text: str, before: Sequence[Word], end: int) -> bool:
    return bool(before) and text[before[-1].end : end].strip(" *_\"'”’") in COLONS


def heading_before(line: Line, text: str, before: tuple[Word, ...]) -> Cell | None:
    """The heading that the words before the parts are, if they say "series"."""
    if not any(word.role & SERIES for word in before):
        return None
    heading = read_heading(replace(line, text=text[: before[-1].end] + ":"), before)
    return Cell("heading", name=heading.name) if heading else None
