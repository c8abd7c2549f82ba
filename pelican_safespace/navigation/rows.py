"""A line of an article -> rows: as cells of navigation, or as a statement in running text.

Markdown keeps the newlines that an author writes. Whether they were meant ("Previous", newline,
the title) or only wrap the text is told by what the lines say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from pelican_safespace.navigation.cells import PROSE, Cell, cells_of, read_cells
from pelican_safespace.navigation.linked_parts import is_about_parts, linked_parts
from pelican_safespace.navigation.series_names import titled
from pelican_safespace.navigation.snippets import words_of
from pelican_safespace.navigation.statements import (
    Statement,
    continued_from,
    may_state,
    read_statement,
)
from pelican_safespace.navigation.words import SEQUEL, Vocabulary
from pelican_safespace.source.lines import Line

MOST_SENTENCES = 8
"""Sentences of a line among which a statement is looked for."""
MOST_NEWLINES = 60
"""Newlines of a line that are looked at; with more it is wrapped text."""

LONGEST_REST = 400
"""Characters beside a statement that are read; more of them are prose."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"’')\]]*\s+(?=[\w“\"'‘(\[¿¡])")
_NAVIGATION = frozenset({"step", "label", "part", "statement", "beside", "heading"})


@dataclass(frozen=True, eq=False, slots=True)
class Row:
    """A line, or a part of one, as the series reader sees it."""

    line: Line
    cells: tuple[Cell, ...]
    statement: Statement | None = None

    @property
    def is_prose(self) -> bool:
        """True for running text."""
        return self.statement is None and any(cell.kind == "prose" for cell in self.cells)


def read_rows(source: str, line: Line, vocabulary: Vocabulary) -> list[Row]:
    """Return the rows of one line of ``source``, in order, at least one."""
    if "\n" in line.text:
        rows = _rows_by_newline(source, line, vocabulary)
        if rows is not None:
            return rows
    text = line.text.replace("\n", " ")
    words = words_of(line, text, vocabulary)
    cells = cells_of(line, text, words, vocabulary)
    kinds = {cell.kind for cell in cells}
    linked_part = any(cell.kind == "part" and cell.link for cell in cells)
    # "This is a continuation of [TITLE]" has a word of labels in it and is none.
    continues = (
        bool(line.links)
        and any(word.role & SEQUEL for word in words)
        and continued_from(text, line.links[0][:2], vocabulary)
    )
    if not continues and "prose" not in kinds and (kinds & {"step", "label"} or linked_part):
        return [Row(line, cells)]
    if not may_state(words):
        return [Row(line, cells)]
    return list(_rows_by_sentence(source, line, cells, vocabulary))


# Newlines that were meant -------------------------------------------------------------------


def _rows_by_newline(source: str, line: Line, vocabulary: Vocabulary) -> list[Row] | None:
    """Rows of a line whose newlines were meant; None when they only wrap the text."""
    if line.text.count("\n") > MOST_NEWLINES:
        return None
    parts = line.by_newline(source)
    if any(part is None for _, part in parts):
        cells = read_cells(line, vocabulary, newlines=True)
        return [Row(line, cells)] if _navigates(cells) else None
    rows = [Row(part, read_cells(part, vocabulary, newlines=False)) for _, part in parts if part]
    if _navigates([cell for row in rows for cell in row.cells]):
        return rows
    first = len(rows)
    while first and _is_labelled_link(rows[first - 1]):
        first -= 1
    if first in (0, len(rows)):
        return None
    # Running text, and labelled links on the lines below it; not a sentence that goes on there.
    text = line.part(source, 0, parts[first][0])
    label = rows[first].line.text.lstrip()
    if text and label[:1].islower() and text.text.rstrip()[-1:].isalnum():
        return None
    return [*read_rows(source, text, vocabulary), *rows[first:]] if text else None


def _is_labelled_link(row: Row) -> bool:
    steps = [cell for cell in row.cells if cell.kind == "step" and cell.link and cell.labelled]
    return bool(steps) and not row.is_prose


def _navigates(cells: Sequence[Cell]) -> bool:
    """Tell whether cells in a row are navigation only, each title below its label."""
    pending = told = False
    for cell in cells:
        if pending and cell.may_be_title:
            pending, told = False, True
        elif cell.kind not in _NAVIGATION:
            return False
        else:
            pending = cell.kind == "label"
            told = told or cell.kind in ("step", "label", "part")
    return told


# Statements in running text -----------------------------------------------------------------


def _rows_by_sentence(
    source: str, line: Line, cells: tuple[Cell, ...], vocabulary: Vocabulary
) -> Iterator[Row]:
    """The line with its first statement as a row of its own, where it can be cut out."""
    found = _statement(line, vocabulary)
    if found is None:
        yield Row(line, cells)
        return
    statement, start, end = found
    part = line.part(source, start, end)
    if part is None:
        yield Row(line, tuple(linked_parts(line, vocabulary)), statement)
        return
    if before := line.part(source, 0, start):
        yield from _rows_of_rest(source, before, vocabulary)
    yield Row(part, tuple(linked_parts(part, vocabulary)), statement)
    if after := line.part(source, end, len(line.text)):
        yield from _rows_of_rest(source, after, vocabulary)


def _rows_of_rest(source: str, line: Line, vocabulary: Vocabulary) -> Iterator[Row]:
    """The rows of what stands beside a statement; a long rest is prose."""
    if len(line.text) > LONGEST_REST:
        yield Row(line, (PROSE,))
    else:
        yield from read_rows(source, line, vocabulary)


def _statement(line: Line, vocabulary: Vocabulary) -> tuple[Statement, int, int] | None:
    """The first statement of a line and its place, with the sentences about parts after it."""
    text = line.text.replace("\n", " ")
    places = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    sentences = list(pairwise(places))[:MOST_SENTENCES]
    spans = [(start, end) for start, end, _ in line.links] + line.marks
    for index, (start, end) in enumerate(sentences):
        inside = [(a - start, b - start) for a, b in spans if a >= start and b <= end]
        statement = read_statement(text[start:end], inside, vocabulary)
        if statement is None and _continues(line, text, (start, end), vocabulary):
            statement = Statement(None, None, None)
        if statement is not None:
            if index and statement.name is None:
                above = sentences[index - 1]
                statement = replace(statement, name=titled(text[slice(*above)], vocabulary))
                start = above[0] if statement.name else start
            after = takewhile(
                lambda place: is_about_parts(text[place[0] : place[1]], vocabulary),
                sentences[index + 1 :],
            )
            return statement, start, max([end, *(last for _, last in after)])
    return None


def _continues(line: Line, text: str, place: tuple[int, int], vocabulary: Vocabulary) -> bool:
    """Tell whether the sentence at ``place`` names the article that it continues, by a link."""
    first, last = place
    link = next((one for one in line.links if one[0] >= first and one[1] <= last), None)
    if link is None or last - first > LONGEST_REST:
        return False
    return continued_from(text[first:last], (link[0] - first, link[1] - first), vocabulary)
