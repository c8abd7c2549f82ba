"""A bar of parts on one line: "NAME | [Part 1] | Part 2 | [Home]"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pelican_safespace.navigation.cells import BESIDE, Cell
from pelican_safespace.navigation.title_numbers import NUMBERED

LEAST_CELLS = 3


def read_bar(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the cells of a line with separators, what stands beside its parts as such.

    One of the parts is this article: "[← Part 1] · [← Part 2] · **Part 3**" has no two steps back.
    """
    parts = [_part(cell) for cell in cells]
    here = [part for part in parts if part.kind == "part" and (part.here or not part.link)]
    linked = [part for part in parts if part.kind == "part" and part.link]
    if len(cells) < LEAST_CELLS or len(here) != 1 or not linked or _directs(cells):
        return tuple(cells)
    first, *others = parts
    if first.kind == "prose":
        return tuple(cells)  # "This is part 4 of a series. [Part 1] | …", read by sentence
    if first.kind == "title" and not first.here:
        first = Cell("heading", name=first.title)
    return tuple(_beside(part) for part in (first, *others))


def _directs(cells: Sequence[Cell]) -> bool:
    """Tell whether there is one step back and one onward, whatever stands between them."""
    steps = [cell.direction for cell in cells if cell.kind == "step" and cell.link]
    return len(steps) == 2 and len({*steps}) == 2


def _part(cell: Cell) -> Cell:
    """The part that "[← Part 1]" leads to."""
    number = NUMBERED.fullmatch(cell.title or "") if cell.kind == "step" and cell.link else None
    return replace(cell, kind="part", number=int(number[1])) if number else cell


def _beside(cell: Cell) -> Cell:
    return BESIDE if cell.kind == "prose" or (cell.kind == "title" and not cell.here) else cell
