"""A bar of navigation over several rows: "Previous", this article's title, "Next"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pelican_safespace.navigation.cells import BESIDE, PROSE, Cell
from pelican_safespace.navigation.rows import Row
from pelican_safespace.source.outline import Block

MOST_ROWS_BETWEEN = 1  # two links that belong together: the list of all, say
LEVELS_IN_TABLE = 5
MOST_CELLS = 8  # of a table that is such a bar


def titles_in_bars(rows: Sequence[Row]) -> frozenset[Row]:
    """Return the rows without a link in tables that hold a step back and one onward."""
    tables: dict[Block, list[Row]] = {}
    for row in rows:
        if (table := _table_around(row)) is not None:
            tables.setdefault(table, []).append(row)
    return frozenset(
        row
        for cells in tables.values()
        if len(cells) <= MOST_CELLS and _steps(cells) == {"previous", "next"}
        for row in cells
        if len(row.cells) == 1 and row.cells[0].kind == "title"
    )


def rows_between(rows: Sequence[Row]) -> frozenset[Row]:
    """Return each row of one link or title that stands between a step back and one onward."""
    return frozenset(
        row
        for before, row, after in zip(rows, rows[1:], rows[2:], strict=False)
        if _only(row, "link", "title")
        and _is_step(before)
        and _is_step(after)
        and before.cells[0].direction != after.cells[0].direction
    )


def with_paired_labels(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, two such links next to each other as the steps they are."""
    places = [(place, cell) for place, row in enumerate(rows) for cell in row.cells if cell.opening]
    steps: dict[Cell, Cell] = {}
    for (place, one), (other_place, other) in pairwise(places):
        near = other_place - place <= 1 + MOST_ROWS_BETWEEN
        if near and one.opening and other.opening and one.opening[0] != other.opening[0]:
            steps |= {one: _opened(one), other: _opened(other)}
    if not steps:
        return list(rows)
    return [replace(row, cells=tuple(steps.get(cell, cell) for cell in row.cells)) for row in rows]


def _opened(cell: Cell) -> Cell:
    assert cell.opening is not None
    direction, title = cell.opening
    return Cell("step", direction, title, cell.link, labelled=True)


def without_idle_announcements(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, "In the next part, we …" as prose unless a part with its number follows.

    Below it "[Book a first talk](…)" is none.
    """
    found = list(rows)
    for place, row in enumerate(rows):
        label = _only(row, "label")
        if label and label.soon:
            below = _only(rows[place + 1], "link", "part") if place + 1 < len(rows) else None
            if below is None or (below.number or below.within) is None:
                found[place] = replace(row, cells=(PROSE,))
    return found


def without_dead_labels(rows: Sequence[Row]) -> list[Row]:
    """Return the rows, a label as beside the steps where another one like it is a link.

    In "Previous chapter", [Contents], [Next chapter] there is no chapter before.
    """
    found = list(rows)
    for place, row in enumerate(rows):
        label = _only(row, "label")
        if label is None:
            continue
        for end, other in enumerate(rows[place + 1 : place + 2 + MOST_ROWS_BETWEEN], place + 1):
            step = _only(other, "step")
            if step and step.labelled and step.link and not step.title:
                if step.direction != label.direction:
                    beside = [replace(one, cells=(BESIDE,)) for one in rows[place:end]]
                    found[place:end] = beside
                break
    return found


def _is_step(row: Row) -> bool:
    step = _only(row, "step")
    return step is not None and step.link is not None and (step.labelled or step.told)


def _only(row: Row, *kinds: str) -> Cell | None:
    """The row's cell, where it is the only one and of one of these kinds."""
    fits = len(row.cells) == 1 and row.cells[0].kind in kinds and not row.statement
    return row.cells[0] if fits else None


def _steps(rows: Sequence[Row]) -> set[str | None]:
    return {
        cell.direction for row in rows for cell in row.cells if cell.kind == "step" and cell.link
    }


def _table_around(row: Row) -> Block | None:
    block: Block | None = row.line.run.parent
    for _ in range(LEVELS_IN_TABLE):
        if block is None or block.name == "table":
            return block
        block = block.parent
    return None
