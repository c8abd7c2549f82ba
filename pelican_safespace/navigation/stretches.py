"""Stretches of an article that read as navigation and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from pelican_safespace.models import Direction
from pelican_safespace.navigation.bars import rows_between, titles_in_bars
from pelican_safespace.navigation.items import is_in_item
from pelican_safespace.navigation.parts import lists_of_parts
from pelican_safespace.navigation.row import Row
from pelican_safespace.navigation.title_numbers import NUMBERED

LEAST_LINKS = 3  # in one paragraph, below a label


def _heads_links(rows: Sequence[Row]) -> bool:
    """Tell whether several links stand below one another in a paragraph."""
    links = all(len(row.cells) == 1 and row.cells[0].kind == "link" for row in rows)
    return links and len(rows) == LEAST_LINKS and len({row.line.run for row in rows}) == 1


def stretches(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the longest sequences of rows that read as navigation and nothing else."""
    found: list[list[Row]] = [[]]
    pending: list[Direction] = []
    listed = {row for parts in lists_of_parts(rows) for row in parts.rows}
    titles = titles_in_bars(rows) | rows_between(rows)
    for place, row in enumerate(rows):
        if row.is_field:
            continue
        if _heads_links(rows[place : place + LEAST_LINKS]) and pending:
            pending.clear()  # "Read next" above several is none of a series
        titled = row in titles and not pending
        if pending and found[-1] and _ends_labels(row, pending[0], found[-1]):
            pending.clear()
        fits = titled or row in listed or _fits(row, pending) or _repeats(row, found[-1])
        if row.statement and row.statement.weak and not titled:
            told = bool(found[-1]) and found[-1][-1].statement is not None
            told = told or any(_says(below) for below in rows[place + 1 : place + 2])
            near = [*found[-1], *rows[place + 1 : place + 2]]
            fits = told or _counts(near, row.statement.part)
        if row in listed or row.statement or not fits:
            pending[:] = _awaited(row) if row.statement and fits else []
        if fits:
            found[-1].append(row)
        elif found[-1]:
            found.append([])
    return [stretch for stretch in found if stretch]


def _ends_labels(row: Row, direction: Direction, stretch: Sequence[Row]) -> bool:
    """Tell the article's first sentence from the title that "Next:" above it waits for.

    So is what stands below a table, in which "Next" has an empty cell, and a list of the article.
    """
    sentence = row.is_sentence and row.line.text.endswith(".")
    below = stretch[-1].in_table and not row.in_table
    item = is_in_item(row.line.run.parent) and not any(cell.link for cell in row.cells)
    below = below or (item and not is_in_item(stretch[-1].line.run.parent))
    return below or (sentence and not _is_said_twice(direction, stretch))


def _is_said_twice(direction: Direction, stretch: Sequence[Row]) -> bool:
    """Tell a site builder's labels, whose title may be a sentence."""
    labels = [cell for row in stretch for cell in row.cells if cell.kind == "label"]
    return sum(label.direction == direction for label in labels) > 1


def _says(row: Row) -> bool:
    return row.statement is not None and not row.statement.weak and not row.statement.points


def _repeats(row: Row, stretch: Sequence[Row]) -> bool:
    """Tell whether a paragraph only says the title again of the link above it."""
    title = row.cells[0].title if row.cells else None
    return bool(stretch and title) and title in {cell.title for cell in stretch[-1].cells}


def _counts(stretch: Sequence[Row], part: int | None) -> bool:
    """Tell whether "You are reading part 2" stands by links to parts 1 and 3, or "Next: Part 3"."""
    cells = [cell for row in stretch for cell in row.cells]
    linked = {cell.number for cell in cells if cell.link}
    titles = (NUMBERED.match(cell.title or "") for cell in cells if cell.kind == "step")
    linked |= {int(found[1]) for found in titles if found}
    return part is not None and not linked.isdisjoint((part - 1, part + 1))


def _awaited(row: Row) -> list[Direction]:
    """The labels of a sentence that speak of the paragraph below."""
    return [cell.direction for cell in row.cells if cell.kind == "label" and cell.direction]


def _fits(row: Row, pending: list[Direction]) -> bool:
    """Whether a row is navigation after what came before it.

    ``pending`` are the labels that wait for their titles, and is brought up to date.
    """
    if row.statement is not None:
        return True
    steps = any(cell.kind == "step" or (cell.kind == "part" and cell.link) for cell in row.cells)
    for cell in row.cells:
        if cell.kind == "prose":
            return False
        if pending and cell.may_be_title and not (cell.link and steps):
            pending.pop(0)
        elif (cell.kind == "title" and not cell.here) or (cell.kind == "link" and not steps):
            return False
        elif cell.kind == "label" and cell.direction:
            if cell.direction not in pending:
                pending.append(cell.direction)
        elif cell.kind != "beside":
            pending.clear()
    return bool(row.cells)
