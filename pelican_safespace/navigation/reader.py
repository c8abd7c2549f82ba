"""A line of an article -> the cells of navigation that it holds, or prose."""

from __future__ import annotations

from dataclasses import replace

from pelican_safespace.models import Direction
from pelican_safespace.navigation.addresses import leads_somewhere, leads_through_pages
from pelican_safespace.navigation.cells import BESIDE, PROSE, Cell
from pelican_safespace.navigation.directions import direction_around, direction_of_link
from pelican_safespace.navigation.headings import read_heading
from pelican_safespace.navigation.labelled import leading_label, read_labelled
from pelican_safespace.navigation.labels import has_no_title
from pelican_safespace.navigation.snippets import LinkSpan, Snippet, snippets, words_of
from pelican_safespace.navigation.unlabelled import read_linked, read_told, read_unlinked
from pelican_safespace.navigation.words import Vocabulary, Word
from pelican_safespace.source.lines import Line

MOST_UNLINKED = 320
"""Characters of a line outside its links; with more it is running text."""


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
) -> tuple[Cell, ...]:
    """Return the cells of a line whose ``text`` and ``words`` are known."""
    if len(text) - sum(end - start for start, end, _ in line.links) > MOST_UNLINKED:
        return (PROSE,)
    around = direction_around(line.run.parent)
    cells = tuple(
        _read(snippet, around, vocabulary)
        for snippet in snippets(line, text, words, newlines=newlines)
    )
    # "Next in this series:" waits for its title; "The previous parts:" stands above a list.
    waits = len(cells) == 1 and cells[0].kind == "label" and not cells[0].pages
    if not waits and not any(cell.kind in ("step", "part") for cell in cells):
        heading = read_heading(line, words)
        if heading is not None:
            return (Cell("heading", heading.direction, name=heading.name),)
    return cells or (BESIDE,)


def _read(snippet: Snippet, around: Direction | None, vocabulary: Vocabulary) -> Cell:
    """A label in words comes first, then what the markup tells, then an arrow."""
    link = _main_link(snippet)
    label = leading_label(snippet)
    told = (direction_of_link(link[2]) or around) if link else None
    if label is not None:
        cell = read_labelled(snippet, label, link, vocabulary)
    elif link is not None and told:
        cell = read_told(snippet, link, told, vocabulary)
    elif link is not None:
        cell = read_linked(snippet, link, vocabulary)
    else:
        cell = read_unlinked(snippet, vocabulary)
    if (link and leads_through_pages(link[2])) or (label and label.plural):
        return replace(cell, pages=True)
    return cell


def _main_link(snippet: Snippet) -> LinkSpan | None:
    """The link that leads to the neighbour: the first with a title, else the first."""
    links = [one for one in snippet.links if leads_somewhere(one[2])]
    for one in links:
        if not has_no_title(snippet.words_between(one[0], one[1])):
            return one
    return links[0] if links else None
