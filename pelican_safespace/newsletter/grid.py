"""A table in plain text: columns side by side where they fit, else one row below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from pelican_safespace.newsletter.lines import indented, width, wrap

#: A cell's text, and how many columns and rows it covers.
Field: TypeAlias = tuple[str, int, int]

#: No column is made narrower; a table that would need it is written row by row.
_NARROWEST = 9
_GAP = "  "


def table(rows: Sequence[Sequence[Field]], head: int, columns: int) -> tuple[str, ...]:
    """Return the table as lines of at most ``columns``; ``head`` rows at the top are headings."""
    texts = _filled(rows)
    widths = _widths(texts, columns)
    if widths is None:
        return _row_by_row(texts, head, columns)
    lines: list[str] = []
    for at, row in enumerate(texts):
        tall = any(
            "\n" in text or width(text) > room for text, room in zip(row, widths, strict=True)
        )
        lines += [""] * (at > head and tall and bool(lines[-1:]) and lines[-1] != "")
        lines += _side_by_side(row, widths)
        if at == head - 1:
            lines.append(_GAP.join("-" * room for room in widths))
    return tuple(lines)


def _filled(rows: Sequence[Sequence[Field]]) -> list[list[str]]:
    """Return every row with the same number of texts; a cell that spans stands at its start."""
    taken: dict[tuple[int, int], str] = {}
    for down, row in enumerate(rows):
        across = 0
        for text, columns, height in row:
            while (down, across) in taken:
                across += 1
            for below in range(min(height, len(rows) - down)):
                for beside in range(columns):
                    taken[down + below, across + beside] = ""
            taken[down, across] = text
    breadth = 1 + max((across for _, across in taken), default=0)
    return [[taken.get((down, at), "") for at in range(breadth)] for down in range(len(rows))]


def _widths(texts: Sequence[Sequence[str]], columns: int) -> list[int] | None:
    """Return each column's width, the widest narrowed until all fit; None when they cannot."""
    wanted = [min(columns, max(_natural(row[at]) for row in texts)) for at in range(len(texts[0]))]
    least = [
        min(want, max(_NARROWEST, *(_longest_word(row[at]) for row in texts)))
        for at, want in enumerate(wanted)
    ]
    room = columns - len(_GAP) * (len(wanted) - 1)
    if sum(least) > room:
        return None
    while sum(wanted) > room:
        spare = [want - low for want, low in zip(wanted, least, strict=True)]
        widest = max(
            (at for at in range(len(wanted)) if spare[at]), key=lambda at: (wanted[at], -at)
        )
        wanted[widest] -= 1
    return wanted


def _natural(text: str) -> int:
    return max(map(width, text.split("\n")))


def _longest_word(text: str) -> int:
    return max(map(width, text.split()), default=0)


def _side_by_side(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [wrap(text, room) for text, room in zip(row, widths, strict=True)]
    lines = []
    for at in range(max(map(len, cells))):
        parts = [cell[at] if at < len(cell) else "" for cell in cells]
        padded = (
            part + " " * (room - width(part)) for part, room in zip(parts, widths, strict=True)
        )
        lines.append(_GAP.join(padded).rstrip())
    return lines


def _row_by_row(texts: Sequence[Sequence[str]], head: int, columns: int) -> tuple[str, ...]:
    """Write each row as "Heading: text" lines, a blank line between two rows."""
    names = texts[head - 1] if head else [""] * len(texts[0])
    lines: list[str] = []
    for row in texts[head:]:
        lines += [""] * bool(lines)
        for name, text in zip(names, row, strict=True):
            if text:
                label = f"{name}: " if name else ""
                lines += indented(wrap(label + text, columns - 2), "", "  ")
    return tuple(lines)
