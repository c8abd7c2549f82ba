"""Rows that belong together: a list of a series' parts, a stretch of navigation."""

from __future__ import annotations

from collections.abc import Sequence

from pelican_safespace.models import Direction
from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.rows import Row
from pelican_safespace.source.outline import Block

_PARTS = frozenset({"part", "link", "title", "beside"})

LEVELS_IN_ITEM = 6
"""How deep inside its list item a row may stand."""


def stretches(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the longest sequences of rows that read as navigation and nothing else."""
    found: list[list[Row]] = [[]]
    pending: list[Direction] = []
    listed = {row for parts in lists_of_parts(rows) for row in parts}
    for row in rows:
        fits = row in listed or _fits(row, pending)
        if row in listed or row.statement or not fits:
            pending.clear()
        if fits:
            found[-1].append(row)
        elif found[-1]:
            found.append([])
    return [stretch for stretch in found if stretch]


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
        elif cell.kind == "title" or (cell.kind == "link" and not steps):
            return False
        elif cell.kind == "label" and cell.direction:
            if cell.direction not in pending:
                pending.append(cell.direction)
        elif cell.kind != "beside":
            pending.clear()
    return bool(row.cells)


def lists_of_parts(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the lists of a series' parts: one item is no link, or a statement stands above."""
    lists: dict[Block, list[Row]] = {}
    above: dict[Block, Row | None] = {}
    before: Row | None = None
    for row in rows:
        around = _list_around(row)
        if around is not None:
            lists.setdefault(around, []).append(row)
            above.setdefault(around, before)
        before = row
    return [
        items
        for around, items in lists.items()
        if len(items) > 1 and all(len(row.cells) == 1 and not row.statement for row in items)
        if _are_parts([row.cells[0] for row in items], above[around])
    ]


def _list_around(row: Row) -> Block | None:
    item: Block | None = row.line.run.parent
    for _ in range(LEVELS_IN_ITEM):
        if item is None or item.name in ("li", "dd"):
            break
        item = item.parent
    return item.parent if item is not None and item.name in ("li", "dd") else None


def _are_parts(cells: Sequence[Cell], above: Row | None) -> bool:
    introduced = above is not None and (
        above.statement is not None or any(cell.kind == "heading" for cell in above.cells)
    )
    kinds = {cell.kind for cell in cells}
    return one_is_here(cells) or (introduced and kinds <= _PARTS and _all_named(cells))


def one_is_here(cells: Sequence[Cell]) -> bool:
    """Tell whether all cells are linked parts but one, which is this article."""
    kinds = {cell.kind for cell in cells}
    return (
        kinds <= _PARTS | {"step"}
        and _all_named(cells)
        and sum(cell.link is None for cell in cells) == 1
    )


def _all_named(cells: Sequence[Cell]) -> bool:
    return all(cell.title for cell in cells)
