"""Newlines that were meant: labels above titles, links below a text, a list without its markup.

Markdown keeps the newlines that an author writes. Whether they were meant or only wrap the text is
told by what the lines say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pelican_safespace.navigation.cells import Cell
from pelican_safespace.navigation.reader import cells_of, read_cells
from pelican_safespace.navigation.sequels import continued_from
from pelican_safespace.navigation.snippets import words_of
from pelican_safespace.navigation.title_numbers import NUMBERED
from pelican_safespace.navigation.words import COLONS, Vocabulary
from pelican_safespace.source.lines import Line

MOST_NEWLINES = 60
"""Newlines of a line that are looked at; with more it is wrapped text."""
LEAST_ITEMS = 2

_NAVIGATION = frozenset({"step", "label", "part", "statement", "beside", "heading"})
_ITEM = frozenset({"link", "part", "title", "beside"})
_ENDS = (*".!?…", *COLONS)
BULLET = re.compile(r"\s*(?:[-*+•‣◦]|\d{1,2}(?:[.)]|\s[-–—]))\s+(?=\S)")
"""What an item of a list begins with that Markdown did not see."""


@dataclass(frozen=True, eq=False, slots=True)
class Broken:
    """A line at its newlines: the text ``above``, if any, and a line with its cells for each.

    ``fields``: each is a label in bold and what it says, of the series or of something else.
    """

    above: Line | None
    below: tuple[tuple[Line, tuple[Cell, ...]], ...]
    fields: bool = False


def broken_at_newlines(source: str, line: Line, vocabulary: Vocabulary) -> Broken | None:
    """Return the lines of a line whose newlines were meant; None when they only wrap the text."""
    if line.text.count("\n") > MOST_NEWLINES:
        return None
    if line.links and continued_from(line.text.replace("\n", " "), line.links[0][:2], vocabulary):
        return None  # "This article is a continuation of:", and the link below
    parts = line.by_newline(source)
    if any(part is None for _, part in parts):
        cells = read_cells(line, vocabulary, newlines=True)
        return Broken(None, ((line, cells),)) if _navigates(cells) else None
    rows = [(part, _cells(part, vocabulary)) for _, part in parts if part]
    fields = _are_fields(rows)
    if fields or _navigates([cell for _, cells in rows for cell in cells]):
        return Broken(None, tuple(rows), fields)
    if _ends_with_line(rows):
        return Broken(None, tuple(rows))
    first = _first_below(rows)
    if first == len(rows):
        return None
    if not first:
        return Broken(None, tuple(rows)) if _are_items(rows) else None
    # Running text, and labelled links or a list on the lines below it; not a sentence that goes on.
    text = line.part(source, 0, parts[first][0])
    label = rows[first][0].text.lstrip()
    if text is None or (label[:1].islower() and text.text.rstrip()[-1:] not in _ENDS):
        return None
    return Broken(text, tuple(rows[first:]))


def _ends_with_line(rows: Sequence[tuple[Line, tuple[Cell, ...]]]) -> bool:
    """Tell a labelled link on a line of its own, with other things below: "See also: …"."""
    (_, cells), *below = rows
    step = cells[0] if len(cells) == 1 and cells[0].kind == "step" else None
    labelled = step is not None and step.labelled and step.link is not None and not step.weak
    return labelled and all(
        line.text.lstrip()[:1].isupper() or _is_navigation(cells) for line, cells in below
    )


def _cells(line: Line, vocabulary: Vocabulary) -> tuple[Cell, ...]:
    """The cells of one of the lines; the bullet or number before it is none of its words."""
    text = line.text
    if bullet := BULLET.match(text):
        text = " " * bullet.end() + text[bullet.end() :]
    words = words_of(line, text, vocabulary)
    return cells_of(line, text, words, vocabulary, item=bullet is not None or _begins_bold(line))


def _begins_bold(line: Line) -> bool:
    """Tell "**Part 1** - TITLE", as an item of a list begins."""
    return not line.links and any(not start for start, _ in line.marks)


def _first_below(rows: Sequence[tuple[Line, tuple[Cell, ...]]]) -> int:
    """The first of the last lines that are navigation: all are, and it begins with a link."""
    first = len(rows)
    while first and (_is_navigation(rows[first - 1][1]) or _is_item(*rows[first - 1])):
        first -= 1
    while first < len(rows) and not _begins(*rows[first]):
        first += 1
    below = rows[first:]
    told = any(_is_labelled_link(cells) for _, cells in below) or _are_items(below)
    if not told and len(rows) > 1 and below:
        # "This is part 2:", and the first of several links, the others behind hard breaks
        (above, _), (line, cells) = rows[-2:]
        leads = above.text.rstrip().endswith(COLONS)
        if leads and line.links and _is_item(line, cells):
            return len(rows) - 1
    if not told and (lead := _leads_to_parts(rows)):
        return lead
    return first if told else len(rows)


def _leads_to_parts(rows: Sequence[tuple[Line, tuple[Cell, ...]]]) -> int:
    """The first of the links below "This is part 2 of three:", all the rest; 0 for none."""
    ends = (place for place, (line, _) in enumerate(rows, 1) if line.text.rstrip()[-1:] in COLONS)
    lead = next(ends, len(rows))
    parts = [cells[0] for _, cells in rows[lead:] if len(cells) == 1]
    links = sum(part.link is not None for part in parts)
    fits = all(part.kind in _ITEM and part.title for part in parts)
    whole = len(parts) == len(rows) - lead
    return lead if whole and fits and LEAST_ITEMS <= links >= len(parts) - 1 else 0


def _begins(line: Line, cells: Sequence[Cell]) -> bool:
    """Tell whether navigation below a text may begin with a line."""
    heads = len(cells) == 1 and cells[0].kind in ("heading", "statement")
    return heads or _is_labelled_link(cells) or _is_item(line, cells)


def _are_fields(rows: Sequence[tuple[Line, tuple[Cell, ...]]]) -> bool:
    """Tell "**Series**: NAME" above "**Author**: …", each line with its label in bold."""
    return len(rows) >= LEAST_ITEMS and all(begins_with_label(line) for line, _ in rows)


def begins_with_label(line: Line) -> bool:
    """Tell "**Author**: NAME" and "**Author:** NAME"."""
    label = next((end for start, end in line.marks if not start), 0)
    return ":" in line.text[max(label - 1, 0) : label + 1]


def _are_items(rows: Sequence[tuple[Line, tuple[Cell, ...]]]) -> bool:
    return sum(_is_item(*row) for row in rows) >= LEAST_ITEMS


def _is_item(line: Line, cells: Sequence[Cell]) -> bool:
    """Tell whether a line is an item of a list that Markdown did not see."""
    fits = len(cells) == 1 and cells[0].kind in _ITEM and cells[0].title is not None
    return fits and BULLET.match(line.text) is not None


def _is_navigation(cells: Sequence[Cell]) -> bool:
    return all(cell.kind in _NAVIGATION or cell.here for cell in cells)


def _is_labelled_link(cells: Sequence[Cell]) -> bool:
    steps = [
        cell
        for cell in cells
        if cell.kind == "step"
        and cell.labelled
        and (cell.link or cell.general or NUMBERED.match(cell.title or ""))
        and not cell.weak
    ]
    return bool(steps) and not any(cell.kind == "prose" for cell in cells)


def _navigates(cells: Sequence[Cell]) -> bool:
    """Tell whether cells in a row are navigation only, each title below its label."""
    pending = told = False
    for cell in cells:
        if pending and cell.may_be_title:
            pending, told = False, True
        elif cell.kind not in _NAVIGATION:
            return False
        else:
            pending = cell.kind == "label"
            told = told or cell.kind in ("step", "label", "part")
    return told
