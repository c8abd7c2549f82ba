"""Tables: which hold data, which only arrange things on a page, and how the former are read."""

from __future__ import annotations

from dataclasses import replace

from pelican_safespace.newsletter.frames import CaptionedFrame, Frame
from pelican_safespace.newsletter.nodes import Cell, Paragraph, Table
from pelican_safespace.newsletter.oneline import on_one_line
from pelican_safespace.newsletter.tree import Element

#: A cell without a heading that says more than this many characters is a column of a page.
_LONGEST_CELL = 300
_WIDEST = 50


def holds_data(table: Element) -> bool:
    """Whether a ``table`` is data: it has headings, or at least two rows and two columns.

    One with another table or a heading of the article in it arranges a page.
    """
    if table.get("role") in ("presentation", "none"):
        return False
    rows = widest = cells = said = 0
    headed = False
    for child in table.inside():
        if isinstance(child, str):
            said += len(child.strip())
            if said > _LONGEST_CELL and not headed:
                return False
        elif child.tag in ("table", "h1", "h2", "h3", "h4", "h5", "h6"):
            return False
        elif child.tag == "tr":
            rows, cells = rows + 1, 0
        elif child.tag in ("td", "th"):
            cells, said = cells + 1, 0
            widest = max(widest, cells)
            headed = headed or child.tag == "th"
        elif child.tag in ("caption", "thead"):
            headed = True
    return (headed and widest > 0) or (rows > 1 and widest > 1)


def _span(cell: Element, name: str) -> int:
    """Return the cell's ``colspan`` or ``rowspan``: 1 or more, and no more than is sane."""
    value = cell.get(name)
    return max(1, min(int(value), _WIDEST)) if value.isascii() and value.isdigit() else 1


class TableFrame(CaptionedFrame):
    """``table`` with data in it; what stands outside its cells goes before it, as in browsers."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[Cell, ...]] = []
        self.heads = 0
        self.in_head = False

    def deliver(self, parent: Frame) -> None:
        super().deliver(parent)
        if any(cell.content for row in self.rows for cell in row):
            parent.blocks.append(Table(tuple(self.rows), self.heads, self.caption))
        elif self.caption:
            parent.blocks.append(Paragraph(self.caption))


class RowFrame(Frame):
    """``tr``."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[Cell] = []

    def deliver(self, parent: Frame) -> None:
        assert isinstance(parent, TableFrame)
        parent.blocks.extend(self.blocks)
        if not self.cells:
            return
        head = parent.in_head or all(cell.header for cell in self.cells)
        if head and parent.heads == len(parent.rows):
            parent.heads += 1
        default = "col" if head else "row"
        parent.rows.append(
            tuple(
                replace(cell, scope=cell.scope or default) if cell.header else cell
                for cell in self.cells
            )
        )


class CellFrame(Frame):
    """``td`` and ``th``."""

    def __init__(self, element: Element) -> None:
        super().__init__()
        self.cell = _cell(element)

    def deliver(self, parent: Frame) -> None:
        assert isinstance(parent, RowFrame)
        parent.cells.append(replace(self.cell, content=on_one_line(self.blocks)))


def _cell(element: Element) -> Cell:
    scope = element.get("scope").lower()
    return Cell(
        (),
        header=element.tag == "th",
        scope=scope if scope in ("col", "row", "colgroup", "rowgroup") else None,
        columns=_span(element, "colspan"),
        rows=_span(element, "rowspan"),
    )
