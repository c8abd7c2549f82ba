"""A line of an article, or a part of one, as the series reader sees it."""

from __future__ import annotations

from dataclasses import dataclass

from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.statements import Statement
from pelican_safespace.source.lines import Line


@dataclass(frozen=True, eq=False, slots=True)
class Row:
    """A line, or a part of one, as the series reader sees it.

    ``sentence``: it is one of running text; ``kept``: it tells of the series in passing, and
    stays in the article.
    """

    line: Line
    cells: tuple[Cell, ...]
    statement: Statement | None = None
    kept: bool = False
    sentence: bool = False

    @property
    def is_prose(self) -> bool:
        """True for running text."""
        return self.kept or (
            self.statement is None and any(cell.kind == "prose" for cell in self.cells)
        )

    @property
    def in_table(self) -> bool:
        """True for what stands in a cell of a table."""
        return self.line.run.parent.name in ("td", "th")

    @property
    def is_sentence(self) -> bool:
        """True for a line that could be a title, but for the full stop behind it."""
        title = len(self.cells) == 1 and self.cells[0].kind == "title"
        return title and self.line.text.rstrip().endswith((".", "…", "。"))


def only_cell(row: Row, *kinds: str) -> Cell | None:
    """The row's cell, where it is the only one and of one of these kinds."""
    fits = len(row.cells) == 1 and row.cells[0].kind in kinds and not row.statement
    return row.cells[0] if fits else None
