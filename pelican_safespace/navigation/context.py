"""What rows turn out to be beside others: labels that go in pairs, and some that lead nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from pelican_safespace.models import Direction
from pelican_safespace.navigation.cells import BESIDE, PROSE, Cell
from pelican_safespace.navigation.newlines import BULLET, LEAST_ITEMS, begins_with_label
from pelican_safespace.navigation.row import Row, as_field, only_cell
from pelican_safespace.navigation.titles import is_title, title_of

MOST_ROWS_BETWEEN = 1  # two links that belong together: the list of all, say


def in_context(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, each as it is to be read where it stands."""
    found = _with_sentences_above_items(_with_paired_labels(_with_fields(rows)))
    found = _without_idle_announcements(found)
    return _with_titles_in_text(_without_dead_labels(found))


def _with_fields(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, "**Author:** NAME" as a field where each line of its paragraph is one."""
    found: list[Row] = []
    for _, some in groupby(rows, lambda row: row.line.run):
        lines = [*some]
        fields = len(lines) >= LEAST_ITEMS and all(begins_with_label(row.line) for row in lines)
        found += map(as_field, lines) if fields else lines
    return found


def _with_paired_labels(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, two such links next to each other as the steps they are.

    One of them may have a label that is set apart: "[Previous The lamp]", "[Next: The kettle]".
    """
    places = [
        (place, cell, direction)
        for place, row in enumerate(rows)
        for cell in row.cells
        if (direction := _pointed(cell))
    ]
    steps: dict[Cell, Cell] = {}
    for (place, one, direction), (other_place, other, opposite) in pairwise(places):
        near = other_place - place <= 1 + MOST_ROWS_BETWEEN
        if near and direction != opposite:
            steps |= {cell: _opened(cell) for cell in (one, other) if cell.opening}
    if not steps:
        return list(rows)
    return [replace(row, cells=tuple(steps.get(cell, cell) for cell in row.cells)) for row in rows]


def _pointed(cell: Cell) -> Direction | None:
    """The direction that a link's text begins with, or its label tells."""
    if cell.opening:
        return cell.opening[0]
    titled = cell.kind == "step" and cell.labelled and cell.link and cell.title
    return cell.direction if titled else None


def _opened(cell: Cell) -> Cell:
    assert cell.opening is not None
    direction, title = cell.opening
    return Cell("step", direction, title, cell.link, labelled=True)


def _with_sentences_above_items(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, "This series has three parts." above their list as no item of it."""
    found = list(rows)
    for place, (row, below) in enumerate(pairwise(rows)):
        one, other = only_cell(row, "title"), only_cell(below, "part", "link", "title")
        if one and other and row.is_sentence and row.line.run is below.line.run:
            if row.line.text[0].isalpha() and BULLET.match(below.line.text):
                found[place] = replace(row, cells=(BESIDE,))
    return found


def _with_titles_in_text(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, with what text below "Up next in this series" begins with as its title."""
    found = list(rows)
    for place, (row, below) in enumerate(pairwise(rows), 1):
        label = only_cell(row, "label")
        if label and label.in_series and label.direction and below.is_prose and below.line.marks:
            start, end = below.line.marks[0]
            title = title_of(below.line.text[start:end]).removesuffix(".")
            if not start and is_title(title) and not below.statement:
                step = Cell("step", label.direction, title, labelled=True, in_series=True)
                found[place] = replace(below, cells=(step,), kept=True)
    return found


def _without_idle_announcements(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, "In the next part, we …" as prose unless a part with its number follows.

    Below it "[Book a first talk](…)" is none.
    """
    found = list(rows)
    for place, row in enumerate(rows):
        label = only_cell(row, "label")
        if label and label.soon:
            below = only_cell(rows[place + 1], "link", "part") if place + 1 < len(rows) else None
            if below is None or (below.number or below.within) is None:
                found[place] = replace(row, cells=(PROSE,))
    return found


def _without_dead_labels(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, a label as beside the steps where another one like it is a link.

    In "Previous chapter", [Contents], [Next chapter] there is no chapter before.
    """
    found = list(rows)
    for place, row in enumerate(rows):
        label = only_cell(row, "label")
        if label is None:
            continue
        for end, other in enumerate(rows[place + 1 : place + 2 + MOST_ROWS_BETWEEN], place + 1):
            step = only_cell(other, "step")
            if step and step.labelled and step.link and not step.title:
                if step.direction != label.direction:
                    beside = [replace(one, cells=(BESIDE,)) for one in rows[place:end]]
                    found[place:end] = beside
                break
    return found
