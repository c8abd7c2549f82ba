"""A line of an article -> the cells of navigation that it holds, or prose."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import takewhile

from pelican_safespace.models import Direction
from pelican_safespace.navigation.addresses import (
    is_empty,
    is_placeholder,
    leads_somewhere,
    leads_through_pages,
    leads_within,
)
from pelican_safespace.navigation.cells import BESIDE, PROSE, Cell, Kind
from pelican_safespace.navigation.directions import direction_around, direction_of_link
from pelican_safespace.navigation.headings import read_heading
from pelican_safespace.navigation.items import (
    behind_item_number,
    is_in_item,
    read_counted_item,
    read_item,
    read_numbered_item,
)
from pelican_safespace.navigation.labelled import leading_label, read_labelled
from pelican_safespace.navigation.labels import has_no_title, part_number
from pelican_safespace.navigation.leading import behind_heading, behind_navigation, behind_readers
from pelican_safespace.navigation.link_titles import NOTE, spoken_direction
from pelican_safespace.navigation.listed_titles import listed_titles
from pelican_safespace.navigation.named_parts import (
    name_before_numbers,
    named_parts,
    numbered_parts,
    stated_parts,
)
from pelican_safespace.navigation.parts_in_bars import LEAST_CELLS, read_bar
from pelican_safespace.navigation.pointers import are_joined
from pelican_safespace.navigation.roles import read_roles
from pelican_safespace.navigation.sequels import CARRIES, begun
from pelican_safespace.navigation.snippets import SEPARATOR, LinkSpan, Snippet, snippets, words_of
from pelican_safespace.navigation.title_numbers import title_number
from pelican_safespace.navigation.titles import title_of
from pelican_safespace.navigation.unlabelled import read_linked, read_told, read_unlinked
from pelican_safespace.navigation.words import Vocabulary, Word
from pelican_safespace.source.lines import Line

MOST_UNLINKED = 320
"""Characters of a line outside its links; with more it is running text."""

_TYPE = re.compile(r"\w\\?<\w[^<>]*>$")


def read_cells(line: Line, vocabulary: Vocabulary, *, newlines: bool) -> tuple[Cell, ...]:
    """Return the cells of a line in order, at least one.

    ``newlines``: whether a newline in the text ends a cell, or is white space.
    """
    text = line.text if newlines else line.text.replace("\n", " ")
    return cells_of(line, text, words_of(line, text, vocabulary), vocabulary, newlines=newlines)


def cells_of(
    line: Line,
    text: str,
    words: tuple[Word, ...],
    vocabulary: Vocabulary,
    *,
    newlines: bool = False,
    item: bool = False,
) -> tuple[Cell, ...]:
    """Return the cells of a line whose ``text`` and ``words`` are known.

    ``item``: it is one of a list; what its block tells is found here.
    """
    listed = item or is_in_item(line.run.parent)
    if listed and (behind := behind_item_number(text)):
        # "04 · TITLE (this post)"
        text = " " * behind + text[behind:]
        words = tuple(word for word in words if word.start >= behind)
    if line.marks and not line.links and listed:
        if numbered := read_numbered_item(line, text, words, vocabulary):
            return (numbered,)
    if listed and (counted := read_counted_item(line, text)):
        return (counted,)
    cells = _cells_of(line, text, words, vocabulary, newlines=newlines)
    if not cells or any(cell.kind == "prose" for cell in cells):
        if line.links and listed:
            read = read_item(line, text, words, vocabulary)
            return (read,) if read else cells
    return cells


def _cells_of(
    line: Line, text: str, words: tuple[Word, ...], vocabulary: Vocabulary, *, newlines: bool
) -> tuple[Cell, ...]:
    if "<" in text and _TYPE.search(text):
        return (PROSE,)  # "prev: [Nullable]<[Joint]>", of a program
    if len(text) - sum(end - start for start, end, _ in line.links) > MOST_UNLINKED:
        return (PROSE,)
    if steps := read_roles(text, vocabulary):
        return steps
    if counted := numbered_parts(line, text, words, vocabulary):
        return counted
    if listed := listed_titles(line, text, words, vocabulary):
        return listed
    if stated := stated_parts(line, text, words, vocabulary):
        return stated
    title = name_before_numbers(line, text, words)
    if title is not None:
        return (title, *read_bar([*_numbered(line, text, words, vocabulary)]))
    if named := named_parts(line, text, words, vocabulary):
        return named
    around = direction_around(line.run.parent)
    pieces = snippets(line, text, words, newlines=newlines)
    cells = tuple(_read(snippet, around, vocabulary) for snippet in pieces)
    if len(pieces) >= LEAST_CELLS and SEPARATOR.search(text):
        cells = read_bar(cells)
    # "Next in this series:" waits for its title; "The previous parts:" stands above a list.
    waits = len(cells) == 1 and cells[0].kind == "label" and not cells[0].pages
    if not waits and not any(cell.kind in ("step", "part", "statement") for cell in cells):
        heading = read_heading(line, words)
        if heading is not None:
            # "[NAME (7 Part Series)](…)" states it, whatever stands below.
            kind: Kind = "statement" if heading.of and line.links else "heading"
            cell = Cell(kind, heading.direction, name=heading.name, rest=heading.rest)
            return (replace(cell, in_series=heading.in_series, of=heading.of),)
    set_apart = {cell for cell, one in zip(cells, pieces, strict=True) if one.span in line.marks}
    if len(cells) > 1 and cells[0].direction == "previous":
        joined = not SEPARATOR.search(text) and are_joined(line, vocabulary)
        cells = _last_of_several(cells, vocabulary, listed=joined)
    return _titles_beside(cells, set_apart) or (BESIDE,)


def _titles_beside(cells: tuple[Cell, ...], set_apart: Container[Cell]) -> tuple[Cell, ...]:
    """Between a step back and one onward a title is this article's: "← A | **B** | C →".

    Beside a single step it is where it is emphasised: "[← A](…) | **B**", the last part.
    """
    steps = [cell for cell in cells if cell.kind == "step" and (cell.link or cell.labelled)]
    both = {cell.direction for cell in steps} == {"previous", "next"}
    alone = any(cell.link and cell.labelled for cell in steps)
    return tuple(
        BESIDE
        if cell.kind == "title" and not cell.here and (both or (alone and cell in set_apart))
        else cell
        for cell in cells
    )


def _last_of_several(
    cells: tuple[Cell, ...], vocabulary: Vocabulary, *, listed: bool
) -> tuple[Cell, ...]:
    """Of the links behind "Previous posts in this series:" the last is the one before.

    So it is in "Previous: [Part 1] | [Part 2] | Next: [Part 4]", and where they are ``listed``:
    "Previously: [A] and [B]".
    """
    step = cells[0]
    links = [*takewhile(lambda cell: cell.kind in ("link", "part") and cell.link, cells[1:])]
    onward = cells[1 + len(links) :]
    if not links or any(not cell.labelled or cell.direction != "next" for cell in onward):
        return cells
    numbers = [title_number(step.title or "", vocabulary), *(cell.number for cell in links)]
    upwards = numbers[0] is None or numbers == sorted(number or 0 for number in numbers)
    counted = step.labelled and not step.general and all(numbers[1:]) and upwards
    titled = step.pages and step.labelled and step.title
    joined = listed and step.labelled and not step.general and not any(numbers)
    if not (step.several or step.in_series or titled or counted or joined):
        return cells
    if all(numbers) and not upwards and numbers[0] == max(number or 0 for number in numbers):
        return (step, *onward)  # "Continued from [Part 3] (and [Part 1], [Part 2])"
    return (replace(step, title=links[-1].title, link=links[-1].link, pages=False), *onward)


def _numbered(
    line: Line, text: str, words: tuple[Word, ...], vocabulary: Vocabulary
) -> Iterator[Cell]:
    """The cells of a line whose parts are called by their numbers."""
    first = next(place for place, word in enumerate(words) if word.start >= line.links[0][0])
    blank = " " * words[first].start + text[words[first].start :]
    for snippet in snippets(line, blank, words[first:], newlines=False):
        cell = _read(snippet, None, vocabulary)
        if len(snippet.words) == 1 and (number := snippet.words[0].number):
            cell = replace(cell, kind="part", title=snippet.inner.strip(), number=number)
        yield cell


def _read(snippet: Snippet, around: Direction | None, vocabulary: Vocabulary) -> Cell:
    """A label in words comes first, then what the markup tells, then an arrow."""
    if not snippet.links and vocabulary.phrases["nothing"].fullmatch(snippet.inner.strip()):
        return BESIDE  # "No newer posts"
    snippet = behind_navigation(behind_readers(snippet, vocabulary))
    link = _main_link(snippet)
    carried = begun("carries_on", snippet.text, snippet.words, vocabulary)
    label = None if carried else leading_label(snippet, vocabulary)  # "Continued from part 2"
    if label is None and link is not None and not carried:
        snippet, label = behind_heading(snippet, vocabulary)
    told: Direction | None = None
    if link is not None:
        told = direction_of_link(link[2]) or spoken_direction(link[2], vocabulary) or around
    if label is not None and link is None and any(leads_within(one[2]) for one in snippet.links):
        cell = BESIDE
    elif link is not None and (leads := _carries_to(snippet, link, vocabulary)):
        title = title_of(snippet.text[link[0] : link[1]])
        cell = Cell("step", leads, title, link[2], labelled=True, in_series=True)
    elif label is not None:
        cell = read_labelled(snippet, label, link, vocabulary)
    elif link is not None and told:
        cell = read_told(snippet, link, told, vocabulary)
    elif link is not None:
        cell = read_linked(snippet, link, vocabulary)
    else:
        cell = read_unlinked(snippet, vocabulary)
    if link and vocabulary.phrases["months"].fullmatch((cell.title or "").rstrip(".")):
        return replace(cell, pages=True)  # "« Sep", of a calendar
    several = label is not None and label.plural and (label.in_series or label.announces)
    if (link and leads_through_pages(link[2])) or (label and label.plural and not several):
        return replace(cell, pages=True)
    return replace(cell, several=True) if several else cell


def _carries_to(snippet: Snippet, link: LinkSpan, vocabulary: Vocabulary) -> Direction | None:
    """Where "Continued in [part 3]" or "Continues in chapter 5: [TITLE]" leads, by its number."""
    if not snippet.words:
        return None
    start = snippet.words[0].start
    for phrase, direction in CARRIES.items():
        begins = vocabulary.phrases[phrase].match(snippet.text, start)
        if begins is None:
            continue
        words = snippet.words_between(begins.end(), link[1])
        counted = part_number(snippet.text, words[:2]) is not None
        led = begins.end() <= link[0] and all(
            word.role or word.number for word in words if word.start < link[0]
        )
        noted = NOTE.match(snippet.text, link[1], snippet.end) is not None
        return direction if counted and led and noted else None
    return None


def _main_link(snippet: Snippet) -> LinkSpan | None:
    """The link that leads to the neighbour: the first with a title, else the first."""
    untitled: LinkSpan | None = None
    for one in snippet.links:
        leads = leads_somewhere(one[2]) or is_placeholder(one[2])
        if not has_no_title(snippet.words_between(one[0], one[1])):
            if leads or is_empty(one[2]):
                return one
        elif leads:
            untitled = untitled or one
    return untitled
