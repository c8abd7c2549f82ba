"""A bar of navigation over several rows: "Previous", this article's title, "Next"."""

from __future__ import annotations

from collections.abc import Sequence

from pelican_safespace.navigation.row import Row, only_cell
from pelican_safespace.source.outline import Block

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
        if _is_beside(row)
        and _is_step(before)
        and _is_step(after)
        and before.cells[0].direction != after.cells[0].direction
    )


def _is_beside(row: Row) -> bool:
    """Tell a link or a title, and "Notes: [Week 3]", a part that nothing is said of."""
    if row.statement and row.statement.weak and len(row.cells) == 1:
        return row.cells[0].kind == "part"
    return only_cell(row, "link", "title") is not None


def _is_step(row: Row) -> bool:
    step = only_cell(row, "step")
    return step is not None and step.link is not None and (step.labelled or step.told)


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
