"""A line of an article, or a part of one, as the series reader sees it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.statements import Statement
from pelican_safespace.source.lines import Line

_FIELD = frozenset({"title", "link", "beside"})  # "Category: [Rest](…) · Level: Easy"


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
    def is_field(self) -> bool:
        """True for "Author: NAME" among fields of which others tell of the series."""
        said = self.statement
        return said is not None and said.weak and said.points and self.kept and not self.cells

    @property
    def in_table(self) -> bool:
        """True for what stands in a cell of a table."""
        return self.line.run.parent.name in ("td", "th")

    @property
    def is_sentence(self) -> bool:
        """True for a line that could be a title, but for the full stop behind it."""
        title = len(self.cells) == 1 and self.cells[0].kind == "title"
        return title and self.line.text.rstrip().endswith((".", "…", "。"))


def as_field(row: Row) -> Row:
    """Return "Author: NAME" as a field, the row as it is where it tells of a series."""
    kinds = {cell.kind for cell in row.cells}
    if row.statement or not kinds <= _FIELD or kinds == {"beside"}:
        return row
    return replace(row, cells=(), statement=Statement(weak=True, points=True), kept=True)


def only_cell(row: Row, *kinds: str) -> Cell | None:
    """The row's cell, where it is the only one and of one of these kinds."""
    fits = len(row.cells) == 1 and row.cells[0].kind in kinds and not row.statement
    return row.cells[0] if fits else None
